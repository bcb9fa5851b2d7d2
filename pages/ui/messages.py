"""What a message between a browser and Streamlit asks for or says, for the middleware that passes it on."""

from typing import Final, Literal

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

# A run of the whole page is over, and all it drew is sent before this is.
_OVER: Final = {ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_WITH_COMPILE_ERROR}
# All but what is drawn is short.
_SHORT_BYTES: Final = 4_000


def asks_for(body: bytes) -> tuple[Literal["page", "part"], str, str] | None:
    """Return whether a message of a browser asks for a whole page or a part, for which page, and its address.

    Returns:
        What is asked for, the page, and the parameters of its address; None where no run is asked for.

    Raises:
        google.protobuf.message.DecodeError: it is no message.
    """
    message = BackMsg.FromString(body)
    if not message.HasField("rerun_script"):
        return None
    asked = message.rerun_script
    return "part" if asked.fragment_id else "page", asked.page_script_hash, asked.query_string


def as_page(part: bytes, page: str, address: str) -> bytes:
    """Return a message that asks for a whole page, with all that was chosen when it asked for a part."""
    message = BackMsg.FromString(part)
    asked = message.rerun_script
    asked.fragment_id, asked.page_script_hash, asked.query_string = "", page, address
    return bytes(message.SerializeToString())


def says(body: bytes) -> tuple[Literal["page", "address", "over"], str] | None:
    """Return what a message of the server says of a run: its page, the address, or that all is sent."""
    if len(body) > _SHORT_BYTES:
        return None
    message = ForwardMsg.FromString(body)
    if message.HasField("new_session"):
        begun = message.new_session
        # The first run of a visit begins without a page, under the name of the main script.
        return "page", begun.page_script_hash.removeprefix(begun.main_script_hash)
    if message.HasField("page_info_changed"):
        return "address", message.page_info_changed.query_string
    is_over = message.HasField("script_finished") and message.script_finished in _OVER
    return ("over", "") if is_over else None
