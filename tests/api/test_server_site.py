"""What an operator says in the environment, and what a website is to the gate."""

import pytest

from api.server.site import PageMeta, Site, base_of, settings_from
from api.server.websocket import WebSocketMiddleware


def a_site(tmp_path, **settings):
    return Site(
        "", "", {"": PageMeta("", "")}, lambda _: None, tmp_path, tmp_path, tmp_path / "none", **settings
    )


def is_allowed(site, origin, host, **more):
    headers = {b"host": host.encode()} | {name.encode(): value.encode() for name, value in more.items()}
    return WebSocketMiddleware(None, site, None).is_allowed(origin, headers)


def test_nothing_said_is_nothing_allowed():
    assert settings_from({}) == {"addresses": (), "framed_by": (), "trust_forwarded_host": False}


def test_an_operator_names_addresses_with_blanks_or_commas():
    said = settings_from(
        {
            "MATCH_ATLAS_ADDRESS": "https://atlas.example.edu/, https://atlas.example.org:8443",
            "MATCH_ATLAS_FRAMED_BY": "https://lms.example.edu",
            "MATCH_ATLAS_TRUST_FORWARDED_HOST": "yes",
        }
    )
    assert said["addresses"] == ("https://atlas.example.edu", "https://atlas.example.org:8443")
    assert said["framed_by"] == ("https://lms.example.edu",)
    assert said["trust_forwarded_host"] is True


@pytest.mark.parametrize("name", ["MATCH_ATLAS_ADDRESS", "MATCH_ATLAS_FRAMED_BY"])
@pytest.mark.parametrize(
    "value",
    [
        "atlas.example.edu",
        "https://a.example;script-src *",
        "https://a.example/deep",
        "javascript:x",
        "https://",
        "*",
    ],
)
def test_what_is_no_origin_stops_the_server(name, value):
    with pytest.raises(ValueError, match=name):
        settings_from({name: value})


def test_a_yes_or_no_is_one():
    with pytest.raises(ValueError, match="allowed is 1 or 0"):
        settings_from({"MATCH_ATLAS_TRUST_FORWARDED_HOST": "maybe"})


@pytest.mark.parametrize(("said", "base"), [("", ""), ("/", ""), ("atlas", "/atlas"), ("/a/b/", "/a/b")])
def test_a_base_begins_with_one_slash(said, base):
    assert base_of(said) == base


@pytest.mark.parametrize(
    ("origin", "host"),
    [
        ("http://atlas.example", "atlas.example"),
        ("http://atlas.example:8501", "atlas.example:8501"),
        ("https://atlas.example", "atlas.example"),
        ("https://atlas.example:443", "atlas.example"),
        ("http://ATLAS.example", "atlas.example"),
        ("http://localhost:8501", "127.0.0.1:8501"),
        ("http://[::1]:8501", "[::1]:8501"),
    ],
)
def test_pages_of_this_site_are_let_in(tmp_path, origin, host):
    assert is_allowed(a_site(tmp_path), origin, host)


@pytest.mark.parametrize(
    ("origin", "host"),
    [
        ("http://evil.example", "atlas.example"),
        ("http://atlas.example.evil.example", "atlas.example"),
        ("http://atlas.example:9999", "atlas.example:8501"),
        ("http://localhost:8501", "atlas.example"),
        ("null", "atlas.example"),
        ("file://", "atlas.example"),
        ("http://", "atlas.example"),
        ("http://[", "atlas.example"),
        ("http://a:b:c", "atlas.example"),
        ("", ""),
    ],
)
def test_pages_of_other_sites_are_not(tmp_path, origin, host):
    assert not is_allowed(a_site(tmp_path), origin, host)


def test_a_proxys_word_counts_only_where_the_operator_trusts_it(tmp_path):
    asked = ("https://atlas.example", "127.0.0.1:8501")
    forwarded = {"x-forwarded-host": "atlas.example, inner.example"}
    assert not is_allowed(a_site(tmp_path), *asked, **forwarded)
    assert is_allowed(a_site(tmp_path, trust_forwarded_host=True), *asked, **forwarded)


@pytest.mark.parametrize(
    "settings", [{"addresses": ("https://atlas.example",)}, {"origins": ("https://atlas.example",)}]
)
def test_a_named_address_is_let_in_whatever_the_host(tmp_path, settings):
    assert is_allowed(a_site(tmp_path, **settings), "https://atlas.example", "127.0.0.1:8501")
    assert not is_allowed(a_site(tmp_path, **settings), "https://evil.example", "127.0.0.1:8501")
