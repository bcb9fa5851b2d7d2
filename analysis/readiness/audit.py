"""The self-audit of a guide: five areas, each of which a person calls strong, average or weak.

What the data know of an area stands beside it in words of its own and calls it nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from analysis.readiness.record import Readiness
from data.guides import AuditArea

# The areas of which the data know something.
EXAM_AREA: Final = "usmle"
SPECIALTY_AREA: Final = "specialty_competition"


@dataclass(frozen=True, slots=True)
class Called:
    """One area of the self-audit.

    Attributes:
        area: the area.
        called: strong, average, weak, or empty where the person called it nothing.
    """

    area: AuditArea
    called: str = ""


def called_areas(record: Readiness, areas: Iterable[AuditArea]) -> tuple[Called, ...]:
    """Return the areas of the guide as a person called them."""
    return tuple(Called(area, getattr(record, f"audit_{area.audit_area}")) for area in areas)


def counts_of(called: Iterable[Called]) -> tuple[int, int, int]:
    """Return how many areas are weak, how many strong, and how many nobody called anything."""
    said = [one.called for one in called]
    return said.count("weak"), said.count("strong"), said.count("")
