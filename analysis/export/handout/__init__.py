"""The handout: one HTML file that opens offline and prints to two pages."""
