"""A caseload: a file of many people in, everybody beside the averages out."""
