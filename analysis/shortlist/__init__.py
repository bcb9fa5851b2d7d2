"""A few specialties side by side, and where they lie among all."""
