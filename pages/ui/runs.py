"""What a run of a page did is done, and is said, when another one begins.

Streamlit lets a newer request stop a run where a callback reads or writes `st.session_state`. The newer run
knows the widget's value already, so nothing has changed in its eyes and the callback is not called again: a
note that was typed, or a button that was pressed, a moment before something else would come to nothing.

And while a run that has ended still waits to be heard, a newer request gives the visit to another runner.
Streamlit hears no runner but the last, so a part of the page, or the address, would stay what it was before.

A browser goes through a whole page whenever a run begins or ends, and in between for what has come in. It
hears all at once of a run of parts, and nothing of one that its callback ended, before anything was drawn,
to ask for others. Each run tells it the theme again, which is read from the configuration once.
"""

from collections.abc import Callable
from functools import cache, partial
from types import MethodType
from typing import Any, Concatenate, Final, ParamSpec, cast

from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.scriptrunner import ScriptRunner, ScriptRunnerEvent
from streamlit.runtime.scriptrunner_utils.script_requests import ScriptRequestType
from streamlit.runtime.state.safe_session_state import SafeSessionState

P = ParamSpec("P")
# Of a visit, the last runner that ended by itself.
ENDED: Final = "match_atlas_ended"
# Of a visit, how to say what a run of parts has to say, while nothing of it was said, and what will say it.
UNSAID: Final = "match_atlas_unsaid"
# The place of its parts among what is said of a run that begins.
PARTS_OF_RUN: Final = 4
# What a run of parts draws is said at once, if it takes no longer.
UNSAID_SECONDS: Final = 0.08


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


def at_once(hear: Callable[..., None]) -> Callable[..., None]:
    """Return what hears of a run of parts all at once, and nothing of one that made way before it drew."""

    def heard(
        visit: AppSession,
        runner: ScriptRunner | None,
        event: ScriptRunnerEvent,
        /,
        *args: Any,  # noqa: ANN401 - Streamlit's own
    ) -> None:
        say, unsaid = partial(hear, visit, runner, event, *args), vars(visit).get(UNSAID)
        if event is ScriptRunnerEvent.SCRIPT_STARTED and args[PARTS_OF_RUN]:
            _say_all(visit)
            timer = visit._event_loop.call_later(UNSAID_SECONDS, _say_all, visit)
            vars(visit)[UNSAID] = [say], timer
        elif unsaid and event is ScriptRunnerEvent.ENQUEUE_FORWARD_MSG:
            unsaid[0].append(say)
        elif unsaid and event is ScriptRunnerEvent.SCRIPT_STOPPED_FOR_RERUN and len(unsaid[0]) == 1:
            vars(visit).pop(UNSAID)[1].cancel()
        else:
            _say_all(visit)
            say()

    return heard


def _say_all(visit: AppSession) -> None:
    """Say what is still to be said of a run of parts."""
    if UNSAID in vars(visit):
        unsaid, timer = vars(visit).pop(UNSAID)
        timer.cancel()
        for say in unsaid:
            say()


def read_once(read: Callable[[CustomThemeConfig, str], None]) -> Callable[..., None]:
    """Return what puts a section of the theme into a message, and reads each section the first time only."""

    @cache
    def section_of(name: str) -> CustomThemeConfig:
        theme = CustomThemeConfig()
        read(theme, name)
        return theme

    return lambda message, section="theme": message.MergeFrom(section_of(section))


def hear_runs() -> None:
    """Let every run be heard out, one of parts at once, for every visit to this server."""
    app_session._populate_theme_msg = read_once(app_session._populate_theme_msg)
    SafeSessionState.on_script_will_rerun = _to_the_end(  # type: ignore[assignment, method-assign]
        SafeSessionState.on_script_will_rerun
    )
    AppSession.request_rerun = _noting_who_ended(  # type: ignore[assignment, method-assign]
        AppSession.request_rerun
    )
    AppSession._handle_scriptrunner_event_on_event_loop = _to_the_last_word(  # type: ignore[assignment, method-assign]
        at_once(AppSession._handle_scriptrunner_event_on_event_loop)
    )
