"""What a visitor did is done, and what they were answered is sent, whatever they do next."""

import asyncio
from types import SimpleNamespace

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.app_session import AppSession, AppSessionState
from streamlit.runtime.forward_msg_queue import ForwardMsgQueue
from streamlit.runtime.scriptrunner import ScriptRunnerEvent
from streamlit.runtime.scriptrunner_utils.script_requests import ScriptRequests
from streamlit.runtime.state.safe_session_state import SafeSessionState
from streamlit.testing.v1 import AppTest

from pages.ui.runs import lose_nothing


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
    for of, name in (
        (SafeSessionState, "on_script_will_rerun"),
        (AppSession, "request_rerun"),
        (AppSession, "_handle_scriptrunner_event_on_event_loop"),
    ):
        monkeypatch.setattr(of, name, getattr(of, name))


def _said():
    return [text.value for text in AppTest.from_function(_page).run().button[0].click().run().text]


def test_a_callback_runs_to_its_end_when_another_request_comes_in(as_streamlit_is):
    lose_nothing()
    assert _said() == ["kept"]


def _runner(*, has_ended):
    """Return as much of a runner as a visit asks for: one that takes no request, or that still runs."""
    requests = ScriptRequests()
    if has_ended:
        requests.on_scriptrunner_ready()
    return SimpleNamespace(
        _requests=requests, request_stop=requests.request_stop, request_rerun=requests.request_rerun
    )


class _Visit(AppSession):
    """A visit with one runner, which gives the next request to a second one."""

    def __init__(self, first):
        self._event_loop, self._browser_queue = asyncio.get_running_loop(), ForwardMsgQueue()
        self._state, self._message_enqueued_callback = AppSessionState.APP_NOT_RUNNING, None
        self._scriptrunner, self.second = first, _runner(has_ended=False)

    def __del__(self):
        """Nothing is to be shut down."""

    def _create_scriptrunner(self, initial_rerun_data):
        self._scriptrunner = self.second


async def _sent_after_a_newer_request(first):
    """Return how many messages of a first runner are sent that are heard after another one began."""
    visit = _Visit(first)
    visit.request_rerun(None)
    for event in (ScriptRunnerEvent.ENQUEUE_FORWARD_MSG, ScriptRunnerEvent.SHUTDOWN):
        visit._handle_scriptrunner_event_on_event_loop(first, event, ForwardMsg(script_finished=0))
    assert visit._scriptrunner is visit.second
    return len(visit._browser_queue.flush())


def test_what_a_run_said_before_it_ended_is_sent(as_streamlit_is):
    lose_nothing()
    assert asyncio.run(_sent_after_a_newer_request(_runner(has_ended=True))) == 1


def test_what_a_run_says_after_it_was_stopped_is_not_sent(as_streamlit_is):
    lose_nothing()
    assert asyncio.run(_sent_after_a_newer_request(_runner(has_ended=False))) == 0


def test_streamlit_still_needs_that(as_streamlit_is):
    # Once this fails, that part of `pages/ui/runs.py` can go.
    assert _said() == ["lost"]
    assert asyncio.run(_sent_after_a_newer_request(_runner(has_ended=True))) == 0


def _control():
    """Show one selector whose choice stands in the address."""
    from pages.ui.choose import choose
    from pages.ui.page import Selector

    choose(Selector("part", "Show", {"tables": "Tables", "sources": "Sources"}, "tables"))


def test_a_choice_is_given_when_the_one_before_may_have_been_given_after_it(monkeypatch):
    """The page, asked for again, may give the control its old value after the visitor's press."""
    at = AppTest.from_function(_control)
    shown = []
    for second, chosen in ((0, None), (4, None), (8, "sources")):
        monkeypatch.setattr("pages.ui.choose.monotonic", lambda now=second: now)
        if chosen:
            at.button_group[0].set_value(chosen)
        sent = at.run().button_group[0].proto
        shown.append((sent.set_value, *sent.raw_values))
    assert shown == [(True, "Tables"), (True, "Tables"), (True, "Sources")]
