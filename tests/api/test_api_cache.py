"""Work is done once, beside the event loop, and kept within bounds; a broken table is not kept."""

import asyncio
import shutil
import threading

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import api.tables
import data.load
from api.cache import THREADS, Cache, in_worker
from data.load import load_table

SCORES = "/api/v1/tables/scores.csv"
POSITIONS = "/api/v1/tables/positions.csv"


@pytest.fixture
def gate(monkeypatch, nothing_kept):
    """Let a CSV be written only once `opened` is set."""
    encode = api.tables.csv_bytes
    opened, began, threads = threading.Event(), threading.Event(), []

    def wait(rows):
        threads.append(threading.get_ident())
        began.set()
        assert opened.wait(20)
        return encode(rows)

    monkeypatch.setattr("api.tables.csv_bytes", wait)
    return opened, began, threads


def test_the_event_loop_answers_while_a_table_is_written(open_client, gate):
    opened, began, threads = gate

    async def both():
        async with open_client() as session:
            slow = asyncio.create_task(session.get(SCORES))
            while not began.is_set():
                await asyncio.sleep(0.001)
            # The table cannot be finished before this answer is here.
            quick = await session.get("/api/v1/tables/scores.json?limit=1")
            assert not slow.done()
            opened.set()
            return quick, await slow

    quick, slow = asyncio.run(both())
    assert quick.status_code == slow.status_code == 200
    assert threads != [threading.get_ident()]


def test_the_same_question_at_once_is_answered_once(open_client, gate):
    opened, began, threads = gate

    async def many():
        async with open_client() as session:
            tasks = [asyncio.create_task(session.get(SCORES)) for _ in range(20)]
            while not began.is_set():
                await asyncio.sleep(0.001)
            opened.set()
            return await asyncio.gather(*tasks)

    answers = asyncio.run(many())
    assert len(threads) == 1
    assert len({answer.content for answer in answers}) == 1


def test_a_client_that_goes_leaves_the_work_to_the_next():
    started, go = threading.Event(), threading.Event()
    calls = []

    def make():
        calls.append(1)
        started.set()
        assert go.wait(20)
        return b"made"

    async def leave_and_stay():
        kept = Cache(4, 100, len)
        first = asyncio.create_task(kept.get("key", make))
        second = asyncio.create_task(kept.get("key", make))
        while not started.is_set():
            await asyncio.sleep(0.001)
        first.cancel()
        go.set()
        return await second

    assert asyncio.run(leave_and_stay()) == b"made"


def test_threads_are_few_and_its_own():
    at_once, most = [], []
    lock = threading.Lock()
    barrier = threading.Barrier(THREADS)

    def work():
        with lock:
            at_once.append(1)
            most.append(len(at_once))
        barrier.wait(20)
        with lock:
            at_once.pop()

    async def burst():
        await asyncio.gather(*(in_worker(work) for _ in range(3 * THREADS)))

    asyncio.run(burst())
    assert max(most) == THREADS


def test_results_are_kept_within_bounds():
    made = []

    def make(key, size):
        def work():
            made.append(key)
            return b"x" * size

        return work

    async def use():
        kept = Cache(3, 100, len)
        for key in "abc":
            await kept.get(key, make(key, 10))
        await kept.get("a", make("a", 10))
        await kept.get("d", make("d", 10))
        assert len(kept) == 3
        await kept.get("a", make("a", 10))
        await kept.get("b", make("b", 10))
        assert "".join(made) == "abcdb"
        await kept.get("e", make("e", 95))
        assert (len(kept), kept.size) == (1, 95)
        await kept.get("f", make("f", 101))
        assert (len(kept), kept.size) == (1, 95)
        kept.clear()
        assert (len(kept), kept.size) == (0, 0)

    asyncio.run(use())


def test_a_failure_is_not_kept():
    answers = iter([ValueError("first"), b"second"])

    def make():
        found = next(answers)
        if isinstance(found, Exception):
            raise found
        return found

    async def twice():
        kept = Cache(3, 100, len)
        with pytest.raises(ValueError, match="first"):
            await kept.get("key", make)
        return await kept.get("key", make)

    assert asyncio.run(twice()) == b"second"


@pytest.mark.parametrize("corrupt", [False, True], ids=["missing", "corrupt"])
def test_a_broken_table_is_said_and_a_repaired_one_is_served(get, post, tables_copy, corrupt):
    assert get(SCORES).status_code == 200
    path = tables_copy / "scores.parquet"
    whole = path.read_bytes()
    if corrupt:
        path.write_bytes(b"no table")
    else:
        path.unlink()
    fault = "its file is damaged" if corrupt else "its file is missing"
    for form in ("csv", "json", "parquet"):
        answer = get(f"/api/v1/tables/scores.{form}")
        assert answer.status_code == 503
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["retry-after"] == "60"
        assert answer.json()["detail"] == f"The table 'scores' cannot be shown: {fault}."
        assert str(tables_copy) not in answer.text
    assert post({"applicant_group": "us_img"}).status_code == 503
    assert get(POSITIONS).status_code == 200
    listed = {table["name"]: table for table in get("/api/v1/").json()["tables"]}
    assert listed["scores"]["row_count"] is None
    assert fault in listed["scores"]["unavailable"]
    assert listed["positions"]["row_count"] == len(load_table("positions"))
    assert get("/api/v1/openapi.json").status_code == get("/api/v1/docs").status_code == 200
    path.write_bytes(whole)
    assert get(SCORES).status_code == 200
    assert post({"applicant_group": "us_img"}).status_code == 200


def test_the_data_package_leaves_out_a_table_that_cannot_be_loaded(get, tables_copy):
    (tables_copy / "scores.parquet").unlink()
    named = [resource["name"] for resource in get("/api/v1/datapackage.json").json()["resources"]]
    assert "scores" not in named
    assert "positions" in named


def test_a_missing_file_is_said(get, tables_copy):
    name, address = "DICTIONARY.md", "/api/v1/dictionary"
    assert get(address).content == (tables_copy / name).read_bytes()
    (tables_copy / name).unlink()
    assert get(address).status_code == 503
    shutil.copy(data.load.Path(data.load.__file__).parent / "tables" / name, tables_copy / name)
    assert get(address).status_code == 200


NAMES = ("specialty", "exam", "columns", "limit", "offset", "match_year", "cell_status")
VALUES = ("neurology", "step1", "none", "2018", "1", "0", "100000", "score_mean", "garbled", "")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(
            st.sampled_from(NAMES) | st.text(max_size=8), st.sampled_from(VALUES) | st.text(max_size=20)
        ),
        max_size=4,
    ),
    st.sampled_from(["csv", "json", "parquet"]),
)
def test_any_query_is_answered_or_refused(get, asked, form):
    answer = get(f"/api/v1/tables/scores.{form}", params=asked)
    assert answer.status_code in {200, 400}
    if answer.status_code == 400:
        assert answer.json()["detail"].endswith(".")


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=40))
def test_any_bytes_as_a_query_are_answered_or_refused(app, asked):
    sent = []

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message):
        sent.append(message)

    scope = {
        "type": "http",
        "method": "GET",
        "path": "/api/v1/tables/scores.json",
        "query_string": asked,
        "headers": [],
    }
    asyncio.run(app(scope, receive, send))
    assert sent[0]["status"] in {200, 400}
