"""The list of tables, the OpenAPI description and its page say what is there."""

import re
import warnings
from urllib.parse import urljoin

import data.load
from analysis.export.tables import slice_column
from api.openapi import document
from data.query import CONTROLS, column_names, filter_columns, filter_options
from data.schema import TABLES
from data.version import DATA_VERSION

with warnings.catch_warnings():
    # Third-party imports of frictionless; its own use below runs with every warning as an error.
    warnings.simplefilter("ignore", DeprecationWarning)
    from frictionless import Package

BASE = "/api/v1"


def test_the_list_has_every_table_with_its_columns(get, real):
    found = get(f"{BASE}/").json()
    assert found["data_version"] == DATA_VERSION
    assert [table["name"] for table in found["tables"]] == list(TABLES)
    for described in found["tables"]:
        table = TABLES[described["name"]]
        assert described["row_count"] == len(real[table.name])
        assert described["unavailable"] is None
        assert described["key"] == list(table.key)
        assert described["description"] == table.description
        assert [column["name"] for column in described["columns"]] == list(column_names(table))
        for column in described["columns"]:
            known = slice_column(table, column["name"])
            assert (column["type"], column["unit"], column["nullable"]) == (
                known.dtype,
                known.unit,
                known.nullable,
            )
            assert column["allowed"] == list(known.allowed)
            assert column["description"] == known.description


def test_every_link_of_the_list_leads_somewhere(get, post):
    found = get(f"{BASE}/").json()
    for name, link in found["links"].items():
        assert (post({"applicant_group": "us_img"}) if name == "compare" else get(link)).status_code == 200
    for table in found["tables"]:
        assert [get(f"{link}?limit=1").status_code for link in table["links"].values()] == [200] * 3


def test_the_description_has_every_parameter_and_answer(get, real):
    found = get(f"{BASE}/openapi.json").json()
    assert found == document()
    assert found["openapi"] == "3.1.0"
    for name, table in TABLES.items():
        operation = found["paths"][f"{BASE}/tables/{name}.{{format}}"]["get"]
        parameters = {entry["name"]: entry for entry in operation["parameters"] if "name" in entry}
        assert [*parameters] == ["format", *(column.name for column in filter_columns(table)), *CONTROLS]
        for column, options in filter_options(table, real[name]).items():
            items = parameters[column]["schema"]["items"]
            usable = [option for option in options if "," not in option]
            assert [str(value) for value in items.get("enum", usable)] == usable
            assert parameters[column]["description"]
        assert {"200", "304", "400", "404", "405", "414", "503"} == set(operation["responses"])
    assert {"200", "400", "405", "413", "415", "422", "503"} <= set(
        found["paths"][f"{BASE}/compare"]["post"]["responses"]
    )


def test_the_page_shows_everything_and_asks_for_nothing(get):
    answer = get(f"{BASE}/docs")
    text = answer.text
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["content-security-policy"].startswith("default-src 'none'; style-src 'sha256-")
    for path in document()["paths"]:
        assert path in text
    assert "<script" not in text
    assert not re.search(r"""(?:src|href)=["'](?!/|#)""", text)
    assert not re.search(r"@import|url\(|<link|<img|style=", text)
    assert "prefers-color-scheme: dark" in text
    assert "@media print" in text
    assert "no chance" in text or "chance of matching" in text
    anchors = re.findall(r'id="([^"]+)"', text)
    assert len(anchors) == len(set(anchors))
    assert set(re.findall(r'href="#([^"]+)"', text)) <= set(anchors)
    assert len(text) < 400_000


def test_the_examples_of_the_page_work(get, post):
    text = get(f"{BASE}/docs").text
    addresses = re.findall(r"https://HOST(/api/v1/tables/[^&']+(?:&amp;[^&']+)*)", text)
    assert len(addresses) == 2
    for address in addresses:
        assert get(address.replace("&amp;", "&")).status_code == 200
    assert post({"applicant_group": "us_img", "step2_ck": 245}).status_code == 200


def test_the_types_of_problems_are_explained(get):
    text = get(f"{BASE}/docs").text
    for path in (f"{BASE}/nothing", f"{BASE}/tables/scores.csv?x=1"):
        page, _, anchor = get(path).json()["type"].partition("#")
        assert page == f"{BASE}/docs"
        assert f'id="{anchor}"' in text


def test_the_dictionary_is_that_of_the_tables(get):
    answer = get(f"{BASE}/dictionary")
    assert answer.content == (data.load.TABLES_DIR / "DICTIONARY.md").read_bytes()
    assert answer.headers["content-type"] == "text/markdown; charset=utf-8"


def test_the_data_package_is_valid_from_its_own_address(get, tmp_path):
    """Every file is fetched from where the package says, seen from the package's own address."""
    address = f"http://atlas.test{BASE}/datapackage.json"
    described = get(address).json()
    assert [resource["name"] for resource in described["resources"]] == list(TABLES)
    (tmp_path / "tables").mkdir()
    (tmp_path / "datapackage.json").write_bytes(get(address).content)
    for resource in described["resources"]:
        answer = get(urljoin(address, resource["path"]))
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith(resource["mediatype"])
        (tmp_path / resource["path"]).write_bytes(answer.content)
    report = Package(str(tmp_path / "datapackage.json")).validate()
    assert [error.message for task in report.tasks for error in task.errors] == []
    assert report.valid
