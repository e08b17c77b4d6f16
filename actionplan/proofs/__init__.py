"""What was recorded stays recorded: digests, chains and seals, and what proves them."""
