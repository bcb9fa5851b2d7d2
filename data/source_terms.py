"""What publishers ask of whoever uses their figures, in our own words, and what of it nobody checked."""

from typing import Final

_PERSON: Final = "What a public deployment may show of this, a person decides first."
_FIGURES: Final = "Only figures are carried here, no text or page image."
_UNCHECKED: Final = "about copying, citing and review was not checked"


def nrmp_terms(of_this: str) -> str:
    """Return NRMP's terms; `of_this` says what one document says itself, or what is not known."""
    return (
        "NRMP asks whoever uses its data to cite it and to send the product to NRMP for review before "
        f"publication, and its reports say that permission is needed to copy them. {of_this} {_FIGURES} "
        f"{_PERSON} Match Atlas is not affiliated with NRMP."
    )


def usmle_terms(of_this: str) -> str:
    """Return what is known of the terms of the USMLE program; `of_this` says what was read and how."""
    return (
        f"{of_this} Read the USMLE program's terms before you publish. Only figures and dates are carried "
        f"here, no text. {_PERSON} Match Atlas is not affiliated with the USMLE program, the FSMB or the "
        "NBME."
    )


NRMP_TERMS: Final = nrmp_terms("Whether every edition says so in the same words was not checked.")
SECOND_HAND_TERMS: Final = nrmp_terms(
    "NRMP's own documents were not read for these figures: what they say themselves, and the terms of the "
    "pages that report them, were not checked."
)
GUIDE_TERMS: Final = nrmp_terms(
    "NRMP's two reports were read only through the guide: what they say themselves, and what the guide says "
    "about copying, were not checked."
)
NO_LICENCE_TERMS: Final = nrmp_terms(
    "The copy stands in a repository without a licence file; what the editions behind it say themselves was "
    "not checked."
)
LIST_LENGTHS_TERMS: Final = nrmp_terms(f"What this report says itself {_UNCHECKED}.")
SURVEY_TERMS: Final = nrmp_terms(
    "This report claims NRMP's copyright and asserts that permission is needed to copy it; what it says "
    "itself about citing and review was not checked."
)
PROGRAM_RESULTS_TERMS: Final = nrmp_terms(
    "These two documents assert that permission is needed to copy them; what they say themselves about "
    "citing and review was not checked. None of their rows on single programs is carried, only sums. Nothing "
    "is taken from the report of the years after, Program Results 2021-2025, whose terms bar uses in "
    "connection with machine learning and AI models or tools without NRMP's written consent."
)
MATCH_2025_TERMS: Final = nrmp_terms(
    "The document prohibits its reproduction without NRMP's written permission; what it says itself about "
    "citing and review was not checked."
)
AAMC_TERMS: Final = (
    f"What AAMC says {_UNCHECKED}: the copy says nothing of it, and the licence of the repository that holds "
    f"the copy (Apache 2.0) is not AAMC's. Read AAMC's terms before you publish, and cite AAMC. {_FIGURES} "
    f"{_PERSON} Match Atlas is not affiliated with AAMC."
)
USMLE_NORMS_TERMS: Final = usmle_terms(
    f"What the guidelines say {_UNCHECKED}: they were read only through copies, whose own terms were not "
    "checked either."
)
USMLE_NOTICE_TERMS: Final = usmle_terms(f"What the notice and its site say {_UNCHECKED}.")
NOTICES_TERMS: Final = (
    f"What these notices and pages say {_UNCHECKED}. Only dates and facts are carried here, no text. "
    f"{_PERSON} Match Atlas is not affiliated with NRMP, AAMC, ECFMG (Intealth) or the USMLE program."
)
STATEMENTS_TERMS: Final = (
    "A few statements are restated here in other words, with their author; what the guide says about copying "
    f"and citing was not checked. {_PERSON}"
)
ADVICE_TERMS: Final = (
    "The guide's rules, numbers and dates are restated here in other words, with author and date as far as "
    f"they are printed; no sentence of it is carried. What the guide says {_UNCHECKED}. {_PERSON} Match "
    "Atlas is not affiliated with its author."
)
