"""Selectors whose value also stands in the address: one of several options, or any number of them."""

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from analysis.choices import allowed, not_one_of, read_choice
from analysis.wording import quoted
from pages.ui.address import DRAWN, REMEMBERED, held, is_from_outside, remember, remembered, warn, write


def _asked(name: str, labels: Mapping[str, str], default: str) -> str:
    """Return the selection that the address asks for, with a notice when it asks for nonsense."""
    asked = st.query_params.get(name)
    if asked is None:
        return default
    slug = read_choice(name, asked, labels)
    if slug is None:
        warn(
            f"The address asks for {name} {not_one_of(name, asked, labels)}. "
            f"Showing {labels.get(default, default)} instead."
        )
        return default
    return slug


def choose(
    widget: Callable[..., Any],
    label: str,
    name: str,
    labels: Mapping[str, str],
    default: str,
    unsaid: str = "",
    **settings: object,
) -> str:
    """Draw a selector whose value also stands in the address.

    Args:
        widget: `st.selectbox` or `st.segmented_control`.
        label: what people read.
        name: the address parameter.
        labels: slug -> label of the options, in order.
        default: slug of the usual option. Where it follows from what was typed, it changes with it, until
            the visitor chooses another.
        unsaid: slug of the option that needs no mention in the address, because whoever opens the address
            sees it; the usual one unless given.
        settings: passed on to the widget.

    Returns:
        The chosen slug.
    """
    # A usual option that changes makes another control: the browser may still send what the last one showed.
    key = f"choice_{name}@{default}" if unsaid else f"choice_{name}"
    unsaid, chosen_before = unsaid or default, held(REMEMBERED).get(name)
    # The address rules when it changed from outside: a first visit, a link, or the back button.
    if is_from_outside(name):
        st.session_state[key] = _asked(name, labels, unsaid)
    elif key not in st.session_state:
        # What was chosen elsewhere may be no option here.
        st.session_state[key] = chosen_before if chosen_before in labels else default
    elif key != f"choice_{name}":
        # Written again it is sent again, to a browser that may just have dropped the control.
        st.session_state[key] = st.session_state[key]
    slug = widget(label, list(labels), format_func=labels.__getitem__, key=key, **settings) or default
    held(DRAWN)[name] = slug
    write(name, None if slug == unsaid else slug)
    # What was chosen stays so when the visitor's numbers make it the usual option.
    is_chosen = slug != default or slug == chosen_before
    remember({name: slug if is_chosen else None})
    return slug


def drawn(name: str) -> str | None:
    """Return what the selector of this page that is called `name` shows; None where there is none."""
    return held(DRAWN).get(name)


def carry(name: str, labels: Mapping[str, str], default: str) -> str:
    """Keep a choice that has no selector on this page: in the address when it is not the usual one.

    Args:
        name: the address parameter.
        labels: slug -> label of what is allowed.
        default: slug of the option that needs no mention in the address.

    Returns:
        The slug that the address asks for, or else the one last chosen on any page.
    """
    slug = _asked(name, labels, remembered(name, default))
    wanted = None if slug == default else slug
    write(name, wanted)
    remember({name: wanted})
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
    own, key = not key, key or f"choice_{name}"
    in_address = st.query_params.get(name)
    if key not in st.session_state or is_from_outside(name):
        asked = (in_address if in_address is not None else remembered(name, "") if own else "").split(",")
        read = {word: read_choice(name, word, labels) for word in map(str.strip, asked) if word}
        known = [slug for slug in dict.fromkeys(read.values()) if slug]
        unknown = [word for word, slug in read.items() if not slug]
        too_many = most is not None and len(known) > most
        if unknown or too_many:
            asked_for = [
                *([quoted(unknown)] if unknown else []),
                *([f"{len(known)} options"] if too_many else []),
            ]
            how_many = f"up to {most} of" if most is not None else "any of"
            shown = ", ".join(labels[slug] for slug in known[:most]) or "the usual ones"
            warn(
                f"The address asks for {name} {', '.join(asked_for)}, and allowed are {how_many}: "
                f"{allowed(labels.values())}. Showing {shown} instead."
            )
        st.session_state[key] = known[:most]
    else:
        # Written again, the choice is sent with the labels of this run, which may differ from the last ones.
        st.session_state[key] = list(st.session_state[key])
    chosen = st.multiselect(
        label, list(labels), format_func=labels.__getitem__, key=key, max_selections=most, **settings
    )
    wanted = ",".join(chosen) or None
    write(name, wanted)
    if own:
        remember({name: wanted})
    return tuple(chosen)
