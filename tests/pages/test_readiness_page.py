"""The page Readiness: answers become levels, rules and changes; nothing of it stands in the address."""

from datetime import UTC, datetime, timedelta

import pytest

from analysis.experience.record import ClinicalEntry, ClinicalLog
from analysis.next_steps.aim import AIM_ANSWERS, AIM_BY_NAME, Aim
from analysis.readiness.record import ANSWERS, Readiness
from pages.ui.records_held import HELD

PAGE = "readiness.py"


@pytest.fixture
def page(open_page):
    return open_page(PAGE, group="non_us_img", step2_ck="221")


def key_of(name):
    return f"next_0_aim_{name}_readiness" if name in AIM_BY_NAME else f"next_0_readiness_{name}"


def widgets(page):
    """Every field of the page, by key."""
    test = page.test
    kinds = (test.text_input, test.number_input, test.selectbox, test.checkbox, test.segmented_control)
    return {widget.key: widget for kind in kinds for widget in kind}


def fill(page, **answers):
    """Type or choose answers, one after the other."""
    for name, value in answers.items():
        widgets(page)[key_of(name)].set_value(value)
        page._settle()
    return page


def record(page, kind=Readiness):
    return page.test.session_state[HELD][kind]


def test_nobody_who_typed_nothing_is_called_anything(open_page):
    opened = open_page(PAGE)
    assert not opened.test.exception
    assert not opened.problems
    (frame,) = opened.frames
    assert frame.is_drawn
    assert "High in a guide" not in frame.headline
    assert "None of the" in opened.text
    assert "not answered, or that the guide does not say" in opened.text
    assert "No answered factor is high" in opened.text
    assert "Choose the specialty you apply for" in opened.text


def test_what_the_guides_say_of_readiness_is_there_before_anything_is_answered(open_page):
    text = open_page(PAGE).text
    assert "The guide advises another specialty" in text, "a rule that does not hold"
    assert "utilization review" in text, "a rule that hangs on no answer"
    assert "When you last saw a patient" in text, "the frame that a rule names"


def test_every_answer_has_a_field(page):
    assert {key_of(answer.name) for answer in (*ANSWERS, *AIM_ANSWERS)} <= set(widgets(page))


def test_answers_become_levels_rules_and_what_can_change_them(page):
    fill(
        page,
        graduation_year="2009",
        never_clinical=True,
        us_experience_months="0",
        gaps="long",
        applications=200,
        specialty="dermatology",
    )
    assert not page.test.exception
    assert not page.problems
    (frame,) = page.frames
    assert "years since graduation" in frame.headline
    assert "structured plan" in page.text
    assert "example: 150" in page.text
    assert "Step 2 CK below 225" in page.text
    assert "210s or 220s" in page.text
    assert "what can change it, the most first" in page.text
    assert "The year of graduation itself." in page.text
    assert "Leaving the years off the application." in page.text
    assert record(page) == Readiness(
        graduation_year=2009,
        never_clinical=True,
        us_experience_months=0,
        gaps="long",
    )
    assert record(page, Aim) == Aim(applications=200, specialty="dermatology")
    assert not {"2009", "long", "dermatology"} & set(page.address.values())
    assert page.links_to("specialty?specialty=dermatology")


def test_the_data_say_what_they_know_and_the_visitor_calls_it(page):
    fill(page, specialty="internal_medicine")
    assert "Step 2 CK 221 in Internal Medicine" in page.text
    assert "below the matched average of non-US IMGs" in page.text
    assert "residents scored lower" in page.text
    assert "positions filled in the" in page.text
    assert "ranked nothing else" in page.text
    assert "by the data" not in page.text
    assert "Weak: 0, strong: 0, not called anything: 5" in page.text
    fill(page, audit_usmle="weak")
    assert "Weak: 1, strong: 0, not called anything: 4" in page.text
    # On paper: what is applied for, and what was called beside the words of the data.
    assert "Specialty you apply for: Internal Medicine" in page.text
    assert "not called" in page.text


def test_the_log_answers_until_something_is_typed(follow):
    opened = follow("overview.py")
    start = datetime.now(UTC).date() - timedelta(days=100)
    log = ClinicalLog((ClinicalEntry("observership", start=start, weeks=8, letter=True),))
    opened.test.session_state[HELD] = {ClinicalLog: log}
    opened.go_to(PAGE)
    assert "1 of 8 factors is answered" in opened.frames[0].headline
    assert "From your log of clinical experience, up to" in opened.text
    said = [one.value for one in opened.test.main.caption]
    assert "From your log: 2, unless you type another." in said
    assert "From your log: yes." in said
    fill(opened, us_experience_months="5")
    said = [one.value for one in opened.test.main.caption]
    assert "Your log has 2; what you typed counts." in said
    assert "From your log: 1, unless you type another." in said
    assert record(opened) == Readiness(us_experience_months=5)


def test_the_audit_goes_by_the_error_of_a_score_that_was_chosen_elsewhere(open_page):
    def found(sem):
        opened = open_page("where_i_stand.py", {"sem": sem}, group="non_us_img", step2_ck="240")
        opened.go_to(PAGE)
        return fill(opened, specialty="internal_medicine").text

    assert "uncertain by ±8 points" in found("8")
    assert "uncertain by ±5 points" in found("5")


def test_beside_an_invented_person_it_says_whose_the_answers_are(page):
    assert not page.test.main.info
    fill(page, graduation_year="2015")
    page.invent("ada")
    (said,) = page.test.main.info
    assert "yours, as you entered it" in said.value
    # It goes with the picture, also to a room.
    assert "visitor’s own" in page.text
    assert record(page).graduation_year == 2015
    page.test.query_params["present"] = "1"
    page.test.run()
    assert not page.test.title
    assert "visitor’s own" in page.text


def test_it_leads_to_where_i_stand_once(page):
    links = [link.proto.page for link in page.test.main.page_link]
    assert links.count("where-i-stand") == 1


def test_what_cannot_be_read_is_said_and_costs_itself_alone(page):
    fill(page, us_experience_months="3", graduation_year="next year")
    (said,) = page.problems
    assert "Year of graduation" in said
    assert "next year" in said
    assert record(page) == Readiness(us_experience_months=3)
    fill(page, graduation_year="2020")
    assert not page.problems
    assert record(page).graduation_year == 2020


def test_answers_outlive_another_page(page):
    fill(page, graduation_year="2015", gaps="short", letters_are_recent=True)
    page.go_to("overview.py").go_to(PAGE)
    assert page.test.text_input(key=key_of("graduation_year")).value == "2015"
    assert page.test.selectbox(key=key_of("gaps")).value == "short"
    assert page.test.checkbox(key=key_of("letters_are_recent")).value is True
    assert "years since graduation" in page.frames[0].headline


def test_the_first_of_the_shortlist_is_the_target_until_one_is_chosen(open_page):
    opened = open_page(PAGE, {"specialties": "neurology"}, group="us_img", step2_ck="240")
    assert "Step 2 CK 240 in Neurology" in opened.text
    assert "Specialty you apply for: Neurology, first of your shortlist · Match year: 2" in opened.text
    fill(opened, specialty="psychiatry")
    assert "Step 2 CK 240 in Psychiatry" in opened.text
    assert "Specialty you apply for: Psychiatry · Match year: 2" in opened.text
