"""Entries and logs of experience, made where they are needed."""

from datetime import date

from analysis.experience.record import ClinicalEntry, ClinicalLog
from data.guides import DateRule, read_advice
from data.load import load_table

TODAY = date(2026, 11, 27)
RULES = read_advice(DateRule, load_table("guide_dates"))
ELECTIVE = ClinicalEntry(
    "elective", "inpatient", "neurology", "ABC Hospital", date(2026, 2, 2), 4, hands_on=True, letter=True
)
OBSERVED = ClinicalEntry("observership", "office", "neurology", "", date(2026, 7, 6), 4, letter=True)


def log_of(*entries, **more):
    return ClinicalLog(entries, **more)
