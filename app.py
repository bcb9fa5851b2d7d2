"""The server: `streamlit run app.py`.

The entry script is `pages/main.py`, not this file, so that Streamlit's discovery of a `pages/` folder beside
the main script never starts and a deep link works on the first visit of a fresh server.
"""

import streamlit as st
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware

from api.routes import routes
from pages.ui.errors import say_sorry

app = st.App(
    "pages/main.py",
    routes=routes,
    # Streamlit serves its own static files uncompressed: 7.6 MB on a first visit, a third of that with gzip.
    middleware=[Middleware(GZipMiddleware, minimum_size=1000, compresslevel=6)],
    on_script_error=say_sorry,
)
