"""Selections in the address: readable slugs, an allow-list, and a notice instead of an exception.

A selection that differs from its default stands in the address, so reload, back, bookmark and paste work.
What a person typed never does.
"""

from collections.abc import Callable, Collection, Mapping
from typing import Any, Final

import streamlit as st

SEEN: Final = "address_seen"
REMEMBERED: Final = "address_remembered"


def _state(name: str) -> dict[str, Any]:
    """Return one of this visit's dictionaries."""
    return st.session_state.setdefault(name, {})


def remembered(name: str, default: str) -> str:
    """Return what was last chosen under `name` on any page, or `default`."""
    return _state(REMEMBERED).get(name, default)


def _asked(name: str, options: Collection[str], default: str) -> str:
    """Return the selection that the address asks for, with a notice when it asks for nonsense."""
    asked = st.query_params.get(name)
    if asked is None or asked in options:
        return asked or default
    st.warning(
        f"The address asks for {name} “{asked[:40]}”, which is not one of: {', '.join(options)}. "
        f"Showing {default} instead.",
        icon=":material/link_off:",
    )
    return default


def choose(
    widget: Callable[..., Any],
    label: str,
    name: str,
    labels: Mapping[str, str],
    default: str,
    **settings: object,
) -> str:
    """Draw a selector whose value also stands in the address.

    Args:
        widget: `st.selectbox` or `st.segmented_control`.
        label: what people read.
        name: the address parameter.
        labels: slug -> label of the options, in order.
        default: slug of the option that needs no mention in the address.
        settings: passed on to the widget.

    Returns:
        The chosen slug.
    """
    key, seen = f"choice_{name}", _state(SEEN)
    in_address = st.query_params.get(name)
    # The address rules when it changed from outside: a first visit, a link, or the back button.
    if key not in st.session_state:
        start = _asked(name, labels, remembered(name, default))
        st.session_state[key] = start if start in labels else default
    elif in_address != seen.get(name):
        st.session_state[key] = _asked(name, labels, default)
    slug = widget(label, list(labels), format_func=labels.__getitem__, key=key, **settings) or default
    wanted = None if slug == default else slug
    if wanted is None and in_address is not None:
        del st.query_params[name]
    elif wanted is not None and wanted != in_address:
        st.query_params[name] = wanted
    seen[name] = wanted
    _state(REMEMBERED)[name] = slug
    return slug


def choose_many(
    label: str,
    name: str,
    labels: Mapping[str, str],
    most: int | None = None,
    key: str = "",
    **settings: object,
) -> tuple[str, ...]:
    """Draw a selector of several options whose slugs stand in the address, separated by commas.

    Args:
        label: what people read.
        name: the address parameter.
        labels: slug -> label of the options, in order.
        most: how many may be chosen; any number unless given.
        key: where the choice is kept; given where several selectors share an address parameter, and then the
            choice is not taken along to other pages.
        settings: passed on to the widget.

    Returns:
        The chosen slugs, in the order they were chosen; empty when nothing is chosen.
    """
    own, key, seen = not key, key or f"choice_{name}", _state(SEEN)
    in_address = st.query_params.get(name)
    if key not in st.session_state or in_address != seen.get(name):
        asked = (in_address if in_address is not None else remembered(name, "") if own else "").split(",")
        known = [slug for slug in dict.fromkeys(asked) if slug in labels]
        unknown = [slug[:40] for slug in asked if slug and slug not in labels]
        too_many = most is not None and len(known) > most
        if unknown or too_many:
            asked_for = ", ".join([*unknown, *([f"{len(known)} options"] if too_many else [])])
            allowed = f"up to {most} of" if most is not None else "any of"
            st.warning(
                f"The address asks for {name} “{asked_for}”, and allowed are {allowed}: "
                f"{', '.join(labels)}. Showing {', '.join(known[:most]) or 'the usual ones'} instead.",
                icon=":material/link_off:",
            )
        st.session_state[key] = known[:most]
    else:
        # Written again, the choice is sent with the labels of this run, which may differ from the last ones.
        st.session_state[key] = list(st.session_state[key])
    chosen = st.multiselect(
        label, list(labels), format_func=labels.__getitem__, key=key, max_selections=most, **settings
    )
    wanted = ",".join(chosen) or None
    if wanted is None and in_address is not None:
        del st.query_params[name]
    elif wanted is not None and wanted != in_address:
        st.query_params[name] = wanted
    seen[name] = wanted
    if own:
        _state(REMEMBERED)[name] = wanted or ""
    return tuple(chosen)


def mention_unknown(known: Collection[str] = ()) -> None:
    """Say which parameters of the address this page does not know; their values are not repeated."""
    unknown = [name[:40] for name in st.query_params if name not in known]
    if unknown:
        st.warning(
            f"The address has parts this page does not know: {', '.join(unknown)}. They were ignored"
            + (f"; known here: {', '.join(sorted(known))}." if known else "."),
            icon=":material/link_off:",
        )
