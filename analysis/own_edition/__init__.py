"""An edition of one's own: a file in, an edition's record with its rows out, and what could not be read."""
