"""Links: every choice of every page opens what it says, stays in the address, and bad ones get a sentence."""

import re
from itertools import cycle
from urllib.parse import parse_qsl, urlsplit

import pytest

from analysis.demonstration import DEMONSTRATIONS
from analysis.profile import NUMBER_FIELDS, Profile
from data.terms import slugs
from data.vocabulary import APPLICANT_GROUPS
from pages.registry import PAGES, view_for
from pages.ui.page import read_choices
from pages.ui.visit import typed

FILES = {page.url_path: page.file for page in PAGES}
# With one edition there is none to choose.
SELECTORS = {
    page.url_path: {
        name: one for name, one in page.selectors.items() if name != "edition" or len(one.labels) > 1
    }
    for page in PAGES
    if page.view
}
LISTED = {"specialties": "pathology,neurology"}
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
    ("lists-and-choices", "only_of"): {"ask": "only"},
    ("lists-and-choices", "only_year"): {"ask": "only"},
    ("lists-and-choices", "places_by"): {"ask": "places"},
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
    **{"only_year": 4, "places_year": 4, "factor": 3, "applicants": 3},
}
OPTIONS = [
    pytest.param(page, name, slug, id=f"{page}-{name}-{slug}")
    for page, selectors in SELECTORS.items()
    for name, selector in selectors.items()
    for slug in [*selector.labels][: FEW.get(name)]
]
SCORES = {"my_step1": "231", "my_step2_ck": "241", "my_research_items": "4"}
CLEAR = "Clear my numbers"


def sidebar(opened):
    """What the sidebar holds: group, numbers and shortlist."""
    numbers = [
        opened.test.sidebar.text_input(key=f"profile_{name}").value
        for name in ("step1", "step2_ck", "research_items")
    ]
    return (
        opened.test.sidebar.selectbox(key="profile_group").value,
        *numbers,
        opened.test.sidebar.multiselect(key="shortlist_sidebar").value,
    )


@pytest.mark.parametrize(("page", "name", "slug"), OPTIONS)
def test_a_link_opens_every_option_and_stays_in_the_address(follow, in_app, page, name, slug):
    needed = NEEDED.get((page, name), {})
    # What whoever opens the page sees anyway needs no mention; it may follow from the choices before.
    default = in_app(read_choices, SELECTORS[page], needed, Profile("non_us_img"))[0][name]
    opened = follow(FILES[page], **needed, **{name: slug})
    assert not opened.test.exception
    assert not opened.problems
    assert opened.address == {**needed, **({} if slug == default else {name: slug})}
    if (page, name) not in CARRIED_HERE:
        assert opened.selectors[name] == slug
    listed = tuple(needed["specialties"].split(",")) if "specialties" in needed else ()
    view, problems = in_app(view_for, page, {**needed, name: slug}, Profile("non_us_img"), listed, dark=False)
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
    ("page", "group"),
    list(zip(PAGES, cycle(slugs(APPLICANT_GROUPS)), strict=False)),
    ids=lambda one: getattr(one, "file", one),
)
def test_group_shortlist_and_scores_of_a_link_fill_the_sidebar_of_every_page(follow, page, group):
    address = {"group": group, "specialties": "neurology,pathology", **SCORES}
    opened = follow(page.file, **address)
    assert not opened.test.exception
    assert not opened.problems
    assert sidebar(opened) == (group, "231", "241", "4", ["neurology", "pathology"])
    assert opened.address == address
    said = " ".join(caption.value for caption in opened.test.sidebar.caption)
    assert "Your scores are in the address because you asked for it" in said


@pytest.mark.parametrize(
    ("page", "demo"),
    list(zip(PAGES, cycle(DEMONSTRATIONS), strict=False)),
    ids=lambda one: getattr(one, "file", getattr(one, "slug", "")),
)
def test_an_invented_profile_of_a_link_fills_the_sidebar_of_every_page(follow, page, demo):
    opened = follow(page.file, demo=demo.slug)
    assert not opened.test.exception
    assert not opened.problems
    numbers = [typed(demo.profile, field) for field in NUMBER_FIELDS]
    assert sidebar(opened) == (demo.profile.applicant_group, *numbers, [])
    # Nobody's numbers: the name alone says them.
    assert opened.address == {"demo": demo.slug}
    assert demo.label in opened.test.sidebar.info[0].value


def test_the_scores_of_a_link_are_used(follow):
    opened = follow("specialty.py", specialty="pathology", group="us_img", my_step1="231")
    assert "Your Step 1 of 231" in opened.text
    assert "Your Step 2 CK" not in opened.text
    assert opened.address == {"specialty": "pathology", "group": "us_img", "my_step1": "231"}


def test_scores_without_a_group_are_compared_with_the_usual_group(follow):
    opened = follow("where_i_stand.py", my_step1="230")
    assert "Internal Medicine −6 ● near" in opened.text
    assert "Showing Non-US IMG averages until you choose" in opened.text
    assert opened.address == {"my_step1": "230"}
    assert sidebar(opened)[:2] == (None, "230")


def test_a_score_with_blanks_and_zeros_is_read_as_typed(follow):
    opened = follow("where_i_stand.py", my_step1=" 0230 ")
    assert not opened.problems
    assert "Internal Medicine −6 ● near" in opened.text
    assert opened.address == {"my_step1": "230"}


def test_one_score_of_a_link_may_be_wrong_and_the_others_are_used(follow):
    opened = follow("where_i_stand.py", group="non_us_img", my_step1="230", my_step2_ck="400")
    (said,) = opened.problems
    assert "Step 2 CK score: “400” is out of range" in said
    assert "Allowed is a whole number from 120 to 300" in said
    assert "It was left out" in said
    assert opened.address == {"group": "non_us_img", "my_step1": "230"}
    assert sidebar(opened)[1:3] == ("230", "")


def test_own_scores_in_a_link_win_over_an_invented_profile_which_is_none_any_more(follow):
    opened = follow("where_i_stand.py", demo="ada", my_step1="200")
    assert sidebar(opened) == ("non_us_img", "200", "240", "3", [])
    assert not opened.test.sidebar.info
    numbers = {"my_step1": "200", "my_step2_ck": "240", "my_research_items": "3"}
    assert opened.address == {"group": "non_us_img", **numbers}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.file)
def test_what_is_typed_is_in_no_address(open_page, page):
    opened = open_page(page.file, group="us_img", step1="231", step2_ck="241", research_items="4")
    opened.shortlist("pathology", "neurology")
    assert opened.address == {"group": "us_img", "specialties": "pathology,neurology"}
    said = " ".join(caption.value for caption in opened.test.sidebar.caption)
    assert "not in the address" in said
    for other in {"overview.py", "specialty.py", "data_and_method.py"} - {page.file}:
        opened.go_to(other)
        assert opened.address == {"group": "us_img", "specialties": "pathology,neurology"}
        assert sidebar(opened)[1:4] == ("231", "241", "4")


def test_an_empty_score_in_a_link_is_no_wish_to_have_scores_in_it(follow):
    opened = follow("where_i_stand.py", my_step1="", my_step2_ck=" ")
    assert not opened.problems
    opened.enter(group="us_img", step1="231")
    # The exam entered is shown, and named: without the score the address would open on the other.
    assert opened.address == {"group": "us_img", "exam": "step1"}


def test_a_wrong_score_in_a_link_is_no_wish_to_have_scores_in_it(follow):
    opened = follow("where_i_stand.py", my_step1="400")
    opened.enter(group="us_img", step1="231")
    # The exam entered is shown, and named: without the score the address would open on the other.
    assert opened.address == {"group": "us_img", "exam": "step1"}


def link_in_menu(opened):
    """The link that the menu of the chart shows, as page and parameters."""
    # The address of the numbers stands in the menu too.
    (shown,) = (code.value for code in opened.open_menu().test.code if "/api/" not in code.value)
    parts = urlsplit(shown)
    return parts.path, dict(parse_qsl(parts.query))


def test_the_tick_puts_the_scores_into_link_and_address_and_takes_them_out_again(open_page):
    opened = open_page("where_i_stand.py", {"exam": "step1"}, group="us_img", step1="231", step2_ck="241")
    here = {"exam": "step1", "group": "us_img"}
    with_scores = {**here, "my_step1": "231", "my_step2_ck": "241"}
    assert link_in_menu(opened) == ("/where-i-stand", here)
    opened.test.checkbox(key="scores_in_link").check().run()
    assert link_in_menu(opened) == ("/where-i-stand", with_scores)
    assert opened.address == with_scores
    assert "whoever has them can read them" in opened.text
    # What is typed later is part of the wish.
    opened.enter(research_items="4")
    assert opened.address == {**with_scores, "my_research_items": "4"}
    # Its run draws the page's part and the sidebar, the next one the page as a whole.
    opened.test.checkbox(key="scores_in_link").uncheck().run().run()
    assert link_in_menu(opened) == ("/where-i-stand", here)
    assert opened.address == here
    assert sidebar(opened)[1:4] == ("231", "241", "4")


def test_without_numbers_there_is_nothing_to_tick(open_page):
    opened = open_page("where_i_stand.py", group="us_img")
    assert not opened.open_menu().test.checkbox
    invented = open_page("where_i_stand.py", {"demo": "ada"}).open_menu()
    assert not invented.test.checkbox
    assert link_in_menu(invented) == ("/where-i-stand", {"demo": "ada"})


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


def test_clearing_takes_the_numbers_out_of_the_address(follow):
    opened = follow("where_i_stand.py", exam="step1", group="us_img", **LISTED, **SCORES).press(CLEAR)
    assert opened.address == {"exam": "step1", **LISTED}
    assert sidebar(opened) == (None, "", "", "", ["pathology", "neurology"])
    # The wish went with the numbers.
    opened.enter(group="us_img", step1="200")
    assert opened.address == {"exam": "step1", "group": "us_img", **LISTED}


def test_clearing_takes_an_invented_profile_out_of_the_address(follow):
    opened = follow("where_i_stand.py", demo="ben").press(CLEAR)
    assert opened.address == {}
    assert sidebar(opened) == (None, "", "", "", [])
    assert not opened.test.sidebar.info


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


def gone_back(opened, **address):
    """The visitor pressed the back button, and this is the address now."""
    opened.go_back(**address)
    assert not opened.test.exception
    assert not opened.problems
    return opened


def test_a_link_to_the_page_that_is_open_undoes_nothing(open_page):
    opened = open_page("where_i_stand.py", {"view": "gaps"}, group="us_img", step1="231")
    opened.shortlist("pathology")
    there = opened.address
    assert there == {"view": "gaps", "exam": "step1", "group": "us_img", "specialties": "pathology"}
    opened.test.query_params = {}
    opened.test.run()
    assert opened.address == there
    assert opened.selectors["view"] == "gaps"
    assert sidebar(opened) == ("us_img", "231", "", "", ["pathology"])


def test_back_takes_away_what_the_last_step_added(open_page):
    opened = open_page("where_i_stand.py")
    opened.enter(group="us_img").shortlist("pathology")
    assert opened.address == {"group": "us_img", "specialties": "pathology"}
    assert sidebar(gone_back(opened, group="us_img")) == ("us_img", "", "", "", [])
    assert sidebar(gone_back(opened)) == (None, "", "", "", [])
    assert opened.address == {}


def test_back_changes_a_group_and_a_shortlist_to_those_before(open_page):
    opened = open_page(
        "where_i_stand.py", {"group": "us_img", "specialties": "pathology"}, group="us_md_senior"
    )
    opened.shortlist("pathology", "neurology")
    gone_back(opened, group="us_img", specialties="pathology")
    assert sidebar(opened) == ("us_img", "", "", "", ["pathology"])


def test_back_undoes_the_tick_and_not_what_was_typed(open_page):
    opened = open_page("where_i_stand.py", group="us_img", step1="231").open_menu()
    opened.test.checkbox(key="scores_in_link").check().run()
    assert opened.address == {"group": "us_img", "my_step1": "231"}
    gone_back(opened, group="us_img", exam="step1")
    assert opened.address == {"group": "us_img", "exam": "step1"}
    assert sidebar(opened)[:2] == ("us_img", "231")


def test_back_undoes_an_invented_profile(open_page):
    opened = open_page("where_i_stand.py").invent("ada")
    assert opened.address == {"demo": "ada"}
    gone_back(opened)
    assert sidebar(opened) == (None, "", "", "", [])
    assert opened.address == {}


def test_a_selection_of_the_page_goes_back_too(open_page):
    opened = open_page("where_i_stand.py", {"exam": "step1"}).choose("view", "gaps")
    gone_back(opened, exam="step1")
    assert opened.selectors == {"beside": "averages", "exam": "step1", "view": "averages", "sem": "6"}


LONG = "x" * 300
SCRIPT = "<script>alert(1)</script>"
PICTURE = "![x](https://elsewhere.example/x.png)"
BAD = {
    "group, unknown": ({"group": "wizard"}, "group: “wizard” is not among the groups"),
    "group, empty": ({"group": ""}, "group: “” is not among"),
    "group, of the counts": ({"group": "img"}, "“img” can mean US IMG or Non-US IMG"),
    "demo, unknown": ({"demo": "eve"}, "demo is “eve”, which is not one of: Ada, Ben, Cho, Dia"),
    "specialties, unknown": (
        {"specialties": "wizardry"},
        "specialties: “wizardry” is not among the specialties here",
    ),
    "specialties, one of two": (
        {"specialties": "pathology,wizardry"},
        "Allowed are up to 6 of the 22 specialties",
    ),
    "specialties, the total": ({"specialties": "all_specialties_combined"}, "“all_specialties_combined”"),
    "specialties, too many": (
        {"specialties": ",".join(list(SELECTORS["specialty"]["specialty"].labels)[:9])},
        "9 at once",
    ),
    "a score, no number": ({"my_step1": "high"}, "Step 1 score: “high” is not a number"),
    "a score, broken": (
        {"my_step2_ck": "240.5"},
        "Allowed is a whole number from 120 to 300. It was left out.",
    ),
    "a score, too high": ({"my_step2_ck": "301"}, "Step 2 CK score: “301” is out of range"),
    "a score, zero": (
        {"my_step1": "0"},
        "Step 1 score: “0” is out of range, probably a code for pass or fail",
    ),
    "a score, negative": ({"my_research_items": "-1"}, "Research items: “-1” is below zero"),
    "a score, huge": ({"my_research_items": "9" * 300}, "Research items: “9999"),
    "present, another": ({"present": "2"}, "present has another value than 1"),
    "present, a word": ({"present": "yes"}, "present has another value than 1"),
    "a stranger": ({"salary": "1"}, "parts this page does not know: “salary”"),
    "rows, none such": ({"present": "1", "rows": "99"}, "rows is “99”"),
    "rows, a word": ({"present": "1", "rows": "last"}, "rows is “last”"),
    "rows, no shortlist": ({"present": "1", "rows": "shortlist"}, "rows is “shortlist”"),
    "step, no plan": (
        {"present": "1", "step": "7"},
        "asks for view “7” of a session plan, and this visit has 0",
    ),
    "step, a word": ({"present": "1", "step": "last"}, "asks for view “last” of a session plan"),
    "step, huge": ({"present": "1", "step": "1" * 300}, "of a session plan, and this visit has 0"),
    **{
        f"{name}, {kind}": ({**more, name: value}, "Step 1 score" if name == "my_step1" else name)
        for name, more in {
            "group": {},
            "specialties": {},
            "demo": {},
            "my_step1": {},
            "present": {},
            "rows": {"present": "1"},
            "step": {"present": "1"},
        }.items()
        for kind, value in {"long": LONG, "script": SCRIPT, "picture": PICTURE}.items()
        # What is said of these does not repeat them.
        if name != "present"
    },
    "a stranger, long": ({LONG: LONG}, "does not know: “xxx"),
    "a stranger, script": ({SCRIPT: "1"}, "does not know: “"),
}


def plain(said):
    """What a notice says, without the marks that keep it from being more than text."""
    return re.sub(r"\\(.)", r"\1", said).replace("\u2060", "")


def check_notices(opened, said=""):
    """The page works, says what was wrong, and repeats no long text and no markup."""
    assert not opened.test.exception
    assert not opened.test.error
    notices = [box.value for box in opened.test.warning]
    assert said in plain(" ".join(notices))
    for notice in notices:
        assert "x" * 41 not in notice
        assert "9" * 41 not in notice
        # No tag, link, picture, formula or icon comes of it.
        assert not re.search(r"(?<!\\)[<\[`$]|[:.@](?![\s\u2060]|$)", notice), notice
    assert notices
    assert "not affiliated with NRMP" in opened.text
    return notices


@pytest.mark.parametrize(("address", "said"), BAD.values(), ids=BAD)
def test_a_bad_value_gets_a_sentence_and_a_working_page(follow, address, said):
    opened = follow("where_i_stand.py", **address)
    (notice,) = check_notices(opened, said)
    assert plain(notice).startswith("The address ")
    assert len(opened.charts) == 1
    # What cannot be used does not stay, but for how the page is shown and what nobody knows.
    kept = {name: value for name, value in opened.address.items() if name in address}
    assert kept.keys() <= {"specialties", "present", "rows", "step", "salary", LONG, SCRIPT}


@pytest.mark.parametrize("value", ["STEP9", "", LONG, SCRIPT, PICTURE])
@pytest.mark.parametrize("page", [page for page, selectors in SELECTORS.items() if selectors])
def test_a_bad_choice_gets_a_sentence_on_every_page(follow, page, value):
    carried = LISTED if page == "compare" else {}
    opened = follow(FILES[page], **carried, **dict.fromkeys(SELECTORS[page], value))
    notices = check_notices(opened)
    named = {name for name in SELECTORS[page] if any(f"for {name} “" in said for said in notices)}
    drawn = set(opened.selectors) & set(SELECTORS[page])
    assert named >= drawn
    assert all(opened.selectors[name] == SELECTORS[page][name].default for name in drawn)
    assert len(opened.frames) == 1
    assert opened.address.keys() - set(SELECTORS[page]) == set(carried)


@pytest.mark.parametrize(
    ("page", "address", "meant"),
    [
        ("where-i-stand", {"exam": "STEP1"}, {"exam": "step1"}),
        ("img-fill", {"level": "All"}, {"level": "all"}),
    ],
)
def test_a_choice_in_capitals_is_no_bad_one(follow, page, address, meant):
    opened = follow(FILES[page], **address)
    assert not opened.problems
    assert opened.selectors.items() >= meant.items()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.file)
def test_everything_bad_at_once_leaves_every_page_working(follow, page):
    address = {
        "group": SCRIPT,
        "specialties": ",".join([LONG, PICTURE, "pathology", *map(str, range(300))]),
        "demo": LONG,
        "my_step1": "0",
        "my_step2_ck": PICTURE,
        "my_research_items": "9" * 300,
        "present": "2",
        "rows": LONG,
        "step": "-1",
        **{f"stranger_{number}": LONG for number in range(50)},
    }
    notices = check_notices(follow(page.file, **address), "group: “")
    assert all(len(plain(said)) < 900 for said in notices)
    together = plain(" ".join(notices))
    for name in (
        "demo",
        "specialties",
        "Step 1 score",
        "Step 2 CK score",
        "Research items",
        "present",
        "“stranger_0”",
    ):
        assert name in together


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.file)
def test_everything_bad_at_once_leaves_presenter_mode_working(follow, page):
    bad = dict.fromkeys([*page.selectors, "group", "demo", "my_step1", "rows", "step"], SCRIPT)
    opened = follow(page.file, present="1", specialties="pathology,neurology,x", **bad)
    check_notices(opened, "of a session plan")
    assert "Leave" in opened.buttons()
    assert len(opened.charts) == (page.view is not None)


def test_a_notice_goes_with_the_next_step(follow):
    opened = follow("where_i_stand.py", group="wizard", exam="step9", my_step1="400")
    assert len(opened.problems) == 3
    opened.choose("view", "gaps")
    assert not opened.problems
    assert opened.address == {"view": "gaps"}
