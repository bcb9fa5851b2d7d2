"""A plan on two sheets of paper: its months in front, its numbers and its rule behind."""
