"""Invented people for a room full of others: no student's numbers are needed to show how the app works."""

from dataclasses import dataclass
from typing import Final

from analysis.profile import Profile
from data.terms import Term


@dataclass(frozen=True, slots=True)
class Demonstration(Term):
    """One invented person: a slug for links, a name that says it is invented, and the numbers."""

    profile: Profile


DEMONSTRATIONS: Final = (
    Demonstration("ada", "Invented: Ada, non-US IMG", Profile("non_us_img", 228, 240, 3)),
    Demonstration("ben", "Invented: Ben, US IMG", Profile("us_img", 217, 229, 1)),
    Demonstration("cho", "Invented: Cho, US MD senior", Profile("us_md_senior", 236, 247, 6)),
    Demonstration(
        "dia", "Invented: Dia, Step 1 pass/fail", Profile("non_us_img", None, 252, 8, step1_passed=True)
    ),
    Demonstration("eli", "Invented: Eli, DO senior", Profile("do_senior", 221, 236, 2)),
)
INVENTED_NOTE: Final = "Invented numbers of nobody, for demonstration."
# Whether numbers are invented is carried by this slug and never guessed: somebody may have the same.
DEMONSTRATION_BY_SLUG: Final = {demo.slug: demo for demo in DEMONSTRATIONS}
