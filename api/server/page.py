"""The pages' HTML: Streamlit's shell with the app's own head, made once for each page at the start.

What is kept of Streamlit's `index.html` is what makes it run: its scripts and styles. Title, icon,
description, fonts and the words for a browser without JavaScript are the app's own.
"""

import re
from collections.abc import Iterable
from html import escape
from pathlib import Path
from typing import Final

from api.server.manifest import ENTRY, FIRST, files_of, read_manifest
from api.server.policy import digest
from api.server.site import PageMeta, Site

LARGE: Final = 1_000_000
ICON: Final = "./app/static/icon.svg"
FONTS: Final = ("fonts/ibm-plex-sans-latin.woff2", "fonts/ibm-plex-serif-600-latin.woff2")
# The frontend looks for its server at the page's own path first, and asks before it connects;
# here it is told.
# `allowedOrigins`: only this site may speak to the page from a frame around it.
CONNECT: Final = (
    "const at = new URL('./', location.href).href;"
    "window.__streamlit = {BACKEND_BASE_URL: at, HOST_CONFIG: {allowedOrigins: [location.origin], "
    "useExternalAuthToken: false}};"
)
_REQUIRED: Final = re.compile(
    r'<script type="module"[^>]*></script>|<link rel="(?:modulepreload|stylesheet)"[^>]*>', re.DOTALL
)
_NO_SCRIPT: Final = (
    "<noscript><p>{name} draws its pages with JavaScript, which is switched off here. The same numbers "
    'can be had without it: <a href="./api/v1/docs">tables as CSV, JSON and Parquet</a>.</p></noscript>'
)
STYLE: Final = (
    "body{margin:0;padding:12vh 24px;font:18px/1.6 'IBM Plex Sans',system-ui,sans-serif;"
    "background:#fdfcfa;color:#1c2126}"
    "main{max-width:34em;margin:auto}a{color:#0b5c8f}h1{font-size:1.6em;line-height:1.25}"
    "li{margin:.35em 0}"
    "@media(prefers-color-scheme:dark){body{background:#14181c;color:#e6e9ec}a{color:#8cc8f0}}"
)
STYLE_POLICY: Final = (
    f"default-src 'none'; style-src {digest(STYLE)}; img-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
ROBOTS: Final = (
    "User-agent: *\n"
    "Disallow: /_stcore/\n"
    "Disallow: /media/\n"
    "# A link may carry somebody's scores.\n"
    "Disallow: /*my_step\n"
    "Disallow: /*my_research\n"
)


class ShellError(Exception):
    """Streamlit's `index.html` is not what this module knows how to read."""


def required_tags(frontend: Path) -> list[str]:
    """Return the lines of Streamlit's `index.html` that make it run.

    Raises:
        ShellError: there is no script in it.
    """
    html = (frontend / "index.html").read_text(encoding="utf-8")
    tags: list[str] = _REQUIRED.findall(html)
    if not any(tag.startswith("<script") for tag in tags) or 'id="root"' not in html:
        raise ShellError("Streamlit's index.html has no module script or no root.")
    return tags


def preloads(frontend: Path, known: Iterable[str]) -> list[str]:
    """Return links that fetch what the first chart needs while the script is still running."""
    manifest = read_manifest(frontend)
    already = "\n".join(known)
    fonts = [
        f'<link rel="preload" href="./app/static/{font}" as="font" type="font/woff2" crossorigin>'
        for font in FONTS
    ]
    entry = set(files_of(manifest, [ENTRY]))
    # Low: the frontend itself goes first.
    modules = [
        f'<link {_how(frontend / file)} crossorigin fetchpriority="low" href="./{file}">'
        for file in files_of(manifest, FIRST)
        if file.endswith(".js") and file not in entry and file not in already
    ]
    return [*fonts, *modules]


def _how(file: Path) -> str:
    """Return how to preload a module: a large one is only fetched: reading it holds up the paint."""
    large = file.exists() and file.stat().st_size > LARGE
    return 'rel="preload" as="script"' if large else 'rel="modulepreload"'


def page_html(site: Site, path: str, head: PageMeta, tags: Iterable[str]) -> str:
    """Return the HTML of one page; `tags` are its scripts, styles and preloads."""
    title = f"{head.title} · {site.name}" if path else site.name
    summary = head.summary if path else site.summary
    shared = {"og:type": "website", "og:site_name": site.name, "og:title": title, "og:description": summary}
    if site.addresses:
        here = f"{site.addresses[0]}{site.base}"
        shared["og:url"] = f"{here}/{path}"
        if site.preview.exists():
            shared["og:image"] = f"{here}/app/static/preview.png"
            shared["og:image:alt"] = site.summary
    lines = [
        "<!doctype html>",
        '<html lang="en">',
        "<head>",
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1, shrink-to-fit=no">',
        f"<title>{escape(title)}</title>",
        f'<meta name="description" content="{escape(summary)}">',
        *(f'<meta property="{name}" content="{escape(value)}">' for name, value in shared.items()),
        '<meta name="color-scheme" content="light dark">',
        f'<link rel="shortcut icon" type="image/svg+xml" href="{ICON}">',
        f"<script>{CONNECT}</script>",
        *tags,
        "</head>",
        f'<body>{_NO_SCRIPT.format(name=escape(site.name))}<div id="root"></div></body>',
        "</html>",
    ]
    return "\n".join(lines) + "\n"


def not_found_html(site: Site) -> str:
    """Return the page that says that there is no such page, and which ones there are."""
    links = "".join(
        f'<li><a href="{site.base}/{escape(path)}">{escape(head.title)}</a></li>'
        for path, head in site.pages.items()
    )
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta name="color-scheme" content="light dark"><title>No such page · {escape(site.name)}</title>'
        f'<link rel="icon" type="image/svg+xml" href="{site.base}/app/static/icon.svg">'
        f"<style>{STYLE}</style></head>"
        "<body><main><h1>There is no page at this address</h1><p>The address may have a typing slip, or "
        f"be of an earlier version. These are the pages of {escape(site.name)}:</p><ul>{links}</ul></main>"
        "</body></html>\n"
    )
