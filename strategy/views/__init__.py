"""The pages of strategies and indicators."""
