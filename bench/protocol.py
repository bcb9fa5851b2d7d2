"""A light session: speaks Streamlit's websocket protocol as a browser does, and draws nothing."""

import asyncio
import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from google.protobuf.message import Message
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Delta_pb2 import Delta
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException

from bench import BenchError

RUN_TIMEOUT_S = 60
CHART = "plotly_chart"
COMPONENT = "bidi_component"
# The name under which the server takes what the script of a component tells it.
EVENTS = "$$STREAMLIT_INTERNAL_KEY_{}__events"
# What a page without a chart may show instead. Widgets and downloads are left out: they change by themselves.
CONTENT = {
    "dataframe",
    "table",
    "markdown",
    "html",
    "heading",
    "text",
    "metric",
    "imgs",
    "json",
    "vega_lite_chart",
}

Value = str | tuple[str, ...] | bool | None


@dataclass(frozen=True)
class Widget:
    """A widget as the server last described it, and the value that a browser holds of it."""

    id: str
    label: str
    kind: str
    value: Value
    is_set: bool
    fragment_id: str
    options: tuple[str, ...]


@dataclass(frozen=True)
class Run:
    """One finished script run: its duration and a fingerprint of every chart and piece of content it sent."""

    milliseconds: float
    charts: frozenset[bytes]
    content: frozenset[bytes]


@dataclass(frozen=True)
class _Element:
    kind: str
    fingerprint: bytes
    widget: Widget | None


@dataclass
class _Cache:
    """The browser's message cache: what the server may send again as a hash, and for how many runs."""

    max_age: int = 2
    runs: int = 0
    seen: dict[str, int] = field(default_factory=dict)

    def finish_run(self) -> None:
        self.runs += 1
        self.seen = {key: born for key, born in self.seen.items() if self.runs - born <= self.max_age}


def _chosen(element: Message) -> str | None:
    if element.set_value:
        return str(element.raw_value) if element.HasField("raw_value") else None
    return element.options[element.default] if element.options and element.HasField("default") else None


def _pressed(element: Message) -> tuple[str, ...]:
    if element.set_value:
        return tuple(element.raw_values)
    return tuple(_options(element)[place] for place in element.default)


def _options(element: Message) -> tuple[str, ...]:
    return tuple(getattr(option, "content", option) for option in getattr(element, "options", ()))


def _days(element: Message) -> tuple[str, ...]:
    return tuple(element.value if element.set_value else element.default)


def _typed(element: Message) -> str | None:
    name = "value" if element.set_value else "default"
    return str(getattr(element, name)) if element.HasField(name) else None


def _whole(element: Message) -> str | None:
    name = "value" if element.set_value else "default"
    return str(int(getattr(element, name))) if element.HasField(name) else None


# What the browser would send for a widget nobody touched. Other kinds keep the server's default.
CURRENT: dict[str, Callable[[Message], Value]] = {
    "selectbox": _chosen,
    "radio": _chosen,
    "button_group": _pressed,
    "multiselect": _pressed,
    "text_input": _typed,
    "number_input": _whole,
    "date_input": _days,
    "checkbox": lambda element: bool(element.value if element.set_value else element.default),
}


class LightSession:
    """One open session. Use `open_session` to make one."""

    def __init__(self, connection: ClientConnection, url_path: str, query: str = "") -> None:
        """Wrap a connection that has not sent anything yet."""
        self._connection = connection
        self._page_name = url_path
        self._page_hash = ""
        self._query = query
        self._cache = _Cache()
        self._known: dict[str, _Element] = {}
        self.widgets: dict[str, Widget] = {}
        self._chosen: dict[str, Value] = {}
        self._tab = ""
        self._events: WidgetState | None = None

    async def close(self) -> None:
        """Close the connection."""
        await self._connection.close()

    def widget(self, label: str) -> Widget:
        """Return the page's widget with this label.

        Raises:
            BenchError: No such widget; the message lists the labels there are.
        """
        for widget in self.widgets.values():
            if widget.label == label:
                return widget
        there = ", ".join(sorted(repr(widget.label) for widget in self.widgets.values())) or "none"
        raise BenchError(f"page '/{self._page_name}' has no widget labelled {label!r}; it has: {there}")

    async def change(self, wanted: Mapping[str, str | tuple[str, ...]]) -> Run:
        """Set widgets, by label, and wait for the script run that follows.

        Raises:
            BenchError: The page has no such widget or option; the message lists those there are.
        """
        changed = {}
        for label, value in wanted.items():
            widget = self.widget(label)
            value = (
                self.option(widget, value)
                if isinstance(value, str)
                else tuple(self.option(widget, one) for one in value)
            )
            if self._chosen.get(widget.id) != value:
                changed[widget] = value
        self._chosen |= {widget.id: value for widget, value in changed.items()}
        # The part of the page that a browser asks for is that of the widget changed.
        return await self.run(next((widget.fragment_id for widget in changed), widget.fragment_id))

    def option(self, widget: Widget, value: str) -> str:
        """Return the option that is this value, or this value with something in brackets behind it."""
        for option in widget.options or (value,):
            if option == value or option.startswith(f"{value} ("):
                return option
        raise BenchError(
            f"page '/{self._page_name}': {widget.label!r} has no {value!r}, only {list(widget.options)}"
        )

    async def bring_back(self, kept: Mapping[str, Any]) -> Run:
        """Send what the tab kept of an earlier visit, as the script of the tab does once a page is there."""
        sent = [{"event": "back", "value": {"kept": kept}}]
        self._events = WidgetState(id=EVENTS.format(self._tab), json_trigger_value=json.dumps(sent))
        try:
            return await self.run()
        finally:
            self._events = None

    async def run(self, fragment_id: str = "") -> Run:
        """Ask for a script run and wait until the server says it is finished."""
        began = time.perf_counter()
        try:
            async with asyncio.timeout(RUN_TIMEOUT_S):
                await self._connection.send(self._request(fragment_id))
                elements = await self._receive()
        except (TimeoutError, OSError, WebSocketException) as error:
            raise BenchError(f"page '/{self._page_name}' did not finish a run: {error!r}") from error
        milliseconds = (time.perf_counter() - began) * 1000
        self._cache.finish_run()
        widgets = {element.widget.id: self._as_held(element.widget) for element in elements if element.widget}
        # A part that was drawn again may have dropped some of its widgets.
        drawn = {widget.fragment_id for widget in widgets.values()}
        others = {key: widget for key, widget in self.widgets.items() if widget.fragment_id not in drawn}
        self.widgets = others | widgets if fragment_id else widgets
        return Run(milliseconds, _prints(elements, {CHART}), _prints(elements, CONTENT))

    def _as_held(self, widget: Widget) -> Widget:
        """Return a widget with what stands in it: drawn again, it keeps that unless another value is set."""
        before = self.widgets.get(widget.id)
        return widget if widget.is_set or before is None else replace(widget, value=before.value)

    async def _receive(self) -> list[_Element]:
        """Collect what one script run sends, until the server says that it is finished."""
        elements: list[_Element] = []
        while True:
            message = ForwardMsg.FromString(await self._connection.recv(decode=False))
            kind = message.WhichOneof("type")
            if kind in {"delta", "ref_hash"}:
                elements.append(self._element(message))
            elif kind == "script_finished" and self._is_last(message.script_finished):
                return elements
            elif kind == "script_finished":
                elements.clear()
            elif kind == "new_session":
                self._cache.max_age = message.new_session.config.max_cached_message_age
            elif kind == "navigation":
                self._page_hash = message.navigation.page_script_hash
            elif kind == "page_info_changed":
                self._query = message.page_info_changed.query_string
            elif kind == "page_not_found":
                raise BenchError(f"the app has no page '/{self._page_name}'")

    def _is_last(self, status: int) -> bool:
        if status == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
            raise BenchError(f"page '/{self._page_name}' does not compile")
        # The script asked for another run (st.rerun): the page is complete only after that one.
        return status != ForwardMsg.FINISHED_EARLY_FOR_RERUN

    def _request(self, fragment_id: str) -> bytes:
        message = BackMsg()
        state = message.rerun_script
        state.query_string = self._query
        state.page_script_hash = self._page_hash
        # A browser names the page only until the server has told it the page's hash.
        state.page_name = "" if self._page_hash else self._page_name
        state.fragment_id = fragment_id
        state.cached_message_hashes.extend(self._cache.seen)
        state.context_info.timezone = "UTC"
        state.context_info.locale = "en-US"
        state.context_info.color_scheme = "light"
        state.widget_states.widgets.extend(
            _state(widget, self._chosen.get(widget.id, widget.value)) for widget in self.widgets.values()
        )
        if self._events:
            state.widget_states.widgets.append(self._events)
        return message.SerializeToString()

    def _element(self, message: ForwardMsg) -> _Element:
        if message.WhichOneof("type") == "ref_hash":
            return self._known[message.ref_hash]
        element = _read(message.delta, self._page_name)
        if element.kind == COMPONENT and not self._tab:
            # The first one that a page draws; a part of it that is drawn again has another.
            self._tab = message.delta.new_element.bidi_component.id
        if message.metadata.cacheable:
            self._known[message.hash] = element
            self._cache.seen[message.hash] = self._cache.runs
        return element


async def open_session(
    address: str, url_path: str, query: str = "", kept: Mapping[str, Any] | None = None
) -> LightSession:
    """Open a session on a page and wait for its first script run, and for one with what a tab kept."""
    connection = await connect(
        f"ws://{address}/_stcore/stream",
        subprotocols=["streamlit"],
        max_size=None,
        open_timeout=60,
        ping_interval=None,
    )
    session = LightSession(connection, url_path, query)
    await session.run()
    if kept:
        await session.bring_back(kept)
    return session


def _read(delta: Delta, page_name: str) -> _Element:
    if delta.WhichOneof("type") != "new_element":
        return _Element("block", b"", None)
    kind = delta.new_element.WhichOneof("type") or ""
    element = getattr(delta.new_element, kind) if kind else None
    if kind == "exception":
        raise BenchError(f"page '/{page_name}' shows an exception: {element.type}: {element.message}")
    if kind == CHART:
        return _Element(kind, element.spec.encode(), None)
    if kind in CURRENT:
        widget = Widget(
            element.id,
            element.label,
            kind,
            CURRENT[kind](element),
            bool(getattr(element, "set_value", False)),
            delta.fragment_id,
            _options(element),
        )
        return _Element(kind, b"", widget)
    return _Element(kind, element.SerializeToString() if kind in CONTENT else b"", None)


def _prints(elements: list[_Element], kinds: set[str]) -> frozenset[bytes]:
    return frozenset(element.fingerprint for element in elements if element.kind in kinds)


def _state(widget: Widget, value: Value) -> WidgetState:
    state = WidgetState(id=widget.id)
    if widget.kind in {"button_group", "multiselect", "date_input"}:
        state.string_array_value.data.extend([value] if isinstance(value, str) else value)
    elif isinstance(value, bool):
        state.bool_value = value
    elif value is not None and widget.kind == "number_input":
        state.int_value = int(str(value))
    elif value is not None:
        state.string_value = value
    return state
