"""Links: every choice of every page opens what it says, stays in the address, and goes along where it can."""

import pytest

from analysis.profile import Profile
from pages.registry import PAGES, view_for
from pages.ui.page import read_choices
from tests.pages.links import FILES, LISTED, SCORES, SELECTORS, link_in_menu

# What has to be chosen before a choice has a selector, or anything to show.
NEEDED = {
    ("img-fill", "share_of"): {"show": "difference"},
    ("match-rates", "type"): {"show_rates": "denominators"},
    ("specialty", "places"): {"about": "where"},
    ("specialty", "place_year"): {"about": "where"},
    ("directors", "figure"): {"ask": "factors"},
    ("directors", "by"): {"ask": "factors"},
    ("directors", "factor"): {"ask": "factors", "by": "factor"},
    ("directors", "specialty"): {"ask": "factors", "by": "specialty"},
    ("next-plan", "tier_year"): {"show": "specialties"},
    ("lists-and-choices", "only_of"): {"ask": "only"},
    ("lists-and-choices", "only_year"): {"ask": "only"},
    ("lists-and-choices", "places_by"): {"ask": "places"},
    ("lists-and-choices", "places_of"): {"ask": "places"},
    ("lists-and-choices", "places_year"): {"ask": "places"},
    ("compare", "side"): LISTED,
    ("compare", "exam"): {**LISTED, "side": "map"},
    ("compare", "sem"): LISTED,
    ("compare", "ck_year"): LISTED,
}
# Kept here, and chosen on another page.
CARRIED_HERE = {
    ("specialty", "sem"),
    ("compare", "sem"),
    # Without a Step 2 CK score there is nothing to choose a year for.
    *((page, "ck_year") for page in ("where-i-stand", "specialty", "compare")),
}
# Of so many options of one kind a few will do.
FEW = {
    **{"ck_year": 3, "place_year": 3, "specialty": 4, "year": 4, "type": 4, "sem": 2},
    **{"only_year": 4, "places_year": 4, "factor": 3, "applicants": 3, "tier_year": 3},
}
OPTIONS = [
    pytest.param(page, name, slug, id=f"{page}-{name}-{slug}")
    for page, selectors in SELECTORS.items()
    for name, selector in selectors.items()
    for slug in [*selector.labels][: FEW.get(name)]
]


@pytest.mark.parametrize(("page", "name", "slug"), OPTIONS)
def test_a_link_opens_every_option_and_stays_in_the_address(follow, in_app, page, name, slug):
    needed = NEEDED.get((page, name), {})
    listed = tuple(needed["specialties"].split(",")) if "specialties" in needed else ()
    profile = Profile("non_us_img")
    read, (view, problems) = in_app(
        lambda: (
            read_choices(SELECTORS[page], needed, profile),
            view_for(page, {**needed, name: slug}, profile, listed, dark=False),
        )
    )
    # What whoever opens the page sees anyway needs no mention; it may follow from the choices before.
    default = read[0][name]
    opened = follow(FILES[page], **needed, **{name: slug})
    assert not opened.test.exception
    assert not opened.problems
    assert opened.address == {**needed, **({} if slug == default else {name: slug})}
    if (page, name) not in CARRIED_HERE:
        assert opened.selectors[name] == slug
    assert not problems
    assert (opened.frames[0].headline, opened.frames[0].subtitle) == (
        view.story.headline,
        view.story.subtitle,
    )


@pytest.mark.parametrize("page", [page for page, selectors in SELECTORS.items() if selectors])
def test_all_choices_of_a_page_together_make_a_link(follow, page):
    address = {
        name: next(slug for slug in reversed(selector.labels) if slug != selector.default)
        for name, selector in SELECTORS[page].items()
    } | (LISTED if page == "compare" else {})
    opened = follow(FILES[page], **address)
    assert not opened.test.exception
    assert not opened.problems
    assert opened.address == address
    assert len(opened.frames) == 1
    assert opened.selectors.items() <= address.items()
    # A second look changes nothing.
    opened.test.run()
    assert opened.address == address


@pytest.mark.parametrize(
    ("page", "address"),
    [
        ("", {"group": "us_img"}),
        ("where-i-stand", {"view": "share", "group": "us_img", "my_step1": "231"}),
        ("specialty", {"specialty": "pathology", "about": "people", "group": "us_img"}),
        ("compare", {**LISTED, "side": "map", "exam": "step2_ck", "demo": "cho"}),
        ("research-output", {"order": "name", "my_research_items": "4"}),
        ("img-fill", {**LISTED, "show": "trend", "level": "pgy1"}),
        ("match-rates", {"show_rates": "denominators", "type": "img"}),
        ("credentials", {"step1": "3", "img": "0"}),
    ],
)
def test_the_link_in_the_menu_opens_the_same_view(follow, page, address):
    opened = follow(FILES[page], **address)
    path, parameters = link_in_menu(opened)
    assert path == f"/{page}"
    assert opened.address == address
    # The exam is named in a link: without the score it would be another.
    named = {"exam": "step1"} if page == "where-i-stand" else {}
    assert parameters == address | named
    again = follow(FILES[page], **parameters)
    assert again.frames == opened.frames
    assert [spec for _, spec in again.charts] == [spec for _, spec in opened.charts]


@pytest.mark.parametrize(
    "carried",
    [
        {"group": "us_img"},
        {"group": "us_md_senior", **LISTED},
        {"demo": "dia", **LISTED},
        {"group": "us_img", **LISTED, **SCORES},
        {"my_step2_ck": "241"},
    ],
    ids=str,
)
def test_every_page_passes_on_what_the_visit_carries(follow, carried):
    opened = follow("overview.py", **carried)
    for page in [*PAGES[1:], PAGES[0]]:
        opened.go_to(page.file)
        assert not opened.test.exception
        assert not opened.problems
        assert opened.address == carried, page.file


def test_a_choice_of_one_page_stands_in_the_address_of_another_where_that_page_has_it(follow):
    opened = follow("where_i_stand.py", exam="step1", view="gaps", sem="8", **LISTED)
    assert opened.go_to("specialty.py").address == {**LISTED, "sem": "8"}
    assert opened.go_to("img_fill.py").address == LISTED
    assert opened.go_to("compare.py").address == {**LISTED, "sem": "8"}
    assert opened.choose("side", "map").address == {**LISTED, "side": "map", "sem": "8", "exam": "step1"}
    assert opened.go_to("where_i_stand.py").address == {
        **LISTED,
        "exam": "step1",
        "view": "gaps",
        "sem": "8",
    }


def test_two_pages_whose_choices_share_a_name_leave_each_other_alone(open_page):
    opened = open_page("directors.py").choose("ask", "factors")
    opened.go_to("lists_and_choices.py")
    assert opened.selectors["ask"] == "lists"
    assert opened.address == {}
    assert not opened.problems
    opened.go_to("directors.py")
    assert opened.selectors["ask"] == "factors"
    # What is an option of the other page alone is none here.
    opened.go_to("lists_and_choices.py", ask="factors")
    assert opened.selectors["ask"] == "lists"
    (problem,) = opened.problems
    assert "“factors”" in problem
