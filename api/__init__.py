"""The HTTP API: the tables as CSV, JSON and Parquet, and the comparison as data; read-only, no accounts.

`api.routes.routes` is what the server mounts. It stands beside `data` and `analysis`, not inside, because the
comparison needs `analysis`, which `data` must not import.
"""
