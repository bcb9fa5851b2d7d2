"""Every page: nothing broken, nothing from elsewhere, readable for everybody, in the dark as well."""

import re
from dataclasses import dataclass
from itertools import pairwise

import pytest
from playwright.sync_api import expect

from pages.registry import PAGES
from tests.browser.seeing import (
    CHART_TEXTS,
    ENOUGH_CONTRAST,
    HEADINGS,
    MOUSE,
    TOO_SMALL,
    contrast,
    luminance,
    rgb,
    serious_violations,
)

TITLES = tuple(page.title for page in PAGES)
# What says something else before any numbers are typed.
EMPTY = ("Overview", "Where I stand", "Compare", "Session plan", "Caseload")
MENU = "Menu of a chart"
# What is looked at: what a newcomer sees, every page with numbers typed and everything unfolded, and the views
# of a page that show something else altogether, by the controls that lead there and their address.
STOPS = {
    **{f"new: {title}": (title, (), "") for title in EMPTY},
    **{title: (title, (), "") for title in TITLES},
    "Gaps in Step 2 CK": ("Where I stand", ("Step 2 CK", "Gaps"), "view=gaps"),
    "Gap and share": ("Where I stand", ("Gap and share",), "view=share"),
    "Shortlist among all": ("Compare", ("Among all",), "side=map"),
    "Trend of the shortlist": ("Compare", ("Trend",), "side=trend"),
    MENU: ("Where I stand", (), ""),
    "Trend": ("Who fills the places", ("Trend",), "show=trend"),
    "Guide’s column": ("Who fills the places", ("Guide’s column",), "show=guide"),
    "Guide and counts": ("Who fills the places", ("Both",), "show=difference"),
    "Beside residents": ("Where I stand", ("Residents",), "beside=residents"),
    "Beside directors": ("Where I stand", ("Directors",), "beside=directors"),
    "People like you": ("Specialty", ("Chosen by people like you",), "about=people"),
    "Residents of a specialty": ("Specialty", ("Residents",), "about=residents"),
    "Directors of a specialty": ("Specialty", ("Directors",), "about=directors"),
    "Where": ("Specialty", ("Where",), "about=where"),
    "Factors": ("Directors", ("Factors",), "ask=factors"),
    "Only choice": ("Lists and choices", ("Only choice",), "ask=only"),
    "SOAP": ("Lists and choices", ("SOAP",), "ask=soap"),
    "Two denominators": ("Match rates", ("Two denominators",), "show_rates=denominators"),
    **{
        part: ("Data and method", (part,), f"part={slug}")
        for part, slug in {
            "One number": "passport",
            "Dictionary": "dictionary",
            "Sources and terms": "sources",
            "Definitions": "definitions",
            "Data-quality findings": "findings",
            "Discrepancies and corrections": "ledger",
        }.items()
    },
}
CHARTED = [
    stop
    for stop, (title, *_) in STOPS.items()
    if title in {page.title for page in PAGES if page.view} and stop != "new: Compare"
]
# The dark changes colours and nothing else, so it is judged by them, on the pages that show all they have.
SEEN_IN = {
    "light": dict.fromkeys(STOPS, ()),
    "dark": {
        stop: ("color-contrast",)
        for stop, (title, controls, _) in STOPS.items()
        if not stop.startswith("new: ") and not (title == "Data and method" and controls)
    },
}
PAPER = "() => getComputedStyle(document.querySelector('[data-testid=\"stApp\"]')).backgroundColor"


@dataclass(frozen=True)
class Seen:
    """What one stop left to judge."""

    errors: list[str]
    stopped: list[str]
    headings: list[int]
    small: list[str]
    elsewhere: list[str]
    violations: list[dict]
    texts: list[dict]
    paper: str


def _look(visitor, stop, rules):
    """Go to one stop, whose page may be open, and keep what is to be judged there, by all or some of axe's rules."""
    title, controls, address = STOPS[stop]
    visitor.errors.clear()
    if stop != MENU and not controls:
        visitor.go(title)
    for name in controls:
        visitor.page.get_by_role("radio", name=name).click()
        expect(visitor.page.get_by_role("radio", name=name)).to_be_checked()
    if address:
        expect(visitor.page).to_have_url(re.compile(re.escape(address)))
    if stop in TITLES:
        visitor.page.evaluate(
            "() => document.querySelectorAll('details').forEach(fold => { fold.open = true; })"
        )
    visitor.settle(chart=stop in CHARTED)
    if stop == MENU:
        visitor.open_menu()
    visitor.no_failure()
    seen = Seen(
        list(visitor.errors),
        visitor.page.evaluate("() => window.stopped"),
        visitor.page.evaluate(HEADINGS),
        visitor.page.evaluate(TOO_SMALL, MOUSE),
        visitor.asked_elsewhere(),
        serious_violations(visitor.page, rules),
        visitor.page.evaluate(CHART_TEXTS),
        visitor.page.evaluate(PAPER),
    )
    if stop == MENU:
        visitor.close_menu()
    return seen


@pytest.fixture(scope="module", params=SEEN_IN)
def theme(request):
    return request.param


@pytest.fixture(scope="module")
def seen(room, theme):
    """What one visitor saw who went everywhere, at first without numbers."""
    visitor, stops = room(color_scheme=theme), SEEN_IN[theme]
    visitor.open()
    found = {stop: _look(visitor, stop, rules) for stop, rules in stops.items() if stop.startswith("new: ")}
    visitor.go("Where I stand")
    for label, typed in {"Step 1 score": "230", "Step 2 CK score": "241", "Research items": "4"}.items():
        visitor.enter(label, typed)
    expect(visitor.chart.get_by_text("You 241")).to_be_visible()
    for specialty in ("Neurology", "Dermatology", "Pathology"):
        visitor.list_up("Specialties to compare", specialty)
    visitor.open_menu().get_by_role("button", name="Add to the session plan").click()
    visitor.close_menu()
    # Page by page, each opened once: what its controls lead to comes after it.
    others = sorted(stops.keys() - found.keys(), key=list(STOPS).index)
    others.sort(key=lambda stop: TITLES.index(STOPS[stop][0]))
    found |= {stop: _look(visitor, stop, stops[stop]) for stop in others}
    assert {"http", "ws"} <= {url.split(":")[0] for url in visitor.requests}, "nothing was watched"
    visitor.leave()
    return found


def _seen_in(theme):
    """Choose one theme for a test; the visitor goes round once for all of them."""
    return pytest.mark.parametrize("theme", [theme], indirect=True, scope="module")


def every_stop(test):
    return _seen_in("light")(pytest.mark.parametrize("stop", STOPS)(test))


def every_dark_stop(test):
    return _seen_in("dark")(pytest.mark.parametrize("stop", SEEN_IN["dark"])(test))


@every_stop
def test_the_console_stays_clean(seen, stop):
    assert seen[stop].errors == []


@every_stop
def test_nothing_is_done_that_the_policy_forbids(seen, stop):
    assert seen[stop].stopped == []


@every_stop
def test_headings_start_with_the_first_level_and_leave_none_out(seen, stop):
    levels = seen[stop].headings
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


@every_stop
def test_what_is_pressed_with_a_mouse_is_large_enough(seen, stop):
    assert seen[stop].small == []


@every_stop
def test_no_request_leaves_for_another_host(seen, stop):
    assert seen[stop].elsewhere == []


def _said(violations):
    """What axe said of each element, to be read in a failure."""
    return [
        f"{violation['id']} ({violation['impact']}): {node['target']}\n  {node['html'][:300]}\n"
        f"  {'; '.join(check['message'] for check in (*node['any'], *node['all'], *node['none']))}"
        for violation in violations
        for node in violation["nodes"]
    ]


@every_stop
def test_axe_finds_nothing_serious(seen, stop):
    assert _said(seen[stop].violations) == []


@every_dark_stop
def test_axe_finds_nothing_faint_in_the_dark(seen, stop):
    assert _said(seen[stop].violations) == []


@pytest.mark.parametrize("stop", [stop for stop in SEEN_IN["dark"] if stop in CHARTED])
def test_every_text_of_a_chart_can_be_read(seen, stop):
    texts, paper = seen[stop].texts, seen[stop].paper
    assert len(texts) > 5
    faint = {
        (text["text"], text["fill"], round(ratio, 2))
        for text in texts
        if (ratio := contrast(text["fill"], text["solid"], text["on"] or paper)) < ENOUGH_CONTRAST
    }
    assert faint == set()


@pytest.mark.parametrize(("stop", "label"), [("Overview", "You 230"), ("Where I stand", "You 241")])
def test_the_users_label_is_drawn_for_the_theme(seen, theme, stop, label):
    (ink,) = [text["fill"] for text in seen[stop].texts if text["text"] == label]
    assert (luminance(rgb(seen[stop].paper)[0]) < 0.2) == (theme == "dark")
    assert (luminance(rgb(ink)[0]) > 0.7) == (theme == "dark")


def test_the_contrast_measure_knows_black_and_white():
    assert contrast("rgb(0, 0, 0)", 1, "rgb(255, 255, 255)") == pytest.approx(21)
    assert contrast("rgb(118, 118, 118)", 1, "rgb(255, 255, 255)") == pytest.approx(4.54, abs=0.01)
    assert contrast("rgba(0, 0, 0, 0.5)", 0, "rgb(20, 20, 20)") == pytest.approx(1)
