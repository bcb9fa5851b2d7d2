"""Selections in the address: readable slugs, an allow-list, and a notice instead of an exception.

A selection that differs from its default stands in the address, so reload, back, bookmark and paste work.
What a person typed does so only when asked to, see `pages.ui.visit`.
"""

import re
from collections.abc import Callable, Collection, Mapping
from typing import Any, Final
from urllib.parse import urlsplit

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from analysis.choices import allowed, not_one_of, read_choice
from analysis.wording import quoted
from pages.ui.say import inert

# What every page carries, see `pages.ui.visit`: what is shown, and how it is shown to a room.
CARRIED: Final = ("group", "specialties", "demo", "my_step1", "my_step2_ck", "my_research_items")
STAGE: Final = ("present", "rows", "step")
# What mail programs, search engines and networks add to a link is nobody's mistake: it is left alone.
_TRACKING: Final = re.compile(
    r"^(utm|mtm|pk|hsa|mc|ga|oly|vero|at|cmp|_hs|_g[al]|_ke|_branch)(_|$)|^(_ga|_gl|_hsenc|_hsmi|ref|ref_src|"
    r"ref_url|referrer|igshid|igsh|si|mkt_tok|s_cid|spm|trk|trkInfo|feature|sfnsn|mibextid|share|embed|"
    r"embed_options|usp|from|source|src|campaign)$|(cl(k)?id|braid|srsltid|fat_id)$",
    re.IGNORECASE,
)
NOTICES: Final = "address_notices"
SEEN: Final = "address_seen"
REMEMBERED: Final = "address_remembered"
# What each selector of the page shows.
DRAWN: Final = "address_drawn"


def warn(sentence: str) -> None:
    """Say what is wrong with an address or a file, as text: nothing in it becomes a link or a picture.

    Args:
        sentence: may hold what somebody else wrote.
    """
    st.warning(inert(sentence), icon=":material/link_off:")


def _state(name: str) -> dict[str, Any]:
    """Return one of this visit's dictionaries."""
    return st.session_state.setdefault(name, {})


def remembered(name: str, default: str) -> str:
    """Return what was last chosen under `name` on any page, or `default`."""
    return _state(REMEMBERED).get(name, default)


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


def write(name: str, wanted: str | None) -> None:
    """Let the address say `wanted`, or nothing, and remember that it was us who said so."""
    in_address = st.query_params.get(name)
    if wanted is None and in_address is not None:
        del st.query_params[name]
    elif wanted is not None and wanted != in_address:
        st.query_params[name] = wanted
    _state(SEEN)[name] = wanted


def write_all(wanted: Mapping[str, str | None]) -> None:
    """Let the address say several things at once: one message to the browser, one step of its history."""
    now = st.query_params.to_dict()
    kept = {name: value for name, value in now.items() if name not in wanted}
    then = kept | {name: value for name, value in wanted.items() if value is not None}
    if then != now:
        st.query_params.from_dict(then)
    _state(SEEN).update(wanted)


def remember(choices: Mapping[str, str | None]) -> None:
    """Take choices along to every page whose address does not say otherwise.

    Args:
        choices: name -> slug, or None for the usual one, which may be another on another page.
    """
    for name, slug in choices.items():
        if slug is None:
            _state(REMEMBERED).pop(name, None)
        else:
            _state(REMEMBERED)[name] = slug


def forget_selectors() -> None:
    """Let the selectors of another page start from its address, not from namesakes on the page before."""
    for key in [key for key in st.session_state if str(key).startswith("choice_")]:
        del st.session_state[key]
    _state(DRAWN).clear()
    for name in _state(SEEN).keys() - {*CARRIED}:
        del _state(SEEN)[name]


def _is_part() -> bool:
    """Whether only parts of a page are drawn again; a link, a paste and the back button draw all of it."""
    context = get_script_run_ctx()
    return bool(context and context.fragment_ids_this_run)


def catch_up() -> None:
    """Let the address say what was written last; before a part of a page, or a callback of it, reads it.

    A run is asked for with the address that the browser shows, and somebody who types fast asks for one
    before the answer to the number before has arrived there.
    """
    if _is_part():
        write_all(dict(_state(SEEN)))


def ask_for(choices: Mapping[str, str]) -> None:
    """Choose on this page what a link to it would say; for a button's `on_click`.

    Args:
        choices: address parameter -> slug.
    """
    write_all(choices)
    for name, slug in choices.items():
        st.session_state[f"choice_{name}"] = slug


def _is_from_outside(name: str) -> bool:
    """Whether a link, a paste or the back button changed what the address says under `name`."""
    in_address, seen = st.query_params.get(name), _state(SEEN)
    # What nobody read yet may have come with the page, before the part that reads it was drawn.
    return in_address != seen.get(name) and not (_is_part() and name in seen)


def changed_from_outside(name: str) -> str | None:
    """Return what the address says under `name` when a link, a paste or the back button put it there."""
    return st.query_params.get(name) if _is_from_outside(name) else None


def gone_from_address(name: str) -> bool:
    """Whether `name` stood in the address and the back button took it away."""
    return st.query_params.get(name) is None and _state(SEEN).get(name) is not None


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
    unsaid, chosen_before = unsaid or default, _state(REMEMBERED).get(name)
    # The address rules when it changed from outside: a first visit, a link, or the back button.
    if _is_from_outside(name):
        st.session_state[key] = _asked(name, labels, unsaid)
    elif key not in st.session_state:
        # What was chosen elsewhere may be no option here.
        st.session_state[key] = chosen_before if chosen_before in labels else default
    elif key != f"choice_{name}":
        # Written again it is sent again, to a browser that may just have dropped the control.
        st.session_state[key] = st.session_state[key]
    slug = widget(label, list(labels), format_func=labels.__getitem__, key=key, **settings) or default
    _state(DRAWN)[name] = slug
    write(name, None if slug == unsaid else slug)
    # What was chosen stays so when the visitor's numbers make it the usual option.
    is_chosen = slug != default or slug == chosen_before
    remember({name: slug if is_chosen else None})
    return slug


def drawn(name: str) -> str | None:
    """Return what the selector of this page that is called `name` shows; None where there is none."""
    return _state(DRAWN).get(name)


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
    if key not in st.session_state or _is_from_outside(name):
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


def settle_names(known: Collection[str]) -> None:
    """Let parameters that are known in small letters stand in the address so: a typed link has capitals."""
    now = st.query_params.to_dict()
    settled = {
        plain if plain in known and plain not in now else name: value
        for name, value in now.items()
        for plain in [name.strip().lower().replace("-", "_")]
    }
    if list(settled) != list(now):
        st.query_params.from_dict(settled)


def base_url() -> str:
    """Return the address of this server as the visitor sees it."""
    parts = urlsplit(st.context.url or "http://localhost:8501/")
    return f"{parts.scheme}://{parts.netloc}"


def mention_unknown(known: Collection[str] = ()) -> None:
    """Say what in the address this page does not know or cannot use.

    Args:
        known: parameters of this page; those that every page carries are known anyway.
    """
    settle_names(known)
    for problem in st.session_state.get(NOTICES, ()):
        warn(f"The address is partly wrong: {problem}")
    unknown = [
        name
        for name in st.query_params
        if name not in {*known, *CARRIED, *STAGE} and not _TRACKING.search(name)
    ]
    if unknown:
        warn(
            f"The address has parts this page does not know: {quoted(unknown)}. They were ignored"
            + (f"; known here: {', '.join(sorted(known))}." if known else ".")
        )
