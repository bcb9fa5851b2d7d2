"""How the templates of what is printed are read: those of one folder, and those that all share."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from analysis.palette import DARK, LIGHT


def environment(folder: Path) -> Environment:
    """Return what reads the templates of a folder; they may include those here, and know the palette."""
    found = Environment(
        loader=FileSystemLoader([folder, Path(__file__).parent]),
        autoescape=True,
        auto_reload=False,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.globals |= {"light": LIGHT, "dark": DARK}
    return found
