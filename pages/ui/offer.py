"""Files that are offered for download, each built when it is asked for, and kept nowhere."""

from collections.abc import Callable
from typing import Final, Literal

import streamlit as st

ZIP_TYPE: Final = "application/zip"
SLIDES_TYPE: Final = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


def offer(
    label: str,
    build: Callable[[], bytes],
    file_name: str,
    mime: str,
    *,
    key: str = "",
    icon: str = "download",
    kind: Literal["secondary", "tertiary"] = "secondary",
    disabled: bool = False,
) -> None:
    """Draw the button of a file that is built in a thread which knows nothing of the visit and its caches."""
    st.download_button(
        label,
        data=build,
        file_name=file_name,
        mime=mime,
        on_click="ignore",
        icon=f":material/{icon}:",
        key=key or f"download_{file_name}",
        type=kind,
        disabled=disabled,
    )
