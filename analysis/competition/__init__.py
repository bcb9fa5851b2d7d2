"""Applicants and places: who ranked a specialty, what stayed unfilled, couples, and SOAP."""
