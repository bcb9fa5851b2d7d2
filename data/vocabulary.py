"""Slugs, labels and order of everything a table's key can say.

A slug is permanent: it stands in files, addresses and code. A label may change at any time.
"""

from dataclasses import dataclass
from typing import Final

from data.directors import DIRECTOR_COLUMNS, FACTORS, STAGES, THRESHOLDS
from data.editions import EDITIONS, more_statistics
from data.groups import GROUPS, groups_with
from data.guide_terms import GUIDE_LABELS
from data.residents import RESIDENT_COLUMNS, RESIDENT_MEASURES, SCORE_BINS
from data.states import STATES
from data.terms import Term, label_of


@dataclass(frozen=True, slots=True)
class Specialty(Term):
    """A specialty; which of them an edition has, its crosswalk says.

    `is_total` marks the row that sums the others. `short` is for labels inside a picture, where long names
    would cover their neighbours; empty where the label is short enough.
    """

    is_total: bool = False
    short: str = ""


# The row that sums up the specialties; not one of them.
TOTAL: Final = "all_specialties_combined"

SPECIALTIES: tuple[Specialty, ...] = (
    Specialty("anesthesiology", "Anesthesiology"),
    Specialty("child_neurology", "Child Neurology"),
    Specialty("dermatology", "Dermatology"),
    Specialty("diagnostic_radiology", "Diagnostic Radiology", short="Diagnostic Rad."),
    Specialty("emergency_medicine", "Emergency Medicine", short="Emergency Med."),
    Specialty("family_medicine", "Family Medicine"),
    Specialty("general_surgery", "General Surgery"),
    Specialty("internal_medicine", "Internal Medicine"),
    Specialty("internal_medicine_pediatrics", "Internal Medicine/Pediatrics", short="Med/Peds"),
    Specialty("interventional_radiology", "Interventional Radiology", short="Interventional Rad."),
    Specialty("neurological_surgery", "Neurological Surgery", short="Neurosurgery"),
    Specialty("neurology", "Neurology"),
    Specialty("obstetrics_and_gynecology", "Obstetrics and Gynecology", short="Ob-Gyn"),
    Specialty("orthopaedic_surgery", "Orthopaedic Surgery", short="Orthopaedics"),
    Specialty("otolaryngology", "Otolaryngology"),
    Specialty("pathology", "Pathology"),
    Specialty("pediatrics", "Pediatrics"),
    Specialty("physical_medicine_and_rehabilitation", "Physical Medicine and Rehabilitation", short="PM&R"),
    Specialty("plastic_surgery", "Plastic Surgery"),
    Specialty("psychiatry", "Psychiatry"),
    Specialty("radiation_oncology", "Radiation Oncology", short="Radiation Onc."),
    Specialty("vascular_surgery", "Vascular Surgery"),
    Specialty(TOTAL, "All Specialties Combined", is_total=True),
)

# The groups that any edition has averages of: what a table of averages can be about.
_AVERAGED: Final = {slug for edition in EDITIONS for slug in edition.groups}
AVERAGED_GROUPS: tuple[Term, ...] = tuple(group for group in GROUPS if group.slug in _AVERAGED)
# The groups that visitors can be of; of some of them no edition here has averages.
APPLICANT_GROUPS: tuple[Term, ...] = groups_with("entered", _AVERAGED)
# The fill table also counts both kinds of IMG together.
FILL_GROUPS: tuple[Term, ...] = groups_with("fill")
APPLICANT_TYPES: tuple[Term, ...] = groups_with("type")
CHOICE_TYPES: tuple[Term, ...] = groups_with("choice")
DIRECTOR_GROUPS: tuple[Term, ...] = groups_with("director")
# Everyone an observation can be about: the groups of all tables, and the rest that NRMP leaves unnamed.
OBSERVED_GROUPS: tuple[Term, ...] = GROUPS

# In Charting Outcomes "matched" means matched to the preferred specialty, the first on the rank order list.
OUTCOMES: tuple[Term, ...] = (Term("matched", "Matched"), Term("unmatched", "Unmatched"))

EXAMS: tuple[Term, ...] = (Term("step1", "Step 1"), Term("step2_ck", "Step 2 CK"))

CELL_STATUSES: tuple[Term, ...] = (
    Term("reported", "reported"),
    Term("not_reported", "not in the source"),
    Term("garbled", "garbled in the source"),
)

# R: positions set aside for physicians who have already done graduate medical education.
POSITION_LEVELS: tuple[Term, ...] = (
    Term("pgy1", "PGY-1"),
    Term("pgy2", "PGY-2"),
    Term("r", "R (physicians with earlier training)"),
)


@dataclass(frozen=True, slots=True)
class PositionType(Term):
    """A type of position, and the letter that stands for it in the code of a program."""

    letter: str


POSITION_TYPES: tuple[PositionType, ...] = (
    PositionType("categorical", "Categorical", "C"),
    PositionType("primary_care", "Primary care", "M"),
    PositionType("preliminary", "Preliminary, one year", "P"),
    PositionType("advanced", "Advanced, from PGY-2 on", "A"),
    PositionType("physician", "R (physicians with earlier training)", "R"),
)

# What does not continue the year before; empty in a row that does.
SERIES_BREAKS: tuple[Term, ...] = (
    Term("specialty", "the specialty, at every level"),
    Term("level", "the specialty at this level alone"),
    Term("type", "the applicant type"),
)

# What a statement of the guide is about, and how it gives its share.
CLAIM_SUBJECTS: tuple[Term, ...] = (
    Term("matched", "applicants who matched"),
    Term("often_interviewed", "program directors who often interview them"),
    Term("visa_status_considered", "program directors who consider visa status for interviews"),
)
CLAIM_FORMS: tuple[Term, ...] = (
    Term("share", "the share, perhaps rounded"),
    Term("less_than", "a share that the true one is below"),
)

# Of two figures for one number, the one that charts and sentences use.
SHOWN: tuple[Term, ...] = (Term("printed", "as printed"), Term("restated", "as restated"))

# Every column whose numbers are observations; which table has it, and its unit, say the rest.
MEASURES: tuple[Term, ...] = (
    Term("score_mean", "Mean USMLE score"),
    Term("items_mean", "Mean number of research items"),
    Term("filled_pct", "Share filled, by the guide"),
    # Statistics beside the averages, those that any edition prints.
    *(
        Term(column, f"{words}, {what}")
        for table, what in (("scores", "USMLE scores"), ("research_output", "research items"))
        for column, (_, words) in more_statistics(table).items()
    ),
    Term("norm_mean", "Mean score of first takers"),
    Term("norm_sd", "Standard deviation of first takers"),
    Term("offered_count", "Positions offered"),
    Term("filled_count", "Positions filled"),
    Term("unfilled_count", "Positions unfilled"),
    Term("us_md_senior_count", "Positions filled by US MD seniors"),
    Term("us_md_graduate_count", "Positions filled by US MD graduates"),
    Term("do_count", "Positions filled by DOs, seniors and graduates"),
    Term("do_senior_count", "Positions filled by DO seniors"),
    Term("do_graduate_count", "Positions filled by DO graduates"),
    Term("us_img_count", "Positions filled by US IMGs"),
    Term("non_us_img_count", "Positions filled by non-US IMGs"),
    Term("canadian_count", "Positions filled by Canadians"),
    Term("fifth_pathway_count", "Positions filled by Fifth Pathway"),
    Term("other_count", "Positions filled by all others"),
    Term("program_count", "Programs"),
    Term("unfilled_program_count", "Programs with unfilled positions"),
    Term("active_count", "Active applicants"),
    Term("matched_count", "Applicants who matched"),
    Term("unmatched_count", "Applicants who did not match"),
    Term("withdrew_count", "Applicants who withdrew"),
    Term("no_rank_list_count", "Applicants without a rank order list"),
    Term("registered_count", "Registered applicants"),
    Term("match_rate_pct", "Match rate"),
    Term("us_md_senior_pct", "Match rate of US MD seniors"),
    Term("do_senior_pct", "Match rate of DO seniors"),
    Term("us_img_pct", "Match rate of US IMGs"),
    Term("non_us_img_pct", "Match rate of non-US IMGs"),
    Term("other_pct", "Match rate of all others"),
    Term("all_pct", "Match rate of all applicants"),
    Term("ranked_only_count", "Applicants who ranked only this"),
    Term("unmatched_pct", "Share who did not match"),
    Term("only_choice_count", "Applicants: only choice"),
    Term("first_choice_count", "Applicants: first choice"),
    Term("not_first_choice_count", "Applicants: later choice"),
    Term("positions_per_applicant", "Positions per applicant of the type"),
    Term("positions_per_all_applicants", "Positions per applicant of any type"),
    *RESIDENT_COLUMNS,
    *DIRECTOR_COLUMNS,
    Term("positions_per_both_types", "Positions per applicant of both types of the table"),
    Term("applicant_count", "Applicants who ranked it"),
    Term("of_offered_pct", "Matches as a share of the positions offered"),
    Term("ranked_position_count", "Ranks that applicants gave"),
    Term("couple_count", "Couples"),
    Term("individual_count", "People in couples"),
    Term("both_matched_count", "Couples of whom both matched"),
    Term("one_matched_count", "Couples of whom one matched"),
    Term("neither_matched_count", "Couples of whom neither matched"),
    Term("ranked_mean", "Applicants ranked per position, programs that filled"),
    Term("available_count", "Positions placed in SOAP"),
    Term("filled_program_count", "Programs that filled"),
    Term("matched_pct", "Share who matched"),
    Term("matched_length_mean", "Mean number of programs ranked, matched"),
    Term("unmatched_length_mean", "Mean number of programs ranked, unmatched"),
    Term("filled_program_pct", "Share of programs that filled"),
    Term("filled_length_mean", "Mean length of lists, programs that filled"),
    Term("filled_per_position_mean", "Applicants ranked per position, programs that filled, without couples"),
    Term("unfilled_program_pct", "Share of programs that did not fill"),
    Term("unfilled_length_mean", "Mean length of lists, programs that did not fill"),
    Term("unfilled_per_position_mean", "Applicants ranked per position, programs that did not fill"),
)

# What a word that people write can name.
NAME_KINDS: tuple[Term, ...] = (
    Term("specialty", "a specialty"),
    Term("applicant_group", "an applicant group"),
    Term("missing", "a value that is not there"),
    Term("passed", "an exam that was passed"),
    Term("failed", "an exam that was not passed"),
    Term("heading", "a column of a list of people"),
    Term("citizenship", "a citizenship"),
    Term("school_type", "a kind of medical school"),
    Term("degree", "a medical degree"),
    Term("track", "an addition to the name of a specialty"),
)
NAME_ORIGINS: tuple[Term, ...] = (
    Term("app", "slug or label of this app"),
    Term("nrmp", "printed by NRMP"),
    Term("aamc", "printed by AAMC"),
    Term("export", "an application export"),
    Term("short", "a usual short form, shown beside the label where people search"),
    Term("usual", "another short form, spelling or synonym"),
)

# The columns that a list of people can have; the first six are those of a caseload.
HEADINGS: tuple[Term, ...] = (
    Term("identifier", "Identifier"),
    Term("applicant_group", "Applicant group"),
    Term("step1", "Step 1 score"),
    Term("step2_ck", "Step 2 CK score"),
    Term("research_items", "Research items"),
    Term("specialties", "Specialties"),
    Term("person_name", "Name"),
    Term("first_name", "First name"),
    Term("last_name", "Last name"),
    Term("citizenship", "Citizenship"),
    Term("school_type", "Type of medical school"),
    Term("school", "Medical school"),
    Term("degree", "Degree"),
    Term("research_part", "A part of the research items"),
    Term("specialty_more", "A further specialty"),
    Term("step2_cs", "Step 2 CS"),
    Term("step3", "Step 3"),
    Term("comlex_1", "COMLEX Level 1"),
    Term("comlex_2", "COMLEX Level 2"),
    Term("comlex_3", "COMLEX Level 3"),
    Term("email", "Email"),
    Term("year", "Year"),
    Term("notes", "Notes"),
    Term("couple", "Couple"),
    Term("visa", "Visa"),
)

# What the words of an application export say of a person.
CITIZENSHIPS: tuple[Term, ...] = (
    Term("us_citizen", "US citizen"),
    Term("not_us_citizen", "Not a US citizen"),
)
SCHOOL_TYPES: tuple[Term, ...] = (
    Term("us_md", "US MD school"),
    Term("do", "DO school"),
    Term("international", "International school"),
    Term("canadian", "Canadian school"),
    Term("fifth_pathway", "Fifth Pathway"),
)
DEGREES: tuple[Term, ...] = (
    Term("md", "MD"),
    Term("do", "DO"),
    Term("international", "International medical degree"),
)


# Column -> slug -> label, for every column whose slugs people read.
LABELS: dict[str, dict[str, str]] = {
    "specialty": label_of(SPECIALTIES),
    "applicant_group": label_of(OBSERVED_GROUPS),
    "applicant_type": {**label_of(APPLICANT_TYPES), **label_of(CHOICE_TYPES)},
    "outcome": label_of(OUTCOMES),
    "exam": label_of(EXAMS),
    "position_level": label_of(POSITION_LEVELS),
    "position_type": label_of(POSITION_TYPES),
    "state": label_of(STATES),
    "cell_status": label_of(CELL_STATUSES),
    "measure": label_of(MEASURES),
    "series_break": label_of(SERIES_BREAKS),
    "shown": label_of(SHOWN),
    "resident_measure": label_of(RESIDENT_MEASURES),
    "step1_bin": label_of(SCORE_BINS),
    "step2_ck_bin": label_of(SCORE_BINS),
    "stage": label_of(STAGES),
    "threshold": label_of(THRESHOLDS),
    "factor": label_of(FACTORS),
    **{column: label_of(terms) for column, terms in GUIDE_LABELS.items()},
}
