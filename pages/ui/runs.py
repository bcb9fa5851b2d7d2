"""What a run of a page did is done, and is said, when another one begins.

Streamlit lets a newer request stop a run where a callback reads or writes `st.session_state`. The newer run
knows the widget's value already, so nothing has changed in its eyes and the callback is not called again: a
note that was typed, or a button that was pressed, a moment before something else would come to nothing.

And while a run that has ended still waits to be heard, a newer request gives the visit to another runner.
Streamlit hears no runner but the last, so a part of the page, or the address, would stay what it was before.
"""

from collections.abc import Callable
from types import MethodType
from typing import Concatenate, Final, ParamSpec, cast

from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.scriptrunner import ScriptRunner, ScriptRunnerEvent
from streamlit.runtime.scriptrunner_utils.script_requests import ScriptRequestType
from streamlit.runtime.state.safe_session_state import SafeSessionState

P = ParamSpec("P")
# Of a visit, the last runner that ended by itself.
ENDED: Final = "match_atlas_ended"


def _to_the_end(
    call: Callable[Concatenate[SafeSessionState, P], None],
) -> Callable[Concatenate[SafeSessionState, P], None]:
    """Return what takes a browser's widget states and calls their callbacks, while newer requests wait."""

    def undisturbed(state: SafeSessionState, /, *args: P.args, **kwargs: P.kwargs) -> None:
        # The yield point is a method of the run, and does nothing while no script is executed.
        run = cast("ScriptRunner", cast("MethodType", state._yield_callback).__self__)
        run._execing = False
        try:
            call(state, *args, **kwargs)
        finally:
            run._execing = True

    return undisturbed


def _noting_who_ended(
    request: Callable[[AppSession, ClientState | None], None],
) -> Callable[[AppSession, ClientState | None], None]:
    """Return what asks a visit for a run, and notes first whether the run before has ended."""

    def noted(visit: AppSession, client_state: ClientState | None) -> None:
        runner = visit._scriptrunner
        if runner is not None and runner._requests._state is ScriptRequestType.STOP:
            vars(visit)[ENDED] = runner
        request(visit, client_state)

    return noted


def _to_the_last_word(
    hear: Callable[Concatenate[AppSession, ScriptRunner | None, ScriptRunnerEvent, P], None],
) -> Callable[Concatenate[AppSession, ScriptRunner | None, ScriptRunnerEvent, P], None]:
    """Return what hears what a visit's runners say: the last, and the one that ended before it began."""

    def heard(
        visit: AppSession,
        runner: ScriptRunner | None,
        event: ScriptRunnerEvent,
        /,
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> None:
        now = visit._scriptrunner
        if runner is None or runner is now or runner is not vars(visit).get(ENDED):
            hear(visit, runner, event, *args, **kwargs)
        elif event is not ScriptRunnerEvent.SHUTDOWN:
            visit._scriptrunner = runner
            try:
                hear(visit, runner, event, *args, **kwargs)
            finally:
                visit._scriptrunner = now
        else:
            del vars(visit)[ENDED]

    return heard


def lose_nothing() -> None:
    """Let every run be heard out, for every visit to this server."""
    SafeSessionState.on_script_will_rerun = _to_the_end(  # type: ignore[assignment, method-assign]
        SafeSessionState.on_script_will_rerun
    )
    AppSession.request_rerun = _noting_who_ended(  # type: ignore[assignment, method-assign]
        AppSession.request_rerun
    )
    AppSession._handle_scriptrunner_event_on_event_loop = _to_the_last_word(  # type: ignore[assignment, method-assign]
        AppSession._handle_scriptrunner_event_on_event_loop
    )
