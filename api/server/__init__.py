"""Middleware that is the same for every page, whoever runs it.

`StaticMiddleware` answers the pages' HTML and all static files by itself, from memory, and passes the rest
on; `WebSocketMiddleware` checks the websocket and the order of what it asks for. Neither knows Streamlit:
`app.py` tells them, in a `Site`, where its files lie, and how a message is read.
"""
