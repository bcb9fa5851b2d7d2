"""The tables of advice: what four dated guides say, in other words. They are no observations.

Every row names its guide and section, and says whether it still stands. Numbers are the authors' own: nothing
here is counted by NRMP.
"""

from dataclasses import replace

from data.columns import SORT_ORDER, SOURCE_ID, SPECIALTY, count, number, percent, slug, text, year
from data.definitions import Column, Table
from data.guide_terms import (
    AUDIT_AREAS,
    CERTAINTIES,
    DATE_KINDS,
    EXPERIENCE_KINDS,
    FRAMES,
    GUIDE_MEASURES,
    GUIDES,
    LEVELS,
    PLACED_BY,
    PLANS,
    PROGRAM_KINDS,
    REQUIREMENTS,
    RISK_FACTORS,
    RULE_KINDS,
    SAID_AS,
    STATUSES,
    THRESHOLD_ROLES,
    TIERS,
    TOPICS,
    VISA_FACETS,
    VISAS,
)

_APART = "Dated advice of named guides, not NRMP's data."
# The column that the table of guides itself has; the others refer to it.
_GUIDE = slug("guide", "Permanent name of the guide.", GUIDES)
GUIDE = replace(_GUIDE, description="Guide that says it.", references="guides")
AUTHOR = text("author", "Author as printed; “not named” where nobody is.")
GUIDE_DATE = text("guide_date", "Date as printed, year-month-day; “not printed” where there is none.")
# What a row of advice has of its guide: copied out alone it still says whose it is.
BY_GUIDE = (AUTHOR, GUIDE_DATE)
SECTION = text("section", "Section of the guide.")
ADVICE = text("advice", "What the guide says, in other words.")
CONDITION = text("condition", "When or for whom it applies, in words; empty where it is general.")
RISK_FACTOR = slug("risk_factor", "Factor that the guides weigh.", RISK_FACTORS)
ORDER = replace(SORT_ORDER, description="Place in the order that the guide gives, from 1.")
_VALUE = "in the unit of measured"
BOUNDS = (
    slug(
        "measured",
        "What the bounds count: years since something as the difference of two calendar years, all else in "
        "whole units that are over. Missing where the guide gives no number.",
        GUIDE_MEASURES,
        nullable=True,
    ),
    number("lowest", _VALUE, "Lower bound; missing where there is none.", 0, 999, nullable=True),
    Column("lowest_included", "bool", "true or false", "Whether the lower bound itself is within."),
    number("highest", _VALUE, "Upper bound; missing where there is none.", 0, 999, nullable=True),
    Column("highest_included", "bool", "true or false", "Whether the upper bound itself is within."),
)
STATUS = (
    slug(
        "advice_status",
        "Whether it stands: superseded where rules have changed since, in whole or in part; disputed where a "
        "better source says otherwise, where it cannot be done as it is said, or where there is no source "
        "for a number.",
        STATUSES,
    ),
    text("status_note", "What no longer holds, or what is said against it; empty where it stands."),
    replace(
        slug("event", "Change of the rules that says so, a row of policy_events.", nullable=True),
        references="policy_events",
    ),
)
_TAIL = (*STATUS, SOURCE_ID)
_EXPERIENCE_KIND = slug("experience_kind", "Kind of clinical experience.", EXPERIENCE_KINDS)
_VISA = slug("visa", "Kind of visa.", VISAS)


def _needs(name: str, what: str) -> Column:
    return Column(f"needs_{name}", "bool", "true or false", f"Whether the step needs {what}.")


def _month(name: str, description: str, highest: int, *, nullable: bool = False) -> Column:
    return Column(name, "int", "month", description, nullable=nullable, minimum=1, maximum=highest)


def _whole(name: str, unit: str, description: str, low: int, high: int, *, nullable: bool = True) -> Column:
    return Column(name, "int", unit, description, nullable=nullable, minimum=low, maximum=high)


def _advice(name: str, description: str, columns: tuple[Column, ...], key: tuple[str, ...]) -> Table:
    """Return a table of advice, which its description says first; each row says whose it is, and of when."""
    own = {column.name: column for column in columns}
    nobody = "; empty where NRMP says it." if "guide" in own and own["guide"].nullable else "."
    by = tuple(
        replace(
            column,
            description=f"Of the guide: {column.description[0].lower()}{column.description[1:-1]}{nobody}",
        )
        for column in BY_GUIDE
        if column.name not in own
    )
    return Table(name, f"{_APART} {description}", (*columns[:-1], *by, columns[-1]), key)


GUIDE_TABLES = (
    _advice(
        "guides",
        "One row per guide: who wrote it, and how old it is.",
        (
            _GUIDE,
            text("title", "Title of the guide; where none is printed, what it is about."),
            AUTHOR,
            text("also_by", "Which part is by somebody else, as printed; empty where none is."),
            GUIDE_DATE,
            text("dated_by", "What tells its age where no date is printed; empty where one is."),
            text("about", "For whom it is written."),
            SOURCE_ID,
        ),
        ("guide",),
    ),
    _advice(
        "guide_rules",
        "One row per rule, number, list, step, caution or statement of a guide.",
        (
            slug("rule", "Permanent name of the rule: guide, topic and a number, with a dot between."),
            GUIDE,
            SECTION,
            slug("topic", "What it is about.", TOPICS),
            slug("rule_kind", "What kind of advice it is.", RULE_KINDS),
            replace(SORT_ORDER, description="Place in the guide, from 1."),
            CONDITION,
            ADVICE,
            *_TAIL,
        ),
        ("guide", "sort_order", "rule"),
    ),
    _advice(
        "guide_thresholds",
        "One row per number of a rule: when the rule applies, or how much it advises. Several conditions of "
        "one rule all have to hold, unless they have different alternatives: then one is enough.",
        (
            replace(slug("rule", "Rule that the number belongs to."), references="guide_rules"),
            slug("threshold_role", "Whether the number is a condition or an amount.", THRESHOLD_ROLES),
            _whole("alternative", "position", "Number of the alternative, from 1.", 1, 9, nullable=False),
            *(replace(column, nullable=False) if column.name == "measured" else column for column in BOUNDS),
            slug(
                "said_as",
                "How the guide says it: at_least 2 to 3 is open above 3, at_most 6 to 9 below 6; an example "
                "is no limit of the guide's; within an undecided range it leaves open whether the rule "
                "applies.",
                SAID_AS,
            ),
            SOURCE_ID,
        ),
        ("rule", "threshold_role", "alternative", "measured"),
    ),
    _advice(
        "guide_levels",
        "One row per guide, factor, level and alternative: the bands of the two tables of risk. Different "
        "alternatives of a level are each enough. Between the bands of one guide there are holes, which are "
        "not filled here.",
        (
            GUIDE,
            RISK_FACTOR,
            slug("risk_level", "Level of the factor.", LEVELS),
            _whole("alternative", "position", "Number of the alternative, from 1.", 1, 9, nullable=False),
            SECTION,
            *BOUNDS,
            text(
                "also",
                "What has to hold beside the bounds, or in their place, in words; empty where the bounds say "
                "all.",
            ),
            text("band", "The band of this level as the guide gives it, in other words."),
            *_TAIL,
        ),
        ("guide", "risk_factor", "risk_level", "alternative"),
    ),
    _advice(
        "guide_changes",
        "One row per thing that a guide says can change a factor, in order of effect, or cannot change it.",
        (
            RISK_FACTOR,
            GUIDE,
            replace(
                ORDER,
                description="Order of effect within factor and guide, 1 first; what cannot change it last.",
            ),
            Column(
                "can_change", "bool", "true or false", "Whether it changes the factor, or says what cannot."
            ),
            SECTION,
            ADVICE,
            *_TAIL,
        ),
        ("risk_factor", "guide", "sort_order"),
    ),
    _advice(
        "guide_experience",
        "One row per guide and kind of clinical experience that it puts in an order of strength.",
        (
            GUIDE,
            _EXPERIENCE_KIND,
            _whole("strength_order", "position", "Order of strength, 1 first.", 1, 9, nullable=False),
            Column("hands_on", "bool", "true or false", "Whether it is work on patients under supervision."),
            text(
                "open_to",
                "student, graduate or both with a space between; empty where the guide does not say.",
            ),
            SECTION,
            ADVICE,
            *_TAIL,
        ),
        ("guide", "experience_kind"),
    ),
    _advice(
        "guide_visa_uses",
        "One row per visa and kind of clinical experience that a guide says it is used for.",
        (_VISA, _EXPERIENCE_KIND, GUIDE, SECTION, ADVICE, *_TAIL),
        ("visa", "experience_kind"),
    ),
    _advice(
        "guide_requirements",
        "One row per step of the way and what it needs; what its table says of Step 2 CS, which ended, has "
        "rows of its own. The marks of the guide's table have lost their columns; where it has one or two, "
        "its text says which are meant.",
        (
            slug("requirement", "Step of the way.", REQUIREMENTS),
            GUIDE,
            SECTION,
            ADVICE,
            _needs("id", "a USMLE/ECFMG identification number"),
            _needs("passing_scores", "passing scores of Step 1 and Step 2 CK"),
            _needs("certificate", "the ECFMG certificate"),
            *_TAIL,
        ),
        ("requirement",),
    ),
    _advice(
        "guide_dates",
        "One row per date of a match cycle. A date is a month and a day of the match year or of the year "
        "before, or a number of days before another one.",
        (
            slug("date_rule", "Permanent name of the date."),
            ORDER,
            text("label", "Name of the date, for a calendar."),
            slug("date_kind", "What the day is: a limit, a beginning, about a day, or a period.", DATE_KINDS),
            slug("certainty", "How sure the guide is of the day.", CERTAINTIES),
            _whole("years_before", "years", "Years before the match year; missing where counted.", 0, 1),
            _month("month", "Month of the day; missing where it is counted.", 12, nullable=True),
            _whole("day", "day of the month", "Day; missing where it is counted.", 1, 31),
            _whole("last_years_before", "years", "Years before the match year of a period's end.", 0, 1),
            _month("last_month", "Month of the end of a period; missing otherwise.", 12, nullable=True),
            _whole("last_day", "day of the month", "Day of the end of a period; missing otherwise.", 1, 31),
            slug("counted_from", "date_rule that it is counted from; missing otherwise.", nullable=True),
            _whole("days_before", "days", "Days before that one; missing otherwise.", 0, 366),
            _whole("friday", "position", "Which Friday of the month NRMP has had; missing otherwise.", 1, 5),
            year(
                "holds_from",
                "First Match that the day, or the Friday, is known to hold for; missing where a day is in no "
                "calendar of AAMC or NRMP.",
                nullable=True,
            ),
            text("uncertainty", "What is uncertain about the day; empty where the guide says nothing."),
            GUIDE,
            SECTION,
            ADVICE,
            *_TAIL,
        ),
        ("sort_order", "date_rule"),
    ),
    _advice(
        "guide_plan_steps",
        "One row per step of a plan: months are counted from 1, and a step without an end lasts as long as "
        "the plan.",
        (
            slug("plan", "Plan that the step belongs to.", PLANS),
            ORDER,
            _month("month_from", "First month of the step.", 18),
            _month("month_to", "Last month; missing where it lasts as long as the plan.", 18, nullable=True),
            slug("placed_by", "Whether the guide gives these months.", PLACED_BY),
            text("phase", "Heading of the step."),
            GUIDE,
            SECTION,
            ADVICE,
            *_TAIL,
        ),
        ("plan", "sort_order"),
    ),
    _advice(
        "guide_curve",
        "One row per month of a guide's picture of how convincing a profile becomes. It is its author's "
        "illustration; nobody measured it.",
        (
            _month("month", "Month of the plan.", 18),
            number("convincing_score", "on a scale of 0 to 100", "Value that the author drew.", 0, 100),
            GUIDE,
            SECTION,
            *_TAIL,
        ),
        ("month",),
    ),
    _advice(
        "guide_mix",
        "One row per kind of program: the share of applications that a guide gives it. The shares sum to "
        "100.",
        (
            slug("program_kind", "Kind of program.", PROGRAM_KINDS),
            percent("applications_pct", "Share of the applications."),
            GUIDE,
            SECTION,
            *_TAIL,
        ),
        ("program_kind",),
    ),
    _advice(
        "guide_tiers",
        "One row per specialty that a guide places for IMGs who apply late, from a job outside medicine. A "
        "place is disputed where another of the guides disagrees (guide_disagreements has the specialty), or "
        "where in the newest year of filled_by_state IMGs held a higher share of the specialty's filled "
        "positions than of those of a specialty in an easier tier. What that table pools with preliminary "
        "positions, or does not have, is not compared.",
        (
            slug("tier", "How a guide places the specialty, in the guide's own words.", TIERS),
            ORDER,
            text("specialty_named", "Specialty in full; the guide abbreviates some."),
            replace(
                SPECIALTY,
                description="Specialty of the vocabulary; missing where that has none.",
                nullable=True,
            ),
            GUIDE,
            SECTION,
            *_TAIL,
        ),
        ("tier", "sort_order"),
    ),
    _advice(
        "guide_visas",
        "One row per visa and facet: J-1 and H-1B for residency. Information of its date, not legal advice.",
        (
            slug("visa_facet", "What is said of the visa.", VISA_FACETS),
            _VISA,
            count("figure", "Number that the guide gives; missing where it gives none.", nullable=True),
            text("figure_unit", "What the number counts; empty where there is none."),
            count("figure_of", "Number that it is out of; missing where there is none.", nullable=True),
            GUIDE,
            SECTION,
            ADVICE,
            *_TAIL,
        ),
        ("visa_facet", "visa"),
    ),
    _advice(
        "guide_audit",
        "One row per area of a guide's self-audit; each is called strong, average or weak by whoever fills "
        "it in.",
        (
            slug("audit_area", "Area of the self-audit.", AUDIT_AREAS),
            ORDER,
            GUIDE,
            SECTION,
            ADVICE,
            *_TAIL,
        ),
        ("audit_area",),
    ),
    _advice(
        "guide_frames",
        "One row per empty place of a frame: what belongs there, never a sentence to copy.",
        (
            slug("frame", "Frame that the place belongs to.", FRAMES),
            GUIDE,
            replace(ORDER, description="Place within the frame, from 1."),
            SECTION,
            text("place", "Name of the empty place."),
            ADVICE,
            *_TAIL,
        ),
        ("frame", "guide", "sort_order"),
    ),
    _advice(
        "guide_disagreements",
        "One row per side of a disagreement: between guides, within one, or with NRMP. Both sides stand.",
        (
            slug("disagreement", "Permanent name of the disagreement."),
            replace(ORDER, description="Number of the side, from 1."),
            text("label", "What they disagree about."),
            replace(GUIDE, description="Guide that says it; missing where NRMP does.", nullable=True),
            SECTION,
            ADVICE,
            STATUS[2],
            SOURCE_ID,
        ),
        ("disagreement", "sort_order"),
    ),
    _advice(
        "guide_left_out",
        "One row per part of a guide that is not in the other tables of advice, and why.",
        (
            GUIDE,
            ORDER,
            SECTION,
            text("left_out", "What is left out, in a few words."),
            text("reason", "Why, and where it is instead."),
            SOURCE_ID,
        ),
        ("guide", "sort_order"),
    ),
)
# The tables whose rows have a guide, and its source with it.
ADVICE_TABLES = tuple(table.name for table in GUIDE_TABLES)
