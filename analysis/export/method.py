"""What to know before using the rows of a table: METHOD.md of a bundle."""

from typing import Final

from data.definitions import Table

_MISSING: Final = (
    "Missing cells",
    "A missing value is an empty cell and never a zero. Where the table has `cell_status`, it says why: "
    "`not_reported` means that the source prints no value, `garbled` that it prints one that cannot be read "
    "with certainty. No value was estimated or filled in.",
)
_TRUST: Final = (
    "Trust",
    "Each source has a grade: A was read in the publication itself, B in a copy that passes checks, C in a "
    "copy of unknown authorship; a sign is half a step. `trust_note` says what to watch for. The grade is "
    "Match Atlas's own judgement of the reading, not of the publication.",
)
_GROUPS: Final = (
    "Groups",
    "NRMP groups international medical graduates by citizenship: a US IMG is a US citizen who graduated "
    "abroad, and a non-US IMG is anyone else who did, permanent residents included.",
)
_AVERAGES: Final = (
    "Averages",
    "Averages of scores and of research items are means of a group. The tables print no number of "
    "applicants, no standard deviation and no distribution beside them, so no test, no percentile and no "
    "probability of matching can be taken from them, and a mean is not a threshold.",
)
_OUTCOME: Final = (
    "Matched and unmatched",
    "Matched means matched to the preferred specialty, the first on the rank order list. Unmatched means "
    "everyone else, also those who matched to another specialty.",
)
_FILL: Final = (
    "What the guide's share is taken of",
    "The table prints shares without saying what they are taken of. They are not NRMP's shares of positions "
    "filled: NRMP's counts of the same year, in `positions`, give other values, and several of the zeros "
    "printed here are contradicted by them.",
)
_PLACES: Final = (
    "What a share of positions is taken of",
    "The counts are positions, by the training year that they start in. Sum the levels of a specialty before "
    "taking a share of its filled positions: advanced specialties have most of theirs at PGY-2. A specialty "
    "without a row in a year is not a zero: NRMP does not list it then.",
)
_RATES: Final = (
    "What a match rate is taken of",
    "A match rate is the share of active applicants, those who certified a rank order list, who matched to "
    "a PGY-1 position in any specialty. It is not taken of those who registered, and it is not a rate of one "
    "specialty.",
)
_ONLY: Final = (
    "What the share who did not match is taken of",
    "The share is taken of those who ranked this one specialty and no other. They are a part of those who "
    "applied to it, and the share says nothing about the rest.",
)
_CHOICES: Final = (
    "What positions per applicant are taken of",
    "Positions per applicant are the positions offered over those whose only or first choice the specialty "
    "was. `offered_count` and `positions_per_all_applicants` repeat on all rows of a specialty, "
    "`positions_per_both_types` on both rows of a table: they must not be added up. Up to 2019 everybody but "
    "US MD seniors is `independent`; from 2020 US and non-US IMGs and DO seniors have rows of their own.",
)
_NORMS: Final = (
    "Norms",
    "Means and standard deviations of first takers of the whole country, not of applicants to a specialty. "
    "Periods between the copies are missing, and from 2025-2026 the group is of US schools only.",
)
_LONG: Final = (
    "The long view",
    "Each row is one number of another table, named by `table_name` and `measure`. Numbers of different "
    "tables and sources overlap and repeat each other, so do not add up rows of more than one measure, table "
    "and source. The unit of a row stands in `unit`.",
)
_PRINTED: Final = (
    "Rows as printed",
    "The page prints label and cells with nothing between them. Where a row can be cut in more than one way, "
    "`other_readings` has the other one and `reading_note` says why this one was kept.",
)
_BREAKS: Final = (
    "Years that do not run on",
    "Where `series_break` is set, the row does not continue the year before, and `break_note` says "
    "why. No change may be computed across it. `level` breaks one position level alone, not the levels "
    "summed.",
)
_RESTATED: Final = (
    "Restated figures",
    "Where another edition gives a printed number otherwise, both are kept: the printed one in its table, "
    "the other in `restatements`, which says which of the two the charts use.",
)
_ODDITIES: Final = (
    "Contradictions",
    "Printed figures that contradict one another are kept as printed; the table `source_oddities` lists them "
    "with what is known of the reason.",
)
_SURVEY: Final = (
    "Answers of program directors",
    "What directors said in a survey, not what they do. Few of the programs responded (`director_response`), "
    "and fewer answered a question: no share may be used without the number of programs in its row.",
)

_SUMMARY: Final = (
    "Who ranked a specialty",
    "Applicants stand in the row of every specialty that they ranked, so rows must not be added up over "
    "specialties. `program_count`, `unfilled_program_count` and `offered_count` belong to the specialty and "
    "repeat on its rows.",
)
_SECOND_HAND: Final = (
    "Second-hand years",
    "Rows whose source ends in `_secondary` were read in a public copy, not in the editions. Charts draw "
    "them hollow.",
)
_COUPLES: Final = (
    "What the rate of couples is taken of",
    "The rate is the share of the people in couples who matched, not of the couples.",
)
_EDITIONS: Final = (
    "Years that several editions print",
    "The latest edition with a number is used. Where an earlier one prints another number, "
    "`source_oddities` lists both.",
)
_LISTS: Final = (
    "What the means of lists are taken of",
    "Couples are left out. A longer list and a match go together; a list is also what interviews bring, so "
    "the means do not say what a longer list would change.",
)

NOTES: Final[dict[str, tuple[tuple[str, str], ...]]] = {
    "scores": (_AVERAGES, _OUTCOME, _GROUPS, _PRINTED),
    "research_output": (_AVERAGES, _OUTCOME, _GROUPS, _PRINTED),
    "img_fill": (_FILL, _GROUPS, _PRINTED),
    "printed_rows": (_PRINTED,),
    "usmle_norms": (_NORMS,),
    "positions": (_PLACES, _BREAKS, _RESTATED, _GROUPS, _ODDITIES),
    "applicants": (_RATES, _BREAKS, _RESTATED, _GROUPS, _ODDITIES),
    "match_rates": (_RATES, _RESTATED, _GROUPS, _ODDITIES),
    "only_choice": (_ONLY, _SECOND_HAND, _GROUPS, _ODDITIES),
    "choices": (_CHOICES, _GROUPS, _ODDITIES),
    "match_summary": (_SUMMARY, _RESTATED, _ODDITIES),
    "senior_counts": (_SUMMARY, _SECOND_HAND),
    "couples": (_COUPLES, _ODDITIES),
    "ranked_per_position": (_EDITIONS, _ODDITIES),
    "soap": (_EDITIONS, _ODDITIES),
    "list_lengths": (_LISTS, _GROUPS),
    "program_list_lengths": (_LISTS,),
    "source_oddities": (_ODDITIES,),
    "restatements": (_RESTATED,),
    **dict.fromkeys(
        (
            *("director_groups", "director_scores", "director_score_use", "director_factors"),
            *("director_activity", "director_response"),
        ),
        (_SURVEY, _ODDITIES),
    ),
    "observations": (
        _LONG,
        _BREAKS,
        _AVERAGES,
        _OUTCOME,
        _PLACES,
        _RATES,
        _FILL,
        _ONLY,
        _CHOICES,
        _NORMS,
        _GROUPS,
    ),
}


def method_text(table: Table) -> str:
    """Return METHOD.md: the table's description and the notes that apply to it, as Markdown."""
    notes = (*NOTES.get(table.name, ()), _MISSING, _TRUST)
    sections = (f"## {title}\n\n{text}\n" for title, text in notes)
    return "\n".join((f"# How to read `{table.name}`\n\n{table.description}\n", *sections))
