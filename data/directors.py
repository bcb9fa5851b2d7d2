"""The words of NRMP's Program Director Survey: stages, thresholds and factors."""

from dataclasses import dataclass
from typing import Final

from data.terms import Term


@dataclass(frozen=True, slots=True)
class Factor(Term):
    """One factor that directors could name, with every spelling of it in the survey's figures.

    `short` is for names inside a picture, where there is room for two lines of 18 letters; empty where the
    label is short enough.
    """

    printed: tuple[str, ...] = ()
    short: str = ""


STAGES: Final = (Term("interview", "Choosing whom to interview"), Term("rank", "Ranking applicants"))
THRESHOLDS: Final = (
    Term("below", "Interviews rarely granted below"),
    Term("above", "Interviews almost always granted above"),
)

FACTORS: Final = (
    Factor("step1_score", "Step 1 score", ("USMLE Step 1 score",)),
    # The figure of ranking leaves the CK out.
    Factor("step2_ck_score", "Step 2 CK score", ("USMLE Step 2 CK score", "USMLE Step 2 score")),
    Factor("step3_score", "Step 3 score", ("USMLE Step 3 score",)),
    Factor("step2_cs_pass", "Step 2 CS passed", ("Passing USMLE Step 2 CS",)),
    Factor(
        "usmle_failed_attempt",
        "A failed attempt at a USMLE exam",
        ("Any failed attempt in USMLE",),
        short="Failed attempt, USMLE",
    ),
    Factor("comlex_1_score", "COMLEX Level 1 score", ("COMLEX-USA Level 1 score",), short="COMLEX 1 score"),
    Factor(
        "comlex_2_ce_score",
        "COMLEX Level 2 CE score",
        ("COMLEX-USA Level 2 Clinical Evaluation (CE) score",),
        short="COMLEX 2 CE score",
    ),
    Factor(
        "comlex_3_score",
        "COMLEX Level 3 score",
        ("COMLEX-USA Level 3 score", "COMLEX Level 3 score"),
        short="COMLEX 3 score",
    ),
    Factor(
        "comlex_2_pe_pass",
        "COMLEX Level 2 PE passed",
        ("Passing COMLEX-USA Level 2 Performance Evaluation",),
        short="COMLEX 2 PE passed",
    ),
    Factor(
        "comlex_failed_attempt",
        "A failed attempt at a COMLEX exam",
        ("Any failed attempt in COMLEX-USA", "Any Failed COMLEX attempt"),
        short="Failed attempt, COMLEX",
    ),
    Factor(
        "specialty_letters",
        "Letters of recommendation in the specialty",
        ("Letters of recommendation in the specialty",),
        short="Letters in the specialty",
    ),
    Factor(
        "mspe",
        "MSPE (Dean’s letter)",
        ("Medical Student Performance Evaluation (MSPE/Dean's Letter)",),
        short="MSPE",
    ),
    Factor("personal_statement", "Personal statement", ("Personal Statement",)),
    Factor(
        "required_clerkship_grades",
        "Grades in required clerkships",
        ("Grades in required clerkships",),
        short="Grades in clerkships",
    ),
    Factor(
        "specialty_clerkship_grades",
        "Grades in the clerkship of the specialty",
        ("Grades in clerkship in desired specialty",),
        short="Grades in the specialty",
    ),
    Factor(
        "specialty_clerkship_honors",
        "Honors in the clerkship of the specialty",
        ("Awards or special honors in clerkship in desired specialty",),
        short="Honors in the specialty",
    ),
    Factor(
        "clerkship_honors",
        "Honors in clinical clerkships",
        ("Awards or special honors in clinical clerkships",),
        short="Honors in clerkships",
    ),
    Factor(
        "basic_science_honors", "Honors in basic sciences", ("Awards or special honors in basic sciences",)
    ),
    Factor("class_rank", "Class rank or quartile", ("Class ranking/quartile",)),
    Factor("grade_consistency", "Consistency of grades", ("Consistency of grades",)),
    Factor(
        "aoa_membership",
        "Alpha Omega Alpha membership",
        ("Alpha Omega Alpha (AOA) membership",),
        short="AOA membership",
    ),
    Factor(
        "gold_humanism_membership",
        "Gold Humanism Honor Society membership",
        ("Gold Humanism Honor Society (GHHS) membership",),
        short="Gold Humanism",
    ),
    Factor(
        "regarded_school",
        "Graduate of a highly regarded school",
        (
            "Graduate of highly-regarded medical (MD/DO) school",
            "Graduate of highly regarded medical (MD/DO) school",
        ),
        short="Highly regarded school",
    ),
    Factor(
        "audition_rotation",
        "Audition rotation in the department",
        ("Audition elective/rotation within your department",),
        short="Audition rotation",
    ),
    Factor(
        "away_rotation",
        "Rotation in the specialty at another institution",
        ("Away rotation in your specialty at another institution",),
        short="Rotation elsewhere",
    ),
    Factor(
        "research_interest",
        "Involvement and interest in research",
        ("Demonstrated involvement and interest in research",),
        short="Interest in research",
    ),
    Factor(
        "academic_interest",
        "Interest in an academic career",
        ("Interest in academic career",),
        short="Academic interest",
    ),
    Factor(
        "specialty_commitment",
        "Perceived commitment to the specialty",
        ("Perceived commitment to specialty",),
        short="Commitment to specialty",
    ),
    Factor(
        "program_interest",
        "Perceived interest in the program",
        ("Perceived interest in program",),
        short="Interest in the program",
    ),
    Factor("personal_knowledge", "Applicant known before", ("Personal prior knowledge of the applicant",)),
    Factor(
        "professionalism",
        "Professionalism and ethics",
        ("Evidence of professionalism and ethics",),
        short="Professionalism, ethics",
    ),
    Factor("leadership", "Leadership qualities", ("Leadership qualities",), short="Leadership"),
    Factor(
        "volunteering",
        "Volunteer and other activities",
        ("Volunteer/extracurricular experiences",),
        short="Volunteering, activities",
    ),
    Factor("life_experience", "Other life experience", ("Other life experience",)),
    Factor(
        "no_education_gaps",
        "Medical education without gaps",
        ("Evidence of continuous medical education without gaps",),
        short="No gaps in education",
    ),
    Factor(
        "patient_language",
        "Fluency in a language of the patients",
        ("Fluency in language spoken by your patient population",),
        short="Language of the patients",
    ),
    Factor("visa_status", "Visa status", ("Visa status",)),
    Factor(
        "match_violation",
        "Flagged with a Match violation",
        ("Applicant was flagged with Match violation by the NRMP",),
        short="Match violation flag",
    ),
    # Of ranking alone: what an interview shows.
    Factor(
        "faculty_interactions",
        "Interactions with faculty at the interview",
        ("Interactions with faculty during interview and visit",),
        short="Faculty at the interview",
    ),
    Factor(
        "housestaff_interactions",
        "Interactions with housestaff at the interview",
        ("Interactions with housestaff during interview and visit",),
        short="Housestaff at the interview",
    ),
    Factor(
        "interpersonal_skills", "Interpersonal skills", ("Interpersonal skills",), short="Interpersonal skill"
    ),
    Factor("resident_feedback", "Feedback from residents", ("Feedback from current residents",)),
    Factor("second_visit", "Second interview or visit", ("Second interview/visit",)),
    Factor(
        "other_contact",
        "Other contact after the interview",
        ("Other post-interview contact",),
        short="Contact afterwards",
    ),
)
FACTOR_OF_PRINTED: Final = {printed: factor.slug for factor in FACTORS for printed in factor.printed}

# The columns of numbers of its tables, as observations name them.
DIRECTOR_COLUMNS: Final = (
    Term("often_pct", "Share of programs: often"),
    Term("seldom_pct", "Share of programs: seldom"),
    Term("never_pct", "Share of programs: never"),
    Term("named_q1", "25th percentile of the scores named"),
    Term("named_median", "Median of the scores named"),
    Term("named_q3", "75th percentile of the scores named"),
    Term("named_mean", "Mean of the scores named"),
    Term("target_score_pct", "Share of programs: a target score is required"),
    Term("pass_only_pct", "Share of programs: a pass is required"),
    Term("not_required_pct", "Share of programs: the exam is not required"),
    Term("required_program_count", "Programs that said what they require"),
    Term("failed_often_pct", "Share of programs: often consider a failed first attempt"),
    Term("failed_seldom_pct", "Share of programs: seldom consider a failed first attempt"),
    Term("failed_never_pct", "Share of programs: never consider a failed first attempt"),
    Term("failed_program_count", "Programs that answered on failed attempts"),
    Term("citing_pct", "Share of programs citing the factor"),
    Term("importance_mean", "Mean importance of the factor"),
    Term("positions_mean", "Mean positions per program"),
    Term("applications_mean", "Mean applications per program"),
    Term("invitations_mean", "Mean interview invitations per program"),
    Term("interviewed_mean", "Mean applicants interviewed per program"),
    Term("applicants_ranked_mean", "Mean applicants ranked per program"),
    Term("surveys_sent_count", "Surveys sent"),
    Term("programs_responding_count", "Programs that responded"),
    Term("response_rate_pct", "Response rate"),
)
