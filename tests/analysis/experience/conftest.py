"""What the tests of a log need: what the tables say of experience, and a moment to see it from."""

import pytest

from analysis.cycle.compute import cycle_dates
from analysis.experience.advice import experience_advice
from analysis.experience.days import moment_of
from tests.analysis.experience.making_logs import RULES, TODAY


@pytest.fixture(scope="module")
def advice(real):
    return experience_advice(real)


@pytest.fixture(scope="module")
def moment():
    return moment_of(2028, cycle_dates(2028, RULES), TODAY)
