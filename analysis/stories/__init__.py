"""The findings in words: one module per topic turns an analysis result into a `Story`."""
