"""Every write with consequences."""
