"""The data package: what it says, that frictionless reads every table by it, and that it is never stale."""

import hashlib
import json
import re
import warnings
from pathlib import Path

import pandas as pd
import pytest

from data.build import find_differences
from data.load import TABLES_DIR, load_table
from data.package import CSV_MEDIA_TYPE, PARQUET_MEDIA_TYPE, Resource, describe_package
from data.query import Query, column_names, indexed, select
from data.schema import TABLES
from data.sources import SOURCES
from data.version import DATA_VERSION

with warnings.catch_warnings():
    # Third-party imports of frictionless; its own use below runs with every warning as an error.
    warnings.simplefilter("ignore", DeprecationWarning)
    from frictionless import Package

PACKAGE = TABLES_DIR / "datapackage.json"
# Enough to read every column of every table; the API's test of its package reads every row of each.
SOME = 100
CHANGELOG = TABLES_DIR.parents[1] / "CHANGELOG.md"


def described(*resources, **options):
    return describe_package(resources, name="slice", title="A slice", description="Some rows.", **options)


def faults(package, **limits):
    report = package.validate(**limits)
    return [
        *(error.message for error in report.errors),
        *(f"{task.name}: {error.message}" for task in report.tasks for error in task.errors),
        *(
            f"{task.name}: {warning}"
            for task in report.tasks
            for warning in task.warnings
            if not (limits and warning.startswith("reached row limit"))
        ),
    ]


def csv_resource(name, directory, query=None):
    """Write a slice as CSV and return what describes it."""
    rows = select(query or Query(name), indexed(TABLES[name], load_table(name))).rows
    path = Path(directory) / f"{name}.csv"
    rows.to_csv(path, index=False, encoding="utf-8", lineterminator="\n")
    content = path.read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    return Resource(path.name, name, tuple(rows.columns), len(rows), CSV_MEDIA_TYPE, digest, len(content))


def test_frictionless_reads_every_committed_parquet_file_by_its_description():
    package = Package(str(PACKAGE))
    assert [resource.name for resource in package.resources] == list(TABLES)
    # It takes its time over Parquet; the digests are those of the files.
    assert faults(package, limit_rows=SOME) == []


def test_no_text_looks_like_a_missing_number():
    """Frictionless meets missing numbers of Parquet as "nan", so the description calls that missing."""
    for name in TABLES:
        assert not load_table(name).select_dtypes("str").eq("nan").any(axis=None)


def test_digests_are_those_of_the_committed_files():
    for resource in json.loads(PACKAGE.read_text(encoding="utf-8"))["resources"]:
        content = (TABLES_DIR / resource["path"]).read_bytes()
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        assert resource["mediatype"] == PARQUET_MEDIA_TYPE


def test_frictionless_reads_a_csv_of_every_table(tmp_path):
    package = described(*(csv_resource(name, tmp_path) for name in TABLES))
    assert faults(Package.from_descriptor(package, basepath=str(tmp_path)), limit_rows=SOME) == []
    assert all("bytes" in resource for resource in package["resources"])


def test_frictionless_reads_a_slice(tmp_path):
    query = Query(
        "observations",
        filters=(("measure", ("us_img_pct",)),),
        columns=("match_year", "specialty_label", "value", "source_id"),
    )
    package = described(csv_resource("observations", tmp_path, query))
    assert faults(Package.from_descriptor(package, basepath=str(tmp_path))) == []
    schema = package["resources"][0]["schema"]
    assert [field["name"] for field in schema["fields"]] == list(query.columns)
    assert not {"primaryKey", "foreignKeys"} & set(schema)


@pytest.mark.parametrize(
    ("column", "value", "told"),
    [
        ("match_year", "soon", "Type error"),
        ("specialty", "urology", "enum"),
        ("score_mean", "301", "maximum"),
        ("source_id", "", "required"),
    ],
)
def test_the_description_is_strict(tmp_path, column, value, told):
    resource = csv_resource("scores", tmp_path)
    rows = pd.read_csv(tmp_path / resource.path, dtype="str", keep_default_na=False)
    rows.loc[0, column] = value
    rows.to_csv(tmp_path / resource.path, index=False, lineterminator="\n")
    loose = Resource(resource.path, "scores", resource.columns, resource.row_count)
    told_about = faults(Package.from_descriptor(described(loose), basepath=str(tmp_path)))
    assert any(told in fault for fault in told_about)


def test_a_changed_file_does_not_pass(tmp_path):
    resource = csv_resource("img_fill", tmp_path)
    path = tmp_path / resource.path
    path.write_text(path.read_text(encoding="utf-8").replace("17.4", "17.5"), encoding="utf-8")
    told = faults(Package.from_descriptor(described(resource), basepath=str(tmp_path)))
    assert len(told) == 1
    assert "hash" in told[0]


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_every_column_and_label_is_described(table):
    package = described(Resource("x.csv", table.name, column_names(table), 1))
    schema = package["resources"][0]["schema"]
    fields = {field["name"]: field for field in schema["fields"]}
    assert tuple(fields) == column_names(table)
    assert all(field["description"].endswith(".") and field["unit"] for field in fields.values())
    assert schema["primaryKey"] == list(table.key)
    assert schema["missingValues"] == [""]
    for column in table.columns:
        field = fields[column.name]
        assert (field["unit"], field["description"]) == (column.unit, column.description)
        assert field["constraints"].get("enum", []) == list(column.allowed_values)
        assert not (column.nullable and "required" in field["constraints"])


def test_foreign_keys_point_only_to_what_is_in_the_package():
    scores = Resource("scores.csv", "scores", TABLES["scores"].column_names, 1)
    sources = Resource("sources.csv", "sources", TABLES["sources"].column_names, 1)
    alone, both = described(scores), described(scores, sources)
    assert "foreignKeys" not in alone["resources"][0]["schema"]
    assert both["resources"][0]["schema"]["foreignKeys"] == [
        {"fields": ["source_id"], "reference": {"resource": "sources", "fields": ["source_id"]}}
    ]
    titles_only = Resource("sources.csv", "sources", ("title",), 1)
    assert "foreignKeys" not in described(scores, titles_only)["resources"][0]["schema"]


def test_the_head_of_a_package():
    package = described(homepage="https://example.org", source_ids=["usmle_norms", "rd_table2"])
    assert package["version"] == DATA_VERSION
    assert package["homepage"] == "https://example.org"
    assert [source["source_id"] for source in package["sources"]] == ["usmle_norms", "rd_table2"]
    assert "not affiliated with NRMP" in package["terms"]
    assert "not affiliated with the USMLE program" in package["terms"]
    assert not {"created", "licenses"} & set(package)
    assert "homepage" not in described()
    assert len(described()["sources"]) == len(SOURCES)
    assert described() == described()


def test_every_source_says_what_of_its_terms_nobody_checked_and_who_decides():
    for source in SOURCES:
        assert "not checked" in source.terms, source.source_id
        assert "a person decides first" in source.terms, source.source_id
    terms = {source.source_id: source.terms for source in SOURCES}
    assert "permission is needed to copy it" in terms["pd2020_groups"]
    assert "Program Results 2021-2025" in terms["program_results_2014_2020"]
    assert "without a licence file" in terms["senior_counts_secondary"]


def test_check_notices_a_stale_package(tmp_path, real):
    for path in TABLES_DIR.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    stale = PACKAGE.read_text(encoding="utf-8").replace(f'"version": "{DATA_VERSION}"', '"version": "0.0.1"')
    (tmp_path / PACKAGE.name).write_text(stale, encoding="utf-8")
    (told,) = find_differences(real, tmp_path)
    assert "datapackage.json is not what the schema, the sources, the data version" in told


def test_the_changelog_names_the_data_version():
    sections = CHANGELOG.read_text(encoding="utf-8").split("\n## ")
    newest = next(section for section in sections if "### Data" in section)
    data = newest.split("### Data")[1].split("\n### ")[0]
    assert f"Data version {DATA_VERSION}" in data
    assert re.fullmatch(r"\d+\.\d+\.\d+", DATA_VERSION)
