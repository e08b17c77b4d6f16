"""Who leads what, from when until when, and what comes with a post."""
