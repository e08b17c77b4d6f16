"""From the database to values, each in a fixed number of queries."""
