"""Match rates over the years, and what a rate is taken of."""
