"""How many programs people rank, matched and unmatched, over the years."""
