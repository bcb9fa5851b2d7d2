"""Scenes: what presenter mode, plans and slides take for the chart of a page is the chart of that page."""

import json

import pytest
from plotly.io._json import to_json_plotly

from analysis.export.chart_columns import describe_columns
from analysis.profile import Profile
from pages.registry import PAGES
from pages.ui.html import html_table
from pages.ui.scenes import VIEWS, EmptyViewError, view_for
from pages.ui.selectors import SELECTORS, read_choices

FILES = {page.url_path: page.file for page in PAGES}
# Pages that show no chart of their own: a list of views, a file of people, the tables.
NO_CHART = {"session-plan", "caseload", "data"}
SHORTLIST = ("pathology", "neurology", "plastic_surgery")
PEOPLE = {
    "everything": Profile("us_img", 225, 235, 3),
    "a senior without Step 1": Profile("us_md_senior", None, 250, None),
}
# Choices that have to be made before another one shows.
WITH = {
    "share_of": {"show": "difference"},
    "type": {"show_rates": "denominators"},
    ("compare", "exam"): {"side": "map"},
}
# Of a long list these stand for the rest: with every cell, with missing ones, and a year before a specialty.
SOME = {
    "specialty": ("pathology", "interventional_radiology", "plastic_surgery"),
    "year": ("2022", "2008"),
    "ck_year": ("2025-26", "2018-19"),
    "sem": ("8",),
    "type": ("us_md_senior", "img", "all"),
    **dict.fromkeys(("step1", "research", "img"), ("2",)),
}


def addresses():
    """Every option of every selector of every page, a few of the long ones, and some together."""
    for page, selectors in SELECTORS.items():
        yield page, {}
        for name, selector in selectors.items():
            more = WITH.get((page, name), WITH.get(name, {}))
            for slug in SOME.get(name, selector.labels):
                if slug != selector.default:
                    yield page, {**more, name: slug}
    yield "where-i-stand", {"exam": "step1", "view": "share", "sem": "8"}
    yield "specialty", {"specialty": "vascular_surgery", "about": "people"}
    yield "img-fill", {"year": "2010", "level": "r", "order": "name"}
    yield "img-fill", {"show": "trend", "level": "pgy2"}
    yield "credentials", {"step1": "0", "research": "0", "img": "0"}
    yield "compare", {"side": "map", "exam": "step2_ck", "sem": "5"}


# Whose numbers are shown changes these pages alone.
PERSONAL = {"", "where-i-stand", "specialty", "compare", "research-output"}
CASES = [
    pytest.param(page, address, person, id="-".join([page, *address.values(), person]))
    for page, address in addresses()
    for person in PEOPLE
    if page in PERSONAL or person == "everything"
]


def test_every_page_has_selectors_and_a_scene_or_no_chart():
    assert set(VIEWS) == set(SELECTORS)
    assert {page.url_path for page in PAGES} == set(VIEWS) | NO_CHART
    assert not set(VIEWS) & NO_CHART


@pytest.mark.parametrize(("page", "address", "person"), CASES)
def test_a_scene_is_what_its_page_shows(follow, in_app, reading, page, address, person):
    profile = PEOPLE[person]
    numbers = {
        "my_step1": profile.step1,
        "my_step2_ck": profile.step2_ck,
        "my_research_items": profile.research_items,
    }
    carried = {"group": profile.applicant_group, "specialties": ",".join(SHORTLIST)}
    typed = {name: str(number) for name, number in numbers.items() if number is not None}
    opened = follow(FILES[page], **address, **carried, **typed)
    assert not opened.test.exception
    (frame,) = opened.frames
    view, problems = in_app(view_for, page, address, profile, SHORTLIST, dark=False)
    assert not problems
    story = view.story
    # Every column of the data has its meaning, or the downloads of the chart would fail.
    assert describe_columns(story.data.columns)
    assert (frame.headline, frame.subtitle) == (story.headline, story.subtitle)
    assert reading(html_table(story.text_table, story.subtitle)).strip() in frame.below
    assert frame.is_drawn is (view.drawn is not None)
    if frame.is_drawn:
        ((_, spec),) = opened.charts
        drawn = json.loads(to_json_plotly(view.drawn.to_dict()))
        assert spec["data"] == drawn["data"]
        assert spec["layout"] == drawn["layout"]


@pytest.mark.parametrize("page", SELECTORS)
def test_nonsense_is_said_and_the_usual_choice_is_taken(page):
    usual = {name: selector.default for name, selector in SELECTORS[page].items()}
    assert read_choices(page, {}) == (usual, [])
    assert read_choices(page, {"group": "x", "stranger": "1"}) == (usual, [])
    found, problems = read_choices(page, dict.fromkeys(usual, "x" * 300))
    assert found == usual
    assert len(problems) == len(usual)
    for name, said in zip(usual, problems, strict=True):
        assert said.startswith(f"{name} is “{'x' * 40}…”, which is not one of: ")
        assert said.endswith(f"Showing {SELECTORS[page][name].labels[usual[name]]} instead.")


@pytest.mark.parametrize("page", SELECTORS)
def test_every_usual_choice_is_one_of_the_options(page):
    for name, selector in SELECTORS[page].items():
        assert selector.name == name
        assert selector.default in selector.labels
        assert len(selector.labels) > 1
        assert all(selector.labels.values())
        # A slug stands in an address, and a list of them is parted by commas.
        assert all(slug.replace("_", "").replace("-", "").isalnum() for slug in selector.labels)


def test_no_name_of_a_choice_is_one_that_every_page_carries():
    every = {
        "group",
        "specialties",
        "demo",
        "my_step1",
        "my_step2_ck",
        "my_research_items",
        "present",
        "rows",
        "step",
    }
    for selectors in SELECTORS.values():
        assert not every & set(selectors)


@pytest.mark.parametrize("side", ["averages", "map", "trend"])
@pytest.mark.parametrize("shortlist", [(), ("pathology",)], ids=len)
def test_fewer_than_two_specialties_are_nothing_to_compare(in_app, side, shortlist):
    def attempt():
        with pytest.raises(EmptyViewError) as caught:
            view_for("compare", {"side": side}, Profile("us_img"), shortlist, dark=False)
        return str(caught.value)

    said = in_app(attempt)
    assert said.startswith("Two to six specialties have to be on the shortlist")


def test_weights_of_zero_rank_as_equal_ones_do(in_app):
    nothing = dict.fromkeys(SELECTORS["credentials"], "0")
    zero, equal = (
        in_app(view_for, "credentials", asked, Profile("us_img"), (), dark=False)[0]
        for asked in (nothing, {})
    )
    assert zero.story.headline == equal.story.headline
    assert zero.drawn.to_dict() == equal.drawn.to_dict()
