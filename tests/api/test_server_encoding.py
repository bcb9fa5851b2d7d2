"""Which encoding a client gets, from its header alone."""

import pytest

from api.server.encoding import accepted_encodings


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (None, ("identity",)),
        ("", ("identity",)),
        ("gzip, deflate, br, zstd", ("br", "gzip", "identity")),
        ("gzip", ("gzip", "identity")),
        ("x-gzip", ("gzip", "identity")),
        ("gzip;q=1.0, br;q=0.5", ("gzip", "br", "identity")),
        ("br;q=0, gzip", ("gzip", "identity")),
        ("br; Q=0.1", ("br", "identity")),
        ("*", ("br", "gzip", "identity")),
        ("*;q=0.5, gzip;q=0", ("br", "identity")),
        ("identity;q=0, gzip", ("gzip",)),
        ("identity, gzip;q=0.2", ("identity", "gzip")),
        ("*;q=0", ()),
        ("gzip;q=much", ("identity",)),
        ("deflate", ("identity",)),
    ],
)
def test_what_a_client_takes(header, expected):
    assert accepted_encodings(header) == expected
