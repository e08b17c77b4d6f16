"""Files that a strategy can become."""
