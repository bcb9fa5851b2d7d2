"""The server as somebody runs it: pages, files, headers, closed doors, and frames that nobody can read."""

import contextlib
import gzip
import os
import re
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from socket import SHUT_RDWR

import brotli
import httpx
import pytest
import streamlit
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect

from pages.registry import PAGES

ROOT = Path(__file__).parents[2]
OWN = ROOT / "pages" / "static"
PLOTLY = next((Path(streamlit.__file__).parent / "static" / "static" / "js").glob("PlotlyChart.*.js"))
ADDRESS = f"/static/js/{PLOTLY.name}"
OUTSIDE = "https://atlas.example.edu"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def served(log, *options, **environment):
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.address", "127.0.0.1"]
    command += ["--server.port", str(port), "--server.headless", "true", *options]
    with (
        log.open("w") as output,
        subprocess.Popen(
            command, cwd=ROOT, stdout=output, stderr=subprocess.STDOUT, env={**os.environ, **environment}
        ) as process,
    ):
        try:
            base = f"http://127.0.0.1:{port}"
            deadline = time.monotonic() + 60
            while time.monotonic() < deadline and process.poll() is None:
                with contextlib.suppress(httpx.HTTPError):
                    httpx.get(f"{base}/robots.txt", timeout=2)
                    break
                time.sleep(0.05)
            yield base
        finally:
            process.terminate()
            process.wait(20)


@pytest.fixture(scope="module")
def log(tmp_path_factory):
    return tmp_path_factory.mktemp("server") / "log"


@pytest.fixture(scope="module")
def base(log):
    with served(log) as address:
        yield address


@pytest.fixture(scope="module")
def client(base):
    with httpx.Client(base_url=base, headers={"Accept-Encoding": "identity"}) as session:
        yield session


def wait_for_brotli(client):
    """The first server on a machine makes it in the background."""
    deadline = time.monotonic() + 120
    while client.head(ADDRESS, headers={"Accept-Encoding": "br"}).headers.get("content-encoding") != "br":
        assert time.monotonic() < deadline
        time.sleep(0.5)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.url_path)
def test_a_page_says_in_its_head_what_it_is(client, page):
    answer = client.get(f"/{page.url_path}")
    assert answer.status_code == 200
    title = f"{page.title} · Match Atlas" if page.url_path else "Match Atlas"
    assert f"<title>{title}</title>" in answer.text
    assert f'property="og:title" content="{title}"' in answer.text
    assert '<meta name="description" content="' in answer.text
    assert '<html lang="en">' in answer.text
    assert "<title>Streamlit" not in answer.text
    assert answer.headers["cache-control"] == "no-cache"


HEADERS = {
    "content-security-policy": r"default-src 'none'; script-src 'self' blob: 'wasm-unsafe-eval' 'sha256-[^']+';.*frame-ancestors 'none'$",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "permissions-policy": r"(.*, )?camera=\(\), .*",
    "cross-origin-opener-policy": "same-origin",
}


@pytest.mark.parametrize("name", HEADERS)
@pytest.mark.parametrize("path", ["/", "/where-i-stand", "/no-such-page"])
def test_a_page_has_its_security_headers(client, path, name):
    expected = HEADERS[name]
    if path == "/no-such-page" and name == "content-security-policy":
        expected = r"default-src 'none'; style-src 'sha256-[^']+'; img-src 'self'.*frame-ancestors 'none'$"
    assert re.match(expected, client.get(path).headers[name])


def test_the_page_may_not_run_what_is_written_into_it(client):
    policy = dict(
        rule.split(" ", 1) for rule in client.get("/").headers["content-security-policy"].split("; ")
    )
    assert not {"'unsafe-inline'", "'unsafe-eval'", "*", "http:", "https:", "data:"} & set(
        policy["script-src"].split()
    )
    assert policy["frame-src"] == policy["worker-src"] == policy["base-uri"] == "'none'"
    assert policy["connect-src"] == "'self'"


@pytest.mark.parametrize(
    "path", [ADDRESS, "/app/static/icon.svg", "/robots.txt", "/_stcore/health", "/media/none"]
)
def test_nothing_is_taken_for_what_it_is_not(client, path):
    assert client.get(path).headers["x-content-type-options"] == "nosniff"


def test_what_was_made_for_a_visitor_runs_nothing(client):
    assert "sandbox" in client.get("/media/none").headers["content-security-policy"]


@pytest.mark.parametrize(
    ("accepted", "encoding", "undo"),
    [
        ("gzip, deflate, br, zstd", "br", brotli.decompress),
        ("gzip", "gzip", gzip.decompress),
        ("br;q=0.1, gzip;q=0.9", "gzip", gzip.decompress),
        ("identity", None, bytes),
    ],
)
def test_a_file_is_the_same_in_every_encoding(client, base, accepted, encoding, undo):
    wait_for_brotli(client)
    with client.stream("GET", ADDRESS, headers={"Accept-Encoding": accepted}) as answer:
        body = b"".join(answer.iter_raw())
    assert answer.headers.get("content-encoding") == encoding
    assert undo(body) == PLOTLY.read_bytes()
    assert answer.headers["content-length"] == str(len(body))
    assert answer.headers["vary"] == "accept-encoding"
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    again = {"Accept-Encoding": accepted, "If-None-Match": answer.headers["etag"]}
    known = client.get(ADDRESS, headers=again)
    assert (known.status_code, known.content) == (304, b"")
    assert known.headers["etag"] == answer.headers["etag"]


def test_each_encoding_has_a_tag_of_its_own(client):
    wait_for_brotli(client)
    tags = {
        client.head(ADDRESS, headers={"Accept-Encoding": name}).headers["etag"]
        for name in ("br", "gzip", "x")
    }
    assert len(tags) == 3
    assert not any(tag.startswith("W/") for tag in tags)


@pytest.mark.parametrize("path", ["/", ADDRESS, "/robots.txt", "/no-such-page"])
def test_head_has_the_headers_of_get_and_no_body(client, path):
    got, head = client.get(path), client.head(path)
    assert head.content == b""
    assert head.status_code == got.status_code
    assert {**head.headers, "date": ""} == {**got.headers, "date": ""}


def test_a_part_of_a_file_is_answered_with_the_whole(client):
    answer = client.get("/app/static/icon.svg", headers={"Range": "bytes=0-3"})
    assert answer.status_code == 200
    assert answer.content == (OWN / "icon.svg").read_bytes()


@pytest.mark.parametrize("path", ["/", ADDRESS, "/no-such-page"])
def test_files_and_pages_are_only_read(client, path):
    answer = client.post(path)
    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET, HEAD"


def test_a_page_that_the_browser_has_is_not_sent_again(client):
    tag = client.get("/specialty").headers["etag"]
    assert client.get("/specialty", headers={"If-None-Match": tag}).status_code == 304


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("/Where-I-Stand?group=us_img", "/where-i-stand?group=us_img"),
        ("/where_i_stand", "/where-i-stand"),
        ("/compare/", "/compare"),
        ("/DATA", "/data"),
        ("/data-and-method", "/data"),
        ("/Credentials%20of%20those%20who%20matched", "/credentials"),
        ("/index.html", "/"),
    ],
)
def test_a_page_is_found_in_another_case(client, asked, found):
    answer = client.get(asked)
    assert (answer.status_code, answer.headers["location"]) == (308, found)


@pytest.mark.parametrize(
    "path",
    [
        "/no-such-page",
        "/where-i-stand/deeper",
        "/wp-login.php",
        "/.env",
        "/%2e%2e/app.py",
        "//example.com/",
        "/oauth2callback",
    ],
)
def test_what_is_not_there_is_404_with_a_way_on(client, base, path):
    answer = httpx.get(f"{base}{path}")
    assert answer.status_code == 404
    assert "There is no page at this address" in answer.text
    assert 'href="/where-i-stand"' in answer.text
    assert "<script" not in answer.text


@pytest.mark.parametrize(
    "path", ["/static/js/gone.12345678.js", "/app/static/gone.woff2", "/static/../../app.py"]
)
def test_a_file_that_is_not_there_is_not_a_page(base, path):
    answer = httpx.get(f"{base}{path}")
    assert answer.status_code == 404


def test_robots_are_told_what_is_not_for_them(client):
    answer = client.get("/robots.txt")
    assert answer.headers["content-type"].startswith("text/plain")
    assert {"Disallow: /_stcore/", "Disallow: /media/", "Disallow: /*my_step"} <= set(
        answer.text.splitlines()
    )


@pytest.mark.parametrize("path", ["/favicon.ico", "/favicon.png", "/apple-touch-icon.png"])
def test_the_icon_is_the_apps(client, path):
    answer = client.get(path)
    assert answer.headers["content-type"] == "image/png"
    assert answer.content == (OWN / "icon.png").read_bytes()


def test_metrics_are_for_this_machine(client):
    assert "# EOF" in client.get("/_stcore/metrics").text


@pytest.mark.parametrize("name", ["X-Forwarded-For", "Forwarded", "Via", "X-Real-IP", "X-Forwarded-Host"])
def test_metrics_are_not_for_whom_a_proxy_asks(client, name):
    answer = client.get("/_stcore/metrics", headers={name: "127.0.0.1"})
    assert answer.status_code == 404
    assert "EOF" not in answer.text


def stream(base):
    return base.replace("http", "ws") + "/_stcore/stream"


def test_thirty_foreign_pages_are_refused_at_once_and_nobody_waits(base, client):
    def knock(_):
        with pytest.raises(InvalidStatus) as refused, connect(stream(base), origin="https://evil.example"):
            pass
        return refused.value.response.status_code

    start = time.monotonic()
    with ThreadPoolExecutor(10) as crowd:
        codes = list(crowd.map(knock, range(30)))
    assert set(codes) == {403}
    assert client.get("/_stcore/health").status_code == 200
    # One look-up of the machine's address takes 2 s where there is no way out: thirty took a minute.
    assert time.monotonic() - start < 10


def test_a_page_of_this_site_gets_its_websocket(base):
    with connect(stream(base), origin=base, subprotocols=["streamlit"]) as socket:
        assert socket.subprotocol == "streamlit"
    with connect(stream(base), subprotocols=["streamlit"]):
        pass


def read_to_the_end(socket):
    while True:
        socket.recv(timeout=20)


def test_broken_frames_close_the_connection_with_one_line_each(base, client, log):
    frames = {"text": "hello", "bytes": b"\xff" * 40, "cut": b"\x12\x05ab", "large": b"\xff" * 200_000}
    before = len(log.read_text().splitlines())
    for frame in frames.values():
        with connect(stream(base), origin=base, subprotocols=["streamlit"]) as socket:
            socket.send(frame)
            with pytest.raises(ConnectionClosed):
                read_to_the_end(socket)
    assert client.get("/_stcore/health").status_code == 200
    lines = log.read_text().splitlines()[before:]
    assert len(lines) == len(frames), "\n".join(lines)
    assert all("A websocket was closed" in line for line in lines)


def test_who_leaves_in_the_middle_leaves_no_line(base, client, log):
    before = len(log.read_text().splitlines())
    asking = BackMsg(rerun_script=ClientState(query_string="", page_name="where-i-stand")).SerializeToString()
    for pause in (0, 0, 0.05, 0.1, 0.2, 0.3):
        with connect(stream(base), origin=base, subprotocols=["streamlit"]) as socket:
            socket.send(asking)
            time.sleep(pause)
            # Gone without a word, while the answer is on its way.
            socket.socket.shutdown(SHUT_RDWR)
    time.sleep(2)
    assert client.get("/_stcore/health").status_code == 200
    assert log.read_text().splitlines()[before:] == []


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory):
    log = tmp_path_factory.mktemp("elsewhere") / "log"
    with served(
        log,
        "--server.baseUrlPath",
        "atlas",
        MATCH_ATLAS_ADDRESS=OUTSIDE,
        MATCH_ATLAS_FRAMED_BY="https://lms.example.edu https://wiki.example.edu",
    ) as address:
        yield address


def test_below_a_path_of_its_own(elsewhere):
    assert httpx.get(f"{elsewhere}/atlas").headers["location"] == "/atlas/"
    shell = httpx.get(f"{elsewhere}/atlas/")
    assert (shell.status_code, httpx.get(f"{elsewhere}/").status_code) == (200, 404)
    script = re.search(r'src="\./(static/js/index[^"]*)"', shell.text)[1]
    assert httpx.get(f"{elsewhere}/atlas/{script}").headers["content-type"].startswith("text/javascript")
    assert httpx.get(f"{elsewhere}/atlas/Compare").headers["location"] == "/atlas/compare"
    assert httpx.get(f"{elsewhere}/atlas/_stcore/health").text == "ok"


def test_an_operator_says_who_may_frame_it(elsewhere):
    answer = httpx.get(f"{elsewhere}/atlas/compare")
    policy = answer.headers["content-security-policy"]
    assert policy.endswith("frame-ancestors https://lms.example.edu https://wiki.example.edu")
    assert "x-frame-options" not in answer.headers


def test_an_operators_address_is_in_what_is_shared_and_opens_the_websocket(elsewhere):
    text = httpx.get(f"{elsewhere}/atlas/compare").text
    assert f'property="og:url" content="{OUTSIDE}/atlas/compare"' in text
    picture = re.search(rf'property="og:image" content="{OUTSIDE}([^"]*)"', text)[1]
    assert httpx.get(f"{elsewhere}{picture}").headers["content-type"] == "image/png"
    stream = elsewhere.replace("http", "ws") + "/atlas/_stcore/stream"
    with connect(stream, origin=OUTSIDE, subprotocols=["streamlit"]) as socket:
        assert socket.subprotocol == "streamlit"
