"""A session plan: order and notes, and the file that keeps it, whatever a file may hold."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.plan import (
    FORMAT,
    NOTE_MOST,
    VALUE_MOST,
    VIEWS_MOST,
    LoadedPlan,
    PlanError,
    PlanView,
    moved,
    noted,
    plan_bytes,
    read_plan,
    without,
)

PAGES = {"": frozenset({"group"}), "specialty": frozenset({"group", "specialty", "sem"})}
A, B, C = PlanView("", (("group", "us_img"),)), PlanView("specialty"), PlanView("", note="Begin here.")


def file_of(*views, **changes):
    """A plan as a file, out of plain values."""
    content = {"format": FORMAT, "version": 1, "views": list(views), **changes}
    return json.dumps(content).encode()


def all_texts(loaded):
    """Every text that came out of a file."""
    for view in loaded.plan:
        yield from (view.page, view.note, *(text for pair in view.selections for text in pair))
    yield from loaded.problems


# What a file may hold besides a plan: every kind of JSON value, with names that mean something among the keys.
names = st.sampled_from(
    ["format", "version", "views", "page", "selections", "note", "group", "specialty", "x"]
)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | names,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(names | st.text(), inner, max_size=4),
    max_leaves=20,
)
plans = st.lists(
    st.builds(
        lambda page, chosen, note: PlanView(
            page, tuple((name, text) for name, text in chosen.items() if name in PAGES[page]), note
        ),
        st.sampled_from(sorted(PAGES)),
        st.dictionaries(st.sampled_from(["group", "specialty", "sem"]), st.text(max_size=VALUE_MOST)),
        st.text(max_size=NOTE_MOST),
    ),
    max_size=VIEWS_MOST,
).map(tuple)


@given(plans)
def test_a_plan_comes_back_out_of_its_file(plan):
    assert read_plan(plan_bytes(plan), PAGES) == LoadedPlan(plan, ())


def test_the_file_is_known_to_the_letter():
    expected = {
        "format": "match-atlas-session-plan",
        "version": 1,
        "views": [
            {"page": "specialty", "selections": {"sem": "5", "specialty": "neurology"}, "note": "Né à Köln"}
        ],
    }
    plan = (PlanView("specialty", (("sem", "5"), ("specialty", "neurology")), "Né à Köln"),)
    content = plan_bytes(plan).decode("utf-8")
    assert json.loads(content) == expected
    # People can read it, and compare two of them line by line.
    assert "Né à Köln" in content
    assert content.count("\n") > 8
    assert content.endswith("}\n")


def test_a_file_with_a_byte_order_mark_is_read():
    assert read_plan(b"\xef\xbb\xbf" + plan_bytes((A,)), PAGES) == LoadedPlan((A,), ())


def refused(content):
    with pytest.raises(PlanError) as caught:
        read_plan(content, PAGES)
    said = str(caught.value)
    assert said.endswith(".")
    assert len(said) < 200
    said.encode()
    return said


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"\xff\xfe\x00", b"\x00" * 50, b"PK\x03\x04 zip", b"page;note\n", b"1" * 5000, b'"\\ud800"'],
    ids=["empty", "cut", "utf-16", "zeros", "zip", "csv", "huge number", "half a character"],
)
def test_what_is_no_json_is_refused_in_a_sentence(content):
    assert refused(content).startswith("The file is no session plan: it ")


@pytest.mark.parametrize("depth", [100, 500, *range(900, 1000, 9), 2000, 100_000])
@pytest.mark.parametrize(
    "outside",
    [
        "{}",
        '{{"format": "match-atlas-session-plan", "version": {}, "views": []}}',
        '{{"format": "match-atlas-session-plan", "version": 1, "views": {}}}',
        '{{"format": "match-atlas-session-plan", "version": 1, "views": [{{"page": {}}}]}}',
        '{{"format": "match-atlas-session-plan", "version": 1, "views": [{{"page": "", "note": {}}}]}}',
        '{{"format": "match-atlas-session-plan", "version": 1, "views": [{{"page": "", "selections": {}}}]}}',
    ],
)
@pytest.mark.parametrize("inside", ["[{}]", '{{"page": {}}}'])
def test_a_file_nested_deeply_is_refused_or_read_with_a_sentence(depth, outside, inside):
    opening, closing = inside.format("|").split("|")
    content = outside.format(opening * depth + "1" + closing * depth).encode()
    try:
        loaded = read_plan(content, PAGES)
    except PlanError:
        return
    assert len(loaded.plan) <= 1
    assert all(len(said) < 300 for said in all_texts(loaded))


@pytest.mark.parametrize("whole", [None, True, 1, 1.5, "plan", [], [1], {}])
def test_json_that_is_no_plan_is_refused(whole):
    assert "it has no list of views" in refused(json.dumps(whole).encode())


@pytest.mark.parametrize("views", [None, True, 7, "views", {}, {"0": {}}])
def test_views_that_are_no_list_are_refused(views):
    assert "it has no list of views" in refused(file_of(views=views))


@pytest.mark.parametrize("version", [None, 0, 2, "1", [], {}, "x" * 300])
def test_another_version_is_refused_by_name(version):
    said = refused(file_of(version=version))
    assert "this app reads 1" in said


def test_another_format_is_refused():
    assert "it has no list of views" in refused(file_of(format="somebody-elses-plan"))


@pytest.mark.parametrize("page", ["nowhere", "x" * 300, None, 7, 1.5, True, [], ["specialty"], {}, {"a": 1}])
def test_a_view_of_no_known_page_is_left_out_and_said(page):
    loaded = read_plan(file_of({"page": page}, {"page": "specialty"}), PAGES)
    assert loaded.plan == (B,)
    (said,) = loaded.problems
    assert said.startswith("View 1 was left out")
    assert "overview (written as empty text), specialty" in said
    assert "x" * 41 not in said


@pytest.mark.parametrize("view", [None, 7, "specialty", [], ["specialty"], {}])
def test_a_view_that_is_none_is_left_out_and_said(view):
    loaded = read_plan(file_of(view, {"page": ""}), PAGES)
    assert loaded.plan == (PlanView(""),)
    assert loaded.problems[0].startswith("View 1 was left out")


@pytest.mark.parametrize("value", [None, 7, True, [], ["a"], {}, {"a": 1}, "x" * (VALUE_MOST + 1)])
def test_a_choice_that_is_no_text_is_left_out_and_said(value):
    loaded = read_plan(file_of({"page": "specialty", "selections": {"sem": value, "group": "us_img"}}), PAGES)
    assert loaded.plan == (PlanView("specialty", (("group", "us_img"),)),)
    assert loaded.problems == ("View 1: “sem” cannot be used there and was left out.",)


@pytest.mark.parametrize("selections", [7, "sem", [], [["sem", "5"]]])
def test_selections_of_another_kind_are_left_out_and_said(selections):
    loaded = read_plan(file_of({"page": "specialty", "selections": selections}), PAGES)
    assert loaded == LoadedPlan((B,), ("View 1: “selections” cannot be used there and was left out.",))
    assert read_plan(file_of({"page": "specialty", "selections": None}), PAGES) == LoadedPlan((B,), ())


def test_scores_and_strangers_in_a_file_are_left_out_and_said():
    loaded = read_plan(
        file_of({"page": "", "selections": {"group": "us_img", "my_step1": "230", "x" * 300: "1"}}), PAGES
    )
    assert loaded.plan == (A,)
    (said,) = loaded.problems
    assert "“my_step1”" in said
    assert "230" not in said
    assert "x" * 41 not in said


def test_many_strangers_make_no_long_sentence():
    strangers = {f"stranger_{number}": "1" for number in range(500)}
    (said,) = read_plan(file_of({"page": "", "selections": strangers}), PAGES).problems
    assert "“stranger_0”" in said
    assert "and 497 more cannot be used there" in said
    assert len(said) < 300


@pytest.mark.parametrize("note", [7, True, [], ["Begin"], {"a": "b"}])
def test_a_note_that_is_no_text_is_left_out_and_said(note):
    loaded = read_plan(file_of({"page": "", "note": note}), PAGES)
    assert loaded == LoadedPlan((PlanView(""),), ("View 1: its note is no text and was left out.",))
    assert read_plan(file_of({"page": "", "note": None}), PAGES) == LoadedPlan((PlanView(""),), ())


def test_a_long_note_is_cut_and_that_is_said():
    loaded = read_plan(file_of({"page": "", "note": "n" * (NOTE_MOST + 1)}), PAGES)
    assert loaded.plan[0].note == "n" * NOTE_MOST
    assert loaded.problems == ("View 1: its note was cut to 2,000 characters.",)


def test_more_views_than_allowed_are_left_out_and_said():
    loaded = read_plan(file_of(*[{"page": ""}] * (VIEWS_MOST + 3)), PAGES)
    assert len(loaded.plan) == VIEWS_MOST
    assert loaded.problems == (f"The file has {VIEWS_MOST + 3} views; the first {VIEWS_MOST} were read.",)


def test_half_a_character_goes_nowhere():
    content = file_of({"page": "", "note": "\ud800"}, {"page": "\udfff"})
    assert "it is not JSON text" in refused(content)


@given(st.binary(max_size=300))
def test_garbage_is_refused_and_nothing_else_happens(content):
    refused(content)


@given(values)
def test_any_json_is_a_plan_or_refused(whole):
    try:
        loaded = read_plan(json.dumps(whole).encode(), PAGES)
    except PlanError:
        return
    assert isinstance(loaded, LoadedPlan)


@given(st.lists(values, max_size=5))
def test_any_views_are_read_or_said(views):
    try:
        loaded = read_plan(file_of(*views), PAGES)
    except PlanError:
        return
    assert len(loaded.plan) + sum("was left out: " in said for said in loaded.problems) == len(views)
    for view in loaded.plan:
        assert view.page in PAGES
        assert {name for name, _ in view.selections} <= PAGES[view.page]
        assert all(isinstance(text, str) for _, text in view.selections)
        assert isinstance(view.note, str)
    # What was read can be kept again, and comes back the same.
    assert read_plan(plan_bytes(loaded.plan), PAGES).plan == loaded.plan


@pytest.mark.parametrize(
    ("at", "by", "expected"),
    [
        (0, 1, (B, A, C)),
        (0, 2, (B, C, A)),
        (2, -1, (A, C, B)),
        (1, 0, (A, B, C)),
        (0, -1, (A, B, C)),
        (2, 1, (A, B, C)),
        (0, 99, (B, C, A)),
        (2, -99, (C, A, B)),
    ],
)
def test_a_view_moves_as_far_as_there_are_places(at, by, expected):
    assert moved((A, B, C), at, by) == expected


@given(plans.filter(bool), st.data())
def test_moving_loses_nothing_and_can_be_undone(plan, data):
    at = data.draw(st.integers(0, len(plan) - 1))
    by = data.draw(st.integers(-at, len(plan) - 1 - at))
    there = moved(plan, at, by)
    assert there[at + by] == plan[at]
    assert moved(there, at + by, -by) == plan


def test_a_view_is_taken_out():
    assert without((A, B, C), 1) == (A, C)
    assert without((A,), 0) == ()


def test_a_note_is_kept_at_its_view_alone_and_cut():
    assert noted((A, B, C), 1, "Ask first.") == (A, PlanView("specialty", note="Ask first."), C)
    assert noted((A,), 0, "n" * (NOTE_MOST + 5))[0].note == "n" * NOTE_MOST
    assert noted((C,), 0, "")[0].note == ""
