"""The research bundle: complete, checkable, the same twice; and what it says about citing and fetching."""

import ast
import hashlib
import io
import re
import shlex
import zipfile
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qsl, urlsplit

import pandas as pd
import pyarrow.parquet as pq
import pytest
from frictionless import Package

from analysis.export.bundle import bundle_bytes
from analysis.export.citation import (
    atlas_citation,
    citation_bibtex,
    citation_text,
    escaped,
    source_citation,
    used_sources,
)
from analysis.export.method import NOTES, method_text
from analysis.export.snippets import api_address, page_address, snippets
from analysis.export.tables import csv_bytes, file_stem
from data.query import Query, column_names, filter_options, indexed, parse_query, select
from data.schema import TABLES
from data.version import DATA_VERSION

BASE = "http://localhost:8501"
PARTS = {"datapackage.json", "DICTIONARY.md", "METHOD.md", "CITATION.bib", "CITATION.txt", "README.txt"}


def bundled(query, real, **more):
    selection = select(query, indexed(TABLES[query.table], real[query.table]))
    content = bundle_bytes(query, selection, real["sources"], BASE, **more)
    archive = zipfile.ZipFile(io.BytesIO(content))
    return content, {name: archive.read(name) for name in archive.namelist()}, selection


@pytest.fixture
def served():
    """Return a function that serves some bytes, in whole only, at a path of this machine."""
    answers = {}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Length", str(len(answers[self.path])))
            self.end_headers()
            self.wfile.write(answers[self.path])

        def log_message(self, *_):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()

        def serve(path, content):
            answers[path] = content
            return f"http://127.0.0.1:{server.server_port}"

        yield serve
        server.shutdown()
        thread.join()


@pytest.fixture
def slice_of_scores(real):
    asked = [("specialty", "pediatrics,neurology"), ("exam", "step2_ck")]
    return parse_query("scores", asked, filter_options(TABLES["scores"], real["scores"]))


def test_the_bundle_is_complete_and_its_sums_verify(real, slice_of_scores):
    content, files, selection = bundled(slice_of_scores, real)
    stem = file_stem(slice_of_scores)
    assert set(files) == PARTS | {f"data/{stem}.csv", f"data/{stem}.parquet", "SHA256SUMS"}
    sums = dict(reversed(line.split("  ")) for line in files["SHA256SUMS"].decode().splitlines())
    assert sums == {
        name: hashlib.sha256(file).hexdigest() for name, file in files.items() if name != "SHA256SUMS"
    }
    assert files[f"data/{stem}.csv"] == csv_bytes(selection.rows)
    parquet = pq.read_table(io.BytesIO(files[f"data/{stem}.parquet"]))
    assert parquet.num_rows == len(selection.rows)
    assert content == bundled(slice_of_scores, real)[0]


def test_the_readme_says_what_was_asked_and_what_is_missing(real, slice_of_scores):
    readme = bundled(slice_of_scores, real)[1]["README.txt"].decode()
    assert "specialty = neurology,pediatrics" in readme
    assert api_address(slice_of_scores, BASE) in readme
    assert page_address(slice_of_scores, BASE) in readme
    assert f"Data version: {DATA_VERSION}" in readme
    assert "Rows in this file: 8 of 8" in readme
    assert "garbled in the source (garbled): 2" in readme
    assert "co2018_step2_ck_img" in readme
    assert "rd_table2" not in readme


# frictionless reads its own settings and its files through libraries with notices of their own.
@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")
@pytest.mark.parametrize("name", TABLES)
def test_every_table_validates(real, name, tmp_path):
    if name == "observations":
        query = Query(name, (("table_name", ("match_rates", "usmle_norms")),))
    else:
        query = Query(name)
    zipfile.ZipFile(io.BytesIO(bundled(query, real)[0])).extractall(tmp_path)
    report = Package(str(tmp_path / "datapackage.json")).validate()
    assert report.valid, report.flatten(["title", "message"])


def test_chosen_columns_keep_their_sources_when_the_table_is_given(real):
    asked = [("columns", "specialty,score_mean"), ("specialty", "neurology"), ("exam", "step1")]
    query = parse_query("scores", asked, filter_options(TABLES["scores"], real["scores"]))
    files = bundled(query, real, frame=real["scores"])[1]
    assert "co2018_step1_img" in files["CITATION.bib"].decode()
    assert "rd_table2" not in files["CITATION.bib"].decode()
    assert "(reported): 5" in files["README.txt"].decode()
    alone = bundled(query, real)[1]["CITATION.bib"].decode()
    assert alone.count("@misc{") == len(real["sources"]) + 1


def test_a_table_without_sources_cites_the_atlas_alone(real):
    files = bundled(Query("specialties"), real)[1]
    assert files["CITATION.bib"].decode().count("@misc{") == 1
    assert atlas_citation() in files["CITATION.txt"].decode()


def test_every_table_has_its_notes():
    assert set(NOTES) <= set(TABLES)
    assert {name for name, table in TABLES.items() if table.value_column} <= set(NOTES)
    for table in TABLES.values():
        text = method_text(table)
        assert "## Missing cells" in text
        heads = re.findall("^## (.+)$", text, flags=re.MULTILINE)
        assert len(heads) == len(set(heads))
    assert "rank order list" in method_text(TABLES["match_rates"])


def braces(text):
    depth = 0
    for character in re.sub(r"\\[{}]", "", text):
        depth += {"{": 1, "}": -1}.get(character, 0)
        assert depth >= 0
    return depth


def test_bibtex_is_balanced_and_keyed_by_source(real):
    text = citation_bibtex(real["sources"])
    assert braces(text) == 0
    keys = re.findall(r"@misc\{([^,\s]+),", text)
    assert keys == [*real["sources"]["source_id"], "match_atlas"]
    assert f"Data version {DATA_VERSION}" in text


def test_bibtex_escapes_what_tex_would_read(real):
    assert escaped("a & b_c 5% {x} $ # ~ ^ \\") == (
        r"a \& b\_c 5\% \{x\} \$ \# \textasciitilde{} \textasciicircum{} \textbackslash{}"
    )
    one = (
        real["sources"]
        .iloc[[0]]
        .assign(publisher="R&D {Group", edition="2018", title="100% _x_", url="https://x.org/a_b%20c}")
    )
    text = citation_bibtex(one)
    assert r"author = {{R\&D \{Group}}" in text
    assert r"title = {{100\% \_x\_}}" in text
    assert "url = {https://x.org/a_b%20c%7D}" in text
    assert "year = {2018}" in text
    assert braces(text) == 0


def test_plain_citations_name_page_and_compiler(real):
    sources = real["sources"].set_index("source_id", drop=False)
    assert "page 19" in source_citation(sources.loc["rd_2018_table6"].to_dict())
    assert "Compiled by: The IMG's Guide" in source_citation(sources.loc["co2018_img_fill"].to_dict())
    text = citation_text(real["sources"].iloc[:2])
    assert text.count("\n\n") == 3
    assert text.endswith(f"{atlas_citation()}\n")


def test_used_sources_are_those_the_rows_name(real):
    rows = real["scores"].query("exam == 'step2_ck'")
    assert list(used_sources(rows, real["sources"])["source_id"]) == ["co2018_step2_ck_img"]
    assert len(used_sources(rows[["exam"]], real["sources"])) == len(real["sources"])


def test_addresses_hold_the_parameters():
    query = Query("scores", (("specialty", ("neurology", "pathology")),), ("exam", "score_mean"), 5, 2)
    address = urlsplit(api_address(query, f"{BASE}/", "json"))
    assert address.path == "/api/v1/tables/scores.json"
    assert tuple(parse_qsl(address.query)) == query.parameters
    page = urlsplit(page_address(query, BASE))
    assert page.path == "/data"
    assert parse_qsl(page.query) == [
        ("part", "tables"),
        ("table", "scores"),
        ("specialty", "neurology,pathology"),
    ]
    assert api_address(Query("scores"), BASE) == f"{BASE}/api/v1/tables/scores.csv"


@pytest.mark.parametrize("name", TABLES)
def test_snippets_are_code(name):
    query = Query(name, ((TABLES[name].key[0], ("a'b & c", "$(x)")),), limit=3)
    found = {snippet.title: snippet for snippet in snippets(query, BASE)}
    assert list(found) == ["curl", "pandas", "polars", "R"]
    for title in ("pandas", "polars"):
        ast.parse(found[title].code)
        assert api_address(query, BASE) in found[title].code
    words = shlex.split(found["curl"].code, comments=True)
    assert words[0] == "curl"
    assert words[-1] == api_address(query, BASE)
    assert f"'{api_address(query, BASE)}'" in found["curl"].code
    assert found["R"].code.endswith("\n)\n")


@pytest.mark.parametrize("name", ["positions", "match_rates", "usmle_norms", "observations"])
def test_the_lines_of_python_give_the_rows_back(real, name, served):
    rows = select(Query(name), indexed(TABLES[name], real[name])).rows
    base = served(f"/api/v1/tables/{name}.csv", csv_bytes(rows))
    code = {snippet.title: snippet.code for snippet in snippets(Query(name), base)}
    space = {}
    exec(code["pandas"], space)
    pd.testing.assert_frame_equal(space["rows"], rows)
    exec(code["polars"], space)
    found = space["rows"]
    assert (found.shape, tuple(found.columns)) == (rows.shape, column_names(TABLES[name]))
    numbers = rows.select_dtypes("number").columns
    assert [found[column].null_count() for column in numbers] == list(rows[numbers].isna().sum())
