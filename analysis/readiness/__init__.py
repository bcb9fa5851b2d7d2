"""Readiness: a person's factors under the tables of risk of two guides, and what these advise."""
