"""What a tab keeps of a visit and brings back into a new one; the address rules where it says something."""

import json

import pytest
import streamlit as st

from analysis.cycle.record import CycleRecord, StepMark
from analysis.experience.record import ClinicalEntry, ClinicalLog
from analysis.next_steps.aim import Aim
from analysis.next_steps.file import records_content
from analysis.plan import VIEWS_MOST, PlanView, plan_content
from analysis.readiness.record import Readiness
from analysis.shortlist.compute import SHORTLISTABLE
from pages.ui.kept import CASELOAD_GONE, TYPED_MOST, CameBack, bring_back, kept
from pages.ui.records_held import held_records, hold_records
from pages.ui.tab import words_of
from pages.ui.visit import SET_ASIDE, read_visit
from tests.pages.links import CLEAR, sidebar

OWN = {"group": "us_img", "numbers": {"step1": "231", "step2_ck": "24x"}}
# What is kept beside the scores that a link had.
BY_LINK = {"scores_in_link": True, "scores_of_link": True}
THEIRS = {"group": "us_img", "numbers": {"step1": "231", "research_items": "5"}}
# What a link takes the place of is kept beside it.
ASIDE = {"set_aside": OWN}
ADA = {
    "group": "non_us_img",
    "numbers": {"step1": "228", "step2_ck": "240", "research_items": "3"},
    "invented": "ada",
}
PLAN = (PlanView("where-i-stand", (("view", "gaps"),), "Ask first."), PlanView("match-rates"))
RECORDS = records_content({"clinical_experience": ClinicalLog((ClinicalEntry("elective", weeks=4),))})
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
        "next_steps": RECORDS,
    }
    came, again = into(whole)
    assert again == whole
    assert came.restored == (
        "your numbers",
        "the shortlist",
        "the session plan with its notes",
        "what you entered under Next steps",
    )
    assert not came.caseload_gone


def test_what_was_entered_before_the_tab_was_there_is_kept_beside_what_it_kept(in_app):
    planned, done = StepMark("step_2_ck", "planned"), StepMark("step_2_ck", "done")
    entry = ClinicalEntry("research", weeks=8)
    earlier = {
        "readiness": Readiness(graduation_year=2018, gaps="long"),
        "cycle": CycleRecord((StepMark("step_1", "done"), planned)),
        "clinical_experience": ClinicalLog((ClinicalEntry("elective", weeks=4), entry)),
    }
    since = {
        "readiness": Readiness(graduation_year=2016),
        "cycle": CycleRecord((done,)),
        "clinical_experience": ClinicalLog((entry,)),
        "aim": Aim(match_year=2028),
    }

    def come_back(earlier, since):
        hold_records(since)
        bring_back({"next_steps": earlier})
        return held_records()

    assert in_app(come_back, records_content(earlier), since) == {
        "readiness": Readiness(graduation_year=2016, gaps="long"),
        "cycle": CycleRecord((StepMark("step_1", "done"), done)),
        "clinical_experience": ClinicalLog((entry, ClinicalEntry("elective", weeks=4))),
        "aim": Aim(match_year=2028),
    }


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
    ("address", "now"),
    [
        # The link that the tab itself showed.
        ({"group": "us_img"}, OWN),
        ({"group": "us_img", "my_step1": "231"}, {**OWN, **BY_LINK}),
        # The numbers are the visitor's, seen in another group.
        ({"group": "non_us_img"}, {**OWN, "group": "non_us_img"}),
        # Somebody else's numbers, beside a group that the link does not mention.
        ({"my_step1": "250"}, {"group": "us_img", "numbers": {"step1": "250"}, **BY_LINK, **ASIDE}),
        ({"my_step1": "231", "my_research_items": "5"}, {**THEIRS, **BY_LINK, **ASIDE}),
        (
            {"my_step1": "250", "group": "do_senior"},
            {"group": "do_senior", "numbers": {"step1": "250"}, **BY_LINK, **ASIDE},
        ),
        ({"demo": "ada"}, {**ADA, **ASIDE}),
        # What an address cannot mean overrules nothing.
        ({"demo": "nobody", "group": "martian", "my_step1": "many"}, OWN),
    ],
)
def test_the_address_rules(into, address, now):
    assert into(OWN, **address)[1] == now


def test_what_was_set_aside_first_outlives_a_reload_and_another_link(into):
    linked = {"numbers": {"step1": "250"}, **BY_LINK, **ASIDE}
    assert into(linked, my_step1="250")[1] == linked
    assert into(linked, my_step1="260")[1] == {**linked, "numbers": {"step1": "260"}}
    # It is checked like the rest, and a group alone is nothing to bring back.
    assert into({"set_aside": {"group": "us_img", "numbers": {"step1": 5}}}) == (NOTHING, {})


@pytest.fixture
def linked(follow):
    """A page that a link with a score opened, in a tab that held other numbers."""
    opened = follow("where_i_stand.py", my_step2_ck="240", group="non_us_img")
    assert not opened.test.info
    opened.test.session_state[SET_ASIDE] = OWN
    opened.test.run()
    assert "carries other numbers" in opened.test.main.info[0].value
    return opened


def test_numbers_that_a_link_took_the_place_of_are_brought_back_by_a_button(linked):
    linked.press("Bring mine back")
    assert sidebar(linked)[:3] == ("us_img", "231", "24x")
    assert not linked.test.main.info
    assert not [name for name in linked.address if name.startswith("my_")]
    assert linked.test.session_state["tab_given"] == OWN


@pytest.mark.parametrize(
    "go_on",
    [
        lambda page: page.enter(step1="200"),
        lambda page: page.press("Stay with the link’s"),
        lambda page: page.press(CLEAR),
        lambda page: page.invent("ben"),
    ],
)
def test_numbers_that_were_set_aside_are_forgotten_once_others_are_wanted(linked, go_on):
    assert "set_aside" in linked.test.session_state["tab_given"]
    go_on(linked)
    assert not [said for said in linked.test.main.info if "carries other numbers" in said.value]
    assert "set_aside" not in linked.test.session_state["tab_given"]


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
    # On the page where it can be put in again it stays told, elsewhere it is told once.
    opened.go_to("where_i_stand.py")
    assert not opened.test.warning
    opened.go_to("overview.py")
    assert not opened.test.warning
    opened.go_to("caseload.py").test.run()
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
        {
            "group": ["us_img"],
            "numbers": {"step1": 231, "none": "1"},
            "plan": {"format": "other"},
            "next_steps": 7,
        },
        {"numbers": {"step1": "  "}, "scores_in_link": "yes", "invented": {}, "plan": [[[]]]},
        {"next_steps": {**RECORDS, "version": 99}},
        {"next_steps": {**RECORDS, "records": {"clinical_experience": {"stage": "both"}, "dreams": {}}}},
    ],
)
def test_what_is_no_such_thing_is_left_out(into, sent):
    assert into(sent) == (NOTHING, {})


def test_what_a_tab_kept_of_next_steps_in_version_1_is_read(into):
    old = {"readiness": {"specialty": "neurology"}, "cycle": {"match_year": 2028}}
    came, again = into({"next_steps": {**RECORDS, "version": 1, "records": old}})
    assert came.restored == ("what you entered under Next steps",)
    assert again["next_steps"] == records_content({"aim": Aim(specialty="neurology", match_year=2028)})


def test_too_much_is_cut(into):
    views = plan_content((PlanView("match-rates"),) * (VIEWS_MOST + 5))
    again = into({"numbers": {"step1": "1" * 999}, "plan": views})[1]
    assert len(again["numbers"]["step1"]) == TYPED_MOST
    assert len(again["plan"]["views"]) == VIEWS_MOST


def test_a_reload_is_worth_no_word_and_a_new_visit_is(into):
    came, _ = into({**OWN, "plan": plan_content(PLAN)})
    assert words_of(came, again=False) == ""
    assert "your numbers and the session plan with its notes" in words_of(came, again=True)
    assert words_of(into(OWN, demo="ada")[0], again=False) == ""
