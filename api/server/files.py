"""Static files compressed once at their best, and cached in memory and on disk.

Brotli at its best level takes half a minute of CPU for all of Streamlit's frontend. So it is done ahead, by
`make setup` (`python -m api.server`), or by a thread in the background of a server that finds nothing; until
then a file goes out as far as it has got. What is on disk is named after the bytes it was made of, so it can
never be out of date.
"""

import contextlib
import gzip
import hashlib
import mimetypes
import os
import re
import sys
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread, get_native_id
from typing import Final

import brotli

from api.server.policy import NO_SNIFFING, STANDALONE_POLICY

# Fonts and pictures are compressed already.
TEXT: Final = frozenset({".js", ".mjs", ".css", ".html", ".svg", ".json", ".txt", ".md"})
SUFFIXES: Final = {"br": ".br", "gzip": ".gz"}
BEST_BROTLI: Final = 11
# For what no page of ours loads: nearly as small, forty times as fast.
QUICK_BROTLI: Final = 5
_MIN_BYTES: Final = 256
# Streamlit's bundler names its files after their content: name.8 signs.extension
_HASHED: Final = re.compile(r"\.[\w-]{8}\.\w+$")
FOREVER: Final = "public, max-age=31536000, immutable"
# The app's own fonts and icon keep their names when they change, which they hardly ever do.
A_DAY: Final = "public, max-age=86400, stale-while-revalidate=604800"
_TYPES: Final = {
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".woff2": "font/woff2",
    ".svg": "image/svg+xml",
}


def cache_folder() -> Path:
    """Return where compressed files are cached: inside the environment whose Streamlit they belong to."""
    return Path(sys.prefix) / "var" / "match-atlas"


@dataclass(slots=True)
class File:
    """One file: where it lies, what it is, and its encodings as far as they are made.

    Attributes:
        path: where it lies; nowhere, where all its encodings are made at the start.
        media_type: what it is.
        cache_control: how long others may keep it.
        is_text: whether it has more than one encoding.
        headers: its further headers.
        status: the status of an answer with it.
        tag: what stands between the quotes of its entity tag, once it was read.
        encoded: its bytes by encoding.
    """

    path: Path
    media_type: str
    cache_control: str
    is_text: bool
    headers: Mapping[str, str]
    status: int = 200
    tag: str = ""
    encoded: dict[str, bytes] = field(default_factory=dict)

    def read(self) -> bytes:
        """Return the bytes of the file; small or compressed files stay in memory."""
        if (kept := self.encoded.get("identity")) is not None:
            return kept
        body = self.path.read_bytes()
        self.tag = self.tag or _tag(body)
        if not self.is_text or len(body) < _MIN_BYTES:
            self.encoded["identity"] = body
        return body


def _tag(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()[:32]


def document(body: str, media_type: str, headers: Mapping[str, str], status: int = 200) -> File:
    """Return a small answer made at the start, compressed."""
    raw = body.encode()
    encoded = {"identity": raw, "gzip": gzip.compress(raw, 9, mtime=0), "br": brotli.compress(raw)}
    return File(Path(), media_type, "no-cache", True, headers, status, _tag(raw), encoded)


def collect(folder: Path, prefix: str) -> dict[str, File]:
    """Return every file below `folder` by its address, which begins with `prefix`."""
    return {
        f"{prefix}{path.relative_to(folder).as_posix()}": file_at(path)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def file_at(path: Path) -> File:
    """Return what is known of a file without reading it."""
    suffix = path.suffix.lower()
    kind = _TYPES.get(suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    if suffix in TEXT and not kind.startswith("image/"):
        kind = f"{kind}; charset=utf-8"
    # Opened by itself an SVG is a document, which must not run anything.
    policy = {"content-security-policy": STANDALONE_POLICY} if suffix == ".svg" else {}
    kept = FOREVER if _HASHED.search(path.name) else A_DAY
    return File(path, kind, kept, suffix in TEXT, NO_SNIFFING | policy)


def prepare(file: File, folder: Path | None, quality: int, encodings: Iterable[str] = SUFFIXES) -> None:
    """Make the encodings of one file that are not there yet, or take them from disk."""
    body = file.read()
    if not file.is_text or len(body) < _MIN_BYTES:
        return
    for encoding in encodings:
        if encoding not in file.encoded:
            file.encoded[encoding] = _read_cached(file.tag, encoding, folder) or _compress(
                file, body, encoding, folder, quality
            )


def _compress(file: File, body: bytes, encoding: str, folder: Path | None, quality: int) -> bytes:
    made = gzip.compress(body, 9, mtime=0) if encoding == "gzip" else brotli.compress(body, quality=quality)
    if folder is not None:
        _write_cached(folder / f"{file.tag}{SUFFIXES[encoding]}", made)
    return made


def _read_cached(tag: str, encoding: str, folder: Path | None) -> bytes | None:
    if folder is None:
        return None
    with contextlib.suppress(OSError):
        return (folder / f"{tag}{SUFFIXES[encoding]}").read_bytes()
    return None


def _write_cached(path: Path, made: bytes) -> None:
    """Write a file so that another server never reads half of it; without a disk to write to, do without."""
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as new:
            new.write(made)
        Path(new.name).replace(path)


class FileCache:
    """All static files by address with their encodings, first those that a first visit needs."""

    def __init__(self, files: Mapping[str, File], first: Iterable[str], folder: Path | None) -> None:
        """Keep the files; `first` are the addresses that some page of ours loads, most urgent first."""
        urgent = [address for address in dict.fromkeys(first) if address in files]
        self.files = files
        self.folder = folder
        self._urgent = {id(files[address]) for address in urgent}
        self.order = [
            *(files[address] for address in urgent),
            *(f for a, f in files.items() if a not in set(urgent)),
        ]

    def prepare(self) -> None:
        """Make everything: what is cached and gzip first, for every file, then brotli."""
        for encodings in (("gzip",), ("br",)):
            for file in self.order:
                # A file that went away while the server runs is answered when it is asked for.
                with contextlib.suppress(OSError):
                    prepare(file, self.folder, self.quality(file), encodings)

    def quality(self, file: File) -> int:
        """Return how hard to press a file."""
        return BEST_BROTLI if id(file) in self._urgent else QUICK_BROTLI

    def prepare_in_background(self) -> None:
        """Start to prepare, in a thread of low priority."""
        Thread(target=self._prepare_at_low_priority, name="static-files", daemon=True).start()

    def _prepare_at_low_priority(self) -> None:
        if sys.platform == "linux":
            with contextlib.suppress(OSError):
                os.setpriority(os.PRIO_PROCESS, get_native_id(), 15)
        self.prepare()
