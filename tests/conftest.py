"""What every test may need: the real tables, read once."""

import pandas as pd
import pytest
from hypothesis import settings

from data.load import load_table
from data.schema import TABLES

# How long an example takes depends on what else the machine does; it is no property of the code.
settings.register_profile("no_deadline", deadline=None)
settings.load_profile("no_deadline")


@pytest.fixture(scope="session")
def real() -> dict[str, pd.DataFrame]:
    """The committed tables by name; tests must not change them in place."""
    return {name: load_table(name) for name in TABLES}


# The files that take longest, the longest first: begun last they would keep one worker waiting for the other.
LONG = (
    "adding",
    "package",
    "slides_in_libreoffice",
    *(f"browser_{name}" for name in ("every_page", "links", "tab", "phone", "rooms", "caseload", "present")),
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the longest files."""
    place = {f"test_{name}": at for at, name in enumerate(LONG)}
    items.sort(key=lambda item: place.get(item.path.stem, len(LONG)))
