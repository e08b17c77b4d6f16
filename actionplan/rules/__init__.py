"""The rules behind queries to leads: what they look at, their words, and how they are answered."""
