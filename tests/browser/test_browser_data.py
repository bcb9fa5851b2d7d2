"""A researcher's way: filter, look, download, fetch the same from a script, and trace one number."""

import hashlib
import io
import subprocess
import sys
import zipfile

import frictionless
import httpx
import pandas as pd
from playwright.sync_api import expect

from tests.browser.seeing import serious_violations

SLICE = "data?table=scores&specialty=neurology,pathology&exam=step1"
PARAMETERS = {"specialty": "neurology,pathology", "exam": "step1"}


def _open(visitor, address):
    visitor.open(address)
    visitor.settle(chart=False)
    expect(visitor.main.get_by_text("Download exactly these rows")).to_be_visible()


def _download(visitor, button):
    with visitor.page.expect_download() as download:
        visitor.main.get_by_role("button", name=button, exact=True).click()
    return download.value.suggested_filename, download.value.path().read_bytes()


def _choose(visitor, label, option):
    box = visitor.main.get_by_role("combobox", name=label, exact=True)
    box.click()
    box.fill(option)
    visitor.page.get_by_role("option", name=f"{option} (").click()
    visitor.page.keyboard.press("Escape")


def test_filters_chosen_one_after_the_other_all_hold(visitor):
    _open(visitor, "data")
    _choose(visitor, "Specialty", "Neurological Surgery")
    expect(visitor.page).to_have_url(f"{visitor.server.base}/data?specialty=neurological_surgery")
    _choose(visitor, "Exam", "Step 2 CK")
    # The counts beside the choices changed with the first one, and the choice is still there.
    expect(visitor.main.get_by_role("heading", name="12 rows, 11 with a number")).to_be_visible()
    visitor.page.reload()
    expect(visitor.main.get_by_role("heading", name="12 rows, 11 with a number")).to_be_visible()
    visitor.page.go_back()
    visitor.no_failure()


def test_the_download_of_the_page_is_what_curl_gets_byte_for_byte(visitor):
    _open(visitor, SLICE)
    name, content = _download(visitor, "CSV")
    answer = httpx.get(f"{visitor.server.base}/api/v1/tables/scores.csv", params=PARAMETERS)
    assert answer.content == content
    assert name == "match-atlas_scores_neurology-and-pathology_step1.csv"
    curl = visitor.main.locator("code").first.inner_text()
    assert (
        f"'{visitor.server.base}/api/v1/tables/scores.csv?specialty=neurology,pathology&exam=step1'" in curl
    )


def test_the_pandas_lines_work_as_pasted(visitor):
    _open(visitor, SLICE)
    visitor.main.get_by_role("tab", name="pandas").click()
    code = visitor.main.locator("[role=tabpanel]:not([hidden]) code").inner_text()
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\nprint(len(rows), int(rows['score_mean'].max()))"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, "10 236", "")


def test_parquet_and_excel_hold_the_same_rows(visitor):
    _open(visitor, SLICE)
    csv, parquet, excel = (_download(visitor, kind)[1] for kind in ("CSV", "Parquet", "Excel"))
    rows = pd.read_csv(io.BytesIO(csv))
    assert list(pd.read_parquet(io.BytesIO(parquet))["score_mean"]) == list(rows["score_mean"])
    assert list(pd.read_excel(io.BytesIO(excel), sheet_name="data", engine="openpyxl")["score_mean"]) == list(
        rows["score_mean"]
    )


def test_the_toolbar_of_the_grid_offers_no_part_of_the_rows_as_if_it_were_all(visitor):
    _open(visitor, "data")
    grid = visitor.page.get_by_test_id("stDataFrame")
    grid.hover()
    toolbar = visitor.page.get_by_test_id("stElementToolbar")
    expect(toolbar.get_by_role("button").first).to_be_visible()
    names = toolbar.get_by_role("button").evaluate_all("all => all.map(one => one.ariaLabel.split(':')[0])")
    assert names == ["Show/hide columns", "Fullscreen"]
    expect(grid.locator("table[role=grid]")).to_have_attribute("aria-rowcount", "97849")


def test_a_bundle_unzips_validates_and_its_sums_match(visitor, tmp_path):
    _open(visitor, SLICE)
    name, content = _download(visitor, "Research bundle")
    assert name.endswith(".zip")
    with zipfile.ZipFile(io.BytesIO(content)) as bundle:
        bundle.extractall(tmp_path)
        files = set(bundle.namelist())
    sums = dict(line.split("  ")[::-1] for line in (tmp_path / "SHA256SUMS").read_text().splitlines())
    assert set(sums) == files - {"SHA256SUMS"}
    for file, digest in sums.items():
        assert hashlib.sha256((tmp_path / file).read_bytes()).hexdigest() == digest, file
    assert frictionless.validate(str(tmp_path / "datapackage.json")).valid
    assert {"CITATION.bib", "CITATION.txt", "DICTIONARY.md", "METHOD.md", "README.txt"} <= files


def test_a_chart_leads_to_its_numbers_and_a_row_to_its_provenance(visitor):
    visitor.open("img-fill")
    visitor.settle()
    visitor.main.locator("summary", has_text="Every value as a table").click()
    with visitor.page.expect_popup() as opened:
        visitor.main.get_by_role("link", name="Pathology").click()
    page = opened.value
    expect(page.get_by_role("heading", name="3 rows, 3 with a number")).to_be_visible(timeout=15_000)
    # The first column of the grid is the box that selects a row; a canvas has no rows to click by name.
    grid = page.get_by_test_id("stDataFrame").locator("canvas").first
    grid.click(position={"x": 16, "y": 52}, force=True)
    page.get_by_role("button", name="Where this number comes from").click()
    expect(page.get_by_role("heading", name="2018, Pathology")).to_be_visible(timeout=15_000)
    address = page.url
    page.reload()
    expect(page.get_by_role("heading", name="2018, Pathology")).to_be_visible(timeout=15_000)
    assert "part=passport" in address
    permanent = page.get_by_test_id("stCode").inner_text().strip()
    page.goto(permanent)
    expect(page.get_by_role("heading", name="2018, Pathology")).to_be_visible(timeout=15_000)


def test_the_documentation_of_the_api_is_readable_and_asks_nobody_else(visitor):
    visitor.page.goto(f"{visitor.server.base}/api/v1/docs")
    expect(visitor.page.get_by_role("heading", level=1)).to_be_visible()
    assert serious_violations(visitor.page) == []
    assert not visitor.asked_elsewhere()
