"""The groups of applicants: one record makes a group known to tables, charts, sentences, slides and handouts.

NRMP groups international medical graduates by citizenship: a green-card holder is a non-US IMG. Its
independent applicants are everybody but US MD seniors.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from data.terms import Term


@dataclass(frozen=True, slots=True, kw_only=True)
class Group(Term):
    """One group of applicants; groups stand in the order of `GROUPS` wherever several are shown.

    Attributes:
        plural: what people of the group are called in the middle of a sentence.
        short: label inside a picture; empty where the label is short enough.
        colours: of its marks on a light and on a dark page, #RRGGBB; never the only difference, see `symbol`.
        symbol: its marks: circle, square, diamond or triangle.
        count_columns: columns of `positions` that together count its matches; none where it is not counted
            there. A column that a year does not print adds nothing; in a year that prints none of them the
            count is unknown.
        read_as: the group that a visitor or a file is taken to mean by its name, where they cannot be of it.
        roles: what it is a group of: `entered` (a visitor can say to be of it), `fill` (the guide's fill
            column), `type` (NRMP's applicant types), `choice` (NRMP's tables of choices), `director` (the
            survey of program directors).
    """

    plural: str
    short: str = ""
    colours: tuple[str, str] = ("#5B626A", "#A9B0B8")
    symbol: str = "square"
    count_columns: tuple[str, ...] = ()
    read_as: str = ""
    roles: frozenset[str] = frozenset()


_GREY: Final = ("#595959", "#B4B9BF")
_BLUE: Final = ("#0072B2", "#4FA8DE")
_GREEN: Final = ("#00795A", "#35B78F")
_PLUM: Final = ("#8A4B78", "#D594C2")
_TYPE: Final = frozenset({"type"})
_ANSWERED: Final = _TYPE | {"director"}

GROUPS: Final = (
    Group(slug="all", label="All applicants", plural="applicants", roles=_TYPE),
    Group(
        slug="us_md_senior",
        label="US MD senior",
        plural="US MD seniors",
        colours=_GREY,
        symbol="triangle",
        count_columns=("us_md_senior_count",),
        roles=_ANSWERED | {"entered", "choice"},
    ),
    Group(
        slug="us_md_graduate",
        label="US MD graduate",
        plural="earlier US MD graduates",
        count_columns=("us_md_graduate_count",),
        roles=_ANSWERED,
    ),
    Group(
        slug="do",
        label="DO, seniors and graduates",
        plural="DOs",
        colours=_PLUM,
        count_columns=("do_count", "do_senior_count", "do_graduate_count"),
        # As an MD is read: whoever lists people rarely says who graduated in an earlier year.
        read_as="do_senior",
        roles=_TYPE,
    ),
    Group(
        slug="do_senior",
        label="DO senior",
        plural="DO seniors",
        colours=_PLUM,
        count_columns=("do_senior_count",),
        roles=_ANSWERED | {"entered", "choice"},
    ),
    Group(
        slug="do_graduate", label="DO graduate", plural="earlier DO graduates", colours=_PLUM, roles=_ANSWERED
    ),
    Group(
        slug="img",
        label="All IMGs",
        plural="IMGs",
        colours=_BLUE,
        symbol="circle",
        count_columns=("us_img_count", "non_us_img_count"),
        roles=frozenset({"fill"}),
    ),
    Group(
        slug="us_img",
        label="US IMG",
        plural="US IMGs",
        colours=_GREEN,
        symbol="diamond",
        count_columns=("us_img_count",),
        roles=_ANSWERED | {"entered", "fill", "choice"},
    ),
    Group(
        slug="non_us_img",
        label="Non-US IMG",
        plural="non-US IMGs",
        colours=_BLUE,
        symbol="circle",
        count_columns=("non_us_img_count",),
        roles=_ANSWERED | {"entered", "fill", "choice"},
    ),
    Group(
        slug="canadian",
        # Editions of Table 4 from 2020 on count both together, and rows from 2016 on are read from them.
        label="Canadian (from 2016 in Table 4: with Fifth Pathway)",
        plural="Canadians",
        roles=_ANSWERED,
    ),
    Group(slug="fifth_pathway", label="Fifth Pathway", plural="Fifth Pathway applicants", roles=_ANSWERED),
    Group(
        slug="other",
        label="All other applicants",
        plural="others",
        short="Others",
        count_columns=("canadian_count", "fifth_pathway_count", "other_count"),
    ),
    Group(
        slug="independent",
        label="Independent applicant",
        plural="independent applicants",
        roles=frozenset({"choice"}),
    ),
)
GROUP_BY_SLUG: Final = {group.slug: group for group in GROUPS}


def groups_with(role: str, besides: Collection[str] = ()) -> tuple[Group, ...]:
    """Return the groups with a role, and those whose slugs are in `besides`, in the order of `GROUPS`."""
    return tuple(group for group in GROUPS if role in group.roles or group.slug in besides)
