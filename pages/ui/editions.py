"""The editions that a visit can choose from: those of this data, of this server, and its own."""

from dataclasses import dataclass
from typing import Final

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from analysis.own_edition.reading import ReadEdition
from analysis.profile import Profile
from data.editions import EDITIONS
from data.editions.record import Edition
from data.own_edition import OWN_SLUG, OwnEdition, edition_here, editions_here
from pages.ui.address import remember
from pages.ui.page import Choices, ViewRequest
from pages.ui.visit import group_is_chosen

# Where a visit holds the file of an edition; nothing of it is anywhere else.
HELD: Final = "own_edition"
NOT_HERE: Final = {
    OWN_SLUG: "The address asks for an edition that somebody loaded from a file. It is in that visit alone, "
    "and not here."
}


@dataclass(slots=True)
class HeldEdition:
    """The file of an edition in this visit.

    Attributes:
        upload_id: of the upload; widgets of another file start afresh.
        name: of the file.
        content: the file, until its edition is put to use, so that another sheet of it can be read.
        read: what it came to.
        is_used: whether its edition stands in the choices of this visit.
    """

    upload_id: str
    name: str
    content: bytes
    read: ReadEdition
    is_used: bool = False


def held_edition() -> HeldEdition | None:
    """Return the file that this visit holds."""
    # What is drawn outside a visit, as by a test of the registry, holds none.
    found = st.session_state.get(HELD) if get_script_run_ctx(suppress_warning=True) else None
    return found if isinstance(found, HeldEdition) else None


def own_edition_held() -> OwnEdition | None:
    """Return the edition that this visit loaded and put to use."""
    held = held_edition()
    return held.read.edition if held and held.is_used else None


def own_if_chosen(slug: str | None) -> OwnEdition | None:
    """Return the edition that this visit loaded, where it is the one chosen."""
    return own_edition_held() if slug == OWN_SLUG else None


def request_of(
    profile: Profile,
    shortlist: tuple[str, ...],
    choices: Choices,
    *,
    dark: bool,
    wide: bool = False,
    is_of_group: bool = False,
) -> ViewRequest:
    """Return what a view is asked for, with the visit's own edition where that is chosen.

    The group of the profile was chosen where the address or the plan names it (`is_of_group`), or the visitor
    did.
    """
    own = own_if_chosen(choices.get("edition"))
    return ViewRequest(profile, shortlist, choices, dark, wide, own, is_of_group or group_is_chosen())


def loaded_editions() -> tuple[Edition, ...]:
    """Return the editions that are not of this data set: those of this server, and the visit's own."""
    own = own_edition_held()
    return (*editions_here(), *([own] if own else []))


def editions_to_choose() -> dict[str, str]:
    """Return slug -> label of the editions that this visit can choose from, its own first."""
    return {edition.slug: edition.label for edition in reversed((*EDITIONS, *loaded_editions()))}


def edition_of_slug(slug: str) -> Edition:
    """Return an edition by what stands in an address.

    Raises:
        KeyError: this visit has none of that name.
    """
    return own_if_chosen(slug) or edition_here(slug)


def put_to_use() -> None:
    """Let the edition that was read stand in every choice, and be the one shown; for a button."""
    if (held := held_edition()) and held.read.edition:
        held.is_used, held.content = True, b""
        remember({"edition": OWN_SLUG})


def let_go() -> None:
    """Let go of the file and its edition; for a button."""
    st.session_state.pop(HELD, None)
    # What was made of it is in the caches of this visit, where nothing finds it any more.
    remember({"edition": None})
