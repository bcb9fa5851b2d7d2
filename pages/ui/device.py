"""What is known of the device that a page is shown on, by what its browser says of itself."""

from collections.abc import Mapping
from typing import Final

import streamlit as st

# Browsers of phones have this in their name, as those who make them advise; tablets and computers have not.
PHONE: Final = "Mobi"


def says_phone(headers: Mapping[str, str]) -> bool:
    """Return whether the headers of a request are those of a phone's browser."""
    return headers.get("Sec-CH-UA-Mobile") == "?1" or PHONE in (headers.get("User-Agent") or "")


def is_phone() -> bool:
    """Whether the page is shown on a phone."""
    return says_phone(st.context.headers)
