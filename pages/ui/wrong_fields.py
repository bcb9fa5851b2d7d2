"""Fields that cannot be read: which they are and where that is said, for a screen reader."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

import streamlit as st

_mark: Final = st.components.v2.component(
    "match_atlas.wrong_fields", js=(Path(__file__).parent / "wrong_fields.js").read_text(encoding="utf-8")
)


def mark_wrong(key: str, within: str, fields: Mapping[str, str]) -> None:
    """Mark fields as wrong, each described by its sentence; Streamlit tells a screen reader neither.

    Args:
        key: what the key of what marks them begins with; its own on each place.
        within: selector of what the fields stand in.
        fields: key of a field -> key of the container with its sentence.
    """
    if fields:
        # What marked others before has to go, and frees them.
        _mark(
            key="_".join((key, *fields)),
            data={"within": within, "fields": [list(pair) for pair in fields.items()]},
        )
