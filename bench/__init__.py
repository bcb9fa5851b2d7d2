"""The benchmark: every page of this app against one bare page on Streamlit's default settings."""


class BenchError(Exception):
    """A measurement that could not be made, with the reason in one sentence."""
