"""Selectors whose value also stands in the address: one of several options, or any number of them."""

from collections.abc import Mapping
from math import inf
from time import monotonic
from typing import Final

import streamlit as st

from analysis.parameters import allowed, not_one_of, read_choice
from analysis.profile import Profile
from analysis.wording import quoted
from pages.ui.address import (
    DRAWN,
    REMEMBERED,
    held,
    is_from_outside,
    is_part,
    remember,
    remembered,
    warn_again,
    warn_of,
    write,
)
from pages.ui.page import NO_CHOICES, Choices, Selector
from pages.ui.visit import addressed_profile

# When a selector was last given what it shows, by its key.
GIVEN: Final = "given_at"
# What a run gives is sent by no later one, and lost when another run follows on its heels, as one that the
# tab asks for at the start: for so many seconds it is given again. A page that gives it again may overtake
# what the visitor chose meanwhile, which the run after must give then: the seconds begin anew.
SENT_SECONDS: Final = 5


def _asked(selector: Selector, labels: Mapping[str, str], default: str) -> str:
    """Return the selection that the address asks for, with a notice when it asks for nonsense."""
    name = selector.name
    asked = st.query_params.get(name)
    if asked is None:
        return default
    slug = read_choice(name, asked, labels)
    if slug is None:
        said = selector.refusal(asked) or f"The address asks for {name} {not_one_of(name, asked, labels)}."
        warn_of(name, f"{said} Showing {labels.get(default, default)} instead.", default)
        return default
    return slug


def key_of(selector: Selector, default: str) -> str:
    """Return the key of what a selector shows, while `default` is usual.

    A usual option that changes makes another control: the browser may still send what the last one showed.
    """
    return f"choice_{selector.name}@{default}" if selector.follows else f"choice_{selector.name}"


def choose(selector: Selector, profile: Profile | None = None, choices: Choices = NO_CHOICES) -> str:
    """Draw a selector whose value also stands in the address, and return the chosen slug.

    What is usual may follow from the visitor's numbers and the choices before, until the visitor chooses
    another; what whoever opens the address sees anyway needs no mention there.
    """
    name, labels, usual = selector.name, selector.labels, selector.usual(profile, choices)
    default = selector.here() if selector.here else usual
    key = key_of(selector, default)
    unsaid = selector.usual(addressed_profile(), choices) if selector.follows else usual
    chosen_before = held(REMEMBERED).get(name)
    is_outside = is_from_outside(name)
    # The address rules when it changed from outside: a first visit, a link, or the back button.
    if is_outside:
        st.session_state[key] = _asked(selector, labels, default if selector.here else unsaid)
        held(GIVEN)[key] = monotonic()
    elif key not in st.session_state:
        # What was chosen elsewhere may be no option here.
        st.session_state[key] = chosen_before if chosen_before in labels else default
        held(GIVEN)[key] = monotonic()
    elif selector.follows or monotonic() - held(GIVEN).get(key, -inf) < SENT_SECONDS:
        # Written again it is sent again, to a browser that may also just have dropped the control.
        st.session_state[key] = st.session_state[key]
        if not is_part():
            held(GIVEN)[key] = monotonic()
    if not is_outside:
        warn_again(name, st.session_state[key])
    label, options, said, tip = selector.label, list(labels), labels.__getitem__, selector.help
    if selector.in_a_row:
        chosen = st.segmented_control(label, options, format_func=said, key=key, help=tip, required=True)
    else:
        chosen = st.selectbox(label, options, format_func=said, key=key, help=tip, width=selector.width)
    slug = chosen or default
    held(DRAWN)[name] = slug
    # What another device shows without a word has to be said on one that would show something else.
    is_unsaid = slug == unsaid and not (selector.here and slug != default)
    write(name, None if is_unsaid else slug)
    # What was chosen stays so when the visitor's numbers make it the usual option.
    is_chosen = slug != default or slug == chosen_before
    # What is no option here was chosen on another page, which has it still.
    if is_chosen or chosen_before in labels:
        remember({name: slug if is_chosen else None})
    return slug


def carry(selector: Selector, profile: Profile, choices: Choices) -> str:
    """Keep a choice that has no selector on this page: in the address when it is not the usual one.

    Returns:
        The slug that the address asks for, or else the one last chosen on any page.
    """
    name, default = selector.name, selector.usual(profile, choices)
    # A part has nothing to say again.
    is_said = is_part() or name in st.query_params
    slug = _asked(selector, selector.labels, remembered(name, default))
    if not is_said:
        warn_again(name, slug)
    wanted = None if slug == default else slug
    write(name, wanted)
    remember({name: wanted})
    return slug


def choose_many(label: str, name: str, labels: Mapping[str, str], key: str) -> tuple[str, ...]:
    """Draw a selector of several options whose slugs stand in the address, separated by commas.

    The choice is kept under `key`: several selectors may share an address parameter.
    """
    if key not in st.session_state or is_from_outside(name):
        words = map(str.strip, st.query_params.get(name, "").split(","))
        read = {word: read_choice(name, word, labels) for word in words if word}
        known = [slug for slug in dict.fromkeys(read.values()) if slug]
        if unknown := [word for word, slug in read.items() if not slug]:
            shown = ", ".join(labels[slug] for slug in known) or "the usual ones"
            warn_of(
                name,
                f"The address asks for {name} {quoted(unknown)}, and allowed are any of: "
                f"{allowed(labels.values())}. Showing {shown} instead.",
                known,
            )
        st.session_state[key] = known
    else:
        # Written again, the choice is sent with the labels of this run, which may differ from the last ones.
        st.session_state[key] = list(st.session_state[key])
        warn_again(name, st.session_state[key])
    chosen = st.multiselect(label, list(labels), format_func=labels.__getitem__, key=key, placeholder="All")
    write(name, ",".join(chosen) or None)
    return tuple(chosen)
