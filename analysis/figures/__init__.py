"""Plotly only: a function takes an analysis result and returns a figure; no Streamlit, no text around it."""
