"""Pure pandas: a typed frame in, a typed frame out. No Streamlit, no Plotly, no files."""
