"""A simulated year of a made-up plan."""
