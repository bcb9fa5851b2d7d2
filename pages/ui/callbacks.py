"""Callbacks of widgets run to their end.

Streamlit lets a newer request interrupt a run where a callback reads or writes `st.session_state`. The newer
run knows the widget's value already, so nothing has changed in its eyes and the callback is not called again:
a note that was typed, or a button that was pressed, a moment before something else would come to nothing.
"""

from collections.abc import Callable
from types import MethodType
from typing import Concatenate, ParamSpec, cast

from streamlit.runtime.scriptrunner import ScriptRunner
from streamlit.runtime.state.safe_session_state import SafeSessionState

P = ParamSpec("P")


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


def let_callbacks_finish() -> None:
    """Let no request interrupt a callback, for every visit to this server."""
    SafeSessionState.on_script_will_rerun = _to_the_end(  # type: ignore[assignment, method-assign]
        SafeSessionState.on_script_will_rerun
    )
