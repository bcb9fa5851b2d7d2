"""Presenter mode, the charts: type for the back of a room, the rows that can be read, and the values of the page."""

import json
import re
from itertools import product

import pytest
from plotly.io import to_json

from analysis.charts.plotly import figure, row_names
from analysis.charts.room import USUAL, Room
from analysis.profile import Profile
from analysis.wording import SPECIALTY_LABELS
from pages.registry import PAGES, view_for
from pages.ui.present_rows import SHORTLISTED, row_parts
from tests.drawing import plain

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
