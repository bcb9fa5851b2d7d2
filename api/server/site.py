"""Settings of the middleware: by `app.py` about the app, by the operator about where it runs."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

ADDRESS: Final = "MATCH_ATLAS_ADDRESS"
FRAMED_BY: Final = "MATCH_ATLAS_FRAMED_BY"
TRUST_FORWARDED_HOST: Final = "MATCH_ATLAS_TRUST_FORWARDED_HOST"
_DEFAULT_PORTS: Final = {"http": 80, "https": 443, "ws": 80, "wss": 443}


@dataclass(frozen=True, slots=True)
class PageMeta:
    """What the head of a page says before any script runs: its title and one sentence."""

    title: str
    summary: str


@dataclass(frozen=True, slots=True)
class Site:
    """One app at one place.

    Attributes:
        name: the app's name.
        summary: the app in one sentence.
        pages: title and sentence of every page, by its path; the first page's path is empty.
        find_page: the path of the page that somebody means who writes a path in another way, or None.
        frontend: Streamlit's folder with `index.html`, `manifest.json` and `static/`.
        own: the app's static folder, served below `/app/static/`.
        preview: a picture for those who share a link; left out where there is no such file.
        base: the path that all addresses begin with, empty or with a leading slash.
        addresses: the public addresses that the operator named; the first one is written into shared links.
        origins: further origins whose pages may open the websocket.
        framed_by: origins that may show the app in a frame.
        trust_forwarded_host: whether a proxy in front says truly under which host it was asked.
    """

    name: str
    summary: str
    pages: Mapping[str, PageMeta]
    find_page: Callable[[str], str | None]
    frontend: Path
    own: Path
    preview: Path
    base: str = ""
    addresses: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    framed_by: tuple[str, ...] = ()
    trust_forwarded_host: bool = False


def base_of(path: str) -> str:
    """Return a base path as `Site` has it: empty, or with a leading slash and no trailing one."""
    return f"/{path.strip('/')}" if path.strip("/") else ""


def settings_from(environment: Mapping[str, str]) -> dict[str, object]:
    """Return what the environment says of where the app runs, as arguments of `Site`.

    Raises:
        ValueError: a variable holds something else than origins, or than a yes or no.
    """
    trust = environment.get(TRUST_FORWARDED_HOST, "").strip().lower()
    if trust not in {"", "0", "1", "false", "true", "no", "yes"}:
        raise ValueError(f"{TRUST_FORWARDED_HOST} is {trust!r}; allowed is 1 or 0.")
    return {
        "addresses": _origins(ADDRESS, environment),
        "framed_by": _origins(FRAMED_BY, environment),
        "trust_forwarded_host": trust in {"1", "true", "yes"},
    }


def _origins(name: str, environment: Mapping[str, str]) -> tuple[str, ...]:
    said = environment.get(name, "").replace(",", " ").split()
    for address in said:
        parts = urlsplit(address)
        # What is written into a header must not be able to end it, or to name a second source.
        if parts.scheme not in {"http", "https"} or origin_of(address) is None or parts.path.strip("/"):
            raise ValueError(
                f"{name} holds {address!r}; allowed are origins such as https://atlas.example.edu, with "
                "blanks or commas between."
            )
    return tuple(address.rstrip("/") for address in said)


def origin_of(address: str) -> tuple[str, int] | None:
    """Return host and port that an origin or address names, or None where it names none."""
    try:
        parts = urlsplit(address)
        port = parts.port or _DEFAULT_PORTS.get(parts.scheme, 0)
    except ValueError:
        return None
    host = (parts.hostname or "").rstrip(".")
    if not host or not all(sign.isalnum() or sign in "-._:" for sign in host):
        return None
    return host, port


def origins_of(addresses: Iterable[str]) -> frozenset[tuple[str, int]]:
    """Return host and port of every address that names them."""
    return frozenset(origin for address in addresses if (origin := origin_of(address)) is not None)
