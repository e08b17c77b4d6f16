"""The review of a file that was read: its rows, what is to be decided of them, and what is alike.

Pure: readings, decisions and documents in, lines for a screen out.
"""
