"""The front of the server: what is the same for every page, whoever runs it.

`Front` answers the pages' HTML and all static files by itself, from memory, and passes the rest inward;
`Gate` stands before the websocket. Neither knows Streamlit: `app.py` tells them, in a `Site`, where its files
lie.
"""
