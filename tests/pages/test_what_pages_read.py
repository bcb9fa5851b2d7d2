"""A number's provenance names its pages by what they declare to read; here is what they really read."""

import importlib
import pkgutil
import sys
from datetime import date

import pytest
import streamlit as st

import pages.ui
import pages.ui.tables
from analysis.experience.record import ClinicalEntry, ClinicalLog
from data.schema import TABLES
from pages.registry import PAGES
from pages.ui import chart_menu
from pages.ui.records_held import HELD

PERSON = {
    "group": "us_img",
    "my_step1": "225",
    "my_step2_ck": "235",
    "my_research_items": "3",
    "specialties": "pathology,neurology",
}
CASELOAD = (
    b"identifier,applicant_group,step1,step2_ck,research_items,specialties,graduation_year\n"
    b"A-1,us_img,225,235,3,pathology,2015\n"
)
LOG = ClinicalLog((ClinicalEntry("observership", start=date(2026, 2, 2), weeks=4),))
# Data and method offers every table, and a plan shows what the other pages show.
SHOWS_OTHERS = {"data", "session-plan"}
# A caseload shows nothing before it has a file.
OWN = [page for page in PAGES if page.url_path not in {*SHOWS_OTHERS, "caseload"}]


@pytest.fixture
def read(monkeypatch):
    """Return the names of the tables that were asked for since it was cleared."""
    asked = set()
    real = pages.ui.tables.table
    for module in pkgutil.iter_modules(pages.ui.__path__, "pages.ui."):
        importlib.import_module(module.name)

    def table(name):
        asked.add(name)
        return real(name)

    for name, module in list(sys.modules.items()):
        if name.startswith("pages.") and getattr(module, "table", None) is real:
            monkeypatch.setattr(module, "table", table)
    return asked


def addresses(page):
    """Yield every choice of every short selector of a page, and the last one of the long ones."""
    yield {}
    for name, selector in page.selectors.items():
        options = [slug for slug in selector.labels if slug != selector.default]
        for slug in options if len(options) <= 6 else options[-1:]:
            yield {name: slug}


@pytest.mark.parametrize("page", OWN, ids=lambda page: page.file)
def test_a_page_reads_the_tables_that_it_declares_and_no_other(follow, in_app, read, page):
    st.cache_resource.clear()
    # The papers of a chart's data name the sources of every table; that shows none of its numbers.
    in_app(chart_menu._sources_of_tables)
    read.clear()
    for address in addresses(page):
        opened = follow(page.file, **address, **PERSON)
        if page.url_path == "readiness":
            # What a log says of readiness goes by the day on which programs read.
            opened.test.session_state[HELD] = {ClinicalLog: LOG}
            opened.test.run()
        assert not opened.test.exception, address
    found = set(read)
    st.cache_resource.clear()
    assert found == {one.table for one in page.reads}


def test_a_caseload_reads_the_tables_that_it_declares_and_no_other(open_page, read):
    opened = open_page("caseload.py")
    st.cache_resource.clear()
    read.clear()
    opened.test.file_uploader[0].set_value(("fall.csv", CASELOAD, "text/csv")).run()
    assert not opened.test.exception
    assert read == {one.table for page in PAGES if page.url_path == "caseload" for one in page.reads}


def test_data_and_a_plan_declare_what_they_offer():
    reads = {page.url_path: {one.table for one in page.reads} for page in PAGES}
    assert reads["data"] == set(TABLES)
    shown = {one for page in OWN if page.view for one in page.reads}
    assert {one for page in PAGES if page.url_path == "session-plan" for one in page.reads} == shown
