"""Selections in the address: readable slugs, an allow-list, and a notice instead of an exception.

A selection that differs from its default stands in the address, so reload, back, bookmark and paste work.
What a person typed does so only when asked to, see `pages.ui.visit`.
"""

import re
from collections.abc import Collection, Mapping
from typing import Any, Final
from urllib.parse import urlsplit

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from analysis.wording import quoted

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
# Parts that stood in the address several times: name -> values, in order.
REPEATED: Final = "address_repeated"
SEEN: Final = "address_seen"
REMEMBERED: Final = "address_remembered"
# What was said of the address, by parameter, and what is shown instead. The run that the tab asks for as soon
# as it is there, to give back what was typed, says it again: no visitor has done anything yet.
SAID: Final = "address_said"
# Under this name, which no parameter has, what was said of parts that a page does not know.
UNKNOWN: Final = "?"
GIVES_BACK: Final = "tab_gives_back"
# What each selector of the page shows.
DRAWN: Final = "address_drawn"


def inert(sentence: str) -> str:
    """Return a sentence that may quote what somebody else wrote, so that Markdown shows it as it stands."""
    escaped = re.sub(r"[\[\]<`$*~\\]", r"\\\g<0>", sentence)
    # Addresses and names of icons are found in text too; a word joiner, which nobody sees, parts them.
    return re.sub(r"[:.@](?=\S)", "\u2060\\g<0>\u2060", escaped)


def warn(sentence: str) -> None:
    """Say what is wrong with an address or a file, as text, for it may quote what somebody else wrote."""
    st.warning(inert(sentence), icon=":material/link_off:")


def warn_of(name: str, sentence: str, shown: object) -> None:
    """Say what the address asks for under `name` and cannot get; `shown` is what it gets instead."""
    warn(sentence)
    held(SAID)[name] = (sentence, shown)


def warn_again(name: str, shown: object) -> None:
    """Say again what was said of `name`, in the run in which the tab gives back what it kept."""
    if is_part() or not st.session_state.get(GIVES_BACK):
        return
    sentence, instead = held(SAID).get(name, ("", None))
    if sentence and shown == instead:
        warn(sentence)


def held(name: str) -> dict[str, Any]:
    """Return one of this visit's dictionaries."""
    found: dict[str, Any] = st.session_state.setdefault(name, {})
    return found


def remembered(name: str, default: str) -> str:
    """Return what was last chosen under `name` on any page, or `default`."""
    return str(held(REMEMBERED).get(name, default))


def write(name: str, wanted: str | None) -> None:
    """Let the address say `wanted`, or nothing, and remember that it was us who said so."""
    in_address = st.query_params.get(name)
    if wanted is None and in_address is not None:
        del st.query_params[name]
    elif wanted is not None and wanted != in_address:
        st.query_params[name] = wanted
    held(SEEN)[name] = wanted


def write_all(wanted: Mapping[str, str | None]) -> None:
    """Let the address say several things at once: one message to the browser, one step of its history."""
    now = st.query_params.to_dict()
    kept = {name: value for name, value in now.items() if name not in wanted}
    then = kept | {name: value for name, value in wanted.items() if value is not None}
    if then != now:
        st.query_params.from_dict(then)
    held(SEEN).update(wanted)


def remember(choices: Mapping[str, str | None]) -> None:
    """Take choices along to every page whose address does not say otherwise; None for the usual one."""
    for name, slug in choices.items():
        if slug is None:
            held(REMEMBERED).pop(name, None)
        else:
            held(REMEMBERED)[name] = slug


def forget_selectors() -> None:
    """Let the selectors of another page start from its address, not from namesakes on the page before."""
    for key in [key for key in st.session_state if str(key).startswith("choice_")]:
        del st.session_state[key]
    held(DRAWN).clear()
    held(SAID).clear()
    for name in held(SEEN).keys() - {*CARRIED}:
        del held(SEEN)[name]


def is_part() -> bool:
    """Whether only parts of a page are drawn again; a link, a paste and the back button draw all of it."""
    context = get_script_run_ctx()
    return bool(context and context.fragment_ids_this_run)


def is_step_in_history() -> bool:
    """Whether the back or the forward button of the browser asked for this run."""
    context = get_script_run_ctx()
    return bool(context and context.is_history_navigation)


def catch_up() -> None:
    """Let the address say what was written last; before a part of a page, or a callback of it, reads it.

    A run is asked for with the address that the browser shows, and somebody who types fast asks for one
    before the answer to the number before has arrived there.
    """
    if is_part():
        write_all(dict(held(SEEN)))


def keep_address() -> None:
    """Let the address say again what a link to the page that is open left out; the link undoes nothing."""
    now = st.query_params
    write_all({name: said for name, said in held(SEEN).items() if name not in now})


def ask_for(choices: Mapping[str, str]) -> None:
    """Choose on this page what a link to it would say; for a button's `on_click`."""
    write_all(choices)
    for name, slug in choices.items():
        st.session_state[f"choice_{name}"] = slug
        # Where what is usual follows from the visitor's numbers it is a part of the key.
        for key in [key for key in st.session_state if str(key).startswith(f"choice_{name}@")]:
            st.session_state[key] = slug


def is_from_outside(name: str) -> bool:
    """Whether a link, a paste or the back button changed what the address says under `name`."""
    in_address, seen = st.query_params.get(name), held(SEEN)
    # What nobody read yet may have come with the page, before the part that reads it was drawn.
    return in_address != seen.get(name) and not (is_part() and name in seen)


def changed_from_outside(name: str) -> str | None:
    """Return what the address says under `name` when a link, a paste or the back button put it there."""
    return st.query_params.get(name) if is_from_outside(name) else None


def gone_from_address(name: str) -> bool:
    """Whether `name` stood in the address and the back button took it away."""
    return st.query_params.get(name) is None and held(SEEN).get(name) is not None


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


def settle_repeated() -> None:
    """Let every part stand in the address once, as the last of its values; the others are remembered."""
    every = {name: st.query_params.get_all(name) for name in st.query_params}
    if several := {name: values for name, values in every.items() if len(set(values)) > 1}:
        held(REPEATED).update(several)
        st.query_params.from_dict(st.query_params.to_dict())


def base_url() -> str:
    """Return the address of this server as the visitor sees it."""
    parts = urlsplit(st.context.url or "http://localhost:8501/")
    return f"{parts.scheme}://{parts.netloc}"


def mention_unknown(known: Collection[str] = ()) -> None:
    """Say what in the address this page does not know or cannot use; what every page carries is known.

    What it does not know is taken out of the address, as other wrong parts are.
    """
    settle_names(known)
    for problem in st.session_state.get(NOTICES, ()):
        warn(f"The address is partly wrong: {problem}")
    for name, values in held(REPEATED).items():
        if name in {*known, *CARRIED, *STAGE}:
            said = f"{quoted(dict.fromkeys(values))}; the last one counts, {quoted(values[-1:])}"
            warn(f"The address says {name} several times: {said}.")
    unknown = [
        name
        for name in st.query_params
        if name not in {*known, *CARRIED, *STAGE} and not _TRACKING.search(name)
    ]
    if unknown:
        warn_of(
            UNKNOWN,
            f"The address has parts this page does not know: {quoted(unknown)}. They were ignored"
            + (f"; known here: {', '.join(sorted(known))}." if known else "."),
            None,
        )
        write_all(dict.fromkeys(unknown))
    else:
        warn_again(UNKNOWN, None)
