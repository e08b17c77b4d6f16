"""What a file would change of a plan: matched, compared three ways, decided by a person."""
