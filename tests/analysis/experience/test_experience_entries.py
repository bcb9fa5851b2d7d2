"""One entry of a log: its place in the guides’ orders, its CV line, what is said of it, and what a file keeps."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from analysis.experience.compute import counts_by
from analysis.experience.cv import cv_line, time_said
from analysis.experience.kinds import openings, strength
from analysis.experience.record import ENTRIES_MOST, ClinicalEntry, ClinicalLog, read_log
from analysis.experience.remarks import remarks_on
from analysis.experience.words import experience_story, say_older
from analysis.export.plan_sheet.log import log_rows
from data.guide_terms import EXPERIENCE_KINDS
from data.terms import slugs
from tests.analysis.experience.making_logs import ELECTIVE, OBSERVED, TODAY, log_of


@pytest.mark.parametrize(
    ("entry", "places"),
    [
        (ELECTIVE, {"clinical_return": (1, 4), "clinical_experience": (1, 5), "img_guide": (1, 2)}),
        (OBSERVED, {"clinical_return": (2, 4), "clinical_experience": (3, 5), "img_guide": (2, 2)}),
        # Without work on patients an elective has the place of an observership.
        (
            replace(ELECTIVE, hands_on=False),
            {"clinical_return": (2, 4), "clinical_experience": (3, 5), "img_guide": (2, 2)},
        ),
        (
            ClinicalEntry("home_clinical", hands_on=True),
            {"clinical_return": (4, 4), "clinical_experience": None, "img_guide": None},
        ),
        (
            ClinicalEntry("volunteering"),
            {"clinical_return": None, "clinical_experience": None, "img_guide": None},
        ),
    ],
)
def test_the_place_in_each_guides_order(advice, entry, places):
    found = strength(entry, advice.kinds)
    assert {guide: place and (place.order, place.of) for guide, place in found.items()} == places


def test_electives_are_for_students_and_observerships_on_a_visitors_visa(advice):
    found = {one.kind: one for one in openings(advice.kinds, advice.uses)}
    assert tuple(found) == slugs(EXPERIENCE_KINDS)
    yes, no = found["elective"].open_to["student"]
    assert (set(yes), no) == ({"clinical_experience", "img_guide"}, ())
    assert found["elective"].open_to["graduate"][0] == ()
    assert [use.visa for use in found["observership"].visas] == ["b1_b2"]
    assert found["home_clinical"].open_to["graduate"] == ((), ())


@pytest.mark.parametrize(
    ("start", "weeks", "said"),
    [
        (date(2025, 7, 1), 4, "July 2025"),
        (date(2025, 7, 7), 4, "July to August 2025"),
        (date(2025, 12, 8), 8, "December 2025 to February 2026"),
        # 29 February is the last day: it stays February.
        (date(2024, 2, 2), 4, "February 2024"),
        (date(2023, 2, 1), 4, "February 2023"),
    ],
)
def test_the_months_of_a_cv_line(start, weeks, said):
    entry = replace(ELECTIVE, start=start, weeks=weeks)
    assert time_said(entry, date(2027, 1, 1)) == f"{weeks} weeks ({said})"


def test_a_cv_line_says_what_it_was(advice):
    hands_on = cv_line(ELECTIVE, advice.kinds, advice.places, TODAY).splitlines()
    assert hands_on[0] == "Clinical elective in Neurology, inpatient wards, ABC Hospital"
    assert hands_on[1] == "4 weeks (February to March 2026)"
    assert hands_on[2].startswith("Hands-on")
    assert hands_on[3].startswith("[Work: ")
    # Whatever was ticked, an observership is observing.
    for ticked in (False, True):
        observed = cv_line(replace(OBSERVED, hands_on=ticked), advice.kinds, advice.places, TODAY)
        assert "Observing: no work on patients" in observed
        assert "Hands-on" not in observed
        assert "[institution]" in observed
    assert "Observing" in cv_line(replace(ELECTIVE, hands_on=False), advice.kinds, advice.places, TODAY)


@pytest.mark.parametrize("kind", slugs(EXPERIENCE_KINDS))
def test_every_kind_has_a_cv_line_with_empty_places(advice, kind):
    line = cv_line(ClinicalEntry(kind), advice.kinds, advice.places, TODAY)
    assert all(place in line for place in ("[specialty]", "[setting]", "[institution]", "[weeks]"))


def test_what_is_ahead_is_called_planned():
    assert time_said(replace(OBSERVED, start=TODAY + timedelta(days=1)), TODAY).endswith(", planned")
    assert time_said(replace(OBSERVED, start=TODAY), TODAY).endswith(", in progress")
    assert time_said(OBSERVED, TODAY).endswith("2026)")


@pytest.mark.parametrize(
    ("start", "letter", "said"),
    [
        (TODAY - timedelta(weeks=4), True, "not marked hands-on, letter"),
        (TODAY - timedelta(weeks=3), True, "not marked hands-on, letter expected"),
        (TODAY, False, "not marked hands-on, no letter"),
        (TODAY + timedelta(days=1), True, "planned, letter expected"),
        (TODAY + timedelta(days=1), False, "planned, no letter"),
        (None, True, "not marked hands-on, letter"),
    ],
)
def test_paper_says_what_has_not_begun_and_which_letter_is_expected(moment, advice, start, letter, said):
    log = log_of(replace(OBSERVED, start=start, letter=letter))
    assert log_rows(log, advice.kinds, TODAY)[0][-1] == said
    (*_, row) = experience_story(log, "", moment, advice).text_table.rows
    assert row[-1] == said.rsplit(", ", maxsplit=1)[-1]


def remarks(entry, moment, advice, *others, **more):
    """Return all that is said of one entry, in a log with others."""
    return " ".join(remarks_on(0, log_of(entry, *others, **more), moment, advice))


def test_what_does_not_fit_together_gets_a_sentence(moment, advice):
    said = remarks(replace(OBSERVED, hands_on=True, start=None, specialty=""), moment, advice)
    assert "its CV line does not either" in said
    assert "Without a first day" in said
    assert "counts for none" in said
    assert not remarks(ELECTIVE, moment, advice)
    assert remarks(replace(ELECTIVE, hands_on=False), moment, advice)


@pytest.mark.parametrize(
    ("start", "weeks", "said", "counted"),
    [
        # Today is 27 November 2026, and programs read from 15 September 2027 on.
        (TODAY, 4, "", (4, 1)),
        (date(2026, 11, 28), 4, "planned: it counts for the day", (4, 1)),
        (date(2027, 8, 18), 4, "planned: it counts for the day", (4, 1)),
        (date(2027, 8, 19), 4, "only the weeks before that day count; its letter does not", (3, 0)),
        (date(2027, 9, 14), 4, "only the weeks before that day count", (0, 0)),
        (date(2027, 9, 15), 4, "for that Match neither it nor its letter counts", (0, 0)),
        (None, 4, "Without a first day it is on no timeline", (0, 0)),
        (date(2026, 7, 6), None, "Without a number of weeks it is on no timeline", (0, 0)),
        (None, None, "Without a first day and a number of weeks", (0, 0)),
    ],
)
def test_what_is_ahead_late_or_of_no_time_is_said_as_it_counts(moment, advice, start, weeks, said, counted):
    entry = replace(OBSERVED, start=start, weeks=weeks)
    found = remarks(entry, moment, advice)
    assert said in found
    assert bool(found) == bool(said)
    has = counts_by(log_of(entry), "neurology", moment.read_on, advice.kinds)
    assert (has.us_weeks, has.us_letters) == counted


@pytest.mark.parametrize(
    ("start", "said"),
    [
        (date(2014, 2, 3), "Older than the 24 months before 15 September 2027"),
        (date(2025, 8, 18), "Older than the 24 months"),
        (date(2025, 8, 19), "the weeks before 15 September 2025 are older: Observership, Neurology"),
        (date(2025, 9, 14), "the weeks before 15 September 2025 are older: Observership, Neurology"),
        (date(2025, 9, 15), ""),
    ],
)
def test_an_entry_older_than_any_guide_calls_recent_is_named(moment, start, said):
    found = " ".join(say_older(log_of(replace(OBSERVED, start=start)), moment, 24))
    assert said in found
    assert bool(found) == bool(said)


def test_an_entry_that_stands_in_the_log_twice_is_asked_about(moment, advice):
    found = remarks(OBSERVED, moment, advice, OBSERVED)
    assert "the same entry twice? Its letter counts each time." in found
    again = remarks(replace(OBSERVED, letter=False), moment, advice, OBSERVED)
    assert "the same entry twice?" in again
    assert "Its letter" not in again
    for other in (replace(OBSERVED, place="elsewhere"), replace(OBSERVED, start=date(2026, 7, 7))):
        assert "twice" not in remarks(OBSERVED, moment, advice, other)


def test_entries_that_share_days_name_each_other(moment, advice):
    last = OBSERVED.end - timedelta(days=1)
    other = replace(ELECTIVE, start=last)
    assert "shares days with Clinical elective, Neurology (2 Aug 2026)" in remarks(
        OBSERVED, moment, advice, other
    )
    assert not remarks(OBSERVED, moment, advice, replace(ELECTIVE, start=OBSERVED.end))
    many = remarks(OBSERVED, moment, advice, *(replace(ELECTIVE, weeks=30, place=str(at)) for at in range(5)))
    assert many.count("Clinical elective") == 3
    assert "and 2 more" in many


def test_an_entry_whose_kind_is_not_known_counts_nowhere_and_has_a_cv_line_to_fill_in(moment, advice):
    unknown = replace(OBSERVED, kind="", hands_on=True)
    has = counts_by(log_of(unknown), "neurology", moment.read_on, advice.kinds)
    assert (has.us_weeks, has.us_letters, has.letters) == (0, 0, 0)
    assert "Without a kind it counts nowhere" in remarks(unknown, moment, advice)
    line = cv_line(unknown, advice.kinds, advice.places, TODAY)
    assert line.startswith("[kind of experience] in Neurology")
    assert "[whether there was work on patients, or observing]" in line


@pytest.mark.parametrize(
    ("entry", "stage", "said"),
    [
        # Who has graduated may have had an elective before, and cannot plan one.
        (ELECTIVE, "graduate", "fits if you were a student then"),
        (replace(ELECTIVE, start=TODAY + timedelta(days=1)), "graduate", "whether a graduate can have it"),
        (replace(ELECTIVE, start=None), "graduate", "whether a graduate can have it"),
        (OBSERVED, "student", "named for a graduate only"),
        (replace(ELECTIVE, kind="externship"), "student", "whether a student can have it"),
    ],
)
def test_a_kind_that_guides_name_for_the_other_stage_alone_gets_a_remark(moment, advice, entry, stage, said):
    assert said in remarks(entry, moment, advice, stage=stage)


@pytest.mark.parametrize(
    ("kind", "visa", "start", "said"),
    [
        ("externship", "b1_b2", date(2027, 3, 1), "“J-1 or H-1B, employment”, not “B-1/B-2, visitor”"),
        ("externship", "b1_b2", None, "not “B-1/B-2, visitor”"),
        # It may have been on another visa then.
        ("externship", "b1_b2", date(2026, 3, 2), ""),
        ("externship", "employment", date(2027, 3, 1), ""),
        ("externship", "", date(2027, 3, 1), ""),
        ("elective", "b1_b2", date(2027, 3, 1), "names “J-1, student or short-term scholar”, not “B-1/B-2"),
        ("observership", "b1_b2", date(2027, 3, 1), ""),
        # Of this no guide says on which visa.
        ("volunteering", "b1_b2", date(2027, 3, 1), ""),
        # Neither of this, and it is employment.
        *(
            (
                "resident_level_job",
                visa,
                date(2027, 3, 1),
                f"employment, and no guide names a visa for it; {you}",
            )
            for visa, you in (("b1_b2", "you chose “B-1/B-2"), ("f1", "you chose “F-1"), ("j1_short", "you"))
        ),
        ("resident_level_job", "employment", date(2027, 3, 1), ""),
        ("resident_level_job", "", date(2027, 3, 1), ""),
        ("resident_level_job", "b1_b2", date(2026, 3, 2), ""),
    ],
)
def test_a_kind_that_guides_name_on_other_visas_alone_gets_a_remark(moment, advice, kind, visa, start, said):
    found = remarks(replace(OBSERVED, kind=kind, start=start), moment, advice, visa=visa)
    assert said in found
    assert ("international office" in found) is bool(said)


@pytest.mark.parametrize(
    ("kind", "stage"),
    [
        ("elective", "student"),
        ("elective", ""),
        ("externship", "graduate"),
        ("research", "student"),
        ("research", "graduate"),
        # Of these no guide says to whom they are open.
        ("volunteering", "student"),
        ("home_clinical", "graduate"),
    ],
)
def test_what_is_open_or_not_said_gets_no_remark(moment, advice, kind, stage):
    assert "named for" not in remarks(replace(OBSERVED, kind=kind), moment, advice, stage=stage)


def test_a_log_from_a_file_keeps_what_is_allowed(moment):
    right = log_of(ELECTIVE, OBSERVED, stage="graduate", visa="b1_b2")
    assert read_log(right) == (right, ())
    wrong = ClinicalLog(
        (
            replace(ELECTIVE, kind="wizardry", weeks=0, place="x" * 500),
            replace(OBSERVED, start=date(1900, 1, 1)),
        ),
        visa="h1b",
    )
    found, problems = read_log(wrong)
    assert found.entries[0] == replace(ELECTIVE, kind="", weeks=None, place="x" * 120)
    assert found.entries[1].start is None
    assert found.visa == ""
    assert len(problems) == 5
    many, said = read_log(ClinicalLog((OBSERVED,) * (ENTRIES_MOST + 1)))
    assert len(many.entries) == ENTRIES_MOST
    assert len(said) == 1
