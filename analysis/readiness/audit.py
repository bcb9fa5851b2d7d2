"""The self-audit of a guide: five areas, each strong, average or weak, and what the data know of them.

Only the exam is filled in, by where a Step 2 CK score lies beside the matched average; a person calls the
rest, and may call that area otherwise.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from analysis.readiness.record import Readiness
from analysis.wording import NEAR_BOTH
from data.guides import AuditArea

# Where a score lies, as it is shown -> what the area of the exam is called; what is no verdict calls nothing.
CALLED_BY: Final = {"above": "strong", "near": "average", NEAR_BOTH.slug: "average", "below": "weak"}
EXAM_AREA: Final = "usmle"


@dataclass(frozen=True, slots=True)
class Called:
    """One area of the self-audit.

    Attributes:
        area: the area.
        called: strong, average, weak, or empty where nobody called it anything.
        is_from_data: whether the data called it so.
    """

    area: AuditArea
    called: str = ""
    is_from_data: bool = False


def called_areas(record: Readiness, areas: Iterable[AuditArea], shown: str) -> tuple[Called, ...]:
    """Return the areas as a person called them, the exam as the data do where nobody did.

    Args:
        record: what a person answered.
        areas: those of the guide.
        shown: where their Step 2 CK score lies in the target specialty, a slug of
            `analysis.wording.SHOWN_STANDINGS`; empty where nothing is compared.
    """
    return tuple(_called(area, getattr(record, f"audit_{area.audit_area}"), shown) for area in areas)


def _called(area: AuditArea, own: str, shown: str) -> Called:
    if own or area.audit_area != EXAM_AREA:
        return Called(area, own)
    found = CALLED_BY.get(shown, "")
    return Called(area, found, bool(found))


def counts_of(called: Iterable[Called]) -> tuple[int, int, int]:
    """Return how many areas are weak, how many strong, and how many nobody called anything."""
    said = [one.called for one in called]
    return said.count("weak"), said.count("strong"), said.count("")
