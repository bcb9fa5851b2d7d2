"""A visitor's own plan toward the next Match, out of the guides' templates."""
