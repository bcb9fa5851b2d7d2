"""What a visitor enters under *Next steps*: its records, and the one file that saves and loads them."""
