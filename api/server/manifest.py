"""Which parts of Streamlit's frontend the pages load, found in its bundler's manifest by their names."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

# What stands on the page before its first chart does, asked for before the script has run.
FIRST: Final = (
    "Html",
    "PlotlyChart",
    "BidiComponent",
    "TextInput",
    "Selectbox",
    "Multiselect",
    "Button",
    "ButtonGroup",
    "PageLink",
    "DownloadButton",
    "MenuButton",
)
# What only some pages draw, or only after a click.
LATER: Final = (
    "DataFrame",
    "Table",
    "FileUploader",
    "Checkbox",
    "Radio",
    "Slider",
    "NumberInput",
    "TextArea",
    "Spinner",
    "Toast",
    "LinkButton",
    "ImageList",
    "StreamlitSyntaxHighlighter",
    "arrowFormatUtils",
    "axios",
)
ENTRY: Final = "index.html"

Manifest = dict[str, dict[str, Any]]


def read_manifest(frontend: Path) -> Manifest:
    """Return the bundler's manifest; empty where a Streamlit has none, and then nothing is preloaded."""
    try:
        manifest: Manifest = json.loads((frontend / "manifest.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return manifest


def files_of(manifest: Manifest, names: Iterable[str]) -> list[str]:
    """Return the files that parts are made of, what they import included, in a sensible order.

    A part that this Streamlit does not have is left out.
    """
    keys = {part.get("name", key): key for key, part in manifest.items() if part["file"].endswith(".js")}
    found: dict[str, None] = {}
    waiting = [keys[name] for name in names if name in keys]
    if ENTRY in names and ENTRY in manifest:
        waiting.insert(0, ENTRY)
    while waiting:
        part = manifest.get(waiting.pop(0))
        if part is None or part["file"] in found:
            continue
        found[part["file"]] = None
        found |= dict.fromkeys(part.get("css", ()))
        waiting += part.get("imports", ())
    return list(found)
