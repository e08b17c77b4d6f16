"""A strategy arranged for reading: the same value for its page and for its PDF."""
