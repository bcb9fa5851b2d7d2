"""Where the places are: positions by state, and who fills them there."""
