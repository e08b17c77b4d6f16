"""Dates as British councils write them, and the words that due dates come in."""
