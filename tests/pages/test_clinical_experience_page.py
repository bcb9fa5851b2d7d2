"""Clinical experience: entries added, changed, removed and brought back, and nothing lost for a slip."""

import io
from datetime import UTC, datetime, timedelta

import pandas as pd
import pytest

from analysis.experience.record import ClinicalLog
from analysis.next_steps.aim import Aim
from analysis.next_steps.file import records_bytes

FILE = "clinical_experience.py"
# Over by now, and recent: the finding does not depend on the day of the test.
START = datetime.now(UTC).date() - timedelta(days=60)
TYPED = {"kind": "observership", "specialty": "neurology", "start": str(START), "weeks": "4", "letter": True}


def fill(opened, **fields):
    """Put values into the fields of the form; they are sent with the button that is pressed next."""
    for name, value in fields.items():
        key = f"entry_{name}"
        kind = {"place": "text_input", "start": "text_input", "weeks": "text_input"}.get(name, "selectbox")
        kind = "checkbox" if isinstance(value, bool) else kind
        getattr(opened.test, kind)(key=key).set_value(value)
    return opened


def choose(opened, name, value):
    """Choose something of the whole log."""
    opened.test.selectbox(key=f"next_0_experience_{name}").set_value(value).run()
    opened.test.run()
    return opened


def log_of(opened):
    return opened.test.session_state["next_steps"][ClinicalLog]


@pytest.fixture
def logged(follow):
    """The page with one entry in the log."""
    opened = fill(follow(FILE).press("Add an experience"), **TYPED).press("Add to the log")
    assert not opened.test.exception
    return opened


def test_a_visitor_without_a_log_sees_an_example_and_one_thing_to_do(follow):
    opened = follow(FILE)
    assert opened.frames[0].headline.startswith("An example, nobody’s log")
    assert opened.frames[0].is_drawn
    assert "Add an experience" in opened.buttons()
    assert "What is missing" not in opened.text
    assert "not legal advice" in opened.text
    assert "Advice, not NRMP’s data." in opened.text
    # A frame is called by its name.
    assert "(frame “Answer about the gap”)" in opened.text
    assert "gap_answer" not in opened.text
    assert not opened.problems


def test_an_entry_is_put_into_the_log_and_counted(logged):
    assert "4 weeks of US experience" in logged.frames[0].headline
    assert "An example" not in logged.text
    assert "What is missing" in logged.text
    assert "Counted whatever the date, but of a block of return only its own 12 months" in logged.text
    (line,) = (code.value for code in logged.test.code)
    assert line.startswith("Observership in Neurology, [setting], [institution]\n4 weeks (")
    assert "Observing: no work on patients" in line
    # The form is closed, and the address says nothing of it.
    assert "Add to the log" not in logged.buttons()
    assert not logged.address


def test_what_cannot_be_read_is_said_and_stays_in_the_form(follow):
    opened = follow(FILE).press("Add an experience")
    fill(opened, **{**TYPED, "start": "next summer", "weeks": "2 months"}).press("Add to the log")
    assert len(opened.problems) == 2
    assert "no day that can be read" in opened.problems[0]
    assert "not in weeks" in opened.problems[1]
    assert opened.test.text_input(key="entry_start").value == "next summer"
    assert opened.test.selectbox(key="entry_kind").value == "observership"
    assert opened.frames[0].headline.startswith("An example")
    # Neither is it lost on the way to another page and back.
    opened.go_to("overview.py").go_to(FILE)
    assert opened.test.text_input(key="entry_start").value == "next summer"
    fill(opened, start=str(START), weeks="8 weeks").press("Add to the log")
    assert not opened.problems
    assert (log_of(opened).entries[0].start, log_of(opened).entries[0].weeks) == (START, 8)


def test_an_entry_needs_a_kind_and_is_added_once(logged):
    logged.press("Add an experience").press("Add to the log")
    assert "Choose what kind of experience it is." in logged.problems[0]
    fill(logged, **TYPED).press("Add to the log")
    assert "has this very entry already" in logged.problems[0]
    assert len(log_of(logged).entries) == 1
    logged.press("Cancel")
    assert not logged.problems


def test_an_entry_is_changed(logged):
    logged.press("Change")
    assert logged.test.text_input(key="entry_weeks").value == "4"
    fill(logged, weeks="12", place="ABC <b>Hospital</b>").press("Keep the change")
    assert "12 weeks of US experience" in logged.frames[0].headline
    assert log_of(logged).entries[0].place == "ABC <b>Hospital</b>"
    assert len(log_of(logged).entries) == 1


def test_a_removed_entry_can_be_brought_back(logged):
    before = log_of(logged)
    logged.press("Remove")
    assert "Removed: Observership, Neurology." in logged.text
    assert logged.frames[0].headline.startswith("An example")
    logged.press("Bring it back")
    assert log_of(logged) == before
    assert "Removed:" not in logged.text


def test_specialty_stage_visa_and_match_are_kept(logged):
    test = logged.test
    test.selectbox(key="next_0_aim_specialty_experience").set_value("neurology").run()
    assert ", 4 weeks in Neurology" in logged.frames[0].headline
    choose(logged, "stage", "student")
    choose(logged, "visa", "b1_b2")
    test.number_input(key="next_0_aim_match_year_experience").set_value(2019).run()
    # A run shows what it drew, and the parts that say the same were not drawn again.
    test.run()
    log = log_of(logged)
    assert (log.stage, log.visa) == ("student", "b1_b2")
    assert test.session_state["next_steps"][Aim] == Aim(specialty="neurology", match_year=2019)
    assert "2019 Match" in logged.frames[0].subtitle
    assert "Open to a student" in logged.text
    assert "Open to a graduate" not in logged.text
    logged.go_to("overview.py").go_to(FILE)
    assert test.selectbox(key="next_0_experience_stage").value == "student"


def test_the_log_is_taken_along_as_csv_and_in_the_file_of_next_steps(logged, downloads):
    logged.test.run()
    rows = pd.read_csv(io.BytesIO(downloads["match-atlas_experience.csv"]()))
    assert list(rows["start_day"]) == [str(START)]
    assert list(rows["weeks"]) == [4]
    saved = downloads["match-atlas_next-steps.json"]()
    assert saved == records_bytes({"clinical_experience": log_of(logged)})


def test_a_loaded_log_stands_in_the_inputs(follow):
    log = ClinicalLog((), "graduate", "j1_short")
    opened = follow(FILE)
    box = opened.test.file_uploader[0]
    box.set_value(("log.json", records_bytes({"clinical_experience": log}), "application/json"))
    opened.test.run()
    opened.test.run()
    assert not opened.test.exception
    assert log_of(opened) == log
    assert opened.test.selectbox(key="next_1_experience_visa").value == "j1_short"
