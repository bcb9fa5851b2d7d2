"""The gap to the matched average against the group's share of the places."""
