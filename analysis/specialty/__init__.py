"""Everything the data say about one specialty."""
