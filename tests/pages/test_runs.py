"""What a visitor did is done, and what they were answered is sent, whatever they do next."""

import asyncio
import inspect
from types import SimpleNamespace

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session
from streamlit.runtime.app_session import AppSession, AppSessionState
from streamlit.runtime.forward_msg_queue import ForwardMsgQueue
from streamlit.runtime.scriptrunner import ScriptRunnerEvent
from streamlit.runtime.scriptrunner_utils.script_requests import ScriptRequests
from streamlit.runtime.state.safe_session_state import SafeSessionState
from streamlit.testing.v1 import AppTest

from pages.ui.runs import PARTS_OF_RUN, UNSAID_SECONDS, at_once, hear_runs, read_once


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
        (app_session, "_populate_theme_msg"),
    ):
        monkeypatch.setattr(of, name, getattr(of, name))


def _said():
    return [text.value for text in AppTest.from_function(_page).run().button[0].click().run().text]


def test_a_callback_runs_to_its_end_when_another_request_comes_in(as_streamlit_is):
    hear_runs()
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
    hear_runs()
    assert asyncio.run(_sent_after_a_newer_request(_runner(has_ended=True))) == 1


def test_what_a_run_says_after_it_was_stopped_is_not_sent(as_streamlit_is):
    hear_runs()
    assert asyncio.run(_sent_after_a_newer_request(_runner(has_ended=False))) == 0


def _heard(*steps):
    """Return what is heard of one visit's events, with how many had come in by then; a number is seconds."""
    heard, come_in = [], []

    async def run():
        visit = SimpleNamespace(_event_loop=asyncio.get_running_loop())
        hear = at_once(lambda visit, runner, event, *args: heard.append((event, len(come_in))))
        for step in steps:
            if isinstance(step, float):
                await asyncio.sleep(step)
            else:
                come_in.append(step)
                hear(visit, None, step, None, None, None, "page", ["part"], {}, None)

    asyncio.run(run())
    return heard


def test_a_run_of_parts_is_heard_at_once_and_not_if_it_made_way():
    begun, drawn = ScriptRunnerEvent.SCRIPT_STARTED, ScriptRunnerEvent.ENQUEUE_FORWARD_MSG
    over, made_way = (
        ScriptRunnerEvent.FRAGMENT_STOPPED_WITH_SUCCESS,
        ScriptRunnerEvent.SCRIPT_STOPPED_FOR_RERUN,
    )
    assert _heard(begun, drawn, over) == [(begun, 3), (drawn, 3), (over, 3)]
    assert _heard(begun, made_way, begun, drawn, over) == [(begun, 5), (drawn, 5), (over, 5)]
    # What was drawn by then is shown, and what takes long is seen to be going on.
    assert _heard(begun, drawn, made_way) == [(begun, 3), (drawn, 3), (made_way, 3)]
    assert _heard(begun, drawn, 3 * UNSAID_SECONDS, over) == [(begun, 2), (drawn, 2), (over, 3)]


def test_streamlit_says_in_that_place_which_parts_a_run_has():
    said = list(inspect.signature(AppSession._handle_scriptrunner_event_on_event_loop).parameters)
    assert said.index("fragment_ids_this_run") == PARTS_OF_RUN + len(("visit", "runner", "event"))


@pytest.mark.parametrize("section", ["theme", "theme.dark", "theme.light.sidebar"])
def test_the_theme_is_told_as_streamlit_tells_it(section):
    plain, told = CustomThemeConfig(), CustomThemeConfig()
    app_session._populate_theme_msg(plain, section)
    tell = read_once(app_session._populate_theme_msg)
    for message in (CustomThemeConfig(), told):
        tell(message, section)
    assert told == plain
    assert told.ByteSize() > 0


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
