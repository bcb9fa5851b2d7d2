"""A log of clinical experience beside what the guides say: what counts, how recent it is, what is missing."""
