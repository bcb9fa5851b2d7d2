"""What every test may need: the real tables, read once."""

import pandas as pd
import pytest

from data.load import load_table
from data.schema import TABLES


@pytest.fixture(scope="session")
def real() -> dict[str, pd.DataFrame]:
    """The committed tables by name; tests must not change them in place."""
    return {name: load_table(name) for name in TABLES}
