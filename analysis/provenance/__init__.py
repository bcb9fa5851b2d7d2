"""Where a number comes from: how it was read, what corrects it, and which pages show it."""
