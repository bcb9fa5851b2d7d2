"""What a message between a browser and Streamlit asks for or says, for the middleware that passes it on."""

from typing import Final, Literal

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

# A run of the whole page is over, and all it drew is sent before this is.
_OVER: Final = {ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_WITH_COMPILE_ERROR}
# What says so is short; what is drawn need not be read.
_SHORT_BYTES: Final = 400


def asks_for(body: bytes) -> tuple[Literal["page", "part"], str] | None:
    """Return whether a message of a browser asks for a whole page or a part, and for which; None for no run.

    Raises:
        google.protobuf.message.DecodeError: it is no message.
    """
    message = BackMsg.FromString(body)
    if not message.HasField("rerun_script"):
        return None
    asked = message.rerun_script
    return "part" if asked.fragment_id else "page", asked.page_script_hash


def on_page(part: bytes, page: str) -> bytes:
    """Return a message that asks for a part with the page on which it is asked for.

    The parts of all pages are called the same, see `pages.ui.parts`.
    """
    message = BackMsg.FromString(part)
    message.rerun_script.page_script_hash = page
    return bytes(message.SerializeToString())


def ends_page(body: bytes) -> bool:
    """Whether a message of the server says that a run of the whole page is over."""
    if len(body) > _SHORT_BYTES:
        return False
    message = ForwardMsg.FromString(body)
    return bool(message.HasField("script_finished")) and message.script_finished in _OVER
