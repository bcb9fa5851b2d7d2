"""The server: `streamlit run app.py`.

The entry script is `pages/main.py`, not this file, so that Streamlit's discovery of a `pages/` folder beside
the main script never starts and a deep link works on the first visit of a fresh server.
"""

import os
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from api.nodelay import NoDelayMiddleware
from api.routes import routes
from api.server.site import PageMeta, Site, base_of, settings_from
from api.server.static import StaticMiddleware
from api.server.websocket import Messages, WebSocketMiddleware
from pages.registry import NAME, PAGES, SUMMARY, page_for_path
from pages.ui.errors import say_sorry
from pages.ui.messages import as_page, asks_for, says
from pages.ui.runs import hear_runs

HERE = Path(__file__).parent
site = Site(
    name=NAME,
    summary=SUMMARY,
    pages={spec.url_path: PageMeta(spec.title, spec.summary) for spec in PAGES},
    find_page=page_for_path,
    frontend=Path(st.__file__).parent / "static",
    own=HERE / "pages" / "static",
    preview=HERE / "docs" / "where-i-stand.png",
    base=base_of(st.get_option("server.baseUrlPath") or ""),
    origins=tuple(st.get_option("server.corsAllowedOrigins")),
    **settings_from(os.environ),
)
hear_runs()
app = st.App(
    "pages/main.py",
    routes=routes,
    # Static files and pages end at StaticMiddleware; what the API and Streamlit answer is compressed within.
    middleware=[
        # Outermost: a layer in between would hide the server's own connection.
        Middleware(NoDelayMiddleware),
        Middleware(StaticMiddleware, site=site),
        Middleware(WebSocketMiddleware, site=site, messages=Messages(asks_for, as_page, says)),
    ],
    on_script_error=say_sorry,
)
