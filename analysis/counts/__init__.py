"""NRMP's counts of positions and matches: shares, trends, and how many people like the visitor."""
