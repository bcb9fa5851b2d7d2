"""A person’s scores beside those that program directors named: rarely, and almost always, interviewing."""
