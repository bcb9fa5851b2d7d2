"""What shows a visitor's numbers is made for that visitor alone; what shows nobody's, once for everybody."""

import pytest
from streamlit.testing.v1 import AppTest

from analysis.profile import Profile
from pages.ui.page import ViewRequest
from pages.ui.view import per_visit

MADE: list[tuple[object, str]] = []


@per_visit
def view(whose, order):
    MADE.append((whose, order))
    return str(whose)


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
    ],
)
def test_two_visitors_share_only_what_holds_no_numbers(whose, made):
    MADE.clear()
    order = f"{whose}"
    for visitor in ("first", "second"):
        visit = AppTest.from_function(open_view, args=(visitor, whose, order)).run().run()
        assert not visit.exception
    assert [(whose, order)] * made == MADE
