"""What all prints share: one block of styles, the parts of a plan, and how templates are read."""
