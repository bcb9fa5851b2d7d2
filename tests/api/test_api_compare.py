"""The comparison over HTTP is the comparison of the pages."""

import json
import math
from dataclasses import asdict

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import data.own_edition
from analysis.counts.compute import matched_counts
from analysis.groups.research import compare_research
from analysis.own_edition.deployment import keep_editions
from analysis.profile import NUMBER_FIELDS, Profile
from analysis.standing.compute import COMPARISON_COLUMNS, cohort_means, compare, frame_of
from analysis.wording import FLAGS, STANDING_BY_SLUG, shown_standing
from api.compare import FIELDS, read_body
from api.models import Numbers, Schema
from api.problems import Problem
from data.own_edition import LOADED
from tests.analysis.own_edition.making_editions import imaginary

PEOPLE = (
    {"applicant_group": "us_img"},
    {"applicant_group": "non_us_img", "step1": 230, "step2_ck": 241, "research_items": 0},
    {"applicant_group": "us_md_senior", "step2_ck": 260, "sem": 8},
    {"applicant_group": "us_img", "step1": 300, "research_items": 999, "sem": 5.5},
    {"applicant_group": "us_img", "step1": None, "step2_ck": 120, "sem": None},
)


def plain(records):
    """Return rows as JSON has them, null where a number is missing."""
    return [
        {name: None if isinstance(value, float) and pd.isna(value) else value for name, value in row.items()}
        for row in records
    ]


@pytest.mark.parametrize("numbers", PEOPLE)
def test_rows_are_those_of_the_analysis(post, real, numbers):
    answer = post(numbers)
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    assert "etag" not in answer.headers
    found = answer.json()
    profile = Profile(**{name: value for name, value in numbers.items() if name != "sem"})
    sem = numbers.get("sem") or 6.0
    counts = matched_counts(real["positions"], 2018)
    comparison = compare(profile, cohort_means(real["scores"], profile.applicant_group, counts), sem)
    rows = frame_of(comparison, COMPARISON_COLUMNS)
    rows["flags"] = rows["flags"].map(list)
    said = [{name: row[name] for name in rows} for row in found["rows"]]
    assert said == plain(rows.to_dict("records"))
    research = compare_research(profile, real["research_output"])
    assert found["research"]["rows"] == plain(map(asdict, research))
    assert len(found["rows"]) == 46
    assert (found["match_year"], found["research"]["match_year"], found["sem"]) == (2018, 2018, sem)
    assert set(found["rows"][0]) == {*rows, "shown_standing"}
    for row in found["rows"]:
        assert row["shown_standing"] == shown_standing(row["standing"], row["flags"]).label
        assert row["standing"] in found["standings"]
        assert set(row["flags"]) <= set(found["flags"])
    assert set(found["standings"]) == set(STANDING_BY_SLUG)
    assert found["flags"] == {flag.slug: flag.sentence for flag in FLAGS}


def test_it_names_its_sources_and_says_that_it_is_no_chance(post):
    img, senior = (post({"applicant_group": group}).json() for group in ("us_img", "us_md_senior"))
    assert "nothing here is a chance of matching" in img["note"]
    named = [{source["source_id"] for source in found["sources"]} for found in (img, senior)]
    assert "rd_table2" in named[0] & named[1]
    assert named[0] != named[1]
    assert all(source["citation"] for source in img["sources"])


def test_a_missing_number_is_null(post):
    text = post({"applicant_group": "us_img"}).text
    assert "NaN" not in text
    assert {row["score"] for row in json.loads(text)["rows"]} == {None}


@pytest.mark.parametrize(
    ("body", "parameter", "value", "allowed"),
    [
        ({"applicant_group": "wizard"}, "applicant_group", "wizard", "one of us_md_senior, do_senior, us_img, non_us_img"),
        ({"applicant_group": 1}, "applicant_group", "1", "one of us_md_senior, do_senior, us_img, non_us_img"),
        ({"applicant_group": ["us_img"]}, "applicant_group", "['us_img']", "one of us_md_senior, do_senior, us_img, non_us_img"),
        ({"applicant_group": "us_img", "step1": 301}, "step1", "301", "a whole number from 120 to 300"),
        ({"applicant_group": "us_img", "step1": 119}, "step1", "119", "a whole number from 120 to 300"),
        ({"applicant_group": "us_img", "step1": "230"}, "step1", "230", "a whole number from 120 to 300"),
        ({"applicant_group": "us_img", "step2_ck": 230.5}, "step2_ck", "230.5", "a whole number from 120 to 300"),
        ({"applicant_group": "us_img", "step2_ck": True}, "step2_ck", "True", "a whole number from 120 to 300"),
        ({"applicant_group": "us_img", "research_items": -1}, "research_items", "-1", "a whole number from 0 to 999"),
        ({"applicant_group": "us_img", "sem": 4.9}, "sem", "4.9", "a number from 5 to 8"),
        ({"applicant_group": "us_img", "sem": "6"}, "sem", '"6"', "a number from 5 to 8"),
        ({"applicant_group": "us_img", "sem": True}, "sem", "true", "a number from 5 to 8"),
        ({"applicant_group": "us_img", "step3": 230}, "field", "step3", f"one of {', '.join(FIELDS)}"),
        ([], "body", "[]", f"an object with {', '.join(FIELDS)}"),
        (None, "body", "null", f"an object with {', '.join(FIELDS)}"),
    ],
)  # fmt: skip
def test_a_field_that_is_not_allowed_gets_a_sentence(post, body, parameter, value, allowed):
    answer = (
        post(body)
        if body is not None
        else post(None, content=b"null", headers={"Content-Type": "application/json"})
    )
    problem = answer.json()
    assert answer.status_code == problem["status"] == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["cache-control"] == "no-store"
    assert (problem["parameter"], problem["value"], problem["allowed"]) == (parameter, value, allowed)
    assert problem["detail"] == f"{parameter} is “{value}”; allowed is {allowed}."


@pytest.mark.parametrize("body", [{}, {"applicant_group": None, "step1": 230}])
def test_a_missing_field_is_said_to_be_missing(post, body):
    problem = post(body).json()
    assert (problem["status"], problem["parameter"], problem["value"]) == (422, "applicant_group", "")
    assert problem["detail"].startswith("applicant_group is missing; allowed is one of us_md_senior, ")


def test_names_and_a_pass_that_the_pages_read_are_refused_with_what_to_write(post, get):
    group = post({"applicant_group": "Non-US IMG"}).json()["detail"]
    assert group.endswith("non_us_img. “Non-US IMG” is non_us_img here.")
    specialty = get("/api/v1/tables/scores.json?specialty=IM")
    assert specialty.status_code == 400
    assert specialty.json()["detail"].endswith(" “IM” is internal_medicine here.")
    step1 = post({"applicant_group": "us_img", "step1": "pass"}).json()["detail"]
    assert step1.endswith("from 120 to 300; for a pass leave it out.")
    assert "leave it out" not in post({"applicant_group": "us_img", "step2_ck": "pass"}).json()["detail"]


@pytest.mark.parametrize(
    "body", [b"", b"{", b"NaN", b'{"sem": NaN}', b"\xff", b"[" * 2000, b'{"a": "\\ud800"}', b"'a'"]
)
def test_a_body_that_is_no_json(ask, body):
    answer = ask("POST", "/api/v1/compare", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code == 400
    assert answer.json()["detail"] == "The body is not JSON."


def posted(ask, content, **headers):
    return ask(
        "POST", "/api/v1/compare", content=content, headers={"Content-Type": "application/json"} | headers
    )


@pytest.mark.parametrize(
    ("body", "parameter", "value"),
    [
        (b"[" * 1000 + b"]" * 1000, "body", "values nested too deep"),
        (b"[" * 1024 + b"]" * 1024, "body", "values nested too deep"),
        (b'{"applicant_group":"us_img","step1":' + b"[" * 300 + b"]" * 300 + b"}", "step1", "a list"),
        (b'{"applicant_group":"us_img","sem":[6]}', "sem", "[6]"),
        (b'{"applicant_group":"us_img","sem":18446744073709551616}', "sem", "18446744073709551616"),
        (b'{"applicant_group":"us_img","step1":-9223372036854775809}', "step1", "-9223372036854775809"),
        (b"18446744073709551616", "body", "18446744073709551616"),
        (b'{"applicant_group":' + b'{"a":' * 300 + b"1" + b"}" * 301, "applicant_group", "an object"),
        (b'{"applicant_group":"us_img","step1":230,"step1":231}', "field", "step1 twice"),
        (b'{"applicant_group":"us_img","sem":{"a":1,"a":2}}', "field", "a twice"),
    ],
)
def test_nesting_and_repetition_are_refused_in_a_sentence(ask, body, parameter, value):
    answer = posted(ask, body)
    assert answer.status_code == 422
    assert (answer.json()["parameter"], answer.json()["value"]) == (parameter, value)


def test_a_body_in_another_charset_or_compressed_is_refused(ask):
    whole = b'{"applicant_group": "us_img"}'
    for fine in ("application/json; charset=utf-8", 'application/json;charset="UTF-8"'):
        assert posted(ask, whole, **{"Content-Type": fine}).status_code == 200
    for content, headers, allowed in (
        (whole.decode().encode("utf-16"), {"Content-Type": "application/json; charset=utf-16"}, "utf-8"),
        (whole, {"Content-Type": "application/json; charset=latin1"}, "utf-8"),
        (whole, {"Content-Encoding": "gzip"}, "identity"),
    ):
        answer = posted(ask, content, **headers)
        assert answer.status_code == 415
        assert answer.json()["allowed"] == allowed


@pytest.mark.parametrize("chunked", [False, True])
def test_a_body_of_any_size_is_not_read(ask, chunked):
    whole = json.dumps({"applicant_group": "us_img"}).encode().ljust(2048)
    headers = {"Content-Type": "application/json"}

    async def parts(body):
        for place in range(0, len(body), 500):
            yield body[place : place + 500]

    def send(body):
        return ask("POST", "/api/v1/compare", content=parts(body) if chunked else body, headers=headers)

    assert send(whole).status_code == 200
    refused = send(whole + b" ")
    assert refused.status_code == 413
    assert refused.json()["detail"] == "The body has more than 2048 bytes, which is the most."


@pytest.mark.parametrize("media_type", ["text/plain", "application/x-www-form-urlencoded", ""])
def test_a_body_of_another_type(ask, media_type):
    answer = ask("POST", "/api/v1/compare", content=b"{}", headers={"Content-Type": media_type})
    assert answer.status_code == 415
    assert answer.json()["allowed"] == "application/json"


def test_numbers_do_not_go_into_the_address(ask):
    answer = ask("POST", "/api/v1/compare?step1=230", json={"applicant_group": "us_img"})
    assert answer.status_code == 400
    assert answer.json()["value"] == "step1"


anything = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**30), 10**30) | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


@given(st.dictionaries(st.sampled_from(FIELDS) | st.text(max_size=8), anything, max_size=6) | anything)
def test_any_body_is_read_or_refused_in_a_sentence(body):
    text = json.dumps(body).encode()
    problem = None
    try:
        profile, sem = read_body(text)
    except Problem as refused:
        problem = refused.details
    if problem is not None:
        assert problem.status in {400, 422}
        assert problem.detail.endswith(".")
        assert len(problem.value) <= 60
    else:
        assert 5 <= sem <= 8
        assert body["applicant_group"] == profile.applicant_group
        for field in NUMBER_FIELDS:
            number = getattr(profile, field.name)
            assert number is None or not math.isnan(number)


def test_an_edition_that_the_server_keeps_is_compared_with_its_citation_and_mark(post, tmp_path, monkeypatch):
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "report.csv").write_bytes(imaginary())
    keep_editions(tmp_path / "raw", tmp_path / "built")
    asked = {"applicant_group": "non_us_img", "step2_ck": 241}
    assert post({**asked, "edition": "own_report"}).status_code == 422
    monkeypatch.setattr(data.own_edition, "OWN_DIR", tmp_path / "built")
    found = post({**asked, "edition": "own_report"}).json()
    assert (found["edition"], found["match_year"]) == ("own_report", 2031)
    rows = {(row["specialty"], row["exam"]): row["matched_mean"] for row in found["rows"]}
    assert rows["neurology", "step2_ck"] == 240
    own = [source["citation"] for source in found["sources"] if "2031" in source["citation"]]
    assert len(own) == 2
    for said in (found["note"], *own):
        assert "Nobody, An Imaginary Report, 2031." in said
        assert LOADED in said
    assert "own_report" in post({**asked, "edition": "own"}).json()["detail"]
    assert "own_report" in Numbers.model_json_schema(schema_generator=Schema)["properties"]["edition"]["enum"]
    # The usual edition stays the usual one.
    assert post(asked).json()["match_year"] == 2018
