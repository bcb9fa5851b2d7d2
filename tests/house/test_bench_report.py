"""The benchmark's report: known numbers in, and what it says of them. Nothing here is timed."""

import json
import subprocess

import pytest

from analysis.next_steps.file import read_records
from analysis.next_steps.records import KINDS
from bench import BenchError
from bench.burst import BurstResult
from bench.journeys import JOURNEYS, Journey, default_journey
from bench.plan import MEASURES, QUICK, percentile
from bench.report import markdown
from bench.rows import PageResult, Row, against, rows, short, verdict
from bench.sections import burst_rows
from bench.versions import before, earlier_version, name_of

PAGE = Journey("here", "Here", "Score", ("1", "2"))
BARE = {"cpu_ms": 100.0, "repaint_ms_chart": 100.0, "repaint_ms_dom": 50.0, "first_visit_kb": 1000.0}
OURS = {"cpu_ms": 10.0, "repaint_ms_chart": 90.0, "repaint_ms_dom": 45.0, "first_visit_kb": 300.0}


def result(ours=OURS, then=None, **more):
    return PageResult(PAGE, "chart", ours, BARE, then or {}, **more)


def measure(key):
    return next(one for one in MEASURES if one.key == key)


def test_a_row_holds_what_the_kind_of_page_asks_for():
    found = {row.measure.key: (row.ours, row.ratio, row.met) for row in rows(result())}
    assert found == {
        "cpu_ms": (10.0, 0.1, "yes"),
        "repaint_ms": (90.0, 0.9, "no"),
        "first_visit_kb": (300.0, 0.3, "yes"),
    }


def test_new_values_stand_beside_any_of_the_bare_page():
    ours = {"cpu_new_ms": 25.0, "p95_new_100_ms": 30.0}
    found = PageResult(PAGE, "chart", ours, {"cpu_ms": 100.0, "p95_100_ms": 100.0})
    assert [(row.ratio, row.met) for row in rows(found)] == [(0.25, "no"), (0.3, "yes")]


@pytest.mark.parametrize("journey", [*JOURNEYS, default_journey("new", "New")])
def test_no_new_value_is_taken_twice(journey):
    taken = [tuple(change.items()) for change in journey.new]
    assert len(set(taken)) == len(taken)
    assert not {((journey.label, value),) for value in journey.values} & set(taken)


def test_nothing_to_divide_by_is_no_target_met():
    row = Row(measure("cpu_ms"), 1.0, 0.0)
    assert (row.ratio, row.met) == (None, "no")


@pytest.mark.parametrize(("ours", "worse"), [(109.0, False), (111.0, True), (50.0, False)])
def test_worse_is_more_than_two_runs_differ(ours, worse):
    assert Row(measure("cpu_ms"), ours, 100.0, 100.0).is_worse is worse


def test_what_was_not_measured_before_is_not_worse():
    row = Row(measure("cpu_ms"), 500.0, 100.0)
    assert (row.change, row.is_worse) == (None, False)


def test_the_first_line_names_what_got_worse():
    said = against([result(then={"cpu_ms": 5.0, "repaint_ms_chart": 90.0})], "0.4.0")
    assert said == "Worse than in 0.4.0 (2 numbers of 1 page): Here: CPU per rerun 2.00×."


def test_the_first_line_says_that_nothing_did():
    said = against([result(then={"cpu_ms": 20.0}), result()], "0.4.0")
    assert said == "Nothing got worse than in 0.4.0 (1 numbers of 1 page)."


def test_a_page_that_fails_is_not_passed_over():
    said = against([result(then={"cpu_ms": 20.0}), result({}, failure="it broke")], "0.4.0")
    assert said.endswith("Not compared: Here.")
    assert "Not measured: /here." in verdict([result({}, failure="it broke")])


def test_without_an_earlier_version_the_report_says_so():
    assert against([result()], "") == "Not compared with an earlier version."
    assert "Nothing could be compared" in against([result(before_failure="it does not start")], "0.1.0")


def test_targets_are_counted():
    assert verdict([result()]) == "2 of 3 targets met on 1 pages."


def test_the_report_begins_with_what_got_worse():
    text = markdown([result(then={"cpu_ms": 5.0})], QUICK, "1", quick=True, before="0.4.0")
    assert text.split("\n")[2].startswith("Worse than in 0.4.0")
    assert "| CPU per rerun | 10.0 ms | 100 ms | 0.100× | ≤ 0.12× | yes | 5.00 ms | **2.00×** |" in text


def test_a_dash_page_stands_beside_the_targets():
    text = markdown([result()], QUICK, "1", quick=False, dash={"cpu_ms": 40.0, "repaint_ms_chart": 60.0})
    line = next(line for line in text.split("\n") if "A Dash page" in line)
    # Dash keeps nothing of a value: its time for any stands beside that for new ones.
    assert line.startswith("| *A Dash page, for comparison* | 0.400× | 0.400× | 0.600× | –")


def test_a_class_is_held_to_its_targets():
    ours = {
        "files_p95_s": 3.0,
        "visit_kb": 2000.0,
        "requests": 90.0,
        "quiet_ms": 20.0,
        "inside_ms": 50.0,
        "inside_worst_ms": 90.0,
        "health_worst_ms": 30.0,
    }
    bare = ours | {"files_p95_s": 10.0, "visit_kb": 5000.0}
    found = {row.measure.key: (row.ratio, row.met) for row in burst_rows(BurstResult(30, ours, bare))}
    assert found["files_p95_s"] == (0.3, "yes")
    assert found["visit_kb"] == (0.4, "no")
    assert found["inside_ms"] == (2.5, "no")


@pytest.mark.parametrize(
    ("value", "said"), [(0, "0"), (0.01234, "0.0123"), (123.4, "123"), (12345.0, "12345"), (None, "–")]
)
def test_three_digits(value, said):
    assert short(value) == said


def test_a_percentile_was_measured():
    assert percentile([4.0, 1.0, 3.0, 2.0], 95) == 4.0
    assert percentile([4.0, 1.0, 3.0, 2.0], 50) == 3.0


@pytest.mark.parametrize(
    ("changelog", "found"),
    [
        ("# C\n\n## 0.5.0 (unreleased)\n\n## 0.4.0 (2026-11-22)\n", ("0.4.0", "2026-11-22")),
        ("# C\n\n## 0.5.0 (2026-11-26)\n\n## 0.4.0 (2026-11-22)\n", ("0.4.0", "2026-11-22")),
    ],
)
def test_the_earlier_version_is_the_one_before_the_first(changelog, found):
    assert earlier_version(changelog) == found


def test_a_first_version_has_none_before_it():
    with pytest.raises(BenchError, match="no released version"):
        earlier_version("# C\n\n## 0.1.0 (2026-11-01)\n")


@pytest.fixture
def repository(tmp_path):
    """A repository whose last commit of a day is a release, and one commit after it."""

    def git(*arguments, day="2026-11-22"):
        when = f"{day}T12:00:00Z"
        who = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
        subprocess.run(
            ["git", *who, *arguments],
            cwd=tmp_path,
            check=True,
            capture_output=True,
            env={"GIT_COMMITTER_DATE": when, "GIT_AUTHOR_DATE": when, "PATH": "/usr/bin:/bin"},
        )

    git("init", "-q")
    (tmp_path / "app.py").write_text("old")
    (tmp_path / "CHANGELOG.md").write_text("# C\n\n## 0.4.0 (2026-11-22)\n")
    git("add", ".")
    git("commit", "-qm", "old")
    (tmp_path / "app.py").write_text("new")
    (tmp_path / "CHANGELOG.md").write_text("# C\n\n## 0.5.0 (unreleased)\n\n## 0.4.0 (2026-11-22)\n")
    git("commit", "-qam", "new", day="2026-11-26")
    return tmp_path


def test_the_last_release_is_checked_out_beside_this_version(repository):
    with before("", repository) as side:
        assert (side.name, (side.folder / "app.py").read_text()) == ("0.4.0", "old")
        place = side.folder
    assert not place.exists()
    assert (repository / "app.py").read_text() == "new"


def test_a_commit_or_a_folder_can_be_asked_for(repository):
    with before("HEAD", repository) as side:
        assert (side.folder / "app.py").read_text() == "new"
        assert side.name == name_of(repository, "HEAD")
    with before(str(repository), repository) as side:
        assert side.folder == repository


def test_what_is_not_there_is_said(repository):
    with pytest.raises(BenchError, match="git"), before("no-such-version", repository):
        pass


def test_what_is_entered_for_next_steps_can_be_read():
    (content,) = {json.dumps(journey.entered["next_steps"]) for journey in JOURNEYS if journey.entered}
    loaded = read_records(content.encode(), KINDS)
    assert loaded.problems == ()
    assert len(loaded.records) == 5
