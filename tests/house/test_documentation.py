"""What is written down exists: links, sources, settings, the lock file, the parameters of the API."""

import re
import tomllib
from pathlib import Path

import pytest

from api.openapi import document
from data.editions import EDITION_OF_SOURCE
from data.guide_terms import GUIDE_MEASURES
from data.query import CONTROLS, filter_columns
from data.schema import TABLES
from data.sources import SOURCES
from data.terms import slugs

DOCUMENT = document()
ROOT = Path(__file__).parents[2]


def test_the_newest_entry_of_the_changelog_is_about_this_version():
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert changelog.split("\n## ")[1].startswith(f"{version} ")


def test_every_link_of_the_readme_leads_somewhere():
    links = re.findall(r"\]\((?!http)([^)#]+)\)", (ROOT / "README.md").read_text(encoding="utf-8"))
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


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
    # What a guide's numbers count is called much the same.
    named -= set(slugs(GUIDE_MEASURES))
    assert {"usmle_norms", "rd_table2", "match_rates_secondary"} <= named
    assert named <= known
    # What an edition prints is cited from its rows, so that another edition is cited by its own.
    assert not named & set(EDITION_OF_SOURCE)


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
