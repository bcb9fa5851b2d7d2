"""A plan in a browser: a first month makes it, a calendar comes out of it, and it prints on two sheets."""

import io
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import icalendar
import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from analysis.cycle.compute import APPLICATION, date_of
from analysis.days import say_month, say_span
from analysis.experience.record import ENTRIES_MOST
from analysis.export import plan_sheet
from analysis.export.paper.environment import environment
from analysis.export.plan_sheet.log import LogSheet
from analysis.export.plan_sheet.page import SheetRequest, sheet_html
from analysis.next_plan.compute import mix_of, month_end, month_start, weekly_hours
from analysis.next_plan.own_plan import TABLES, lay_out, read_plan_advice
from analysis.next_plan.record import OWN_MOST, TEXT_MOST, Improvement, NextPlan, OwnStep
from data.load import load_table

FULL = NextPlan(
    "months_18",
    date(2027, 1, 1),
    own=tuple(OwnStep("Weary words of a step " * 9, place + 1, place + 4) for place in range(OWN_MOST)),
    clinical_hours=8,
    job_hours=40,
    decision=1,
    stop_cycles=2,
    stop_year=2029,
    stop_then="W" * TEXT_MOST,
    improvements=tuple(Improvement("A concrete improvement with many words " * 5) for _ in range(6)),
)


# As long as a line of it is with the longest names.
LOG = LogSheet(
    *("All that was logged", "As entered"),
    (
        (
            "Observership, Child Neurology; hospital, outpatient clinic",
            "28 Sep 2027 – 28 Feb 2028",
            "22 weeks",
            "not marked hands-on, letter expected",
        ),
    )
    * 40,
    *(("A note.",), "Source: words", "27 November 2026"),
)


def test_a_plan_from_its_first_month_to_a_calendar(visitor):
    start = datetime.now(UTC).date().replace(day=1)
    visitor.open("next-plan")
    expect(visitor.headline).to_contain_text("a start month makes it yours")
    visitor.pick("First month", say_month(start))
    expect(visitor.headline).to_contain_text(f"Your plan: 10 steps from {start:%B}")
    drawn = say_span(start, month_end(start, 3), short=True)
    expect(visitor.chart.get_by_text(drawn, exact=True).first).to_be_visible()
    with visitor.page.expect_download() as loaded:
        visitor.main.get_by_role("button", name="Calendar (.ics)").click()
    calendar = icalendar.Calendar.from_ical(loaded.value.path().read_bytes())
    days = {str(one["summary"]): one["dtstart"].dt for one in calendar.walk("VEVENT")}
    assert days["Start volunteering"] == start
    assert days["Interview season"] == month_start(start, 13)
    (opens,) = (day for name, day in days.items() if "Applications can be submitted" in name)
    assert (opens.day, opens.month) == (15, 9)
    assert visitor.address == ("/next-plan", {})
    visitor.no_failure()


@pytest.mark.parametrize("record", [FULL, NextPlan()], ids=["full", "empty"])
def test_it_prints_on_two_sheets(browser, record):
    advice = read_plan_advice({name: load_table(name) for name in TABLES})
    plan, total = lay_out(record, advice), 120
    request = SheetRequest(
        *(plan, weekly_hours(record), mix_of(advice.mix, total), total),
        *(advice.frames["decision"], advice.frames["stop_rule"], 2, "Source: " + "words " * 90),
        *(date(2026, 11, 27), LOG),
        opens=date_of(plan.cycle, APPLICATION) if plan.cycle else None,
    )
    page = browser.new_page()
    page.set_content(sheet_html(request))
    for paper in ("A4", "Letter"):
        front, back = (
            " ".join(one.extract_text().split())
            for one in PdfReader(io.BytesIO(page.pdf(format=paper))).pages
        )
        assert "After the Match" in front
        assert record.start is None or front.endswith(
            "The calendars of AAMC and NRMP have the days of the year."
        )
        assert "Rule for stopping" in back
        assert "35 of 40 entries more: the handout can carry the whole log." in back
        assert back.endswith("This sheet is no advice for one person’s case.")
    page.close()


def test_a_long_log_is_printed_whole(browser):
    of_log = environment(Path(plan_sheet.__file__).parent).from_string(
        '{% from "plan.html" import logged %}<style>{% include "paper.css" %}{% include "plan.css" %}</style>'
        "<main>{{ logged(log) }}</main>"
    )
    name, when, length, work = LOG.rows[0]
    rows = tuple((f"Entry {at}: {name} {name}", when, length, work) for at in range(1, ENTRIES_MOST + 1))
    page = browser.new_page()
    page.set_content(of_log.render(log=replace(LOG, rows=rows)))
    for paper in ("A4", "Letter"):
        sheets = [
            " ".join(one.extract_text().split())
            for one in PdfReader(io.BytesIO(page.pdf(format=paper))).pages
        ]
        assert len(sheets) > 1
        assert all(f"Entry {at}:" in " ".join(sheets) for at in range(1, ENTRIES_MOST + 1))
        # Each has the heads of the columns; the last one ends with the sources.
        assert all("Work and letter" in one for one in sheets if "Entry " in one)
        assert "A note." in sheets[-1]
        assert "Source: words" in sheets[-1]
    page.close()
