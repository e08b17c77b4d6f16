"""Seeing the council as others do."""

PAGES = {"choice": "/ashdown/see-as/"}
