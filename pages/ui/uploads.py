"""Boxes for a file that is read at once and let go of: Streamlit would keep it for the whole visit."""

import streamlit as st
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx


def box_key(name: str) -> str:
    """Return the session key of the box that is empty now: one with a new name is."""
    return f"{name}_file_{st.session_state.get(_counter(name), 0)}"


def empty_box(name: str, file_id: str = "") -> None:
    """Put an empty box in place of the one with the file, and let go of the upload."""
    st.session_state[_counter(name)] = st.session_state.get(_counter(name), 0) + 1
    context = get_script_run_ctx()
    # Streamlit keeps an upload for the whole visit unless the visitor takes it out of the box by hand.
    if file_id and context and isinstance(context.uploaded_file_mgr, MemoryUploadedFileManager):
        context.uploaded_file_mgr.remove_file(context.session_id, file_id)


def _counter(name: str) -> str:
    """Return where it is kept how many files were let go of."""
    return f"{name}_count"
