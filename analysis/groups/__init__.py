"""Applicant groups side by side: matched averages, research and the guide's shares."""
