"""What shows a visitor's numbers is made for that visitor alone; what shows nobody's, once for everybody."""

import pytest
from streamlit.testing.v1 import AppTest

from analysis.profile import Profile
from data.editions import EDITIONS
from data.own_edition import Figure, Head, own_edition
from pages.ui.page import ViewRequest
from pages.ui.view import for_everybody, per_visit

MADE: list[tuple[object, str]] = []
FIGURE = Figure("neurology", "us_img", "matched", "step1", "mean", 231.0)
HEAD = Head("A Report", 2031, "Nobody.")
OF_VISIT = own_edition(HEAD, [FIGURE], "aa")
OF_SERVER = own_edition(HEAD, [FIGURE], "aa", slug="own_report", is_of_visit=False)


@per_visit
def view(whose, order):
    MADE.append((whose, order))
    return str(whose)


@for_everybody
def cohorts(edition, order):
    MADE.append((edition, order))
    return order


def open_cohorts(visitor, edition, order):
    from streamlit.runtime.scriptrunner import get_script_run_ctx

    from tests.pages.test_who_shares_what import cohorts

    get_script_run_ctx().session_id = visitor
    cohorts(edition, order)


def open_view(visitor, whose, order):
    from streamlit.runtime.scriptrunner import get_script_run_ctx

    from tests.pages.test_who_shares_what import view

    # Under AppTest all visits have the same name.
    get_script_run_ctx().session_id = visitor
    view(whose, order)


@pytest.mark.parametrize(
    ("whose", "made"),
    [
        (Profile("us_img"), 1),
        (None, 1),
        (Profile("us_img", 231), 2),
        (Profile("us_img", None, None, 0), 2),
        (Profile("us_img", step1_passed=True), 2),
        (0, 2),
        (ViewRequest(Profile("us_img"), ("pathology",), {"exam": "step1"}, False), 1),
        (ViewRequest(Profile("us_img", 231), (), {"exam": "step1"}, False), 2),
        # What a visit loaded is nobody else's, whoever the numbers are of; what a server has is everybody's.
        (ViewRequest(Profile("us_img"), (), {"edition": "own"}, False, own=OF_VISIT), 2),
        (ViewRequest(Profile("us_img"), (), {"edition": "own_report"}, False), 1),
    ],
)
def test_two_visitors_share_only_what_holds_no_numbers(whose, made):
    MADE.clear()
    order = f"{whose}"
    for visitor in ("first", "second"):
        visit = AppTest.from_function(open_view, args=(visitor, whose, order)).run().run()
        assert not visit.exception
    assert [(whose, order)] * made == MADE


@pytest.mark.parametrize(("edition", "made"), [(EDITIONS[-1], 1), (OF_SERVER, 1), (OF_VISIT, 2)])
def test_two_visitors_share_no_edition_that_one_of_them_loaded(edition, made):
    MADE.clear()
    for visitor in ("first", "second"):
        visit = AppTest.from_function(open_cohorts, args=(visitor, edition, "cohorts")).run().run()
        assert not visit.exception
    assert [(edition, "cohorts")] * made == MADE


def test_a_file_made_outside_a_visit_keeps_nothing_of_an_edition_that_a_visit_loaded():
    MADE.clear()
    assert [cohorts(OF_VISIT, "file") for _ in range(2)] == ["file", "file"]
    assert len(MADE) == 2


def test_editions_of_other_content_are_other_editions():
    other = own_edition(HEAD, [FIGURE], "bb")
    assert repr(other) != repr(OF_VISIT)
    assert other != OF_VISIT
    assert not other.source_ids & OF_VISIT.source_ids
    # Nothing of its figures is in what a cache or a log would write.
    assert "231" not in repr(ViewRequest(Profile("us_img"), (), {}, False, own=OF_VISIT))
