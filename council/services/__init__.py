"""Changes of who and what there is in a council. Each is signed, and none overwrites another."""
