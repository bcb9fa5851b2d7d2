"""What a tab keeps of a visit and brings back into a new one; the address rules where it says something."""

import json

import pytest
import streamlit as st

from analysis.plan import VIEWS_MOST, PlanView, plan_content
from analysis.shortlist.compute import SHORTLISTABLE
from pages.ui.kept import CASELOAD_GONE, TYPED_MOST, CameBack, bring_back, kept
from pages.ui.tab import words_of
from pages.ui.visit import read_visit

OWN = {"group": "us_img", "numbers": {"step1": "231", "step2_ck": "24x"}}
# What is kept beside the scores that a link had.
BY_LINK = {"scores_in_link": True, "scores_of_link": True}
THEIRS = {"numbers": {"step1": "231", "research_items": "5"}, "scores_in_link": True}
ADA = {
    "group": "non_us_img",
    "numbers": {"step1": "228", "step2_ck": "240", "research_items": "3"},
    "invented": "ada",
}
PLAN = (PlanView("where-i-stand", (("view", "gaps"),), "Ask first."), PlanView("match-rates"))
NOTHING = CameBack()


@pytest.fixture
def into(in_app):
    """Return a function that brings something back into a fresh visit with this address: what came, and what is kept."""

    def come_back(sent, **address):
        def whole(sent, address):
            st.query_params.from_dict(address)
            read_visit("")
            came = bring_back(sent)
            return came, kept()

        # Through JSON, as from a browser.
        return in_app(whole, json.loads(json.dumps(sent)), address)

    return come_back


def test_a_fresh_visit_keeps_nothing(in_app):
    assert in_app(kept) == {}


def test_what_is_kept_comes_back_as_it_was(into):
    whole = {
        **OWN,
        "shortlist": list(SHORTLISTABLE[:2]),
        "scores_in_link": True,
        "plan": plan_content(PLAN),
    }
    came, again = into(whole)
    assert again == whole
    assert came.restored == ("your numbers", "the shortlist", "the session plan with its notes")
    assert not came.overruled
    assert not came.caseload_gone


def test_a_typed_number_stands_in_the_sidebar_again(open_page):
    opened = open_page("where_i_stand.py", group="us_img", step1="231", step2_ck="24x")
    assert opened.test.session_state["tab_given"] == OWN


def test_numbers_that_were_invented_stay_invented(into):
    came, again = into(ADA)
    assert again == ADA
    assert came.restored == ("your numbers",)
    # The same numbers, typed, are somebody's own.
    own = {name: part for name, part in ADA.items() if name != "invented"}
    assert into(own)[1] == own


@pytest.mark.parametrize(
    ("address", "now", "overruled"),
    [
        # The link that the tab itself showed.
        ({"group": "us_img"}, OWN, ()),
        ({"group": "us_img", "my_step1": "231"}, {**OWN, **BY_LINK}, ()),
        # The numbers are the visitor's, seen in another group.
        ({"group": "non_us_img"}, {**OWN, "group": "non_us_img"}, ()),
        # Somebody else's numbers.
        ({"my_step1": "250"}, {"numbers": {"step1": "250"}, **BY_LINK}, ("your numbers",)),
        ({"my_step1": "231", "my_research_items": "5"}, {**THEIRS, **BY_LINK}, ("your numbers",)),
        ({"demo": "ada"}, ADA, ("your numbers",)),
        # What an address cannot mean overrules nothing.
        ({"demo": "nobody", "group": "martian", "my_step1": "many"}, OWN, ()),
    ],
)
def test_the_address_rules(into, address, now, overruled):
    came, again = into(OWN, **address)
    assert again == now
    assert came.overruled == overruled


def test_invented_numbers_do_not_become_those_of_a_group_in_a_link(into):
    assert into(ADA, group="us_img")[1] == {"group": "us_img"}
    assert into(ADA, demo="ada")[1] == ADA


def test_a_shortlist_in_the_address_rules(into):
    first, second = SHORTLISTABLE[:2]
    assert into({"shortlist": [first]}, specialties=second)[1] == {"shortlist": [second]}
    assert into({"shortlist": [first, "no_such", 7]})[1] == {"shortlist": [first]}


def test_a_caseload_is_gone_and_stays_told(into, open_page):
    came, again = into({"caseload": True})
    assert came == CameBack(caseload_gone=True)
    # A second reload does not silence it.
    assert again == {"caseload": True}
    assert "caseload" in words_of(came, again=True)
    opened = open_page("overview.py")
    assert not opened.test.warning
    opened.test.session_state[CASELOAD_GONE] = True
    opened.test.run()
    assert "Your caseload is not here any more" in opened.test.warning[0].value
    opened.press("I don’t need it")
    assert not opened.test.warning


@pytest.mark.parametrize(
    "sent",
    [
        None,
        [],
        "text",
        {},
        {
            "group": "martian",
            "numbers": [],
            "invented": 1,
            "shortlist": "pathology",
            "plan": 5,
            "caseload": 1,
        },
        {"group": ["us_img"], "numbers": {"step1": 231, "none": "1"}, "plan": {"format": "other"}},
        {"numbers": {"step1": "  "}, "scores_in_link": "yes", "invented": {}, "plan": [[[]]]},
    ],
)
def test_what_is_no_such_thing_is_left_out(into, sent):
    assert into(sent) == (NOTHING, {})


def test_too_much_is_cut(into):
    views = plan_content((PlanView("match-rates"),) * (VIEWS_MOST + 5))
    again = into({"numbers": {"step1": "1" * 999}, "plan": views})[1]
    assert len(again["numbers"]["step1"]) == TYPED_MOST
    assert len(again["plan"]["views"]) == VIEWS_MOST


def test_a_reload_is_worth_no_word_and_a_new_visit_is(into):
    came, _ = into({**OWN, "plan": plan_content(PLAN)})
    assert words_of(came, again=False) == ""
    assert "your numbers and the session plan with its notes" in words_of(came, again=True)
    assert "shows numbers of its own" in words_of(into(OWN, demo="ada")[0], again=False)
