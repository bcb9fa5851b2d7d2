"""One specialty as it was chosen by people of one group."""
