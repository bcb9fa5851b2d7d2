"""The records of *Next steps*: a row makes one kept in the tab, saved, loaded and cleared."""

from collections.abc import Mapping
from typing import Any, Final

from analysis.cycle.record import CycleRecord, checked
from analysis.experience.record import ClinicalLog, read_log
from analysis.next_plan.record import NextPlan
from analysis.next_plan.record import checked as plan_checked
from analysis.next_steps.aim import Aim
from analysis.next_steps.record import RecordKind
from analysis.readiness.record import Readiness

# Name in the tab and in the file, permanent -> the record.
KINDS: Final[Mapping[str, RecordKind[Any]]] = {
    "aim": RecordKind(Aim),
    "readiness": RecordKind(Readiness),
    "clinical_experience": RecordKind(ClinicalLog, read_log),
    "cycle": RecordKind(CycleRecord, checked),
    "plan": RecordKind(NextPlan, plan_checked),
}
