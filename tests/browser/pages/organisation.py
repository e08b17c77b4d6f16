"""Pages that set up service areas, posts and the council."""

PAGES = {"overview": "/ashdown/organisation/"}
