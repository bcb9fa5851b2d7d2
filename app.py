"""The server: `streamlit run app.py`.

The entry script is `pages/main.py`, not this file, so that Streamlit's discovery of a `pages/` folder beside
the main script never starts and a deep link works on the first visit of a fresh server.
"""

import os
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from streamlit.proto.BackMsg_pb2 import BackMsg

from api.at_once import AtOnce
from api.routes import routes
from api.server.front import Front
from api.server.gate import Gate
from api.server.site import PageHead, Site, base_of, told_by_operator
from pages.registry import NAME, PAGES, SUMMARY, page_for_path
from pages.ui.errors import say_sorry

HERE = Path(__file__).parent
site = Site(
    name=NAME,
    summary=SUMMARY,
    pages={spec.url_path: PageHead(spec.title, spec.summary) for spec in PAGES},
    find_page=page_for_path,
    frontend=Path(st.__file__).parent / "static",
    own=HERE / "pages" / "static",
    preview=HERE / "docs" / "where-i-stand.png",
    base=base_of(st.get_option("server.baseUrlPath") or ""),
    origins=tuple(st.get_option("server.corsAllowedOrigins")),
    **told_by_operator(os.environ),
)
app = st.App(
    "pages/main.py",
    routes=routes,
    # Static files and pages end at the front; what the API and Streamlit answer is compressed further in.
    middleware=[
        # Outermost: a layer in between would hide the server's own connection.
        Middleware(AtOnce),
        Middleware(Front, site=site),
        Middleware(Gate, site=site, can_read=BackMsg.FromString),
    ],
    on_script_error=say_sorry,
)
