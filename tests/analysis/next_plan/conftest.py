"""What the tests of a plan need: what the tables say of plans, and a plan laid out."""

import pytest

from analysis.next_plan.own_plan import TABLES, lay_out, read_plan_advice
from data.load import load_table


@pytest.fixture(scope="module")
def advice():
    """What the real tables say of plans."""
    return read_plan_advice({name: load_table(name) for name in TABLES})


@pytest.fixture
def plan_of(advice):
    """Return a function that lays out the plan of a record."""
    return lambda record, match_year=None: lay_out(record, advice, match_year)
