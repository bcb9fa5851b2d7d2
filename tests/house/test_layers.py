"""Data flows one way: data <- analysis <- charts and exports <- pages and api <- app."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FILES = [
    path
    for folder in ("data", "analysis", "api", "pages", "bench")
    for path in sorted((ROOT / folder).rglob("*.py"))
] + [ROOT / "app.py"]

# Who may import whom, and who may touch which library.
MAY_IMPORT = {
    "data": {"data"},
    "analysis": {"data", "analysis"},
    "api": {"data", "analysis", "api"},
    "pages": {"data", "analysis", "pages"},
    "bench": {"bench", "pages"},
    "app.py": {"api", "pages"},
}
OURS = {"data", "analysis", "api", "pages", "bench", "app"}


def imported(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def draws(place):
    """Whether a file of ours describes the chart of a topic, or draws what is described."""
    return (
        place.parts[:2] == ("analysis", "charts")
        or place.parts[:3] in {("analysis", "export", "slides"), ("analysis", "export", "handout")}
        or (place.parts[0] == "analysis" and place.stem == "chart")
    )


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_keep_the_direction(path):
    place = path.relative_to(ROOT)
    for name in imported(path):
        top = name.split(".")[0]
        if top in OURS:
            assert top in MAY_IMPORT[place.parts[0]], f"{place} imports {name}"
        if top == "streamlit":
            assert place.parts[0] in {"pages", "app.py", "bench"}, f"{place} imports Streamlit"
        # A chart is described and drawn as plain data.
        if top == "plotly":
            assert place.parts[:2] == ("pages", "ui") or place.parts[0] == "bench", place
        if name.startswith("analysis.charts.plotly"):
            assert place.parts[:2] in {("analysis", "charts"), ("pages", "ui")}, f"{place} imports {name}"
        # What computes and what words a finding know nothing of how it is drawn; a story carries what is drawn.
        if name.startswith("analysis.") and (name.startswith("analysis.charts") or name.endswith(".chart")):
            carries = place == Path("analysis/story.py") and name == "analysis.charts.description"
            assert carries or draws(place) or place.parts[:2] == ("pages", "ui"), f"{place} imports {name}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_files_stay_short(path):
    limit = 60 if path.parent == ROOT / "pages" and path.name != "registry.py" else 500
    assert len(path.read_text(encoding="utf-8").splitlines()) <= limit
