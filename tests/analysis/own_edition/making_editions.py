"""Files of imaginary editions."""

import csv
import io

HEAD = (
    ("Publication", "An Imaginary Report"),
    ("Year", "2031"),
    ("Citation", "Nobody, An Imaginary Report, 2031."),
)
COLUMNS = ("Specialty", "Group", "Outcome", "Measure", "Statistic", "Value", "n")


def edition_csv(*rows, head=HEAD, columns=COLUMNS, separator=",", encoding="utf-8"):
    """Return an edition as a text file; a row is its cells."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=separator, lineterminator="\n")
    writer.writerows([*head, (), columns, *rows])
    return text.getvalue().encode(encoding)


def row(
    specialty="Neurology",
    group="Non-US IMG",
    outcome="Matched",
    measure="Step 2 CK",
    statistic="Mean",
    value="246.5",
    n="",
):
    """Return one row, with a figure of Neurology unless said otherwise."""
    return (specialty, group, outcome, measure, statistic, value, n)


def imaginary(publication="An Imaginary Report", year="2031", shift=0):
    """Return a file with Step 2 CK of two groups in three specialties, and research of those who matched."""
    rows = []
    for place, specialty in enumerate(("Neurology", "Pathology", "Psychiatry")):
        for group, more in (("Non-US IMG", 0), ("US MD senior", 4)):
            mean = 240 + place + more + shift
            rows += [
                row(specialty, group, "Matched", value=f"{mean}", n="120"),
                row(specialty, group, "Unmatched", value=f"{mean - 12}"),
                row(specialty, group, "Matched", "Research items", value=f"{3 + place}.5"),
            ]
    head = (("Publication", publication), ("Year", year), ("Citation", f"Nobody, {publication}, {year}."))
    return edition_csv(*rows, head=head)
