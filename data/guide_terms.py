"""Words of the guides' advice: which guides there are, and what a row of advice can be about.

A guide is dated advice of one author, restated here in other words. It is no observation.
"""

from typing import Final

from data.terms import Term

GUIDES: Final = (
    Term("clinical_return", "Return after other work"),
    Term("non_clinical_job", "Non-clinical US job"),
    Term("clinical_experience", "US clinical experience"),
    Term("img_guide", "The IMG's Guide"),
)
# Guide -> its row of `sources`.
SOURCE_OF_GUIDE: Final = {guide.slug: f"advice_{guide.slug}" for guide in GUIDES}

STATUSES: Final = (
    Term("current", "current as far as known"),
    Term("superseded", "superseded, all of it or a part"),
    Term("disputed", "disputed"),
)
TOPICS: Final = (
    Term("definitions", "Who is who"),
    Term("readiness", "Readiness"),
    Term("stopping", "When to stop"),
    Term("plan", "Plan"),
    Term("certification", "Certification"),
    Term("exams", "Exams"),
    Term("experience", "Clinical experience"),
    Term("research", "Research"),
    Term("letters", "Letters"),
    Term("story", "Account of the way"),
    Term("cv", "CV"),
    Term("personal_statement", "Personal statement"),
    Term("interviews", "Interviews"),
    Term("applications", "Applications"),
    Term("specialties", "Specialties"),
    Term("visas", "Visas"),
    Term("money", "Money"),
)
RULE_KINDS: Final = (
    Term("rule", "rule"),
    Term("number", "number"),
    Term("order", "order"),
    Term("step", "step"),
    Term("list", "list"),
    Term("frame", "frame"),
    Term("date", "date"),
    Term("caution", "caution"),
    Term("statement", "statement"),
)
LEVELS: Final = (Term("low", "Low"), Term("moderate", "Moderate"), Term("high", "High"))
RISK_FACTORS: Final = (
    Term("graduation", "Years since graduation"),
    Term("last_clinical_work", "Last clinical work"),
    Term("us_experience", "US clinical experience"),
    Term("exams", "Exams"),
    Term("failed_attempts", "Failed attempts"),
    Term("gaps", "Gaps"),
    Term("non_clinical_time", "Years outside clinical work"),
    Term("account", "Account of the way"),
)
# What a bound counts: years since something are the difference of two calendar years, which can be one more
# than those that are over; everything else is in whole units that are over.
GUIDE_MEASURES: Final = (
    Term("graduation_years", "years since graduation"),
    Term("last_clinical_years", "years since the last clinical work"),
    Term("last_us_experience_months", "months since the last US clinical experience"),
    Term("last_us_experience_years", "years since the last US clinical experience"),
    Term("us_experience_months", "months of US clinical experience"),
    Term("clinical_months", "months of clinical activity, in the US or not"),
    Term("us_experience_weeks", "weeks of one experience"),
    Term("rotations", "rotations"),
    Term("us_letters", "letters from the US"),
    Term("letters", "letters of recommendation"),
    Term("step2_ck_score", "points of Step 2 CK"),
    Term("step2_ck_years", "years since Step 2 CK"),
    Term("usmle_score", "points of a USMLE exam"),
    Term("failed_attempts", "failed attempts"),
    Term("non_clinical_years", "years outside clinical work"),
    Term("job_months", "months in one job"),
    Term("high_factors", "factors at the level high"),
    Term("applications", "applications a year"),
    Term("img_residents", "IMGs a year"),
    Term("residents_graduation_years", "years since a program's residents graduated"),
    Term("img_share_pct", "percent of residents who are IMGs"),
    Term("programs", "programs"),
    Term("cycles", "cycles"),
    Term("improvements", "improvements"),
    Term("people", "people to write to"),
    Term("outputs", "finished pieces of work"),
    Term("sentences", "sentences"),
    Term("seconds", "seconds"),
    Term("days", "days"),
    Term("weeks", "weeks"),
    Term("months", "months"),
    Term("years", "years"),
    Term("weekly_hours", "hours a week"),
    Term("daily_hours", "hours a day"),
    Term("work_days", "days of work a week"),
    Term("school_year", "year of medical school"),
    Term("school_years_left", "years of medical school that are left"),
    Term("percent", "percent"),
)
THRESHOLD_ROLES: Final = (
    Term("condition", "when the rule applies"),
    Term("amount", "how much it advises"),
)
SAID_AS: Final = (
    Term("exact", "as it stands"),
    Term("at_least", "that, or more"),
    Term("at_most", "that, or less"),
    Term("about", "about that"),
    Term("example", "as an example"),
    Term("undecided", "within it the guide does not decide"),
)
EXPERIENCE_KINDS: Final = (
    Term("elective", "Elective, clerkship or sub-internship"),
    Term("externship", "Externship or clinical assistant, hands-on"),
    Term("resident_level_job", "Job at a resident's level"),
    Term("observership", "Observership"),
    Term("research", "Research with clinical contact"),
    Term("home_clinical", "Clinical work in the home country"),
    Term("shadowing", "Shadowing alone"),
    Term("volunteering", "Volunteering in a clinic"),
)
STAGES_OF_TRAINING: Final = (Term("student", "a student"), Term("graduate", "a graduate"))
VISAS: Final = (
    Term("b1_b2", "B-1/B-2, visitor"),
    Term("j1_short", "J-1, student or short-term scholar"),
    Term("f1", "F-1, student"),
    Term("employment", "J-1 or H-1B, employment"),
    Term("j1", "J-1, residency"),
    Term("h1b", "H-1B, residency"),
)
VISA_FACETS: Final = (
    Term("name", "What it is"),
    Term("stay", "How long"),
    Term("after", "Afterwards"),
    Term("sponsor", "Who sponsors it"),
    Term("cost", "What it asks of the program"),
    Term("needs", "What it requires"),
    Term("needs_ended", "What it required until 2021"),
    Term("how_given", "How it is given"),
    Term("programs", "Programs of Internal Medicine that sponsor it, 2019"),
    Term("extension", "Longer training"),
    Term("waiver", "Waiver of the return"),
    Term("waiver_limits", "Limits of the waiver"),
)
REQUIREMENTS: Final = (
    Term("apply_exams", "Apply to take the exams"),
    Term("apply_certification", "Apply for ECFMG certification"),
    Term("apply_residency", "Apply for residency"),
    Term("rank_list", "Take part in the Match"),
    Term("begin_residency", "Begin a residency or fellowship"),
    Term("step_3", "Register for and take Step 3"),
    Term("apply_step_2_cs", "Apply to take Step 2 CS"),
    Term("pass_step_2_cs", "Have passed Step 2 CS for the Match, residency or Step 3"),
)
DATE_KINDS: Final = (
    Term("before", "before that day"),
    Term("by", "that day at the latest"),
    Term("from", "from that day on"),
    Term("on", "on that day"),
    Term("about", "about that day"),
    Term("period", "between two days"),
)
CERTAINTIES: Final = (
    Term("fixed", "fixed"),
    Term("usually_fixed", "usually fixed"),
    Term("varies", "varies from year to year"),
    Term("advised", "the guide's advice"),
)
PLANS: Final = (
    Term("months_18", "18 months, beside a job"),
    Term("months_6_12", "6 to 12 months of return"),
)
PLACED_BY: Final = (
    Term("guide", "months of the guide"),
    Term("atlas", "months of this app: the guide gives none"),
)
PROGRAM_KINDS: Final = (
    Term("community", "Community programs"),
    Term("affiliated", "University-affiliated community programs"),
    Term("university", "University programs"),
    Term("name", "Highly competitive or well-known programs"),
)
TIERS: Final = (
    Term("more_possible", "More possible"),
    Term("very_tough", "Very tough"),
    Term("nearly_impossible", "Nearly impossible"),
)
AUDIT_AREAS: Final = (
    Term("usmle", "USMLE performance"),
    Term("recent_us_experience", "Recent US clinical experience"),
    Term("graduation_recency", "Recency of graduation"),
    Term("specialty_competition", "Competitiveness of the specialty"),
    Term("letter_quality", "Quality of letters"),
)
FRAMES: Final = (
    Term("account_questions", "Account: the questions it answers"),
    Term("account", "Account: its order"),
    Term("personal_statement", "Personal statement"),
    Term("letter", "Letter of recommendation"),
    Term("gap_answer", "Answer about the gap"),
    Term("job_answer", "Answer about the job"),
    Term("job_entry", "Entry of a job outside medicine"),
    Term("message", "Message that asks for a place"),
    Term("cv_hands_on", "CV line, hands-on"),
    Term("cv_observing", "CV line, observing"),
    Term("starting_point", "Starting point"),
    Term("decision", "Decision in writing"),
    Term("stop_rule", "Rule for stopping"),
    Term("one_page", "One page"),
    Term("rebuilt_file", "A rebuilt file"),
    Term("file_before", "The same file before"),
)

# Heading of the dictionary -> its words.
GUIDE_VOCABULARY: Final = (
    ("Guides", GUIDES),
    ("Statuses of advice", STATUSES),
    ("Topics of advice", TOPICS),
    ("Kinds of advice", RULE_KINDS),
    ("Levels of risk", LEVELS),
    ("Factors of risk", RISK_FACTORS),
    ("Measures of advice", GUIDE_MEASURES),
    ("Roles of a number", THRESHOLD_ROLES),
    ("How a number is said", SAID_AS),
    ("Kinds of clinical experience", EXPERIENCE_KINDS),
    ("Visas", VISAS),
    ("Facets of a visa", VISA_FACETS),
    ("Steps with requirements", REQUIREMENTS),
    ("Kinds of dates", DATE_KINDS),
    ("Certainty of dates", CERTAINTIES),
    ("Plans", PLANS),
    ("Who places a step", PLACED_BY),
    ("Kinds of programs", PROGRAM_KINDS),
    ("Tiers of specialties, in a guide’s own words", TIERS),
    ("Areas of the self-audit", AUDIT_AREAS),
    ("Frames", FRAMES),
)
# Column -> its words, for those that people read.
GUIDE_LABELS: Final = {
    "guide": GUIDES,
    "advice_status": STATUSES,
    "topic": TOPICS,
    "rule_kind": RULE_KINDS,
    "risk_level": LEVELS,
    "risk_factor": RISK_FACTORS,
    "measured": GUIDE_MEASURES,
    "threshold_role": THRESHOLD_ROLES,
    "said_as": SAID_AS,
    "experience_kind": EXPERIENCE_KINDS,
    "visa": VISAS,
    "visa_facet": VISA_FACETS,
    "requirement": REQUIREMENTS,
    "date_kind": DATE_KINDS,
    "certainty": CERTAINTIES,
    "plan": PLANS,
    "placed_by": PLACED_BY,
    "program_kind": PROGRAM_KINDS,
    "tier": TIERS,
    "audit_area": AUDIT_AREAS,
    "frame": FRAMES,
}
