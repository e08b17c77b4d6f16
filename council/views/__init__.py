"""Pages of the organisation, and those outside any council."""
