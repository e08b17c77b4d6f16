"""Pages of committees and meetings."""

PAGES = {"meetings": "/ashdown/meetings/"}
