"""What a visitor did is done, whatever they do next."""

import pytest
from streamlit.runtime.state.safe_session_state import SafeSessionState
from streamlit.testing.v1 import AppTest

from pages.ui.callbacks import let_callbacks_finish


def _page():
    """Show a button that keeps something, while a second request of the same visitor comes in."""
    import streamlit as st
    from streamlit.runtime.scriptrunner import RerunData, get_script_run_ctx

    def keep():
        run = get_script_run_ctx()
        run.script_requests.request_rerun(RerunData(page_script_hash=run.page_script_hash))
        st.session_state["kept"] = "kept"

    st.button("Keep", on_click=keep)
    st.text(st.session_state.get("kept", "lost"))


@pytest.fixture
def as_streamlit_is(monkeypatch):
    """Put back what is changed for a whole process."""
    monkeypatch.setattr(SafeSessionState, "on_script_will_rerun", SafeSessionState.on_script_will_rerun)


def _said():
    return [text.value for text in AppTest.from_function(_page).run().button[0].click().run().text]


def test_a_callback_runs_to_its_end_when_another_request_comes_in(as_streamlit_is):
    let_callbacks_finish()
    assert _said() == ["kept"]


def test_streamlit_still_needs_that(as_streamlit_is):
    # Once this fails, `pages/ui/callbacks.py` can go.
    assert _said() == ["lost"]
