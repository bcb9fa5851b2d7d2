"""Conditions, encodings, methods and limits, at every address."""

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.resource import matches
from api.server.encoding import accepted_encodings

READABLE = (
    "/api/v1/",
    "/api/v1/tables/scores.csv",
    "/api/v1/tables/scores.json",
    "/api/v1/tables/scores.parquet",
    "/api/v1/tables/specialties.csv?limit=1",
    "/api/v1/datapackage.json",
    "/api/v1/dictionary",
    "/api/v1/openapi.json",
    "/api/v1/docs",
)
SMALL = "/api/v1/tables/specialties.csv?limit=1"
LARGE = "/api/v1/tables/scores.csv"
CODINGS = ("identity", "gzip", "gzip, deflate, br", "br", "*", "gzip;q=0", "gzip;q=0, *")


def varies(answer):
    """The middleware repeats the name on uncompressed bytes."""
    return set(answer.headers["vary"].split(", "))


@pytest.mark.parametrize("coding", CODINGS)
@pytest.mark.parametrize("path", READABLE)
def test_an_answer_comes_once_and_then_as_304(get, path, coding):
    first = get(path, headers={"Accept-Encoding": coding})
    tag = first.headers["etag"]
    assert first.status_code == 200
    assert tag.startswith('"')
    for condition in (tag, f"W/{tag}", "*", f'"other", {tag}', f'W/"a,b" , W/{tag}'):
        again = get(path, headers={"Accept-Encoding": coding, "If-None-Match": condition})
        assert again.status_code == 304, condition
        assert again.content == b""
        for name in ("etag", "cache-control", "access-control-allow-origin"):
            assert again.headers[name] == first.headers[name]
        assert varies(again) == varies(first) == {"Accept-Encoding"}
        assert "content-encoding" not in again.headers
    for condition in ('"other"', tag.strip('"'), "", f'{tag[:-2]}"'):
        assert get(path, headers={"Accept-Encoding": coding, "If-None-Match": condition}).status_code == 200


@pytest.mark.parametrize("coding", CODINGS)
@pytest.mark.parametrize("path", READABLE)
def test_head_has_the_headers_of_get_and_no_body(ask, path, coding):
    headers = {"Accept-Encoding": coding}
    full, head = ask("GET", path, headers=headers), ask("HEAD", path, headers=headers)
    assert head.status_code == 200
    assert head.content == b""
    assert dict(head.headers) == dict(full.headers)
    assert ask("HEAD", path, headers=headers | {"If-None-Match": full.headers["etag"]}).status_code == 304


@pytest.mark.parametrize("path", READABLE)
def test_compressed_bytes_have_a_tag_of_their_own(get, path):
    plain, packed = get(path), get(path, headers={"Accept-Encoding": "gzip"})
    assert plain.content == packed.content
    assert varies(plain) == varies(packed) == {"Accept-Encoding"}
    assert "content-encoding" not in plain.headers
    if len(plain.content) < 1000:
        assert packed.headers["etag"] == plain.headers["etag"]
        assert "content-encoding" not in packed.headers
    else:
        assert packed.headers["content-encoding"] == "gzip"
        assert packed.headers["etag"] == plain.headers["etag"][:-1] + '-gzip"'
        assert int(packed.headers["content-length"]) < len(plain.content)


def test_gzip_ruled_out_is_not_sent_whatever_stands_behind(get):
    answer = get(LARGE, headers={"Accept-Encoding": "gzip;q=0"})
    assert answer.headers["content-encoding"] == "identity"
    assert answer.content == get(LARGE).content
    assert answer.headers["etag"] == get(LARGE).headers["etag"]


def test_tags_differ_by_table_format_query_and_version_of_the_data(get, nothing_kept, monkeypatch):
    paths = (LARGE, SMALL, LARGE.replace("csv", "json"), f"{LARGE}?exam=step1", f"{LARGE}?exam=step2_ck")
    tags = [get(path).headers["etag"] for path in paths]
    assert len(set(tags)) == len(tags)
    assert (
        get(f"{LARGE}?exam=step2_ck,step1&limit=5").headers["etag"]
        == get(f"{LARGE}?limit=5&exam=step1&exam=step2_ck").headers["etag"]
    )
    from api.tables import ANSWERS

    ANSWERS.clear()
    monkeypatch.setattr("api.resource.DATA_VERSION", "99.0.0")
    assert get(LARGE).headers["etag"] not in tags


@pytest.mark.parametrize(
    ("header", "accepted"),
    [("gzip", True), ("GZIP", True), ("x-gzip", True), ("br, gzip;q=0.5", True), ("*;q=0.1", True), ("*", True),
     ("", False), ("identity", False), ("gzip;q=0", False), ("gzip;q=0.000", False), ("*;q=0", False),
     ("gzip;q=0, *;q=1", False), ("gzip;q=x", False), ("gzipped", False)],
)  # fmt: skip
def test_who_accepts_gzip(header, accepted):
    assert ("gzip" in accepted_encodings(header)) is accepted


@given(st.lists(st.text(max_size=30), max_size=4), st.text(alphabet="abc-", min_size=1))
def test_any_condition_is_read_without_a_fault(headers, tag):
    assert matches(['"x"', f'W/"{tag}"'], tag)
    assert matches(headers, tag) in {True, False}


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "QUERY", "NONSENSE"])
@pytest.mark.parametrize("path", [*READABLE, "/api", "/api/v1"])
def test_reading_is_all_that_is_allowed(ask, path, method):
    answer = ask(method, path)
    assert answer.status_code == answer.json()["status"] == 405
    assert answer.headers["allow"] == "GET, HEAD, OPTIONS"
    assert answer.json()["detail"] == "Allowed here is GET, HEAD, OPTIONS."


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE"])
def test_the_comparison_is_only_posted(ask, method):
    answer = ask(method, "/api/v1/compare")
    assert answer.status_code == 405
    assert answer.headers["allow"] == "POST, OPTIONS"
    assert "access-control-allow-origin" not in answer.headers


@pytest.mark.parametrize("path", READABLE)
def test_any_site_may_read(ask, path):
    allowed = ask(
        "OPTIONS",
        path,
        headers={
            "Origin": "https://elsewhere.test",
            "Access-Control-Request-Method": "GET",
            "Access-Control-Request-Headers": "if-none-match",
        },
    )
    assert allowed.status_code == 204
    assert allowed.headers["allow"] == "GET, HEAD, OPTIONS"
    assert allowed.headers["access-control-allow-origin"] == "*"
    assert allowed.headers["access-control-allow-methods"] == "GET, HEAD"
    assert allowed.headers["access-control-allow-headers"] == "If-None-Match"
    answer = ask("GET", path, headers={"Origin": "https://elsewhere.test"})
    assert answer.headers["access-control-allow-origin"] == "*"
    assert {"ETag", "X-Total-Count"} <= set(answer.headers["access-control-expose-headers"].split(", "))
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "set-cookie" not in answer.headers


def test_no_other_site_may_post(ask):
    answer = ask(
        "OPTIONS",
        "/api/v1/compare",
        headers={"Origin": "https://elsewhere.test", "Access-Control-Request-Method": "POST"},
    )
    assert answer.status_code == 204
    assert answer.headers["allow"] == "POST, OPTIONS"
    assert not [name for name in answer.headers if name.startswith("access-control")]


def test_errors_can_be_read_from_other_sites_too(get):
    assert get("/api/v1/tables/scores.csv?x=1").headers["access-control-allow-origin"] == "*"
    assert get("/api/v1/nothing").headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize("path", ["/api", "/api/v1", *(path for path in READABLE if "tables" not in path)])
def test_a_parameter_is_refused_where_none_is_read(get, path):
    answer = get(path, params={"year": "2018"})
    assert answer.status_code == 400
    assert answer.json()["detail"] == "parameter is “year”; allowed is none at this address."


@pytest.mark.parametrize("path", [*(path for path in READABLE if "?" not in path), "/api", "/api/v1/x"])
def test_a_query_of_any_length_is_not_read(get, path):
    answer = get(f"{path}?{'a' * 8193}")
    assert answer.status_code == 414
    assert answer.json()["detail"] == "The query string has more than 8192 bytes, which is the most."
    assert get(f"{path}?{'a' * 8192}").status_code != 414


def test_the_front_doors_lead_on(get):
    assert get("/api").headers["location"] == "/api/v1/docs"
    assert get("/api/").headers["location"] == "/api/v1/docs"
    assert get("/api/v1").headers["location"] == "/api/v1/"
    assert get("/api").status_code == 308


def test_the_list_of_tables_is_asked_for_again(get):
    assert get("/api/v1/").headers["cache-control"] == "no-cache"


def test_what_is_kept_compressed_is_what_is_kept_plain(get):
    from api.resource import represent

    found = represent(b"a" * 5000, "text/plain", "x")
    assert gzip.decompress(found.gzipped) == found.body
    assert found.gzipped == represent(b"a" * 5000, "text/plain", "x").gzipped
    assert found.size == 5000 + len(found.gzipped)
