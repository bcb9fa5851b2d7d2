"""A person's scores beside the averages of every specialty."""
