"""Streamlit-only helpers: profile inputs, address state, cached loads, and the one chart frame."""
