"""The records of the pages: their choices, and the view that each makes of any of them."""

from itertools import product

import pytest

from analysis.export.chart_columns import describe_columns
from analysis.profile import Profile
from pages.registry import PAGES, view_for
from pages.ui.page import EmptyViewError, read_choices

# With one edition there is none to choose.
SELECTORS = {
    page.url_path: {
        name: one for name, one in page.selectors.items() if name != "edition" or len(one.labels) > 1
    }
    for page in PAGES
    if page.view
}
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
    **{name: {"ask": "only"} for name in ("only_of", "only_year")},
    **{name: {"ask": "places"} for name in ("places_by", "places_year")},
    "figure": {"ask": "factors"},
    "by": {"ask": "factors"},
    "factor": {"ask": "factors", "by": "factor"},
    ("directors", "specialty"): {"ask": "factors", "by": "specialty"},
    ("specialty", "places"): {"about": "where"},
    ("specialty", "place_year"): {"about": "where"},
    "tier_year": {"show": "specialties"},
}
# Of a long list these stand for the rest: with every cell, with missing ones, and a year before a specialty.
SOME = {
    "specialty": ("pathology", "interventional_radiology", "plastic_surgery"),
    "year": ("2022", "2008"),
    "ck_year": ("2025-26", "2018-19"),
    "sem": ("8",),
    "type": ("us_md_senior", "img", "all"),
    "only_year": ("2023", "2012"),
    "places_year": ("2024", "2008"),
    "applicants": ("us_md_senior", "fifth_pathway"),
    "factor": ("visa_status", "step3_score"),
    **dict.fromkeys(("step1", "research", "img"), ("2",)),
    "place_year": ("2020",),
    "tier_year": ("2022", "2025"),
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
    yield "where-i-stand", {"beside": "residents", "exam": "step1"}
    yield "where-i-stand", {"beside": "directors", "exam": "step1"}
    yield "specialty", {"specialty": "vascular_surgery", "about": "people"}
    yield "lists-and-choices", {"ask": "places", "places_by": "ranked", "places_year": "2022"}
    yield "lists-and-choices", {"ask": "only", "only_of": "non_us_img", "only_year": "2023"}
    yield "img-fill", {"year": "2010", "level": "r", "order": "name"}
    yield "states", {"specialty": "vascular_surgery", "places": "unfilled", "place_year": "2014"}
    yield "img-fill", {"show": "trend", "level": "pgy2"}
    yield "credentials", {"step1": "0", "research": "0", "img": "0"}
    yield "compare", {"side": "map", "exam": "step2_ck", "sem": "5"}


# Whose numbers are shown changes these pages alone.
PERSONAL = {"", "where-i-stand", "specialty", "compare", "research-output", "lists-and-choices"}
CASES = [
    pytest.param(page, address, person, id="-".join([page, *address.values(), person]))
    for page, address in addresses()
    for person in PEOPLE
    if page in PERSONAL or person == "everything"
]


def test_every_page_has_a_view_or_no_chart():
    assert {page.url_path for page in PAGES if not page.view} == NO_CHART
    assert not any(page.selectors for page in PAGES if not page.view)


@pytest.mark.parametrize(("page", "address", "person"), CASES)
def test_every_choice_makes_a_view_with_its_papers(in_app, page, address, person):
    view, problems = in_app(view_for, page, address, PEOPLE[person], SHORTLIST, dark=False)
    assert not problems
    story = view.story
    assert story.headline
    assert story.text_table.rows
    # Every column of the data has its meaning, or the downloads of the chart would fail.
    assert describe_columns(story.data.columns)


def unneeded():
    """Choices of which the page draws no selector: page, the choices that make it so, and another option."""
    for page, selectors in SELECTORS.items():
        names = ("show", "side", "about", "show_rates", "beside", "ask", "by", "places")
        deciding = [name for name in names if name in selectors]
        for slugs in product(*(selectors[name].labels for name in deciding)):
            address = dict(zip(deciding, slugs, strict=True))
            choices, _ = read_choices(selectors, address)
            for name, selector in selectors.items():
                if not selector.is_kept and not selector.needed(choices, Profile("us_img")):
                    yield page, address, {name: list(selector.labels)[-1]}


UNNEEDED = list(unneeded())


def test_there_are_choices_that_are_not_needed():
    assert {name for _, _, other in UNNEEDED for name in other} == {
        *("exam", "year", "level", "order", "share_of", "type", "view", "sem"),
        *("lists_of", "only_of", "only_year", "places_by", "places_of", "places_year"),
        *("applicants", "figure", "by", "factor", "specialty"),
        *("places", "place_year", "tier_year"),
    }


@pytest.mark.parametrize(("page", "address", "other"), UNNEEDED)
def test_a_choice_without_a_selector_changes_nothing(in_app, page, address, other):
    person = PEOPLE["everything"]
    usual, same = (
        in_app(view_for, page, asked, person, SHORTLIST, dark=False)[0]
        for asked in (address, {**address, **other})
    )
    assert same.story.headline == usual.story.headline
    assert (same.drawn and same.drawn.to_dict()) == (usual.drawn and usual.drawn.to_dict())


@pytest.mark.parametrize("page", SELECTORS)
def test_nonsense_is_said_and_the_usual_choice_is_taken(page):
    usual = {name: selector.default for name, selector in SELECTORS[page].items()}
    assert read_choices(SELECTORS[page], {}) == (usual, [])
    assert read_choices(SELECTORS[page], {"group": "x", "stranger": "1"}) == (usual, [])
    found, problems = read_choices(SELECTORS[page], dict.fromkeys(usual, "x" * 300))
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
