"""Files out of a slice of a table: CSV, Parquet, Excel, citations, code that fetches it, and a zip."""
