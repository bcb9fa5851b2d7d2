"""What exists is written down, and what is written down exists."""

import re
import tomllib
from pathlib import Path

import pytest

from api.openapi import document
from api.routes import routes
from data.query import CONTROLS, filter_columns
from data.schema import TABLES
from data.sources import SOURCES
from pages.registry import PAGES

DOCUMENT = document()
ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
CHANGELOG = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
TARGETS = re.findall(r"^([a-z]+):.*##", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize("target", [target for target in TARGETS if target != "help"])
def test_every_make_target_is_in_the_readme(target):
    assert f"make {target}" in README


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.file)
def test_every_page_is_in_the_readme_and_has_its_file(page):
    assert f"| {page.title} |" in README
    assert (ROOT / "pages" / page.file).is_file()


@pytest.mark.parametrize("name", TABLES)
def test_every_table_is_in_the_changelog(name):
    assert f"`{name}`" in CHANGELOG


def test_the_changelog_has_the_version_and_a_data_heading():
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    newest = CHANGELOG.split("\n## ")[1]
    assert newest.startswith(f"{version} ")
    assert "### Data" in newest


@pytest.mark.parametrize("link", re.findall(r"\]\((?!http)([^)#]+)\)", README))
def test_every_link_of_the_readme_leads_somewhere(link):
    assert (ROOT / link).exists()


def test_the_sources_that_charts_name_exist():
    known = {source.source_id for source in SOURCES}
    named = set()
    names = r"(?:co2018|usmle|rd|advance)_[a-z0-9_]+|match_rates_secondary"
    for path in (ROOT / "analysis").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        # A text may hold several, with a blank between.
        named |= {
            name
            for quoted in re.findall(rf'"((?:{names})(?: (?:{names}))*)"', text)
            for name in quoted.split()
        }
    assert {"co2018_img_fill", "rd_table2", "match_rates_secondary"} <= named
    assert named <= known


def test_the_lock_file_carries_hashes_and_no_address():
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "://" not in lock
    for block in re.split(r"\n(?=\S)", lock.strip()):
        assert "==" in block.splitlines()[0]
        assert "--hash=sha256:" in block


def test_the_server_keeps_visitors_safe_and_says_nothing_to_others():
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert config["browser"]["gatherUsageStats"] is False
    assert config["server"]["enableXsrfProtection"] is True
    assert config["client"]["showErrorDetails"] == "none"
    assert all(font["url"].startswith("app/static/") for font in config["theme"]["fontFaces"])
    for font in config["theme"]["fontFaces"]:
        assert (ROOT / "pages" / font["url"].removeprefix("app/")).is_file()


@pytest.mark.parametrize("route", [route for route in routes if route.path.startswith("/api/v1/")], ids=str)
def test_every_address_of_the_api_is_in_the_readme(route):
    assert f"`{route.path.replace('{format}', 'csv')}`" in README


@pytest.mark.parametrize("name", CONTROLS)
def test_every_parameter_that_is_no_column_is_in_the_readme(name):
    assert f"`{name}`" in README


@pytest.mark.parametrize("name", TABLES)
def test_every_column_that_filters_is_a_parameter_of_the_api(name):
    (operation,) = (
        path["get"] for address, path in DOCUMENT["paths"].items() if f"/tables/{name}." in address
    )
    shared = DOCUMENT["components"].get("parameters", {})
    described = {
        shared[parameter["$ref"].rsplit("/", 1)[1]]["name"] if "$ref" in parameter else parameter["name"]
        for parameter in operation["parameters"]
    }
    assert {column.name for column in filter_columns(TABLES[name])} | set(CONTROLS) <= described
