"""Forms of strategies and of their indicators."""
