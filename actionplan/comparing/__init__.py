"""What changed between two documents of a plan, and the sentences that say it."""
