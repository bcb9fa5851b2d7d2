"""Servers nobody has visited yet: deep links, broken tables, and what a visit leaves behind."""

import json
import re

import pytest
from playwright.sync_api import expect

from pages.registry import PAGES

INPUTS = ("Applicant group", "Step 1 score", "Step 2 CK score", "Research items")


# A server of its own for each: the first page, and another one.
FIRST_VISITS = [spec for spec in PAGES if spec.url_path in {"", "specialty"}]


@pytest.mark.parametrize("spec", FIRST_VISITS, ids=lambda spec: spec.file)
def test_a_deep_link_works_as_the_first_visit_of_a_fresh_server(serve, visit, spec):
    with serve() as fresh:
        visitor = visit(fresh)
        visitor.open(spec.url_path)
        visitor.expect_title(spec.title)
        links = visitor.page.get_by_role("navigation").get_by_role("link")
        expect(links).to_have_count(len(PAGES))
        for label in INPUTS:
            expect(visitor.field(label)).to_be_visible()
        expect(visitor.page.get_by_role("dialog")).to_have_count(0)
        visitor.no_failure()
        assert visitor.page.url == f"{fresh.base}/{spec.url_path}"
        assert visitor.errors == []
        assert visitor.asked_elsewhere() == []
        assert "Traceback" not in fresh.log.read_text()


def test_a_missing_or_corrupt_table_costs_only_the_part_that_needs_it(serve, visit, project_copy):
    file = project_copy / "data" / "tables" / "research_output.parquet"
    whole = file.read_bytes()
    with serve(project_copy) as fresh:
        visitor = visit(fresh)
        file.unlink()
        _says_what_is_wrong(visitor, "its file is missing", project_copy)
        file.write_bytes(b"PAR1 this is no table PAR1")
        _says_what_is_wrong(visitor, "its file is damaged", project_copy)

        visitor.go("Where I stand")
        visitor.enter("Step 1 score", "230")
        expect(visitor.row("Internal Medicine")).to_contain_text("−6")
        expect(visitor.main.get_by_test_id("stAlert")).to_have_count(0)

        file.write_bytes(whole)
        visitor.go("Research output")
        expect(visitor.main.get_by_test_id("stAlert")).to_have_count(0)


def _says_what_is_wrong(visitor, fault, root):
    """Open the page that needs the broken table: one sentence, nothing that only a developer could read."""
    visitor.page.goto(f"{visitor.server.base}/research-output")
    visitor.settle(chart=False)
    problem = visitor.main.get_by_test_id("stAlert")
    expect(problem).to_have_count(1)
    expect(problem).to_contain_text("research_output")
    expect(problem).to_contain_text(fault)
    visitor.expect_title("Research output")
    seen = visitor.page.locator("body").inner_text()
    for secret in ("Traceback", str(root), ".parquet", "site-packages"):
        assert secret not in seen


def _contents(folder):
    """Return every file below `folder` with its bytes; compiled modules come and go."""
    files = (path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def test_what_is_typed_is_neither_logged_nor_stored(serve, visit, project_copy):
    before = _contents(project_copy)
    with serve(project_copy) as fresh:
        visitor = visit(fresh)
        visitor.open("where-i-stand")
        # Unusual numbers, one of them wrong, which is what tends to end in a log.
        for typed in ("277", "2771"):
            visitor.enter("Step 1 score", typed)
        expect(visitor.sidebar.get_by_test_id("stAlert")).to_contain_text("2771")
        visitor.enter("Step 1 score", "277")
        expect(visitor.chart.get_by_text("You 277")).to_be_visible()
        visitor.go("Specialty")
        kept = visitor.page.evaluate(
            "() => JSON.stringify([document.cookie, {...localStorage}, location.href, document.referrer])"
        )
        in_tab = visitor.page.evaluate("() => ({...sessionStorage})")
    # Word boundaries: the port of this server may hold the same digits.
    logged = fresh.log.read_text()
    assert "Streamlit app" in logged
    assert not re.search(r"\b2771?\b", logged)
    assert not re.search(r"\b2771?\b", kept)
    # The visitor's own tab keeps the number, for a reload, and in one place only.
    assert json.loads(in_tab.pop("match-atlas"))["kept"] == {"numbers": {"step1": "277"}}
    assert not re.search(r"\b2771?\b", str(in_tab))
    assert _contents(project_copy) == before
