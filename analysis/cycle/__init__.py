"""The way to residency: what each step of it needs, and the dates of a match cycle by the guide's rules."""
