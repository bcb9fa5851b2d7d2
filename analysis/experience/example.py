"""An invented log, shown while a visitor has none: it says what the page will tell, and is nobody's."""

from dataclasses import replace
from typing import Final

from analysis.experience.days import Moment, add_months
from analysis.experience.record import ClinicalEntry, ClinicalLog

EXAMPLE_SPECIALTY: Final = "internal_medicine"
# Months before programs read the file, and the entry.
_ENTRIES: Final = (
    (
        26,
        ClinicalEntry("home_clinical", "inpatient", EXAMPLE_SPECIALTY, weeks=36, hands_on=True, letter=True),
    ),
    (14, ClinicalEntry("volunteering", "community", "family_medicine", weeks=40)),
    (11, ClinicalEntry("observership", "outpatient", EXAMPLE_SPECIALTY, weeks=4, letter=True)),
    (4, ClinicalEntry("externship", "inpatient", EXAMPLE_SPECIALTY, weeks=4, hands_on=True)),
)


def example_log(moment: Moment) -> ClinicalLog:
    """Return the invented log, as long before the day on which programs read as it always is."""
    entries = tuple(replace(entry, start=add_months(moment.read_on, -months)) for months, entry in _ENTRIES)
    return ClinicalLog(entries)
