"""What a visitor sees when something breaks that should not."""

import streamlit as st


def say_sorry(_error: Exception) -> bool:
    """Show one sentence in place of the part that failed; Streamlit writes the details to the log.

    Returns:
        True, so that Streamlit shows no box of its own.
    """
    st.error(
        "This part of the page could not be shown because of a fault of ours. Your numbers are still in the "
        "sidebar. Please try another page, or reload this one.",
        icon=":material/error:",
    )
    return True
