"""A person's scores among the residents of a specialty: counts and quantiles of those who got in."""
