"""The applicant group out of several columns of an application export: citizenship, kind of school, degree.

NRMP's groups: a US MD or DO senior by the school, an IMG by the school and by citizenship. A green card is no
citizenship.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from analysis.caseload.advisees import Caseload
from analysis.caseload.cells import group_label, read_group
from analysis.caseload.records import Line
from analysis.echo import echo
from analysis.names import is_missing, read_name
from data.groups import GROUP_BY_SLUG

RULES: Final = (
    "A DO degree or an osteopathic school: DO senior; a US school that gives the MD: US MD senior. The file "
    "does not say who graduated in an earlier year.",
    "A school outside the USA and Canada: US IMG for citizens of the USA, Non-US IMG for everybody else, "
    "also with a green card.",
)
# Kinds of columns that a group can be derived from.
PARTS: Final = ("citizenship", "school_type", "degree")


def derived_group(parts: Mapping[str, str]) -> tuple[str, str]:
    """Derive the group of one person.

    Args:
        parts: kind of column (a slug of `PARTS`, or `applicant_group`) -> what stands there.

    Returns:
        A slug of `analysis.caseload.cells.GROUPS`, or empty with a sentence on what is missing; both empty
        where all are blank.
    """
    said = {kind: text for kind, text in parts.items() if not is_missing(text)}
    if not said:
        return "", ""
    if "applicant_group" in said:
        group, sentence = read_group(said["applicant_group"])
        if group or len(said) == 1:
            return group, sentence
    found = {kind: read_name(kind, text).slug for kind, text in said.items() if kind in PARTS}
    school, degree, citizenship = (found.get(kind) for kind in ("school_type", "degree", "citizenship"))
    if degree == "do" or school == "do":
        return GROUP_BY_SLUG["do"].read_as, ""
    if school in {"canadian", "fifth_pathway"}:
        return str(school), ""
    if school == "us_md":
        return "us_md_senior", ""
    # An MD is given abroad as well; it says nothing of the school.
    if school == "international" or degree == "international":
        if citizenship is None:
            open_one = said.get("citizenship")
            named = f"; {echo(open_one)} says nothing of it" if open_one else ""
            return "", f"An IMG is grouped by citizenship, and none is given{named}."
        return ("us_img" if citizenship == "us_citizen" else "non_us_img"), ""
    shown = ", ".join(echo(text) for text in said.values())
    return "", f"The kind of medical school does not follow from {shown}."


def said_groups(
    lines: Sequence[Line], places: Sequence[int], read: Caseload, most: int = 12
) -> list[tuple[str, str, str]]:
    """Return what stands in columns, what group it was read as, and of how many; the most frequent first."""
    by_line = {line.number: line for line in lines}
    counts = Counter(
        (
            ", ".join(by_line[one.line].cell(place).text or "–" for place in places),
            group_label(one.applicant_group),
        )
        for one in read.advisees
    )
    return [(said, group, f"{count:,}") for (said, group), count in counts.most_common(most)]
