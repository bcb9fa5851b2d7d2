"""Presenter mode: one chart for the back of a room, the rows that can be read, and steps through a plan."""

import json
import re
from itertools import product

import pytest
from plotly.io import to_json

import data.load
from analysis.charts.plotly import figure, row_names
from analysis.charts.room import USUAL, Room
from analysis.demonstration import DEMONSTRATIONS, INVENTED_NOTE
from analysis.plan import PlanView
from analysis.profile import Profile
from analysis.wording import SPECIALTY_LABELS
from pages.registry import PAGES, view_for
from pages.ui.present_rows import SHORTLISTED, row_parts
from pages.ui.room import LEFT, ROOM_KEY

FILES = {page.url_path: page.file for page in PAGES}
SELECTORS = {page.url_path: page.selectors for page in PAGES if page.view}
SHORTLIST = ("pathology", "neurology", "plastic_surgery")
SIX = (*SHORTLIST, "internal_medicine_pediatrics", "vascular_surgery", "physical_medicine_and_rehabilitation")
PEOPLE = (Profile("non_us_img"), Profile("us_img", 225, 235, 3), Profile("us_md_senior", None, 250))
WITH = {
    "share_of": {"show": "difference"},
    "type": {"show_rates": "denominators"},
    "exam": {"view": "share", "side": "map"},
}
# Of a long list these stand for the rest: with every cell, with missing ones, and a year before a specialty.
SOME = {
    "specialty": ("pathology", "interventional_radiology", "plastic_surgery"),
    "year": ("2018", "2008"),
    "ck_year": ("2025-26", "2018-19"),
    "sem": ("6", "8"),
    "type": ("mine", "img"),
    **dict.fromkeys(("step1", "research", "img"), ("0", "2")),
}
CHARTS = [
    pytest.param(page, {**WITH.get(name, {}), name: slug}, id=f"{page}-{name}-{slug}")
    for page, selectors in SELECTORS.items()
    for name, selector in selectors.items()
    for slug in SOME.get(name, selector.labels)
] + [
    pytest.param("", {}, id="overview"),
    pytest.param("specialty", {"specialty": "pathology", "about": "people"}, id="people"),
]


def charts(page, address):
    """The charts of one page for several people and shortlists, and for each the parts it is shown in."""
    seen = set()
    for profile in PEOPLE:
        for shortlist in (SHORTLIST, SIX):
            chart = view_for(page, address, profile, shortlist, dark=False, wide=True)[0].story.chart
            if chart is not None and id(chart) not in seen:
                seen.add(id(chart))
                yield chart, row_parts(chart, shortlist, 12)


def sizes(part, within=""):
    """Every size of type in a part of a figure, with the way to it."""
    if isinstance(part, dict):
        for key, value in part.items():
            if key == "size" and within.endswith("font"):
                yield from (
                    (within, size) for size in (value if isinstance(value, (list, tuple)) else [value])
                )
            else:
                yield from sizes(value, key)
    elif isinstance(part, (list, tuple)):
        for value in part:
            yield from sizes(value, within)


def kind_of(trace):
    """What tells a trace from others."""
    return tuple(trace.get(key) for key in ("type", "mode", "name", "hovertemplate", "orientation"))


def points(spec):
    """What every trace says in the row of each name: row -> [(trace, x, text and whatever else it has a list of)]."""
    names = spec["layout"]["yaxis"]["ticktext"]
    found = {place: [] for place in range(len(names))}
    for trace in spec["data"]:
        lists = {
            key: value
            for key, value in (*trace.items(), *(trace.get("marker") or {}).items())
            if isinstance(value, (list, tuple)) and len(value) == len(trace["y"]) and key != "y"
        }
        assert "x" in lists or not trace["y"]
        for at, row in enumerate(trace["y"]):
            if row is not None:
                # Lanes and boxes lie a little above and below the middle of their row.
                found[round(row)].append((kind_of(trace), {key: value[at] for key, value in lists.items()}))
    return found


def painted(found):
    """The points of a row, texts on one line, without the colour of their fill: that of the page is another one."""

    def on_one_line(value):
        return re.sub("[\u2002\u2009]*<br>[\u2002\u2009]*", " ", value) if isinstance(value, str) else value

    return [
        (trace, {key: on_one_line(value) for key, value in said.items() if key != "color"})
        for trace, said in found
    ]


def covered(spec, shape):
    """Which rows a shape lies over, by name and place."""
    low, high = sorted((shape["y0"], shape["y1"]))
    return [row for row in range(len(spec["layout"]["yaxis"]["ticktext"])) if low <= row <= high]


@pytest.mark.parametrize(("page", "address"), CHARTS)
def test_all_type_can_be_read_from_the_back(in_app, page, address):
    def check():
        for chart, parts in charts(page, address):
            for rows, room in product(parts.values() or ((),), (USUAL, Room(3840, 2160))):
                spec = figure(chart, rows=rows, dark=room is not USUAL, room=room)
                found = list(sizes(spec))
                assert ("font", spec["layout"]["font"]["size"]) in found
                assert min(size for _, size in found) >= room.height / 40, sorted(found, key=str)[:5]
                # No markup makes it smaller again.
                assert not re.search(r"<su[bp]|<small|font-size", json.dumps(spec, default=str))

    in_app(check)


@pytest.mark.parametrize(("page", "address"), CHARTS)
def test_no_more_rows_than_can_be_read_and_all_of_them_in_turn(in_app, page, address):
    def check():
        for chart, _ in charts(page, address):
            names = row_names(chart)
            for most in (1, 5, 12, 40):
                parts = row_parts(chart, SHORTLIST, most)
                numbered = [rows for slug, rows in parts.items() if slug != SHORTLISTED]
                assert bool(parts) is (len(names) > most)
                if parts:
                    assert [row for rows in numbered for row in rows] == list(range(len(names)))
                    # No more parts than are needed, and none but the last is shorter.
                    assert max(map(len, numbered)) <= most
                    assert len(numbered) == -(-len(names) // most)
                    assert len(set(map(len, numbered[:-1]))) <= 1
                    assert all(part.isdecimal() or part == SHORTLISTED for part in parts)

    in_app(check)


@pytest.mark.parametrize(("page", "address"), CHARTS)
def test_what_is_shown_is_what_the_chart_of_the_page_shows(in_app, page, address):
    def check():
        for chart, parts in charts(page, address):
            whole = json.loads(to_json(figure(chart, wide=True), validate=False))
            for rows in parts.values() or (range(len(row_names(chart))),):
                shown = json.loads(to_json(figure(chart, rows=rows, room=USUAL), validate=False))
                same_values(whole, shown, list(rows), {row.name: row.label for row in chart.rows})

    in_app(check)


def plain(name):
    """The name of a row on one line and without markup."""
    return (
        re.sub("</?(b|span)( [^>]*)?>", "", name)
        .replace("/<br>", "/")
        .replace("<br>", " ")
        .replace("/ ", "/")
    )


def same_values(whole, shown, rows, long_names):
    """The part of a chart holds the rows of the whole, with the same values, under the same or longer names."""
    for axis in (key for key in whole["layout"] if key.startswith("xaxis")):
        for key in ("range", "tickvals", "ticktext", "type", "domain", "dtick"):
            # The head of a column may have two lines before a room.
            of_page, of_room = (
                [plain(str(one)) for one in found] if key == "ticktext" and found else found
                for found in (figure["layout"][axis].get(key) for figure in (whole, shown))
            )
            assert of_page == of_room
    if not rows:
        for trace, large in zip(whole["data"], shown["data"], strict=True):
            assert kind_of(trace) == kind_of(large)
            for key in ("x", "y", "text"):
                assert trace.get(key) == large.get(key)
        return
    # A trace without any point in these rows is left out.
    assert {kind_of(trace) for trace in shown["data"]} <= {kind_of(trace) for trace in whole["data"]}
    axis = shown["layout"]["yaxis"]
    names = [re.sub(r"</?b>", "", name) for name in axis["ticktext"]]
    of_page = [plain(whole["layout"]["yaxis"]["ticktext"][row]) for row in rows]
    # A grid has short names on a page, where its cells need the room.
    assert names in (of_page, [long_names.get(name) for name in of_page])
    assert axis["tickvals"] == list(range(len(rows)))
    assert axis["range"] == [len(rows) - 0.4, -0.6]
    before, after = points(whole), points(shown)
    for place, row in enumerate(rows):
        assert painted(after[place]) == painted(before[row]), names[place]
    over = [shape for shape in whole["layout"].get("shapes", ()) if shape.get("yref") != "paper"]
    expected = [[rows.index(row) for row in covered(whole, shape) if row in rows] for shape in over]
    kept = [shape for shape in shown["layout"].get("shapes", ()) if shape.get("yref") != "paper"]
    assert [covered(shown, shape) for shape in kept] == [places for places in expected if places]


def test_the_shortlist_is_a_part_where_rows_bear_its_names(in_app):
    def check():
        chart = view_for("where-i-stand", {}, PEOPLE[0], SHORTLIST, dark=False)[0].story.chart
        names = row_names(chart)
        parts = row_parts(chart, SHORTLIST, 12)
        assert list(parts) == ["1", "2", SHORTLISTED]
        assert {names[row] for row in parts[SHORTLISTED]} == {SPECIALTY_LABELS[slug] for slug in SHORTLIST}
        assert list(parts[SHORTLISTED]) == sorted(parts[SHORTLISTED])
        assert SHORTLISTED not in row_parts(chart, (), 12)
        people = view_for("specialty", {"about": "matches"}, PEOPLE[0], SHORTLIST, dark=False)[0].story.chart
        assert list(row_parts(people, SHORTLIST, 12)) == ["1", "2"]

    in_app(check)


def test_a_shortlist_of_six_keeps_the_names_of_its_exams(in_app):
    def check():
        chart = view_for("compare", {}, PEOPLE[1], SIX, dark=False)[0].story.chart
        parts = row_parts(chart, SIX, 12)
        assert SHORTLISTED not in parts
        headings = [row_names(chart)[rows[0]] for rows in parts.values()]
        assert headings == ["Step 1", "Step 2 CK"]

    in_app(check)


def rows_shown(opened):
    ((_, spec),) = opened.charts
    return [re.sub(r"</?b>", "", name) for name in spec["layout"]["yaxis"]["ticktext"]]


@pytest.mark.parametrize("page", SELECTORS)
def test_every_page_is_presented_with_headline_chart_and_source(follow, page):
    carried = {"specialties": ",".join(SHORTLIST), "group": "us_img"}
    usual = follow(FILES[page], **carried)
    opened = follow(FILES[page], **carried, present="1")
    assert not opened.test.exception
    assert not opened.problems
    assert not opened.test.title
    assert len(opened.charts) == 1
    headline, source = usual.frames[0].headline, usual.frames[0].below
    assert headline in opened.text
    said = source.split(" Every value as a table")[0].strip()
    assert "Source: National Resident Matching Program" in said
    assert said in opened.text
    assert opened.address == {**carried, "present": "1"}
    assert not opened.selectors.keys() & set(SELECTORS[page])
    # The inputs stay where they are, so that they keep what they hold.
    assert opened.test.sidebar.selectbox(key="profile_group").value == "us_img"
    assert "Invented" not in opened.text


@pytest.mark.parametrize("page", [page for page in PAGES if not page.view], ids=lambda page: page.file)
def test_a_page_without_a_chart_says_so_and_lets_go(follow, page):
    opened = follow(page.file, present="1")
    assert not opened.test.exception
    assert not opened.charts
    assert "This page has no chart to present" in opened.test.info[0].value
    opened.press("Leave")
    assert not opened.test.exception
    assert len(opened.test.title) == 1
    assert opened.address == {}


def test_a_room_that_was_left_stays_left_when_a_run_still_has_its_address(follow):
    opened = follow("where_i_stand.py", group="us_img", present="1")
    # Leaving was cut short by a run that the browser asked for with the address it knew.
    opened.test.session_state[LEFT] = True
    opened.test.run()
    assert len(opened.test.title) == 1
    assert opened.address == {"group": "us_img"}
    # So does what the browser asks for before it has heard of the new address.
    opened.test.query_params["present"] = "1"
    opened.test.run()
    assert len(opened.test.title) == 1
    assert opened.address == {"group": "us_img"}
    # Whoever asks for a room from then on gets one.
    opened.test.run()
    opened.test.query_params["present"] = "1"
    opened.test.run()
    assert not opened.test.title
    assert opened.address == {"group": "us_img", "present": "1"}


def test_a_comparison_of_nothing_says_what_it_needs(follow):
    opened = follow("compare.py", present="1", specialties="pathology")
    assert not opened.test.exception
    assert "Two to six specialties have to be on the shortlist" in opened.test.info[0].value
    assert opened.press("Leave").address == {"specialties": "pathology"}


@pytest.mark.parametrize("demo", DEMONSTRATIONS, ids=lambda demo: demo.slug)
@pytest.mark.parametrize("page", ["", "where-i-stand", "specialty"])
def test_an_invented_person_is_called_so_before_the_room(follow, page, demo):
    opened = follow(FILES[page], present="1", demo=demo.slug)
    assert demo.label in opened.text
    assert INVENTED_NOTE in opened.text
    assert opened.address == {"present": "1", "demo": demo.slug}


def test_a_room_sees_rows_in_turn_and_the_address_says_which(follow):
    usual = follow("where_i_stand.py")
    whole = rows_of(usual)
    opened = follow("where_i_stand.py", present="1", specialties=",".join(SHORTLIST))
    assert rows_shown(opened) == whole[:12]
    assert [label for label in opened.buttons() if label != "Leave"] == [
        "On",
        "Rows 1–12",
        "Rows 13–23",
        "Shortlist",
    ]
    opened.press("On")
    assert opened.address["rows"] == "2"
    assert rows_shown(opened) == whole[12:]
    assert "On" not in opened.buttons()
    opened.press("Back")
    assert opened.address["rows"] == "1"
    assert rows_shown(opened) == whole[:12]
    opened.press("Shortlist")
    assert opened.address["rows"] == SHORTLISTED
    assert sorted(rows_shown(opened)) == sorted(SPECIALTY_LABELS[slug] for slug in SHORTLIST)
    again = follow("where_i_stand.py", **opened.address)
    assert not again.problems
    assert rows_shown(again) == rows_shown(opened)


def rows_of(opened):
    """The names of the rows of a page's own chart."""
    ((_, spec),) = opened.charts
    return [plain(name) for name in spec["layout"]["yaxis"]["ticktext"]]


@pytest.mark.parametrize("rows", ["99", "0", "-1", "24", "shortlist", "x" * 300, "١"])
def test_rows_that_are_not_there_are_said_and_the_first_are_shown(follow, rows):
    opened = follow("where_i_stand.py", present="1", rows=rows)
    (said,) = opened.problems
    shown = rows if len(rows) <= 40 else f"{rows[:40]}…"
    assert f"rows is “{shown}”, which is not one of: 1, 2. Showing 1 instead." in said
    assert len(rows_shown(opened)) == 12
    assert not follow("where_i_stand.py", present="1", rows="2").problems


@pytest.mark.parametrize("rows", ["3", "6", "23", "end"])
def test_a_link_from_a_smaller_screen_opens_at_the_last_rows(follow, rows):
    opened = follow("where_i_stand.py", present="1", rows=rows)
    assert not opened.problems
    assert rows_shown(opened) == rows_shown(follow("where_i_stand.py", present="1", rows="2"))


def test_rows_of_a_chart_without_parts_are_said(follow):
    opened = follow("match_rates.py", present="1", rows="2")
    assert "rows is “2”" in opened.problems[0]
    assert len(opened.charts) == 1


@pytest.mark.parametrize("step", ["7", "0", "-1", "last", "1e3", "9" * 300, "", "1.0"])
def test_a_step_without_a_plan_is_said_and_the_view_stands_alone(follow, step):
    opened = follow("where_i_stand.py", present="1", step=step)
    (said,) = opened.problems
    assert "of a session plan, and this visit has 0" in said
    assert "9" * 41 not in said
    assert len(opened.charts) == 1
    assert "View " not in opened.text


def test_leaving_shows_the_page_with_what_the_room_saw(follow):
    opened = follow("where_i_stand.py", present="1", exam="step1", sem="8", group="us_img", rows="2")
    opened.press("Leave")
    assert not opened.problems
    assert opened.address == {"exam": "step1", "sem": "8", "group": "us_img"}
    assert opened.selectors == {"beside": "averages", "exam": "step1", "view": "averages", "sem": "8"}
    assert len(opened.test.title) == 1


def test_what_was_chosen_before_does_not_come_back_after_a_presentation(follow):
    opened = follow("where_i_stand.py", exam="step1")
    opened.go_back(present="1")
    assert "on Step 2 CK" in opened.text
    assert opened.press("Leave").selectors["exam"] == "step2_ck"


def test_presenting_starts_from_the_menu_of_a_chart(open_page):
    opened = open_page("where_i_stand.py", {"exam": "step1"}, group="us_img", step2_ck="231")
    opened.open_menu().press("Present this view")
    assert opened.address == {"exam": "step1", "group": "us_img", "present": "1"}
    assert not opened.test.title
    assert len(opened.charts) == 1
    # What was typed is still there, and still in no address.
    assert opened.test.sidebar.text_input(key="profile_step2_ck").value == "231"


def test_a_choice_that_is_not_allowed_is_said_and_the_usual_one_is_shown(follow):
    opened = follow("where_i_stand.py", present="1", exam="step9")
    (said,) = opened.problems
    assert "exam is “step9”, which is not one of: Step 1, Step 2 CK. Showing Step 2 CK instead" in said
    assert "on Step 2 CK" in opened.text


PLAN = (
    PlanView("match-rates", (("show_rates", "denominators"), ("type", "img"))),
    PlanView("where-i-stand", (("exam", "step1"),), "Ask first."),
    PlanView("compare", (("side", "map"), ("specialties", "pathology,neurology"))),
)


@pytest.fixture
def planned(follow):
    """A visit with a plan of three views, on the page of the plan."""
    opened = follow("session_plan.py")
    opened.test.session_state["plan"] = PLAN
    opened.test.run()
    assert not opened.problems
    return opened


def test_a_plan_is_stepped_through_view_by_view_and_rows_by_rows(planned):
    opened = planned.press("Present from here")
    assert opened.address == {"present": "1", "step": "1", "show_rates": "denominators", "type": "img"}
    assert "View 1 of 3" in opened.text
    assert "56.5% of IMGs" in opened.text
    assert "Back" not in opened.buttons()
    opened.press("On")
    assert opened.address == {"present": "1", "step": "2", "exam": "step1"}
    assert "View 2 of 3" in opened.text
    assert len(rows_shown(opened)) == 12
    opened.press("On")
    assert opened.address == {"present": "1", "step": "2", "exam": "step1", "rows": "2"}
    assert len(rows_shown(opened)) == 11
    opened.press("On")
    assert opened.address == {
        "present": "1",
        "step": "3",
        "side": "map",
        "specialties": "pathology,neurology",
    }
    assert "View 3 of 3" in opened.text
    assert "On" not in opened.buttons()
    opened.press("Back")
    assert opened.address["step"] == "2"
    assert opened.address["exam"] == "step1"
    assert not opened.problems
    # Notes are for the speaker.
    assert "Ask first." not in opened.text


def test_a_plan_is_presented_from_any_view(planned):
    opened = planned.press("Present from here", at=2)
    assert opened.address["step"] == "3"
    assert "View 3 of 3" in opened.text


def test_who_the_visitor_is_goes_along_through_the_plan(planned):
    planned.enter(group="us_img", step1="231")
    opened = planned.press("Present from here", at=1)
    assert opened.address == {"present": "1", "step": "2", "exam": "step1", "group": "us_img"}
    assert "matched and unmatched" in opened.text.lower()
    assert opened.test.sidebar.text_input(key="profile_step1").value == "231"
    opened.press("Leave")
    assert opened.address == {"exam": "step1", "group": "us_img"}


def test_an_invented_person_goes_along_and_stays_invented(planned):
    opened = planned.invent("ada").press("Present from here", at=1)
    assert opened.address == {"present": "1", "step": "2", "exam": "step1", "demo": "ada"}
    assert "Invented: Ada" in opened.text


@pytest.mark.parametrize("step", ["4", "0", "x"])
def test_a_step_beyond_the_plan_is_said(planned, step):
    planned.go_to("where_i_stand.py", present="1", step=step)
    (said,) = planned.problems
    assert f"asks for view “{step}” of a session plan, and this visit has 3" in said
    assert len(planned.charts) == 1


@pytest.mark.parametrize("rows", ["2", SHORTLISTED])
def test_a_phone_is_shown_the_chart_of_the_page_with_all_its_rows(follow, rows):
    carried = {"specialties": ",".join(SHORTLIST)}
    usual = follow("where_i_stand.py", **carried)
    opened = follow("where_i_stand.py", **carried, present="1", rows=rows)
    opened.test.session_state[ROOM_KEY] = Room(390, 844)
    opened.test.run()
    assert not opened.problems
    assert opened.charts[0][1] == usual.charts[0][1]
    assert opened.buttons() == ["Leave"]


def test_a_presentation_with_broken_tables_says_so(follow, broken_tables):
    broken_tables(*data.load.TABLES)
    for page in SELECTORS:
        opened = follow(FILES[page], present="1", specialties="pathology,neurology")
        assert not opened.test.exception
        assert "left out" in " ".join(error.value for error in opened.test.error)
        assert not opened.charts
