"""What the pages of the organisation show, council by council."""
