"""A part of a page that is asked for while another page is on its way, by a link and a control pressed at once."""

import asyncio
from pathlib import Path
from time import monotonic

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from api.server.site import PageMeta, Site
from api.server.websocket import _BREATH_SECONDS, Messages, WebSocketMiddleware
from pages.ui.messages import as_page, asks_for, says

SITE = Site("", "", {"": PageMeta("", "")}, lambda _: None, Path(), Path(), Path())
A_WHILE = 20


def _asks(page, fragment=""):
    asked = BackMsg()
    asked.rerun_script.page_script_hash, asked.rerun_script.fragment_id = page, fragment
    return {"type": "websocket.receive", "bytes": asked.SerializeToString()}


def _begins(page):
    message = ForwardMsg()
    message.new_session.page_script_hash, message.new_session.main_script_hash = page, "main"
    return message


def _is_over():
    return ForwardMsg(script_finished=ForwardMsg.FINISHED_SUCCESSFULLY)


async def _passed_on(words):
    """Return what the server was asked for after each word of a conversation: page and part."""
    browser, asked, line = asyncio.Queue(), [], {}

    async def server(scope, receive, send):
        line["send"] = send
        while (message := await receive())["type"] != "websocket.disconnect":
            wanted = BackMsg.FromString(message["bytes"]).rerun_script
            asked.append((wanted.page_script_hash, wanted.fragment_id))

    async def hear(message):
        """The browser draws it."""

    middleware = WebSocketMiddleware(server, SITE, Messages(asks_for, as_page, says))
    talk = asyncio.create_task(middleware({"type": "websocket", "headers": []}, browser.get, hear))
    after = []
    for word in words:
        if isinstance(word, dict):
            await browser.put(word)
        else:
            await line["send"]({"type": "websocket.send", "bytes": word.SerializeToString()})
        for _ in range(A_WHILE):
            await asyncio.sleep(0)
        after.append(asked[:])
        asked.clear()
    await browser.put({"type": "websocket.disconnect"})
    await talk
    return after


def test_a_part_waits_for_its_page():
    words = [_asks("a"), _begins("a"), _asks("a", "part"), _is_over()]
    assert asyncio.run(_passed_on(words)) == [[("a", "")], [], [], [("a", "part")]]


def test_a_part_of_the_page_before_becomes_the_whole_page():
    words = [_asks("a"), _begins("a"), _is_over(), _asks("b"), _asks("a", "part"), _begins("b"), _is_over()]
    assert asyncio.run(_passed_on(words))[3:] == [[("b", "")], [], [], [("b", "")]]


def test_what_is_still_said_of_the_page_before_is_not_taken_for_the_page():
    """A run of the page before may begin and end late, on a busy server: the browser shows it, and then ours."""
    words = [_asks("a"), _begins("a"), _is_over(), _asks("b"), _asks("a", "part")]
    late = [_begins("a"), _is_over()]
    asked = asyncio.run(_passed_on([*words, *late, _begins("b"), _is_over()]))
    assert asked[3:] == [[("b", "")], [], [], [], [], [("b", "")]]


def _seconds(words):
    """Return how long a conversation takes."""
    began = monotonic()
    asyncio.run(_passed_on(words))
    return monotonic() - began


def test_a_part_of_another_page_is_spoken_of_once_the_browser_had_a_moment_to_draw_that_page():
    page = [_asks("a"), _begins("a"), _is_over()]
    other = [_asks("b"), _begins("b"), _is_over()]
    # Neither the page that the browser opened nor one that is there already is waited for.
    assert _seconds([*page, _begins("a"), _is_over()]) < _BREATH_SECONDS
    assert _seconds([*page, *other, _begins("b"), _is_over()]) >= _BREATH_SECONDS
