"""What a visit carries from page to page and into links: the group, the shortlist, an invented profile.

All of it stands in the address. Scores stand there only while the visitor wants them in, by a tick or by
having opened such a link.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Final, TypeVar

import streamlit as st

from analysis.demonstration import DEMONSTRATION_BY_SLUG, INVENTED_NOTE, Demonstration
from analysis.echo import echo
from analysis.parameters import read_demonstration, read_group, read_shortlist
from analysis.profile import LIST_LENGTH, NUMBER_FIELDS, STEP1, NumberField, Profile
from analysis.score_text import read_score
from analysis.story import Story
from analysis.wording import GROUP_LABELS
from pages.ui.address import (
    CARRIED,
    GIVES_BACK,
    NOTICES,
    REPEATED,
    STAGE,
    changed_from_outside,
    forget_selectors,
    gone_from_address,
    held,
    is_step_in_history,
    keep_address,
    settle_names,
    settle_repeated,
    write_all,
)

GROUP_KEY: Final = "profile_group"
SHORTLIST_KEY: Final = "shortlist"
PAGE_KEY: Final = "page"
# The inputs were filled by the app, and the browser is to show it when they are drawn next.
FILLED: Final = "profile_filled"
# The same of the planned length of a list, which stands on a page.
LIST_FILLED: Final = "list_length_filled"
# The slug of the invented profile that was filled in last.
INVENTED: Final = "profile_invented"
# Also the key of the tick in the menu of a chart.
SCORES_IN_LINK: Final = "scores_in_link"
# The scores stand in the address because a link had them, and nobody ticked that they should.
SCORES_OF_LINK: Final = "scores_of_link"
# What a link with other numbers took the place of: `group`, and `numbers` as they were typed.
SET_ASIDE: Final = "set_aside"
# Shown until a group is chosen: the largest group among those who ask.
DEFAULT_GROUP: Final = "non_us_img"
# What stands in the field of Step 1, and in an address, for a pass.
PASS: Final = "pass"

T = TypeVar("T")

SCORE_PARAMETERS: Final = {field.name: f"my_{field.name}" for field in NUMBER_FIELDS}


def number_key(field_name: str) -> str:
    """Return the session key of a number field."""
    return f"profile_{field_name}"


def _notice(text: str) -> None:
    """Keep a sentence about the address for the page to show."""
    st.session_state[NOTICES].append(text)


def current_group() -> str:
    """Return the group that was chosen, or the one that is shown until one is."""
    return st.session_state.get(GROUP_KEY) or DEFAULT_GROUP


def current_profile() -> Profile:
    """Return what the sidebar holds; numbers that cannot be read count as absent."""
    step1, step2_ck, research_items = (
        read_score(field, st.session_state.get(number_key(field.name))) for field in NUMBER_FIELDS
    )
    planned = read_score(LIST_LENGTH, st.session_state.get(number_key(LIST_LENGTH.name)))
    return Profile(
        current_group(),
        step1.value,
        step2_ck.value,
        research_items.value,
        step1_passed=step1.passed,
        list_length=planned.value,
    )


def unread_numbers() -> tuple[tuple[str, str], ...]:
    """Return which numbers of the sidebar cannot be read, by name, and what was typed there, as a clause."""
    said = ((field, str(st.session_state.get(number_key(field.name)) or "")) for field in NUMBER_FIELDS)
    return tuple(
        (field.name, f"typed {echo(text)}") for field, text in said if read_score(field, text).sentence
    )


def typed(profile: Profile, field: NumberField) -> str:
    """Return what would be typed into a field for a profile: a number, a pass, or nothing."""
    value = getattr(profile, field.name)
    if value is None:
        return PASS if field == STEP1 and profile.step1_passed else ""
    return str(value)


def group_is_chosen() -> bool:
    """Whether the visitor chose a group, or sees the default one."""
    return st.session_state.get(GROUP_KEY) is not None


def current_shortlist() -> tuple[str, ...]:
    """Return the specialties on the shortlist, in the order they were put there."""
    return tuple(st.session_state.get(SHORTLIST_KEY, ()))


def fill_in(demo: Demonstration) -> None:
    """Put an invented profile into the inputs of the sidebar, before they are drawn or in a callback."""
    st.session_state[INVENTED] = demo.slug
    st.session_state[GROUP_KEY] = demo.profile.applicant_group
    for field in NUMBER_FIELDS:
        st.session_state[number_key(field.name)] = typed(demo.profile, field)
    # A room that is shown an invented person sees no number of anybody else's.
    st.session_state[number_key(LIST_LENGTH.name)] = ""
    st.session_state[FILLED] = st.session_state[LIST_FILLED] = True


def addressed_profile() -> Profile:
    """Return the numbers that whoever opens the address of this view has, as far as it says any."""
    if demonstration() or st.session_state.get(SCORES_IN_LINK):
        return current_profile()
    return Profile(current_group())


def forget_numbers() -> None:
    """Forget the group and every number that was entered; for a button's `on_click`."""
    st.session_state[GROUP_KEY] = st.session_state[INVENTED] = None
    st.session_state[SCORES_IN_LINK] = st.session_state[SCORES_OF_LINK] = False
    forget_set_aside()
    for field in (*NUMBER_FIELDS, LIST_LENGTH):
        st.session_state[number_key(field.name)] = ""
    st.session_state[FILLED] = st.session_state[LIST_FILLED] = True


def forget_set_aside() -> bool:
    """Forget the numbers that a link took the place of, and say whether there were any."""
    return st.session_state.pop(SET_ASIDE, None) is not None


def take_set_aside() -> None:
    """Put the numbers that a link took the place of into the inputs again; for a button's `on_click`."""
    aside = st.session_state.get(SET_ASIDE) or {}
    forget_numbers()
    st.session_state[GROUP_KEY] = aside.get("group")
    for name, text in aside.get("numbers", {}).items():
        st.session_state[number_key(name)] = text


def show_filled() -> None:
    """Let the inputs show what the app put into them; right before they are drawn.

    Streamlit sends the value of an input only in the run in which it was given one, and not where a run
    ends early or a callback asks for another.
    """
    if st.session_state.pop(FILLED, False):
        for key in (GROUP_KEY, *map(number_key, (field.name for field in NUMBER_FIELDS))):
            st.session_state[key] = st.session_state.get(key)


def demonstration() -> Demonstration | None:
    """Return the invented profile that was asked for, while nothing of it is changed.

    Somebody who types the same numbers is no invention, and has not asked for them in the address.
    """
    demo = DEMONSTRATION_BY_SLUG.get(st.session_state.get(INVENTED) or "")
    if demo is None or not group_is_chosen():
        return None
    # The length of a list belongs to nobody's profile, invented or not.
    return demo if replace(current_profile(), list_length=None) == demo.profile else None


def _forget_changed_invention() -> None:
    """Forget that numbers were invented once one was changed: whoever changes it back is no invention."""
    if st.session_state.get(INVENTED) and not demonstration():
        st.session_state[INVENTED] = None


def context_line(
    profile: Profile, demo: Demonstration | None = None, fields: Iterable[NumberField] = NUMBER_FIELDS
) -> str:
    """Say whose numbers something shows that leaves the app, somebody's own or an invented person's."""
    numbers = [
        f"{field.label.removesuffix(' score')} {'passed' if value == PASS else value}"
        for field in fields
        if (value := typed(profile, field))
    ]
    whose = f"{demo.label}. {INVENTED_NOTE}" if demo else GROUP_LABELS[profile.applicant_group]
    return f"{whose} · {', '.join(numbers)}" if numbers else f"{whose} · no scores entered"


def compared_line(story: Story, profile: Profile, demo: Demonstration | None = None) -> str:
    """Say whose numbers, and which of them, a story compares; empty where it says the same of anybody."""
    fields = [field for field in NUMBER_FIELDS if field.name in story.compares and typed(profile, field)]
    return context_line(profile, demo, fields) if fields else ""


def _asked(name: str, read: Callable[[str], tuple[T, str]]) -> T | None:
    """Return what a link or the back button asks for, with a notice about what of it cannot be read."""
    asked = changed_from_outside(name)
    if asked is None:
        return None
    found, problem = read(asked)
    if problem:
        _notice(problem)
    return found


def _read_scores() -> None:
    """Take the scores that a link holds, which then stay in the address."""
    for field in NUMBER_FIELDS:
        asked = changed_from_outside(SCORE_PARAMETERS[field.name])
        # An empty one says nothing, and is no wish to have scores in the address.
        if asked is None or not asked.strip():
            continue
        read = read_score(field, asked)
        if read.sentence:
            _notice(f"{read.sentence} It was left out.")
        if read.value is None and not read.passed:
            continue
        st.session_state[number_key(field.name)] = asked.strip()
        if not st.session_state.get(SCORES_IN_LINK):
            st.session_state[SCORES_IN_LINK] = st.session_state[SCORES_OF_LINK] = True


def keep_out_of_address() -> None:
    """Take the scores of a link out of the address once a number is typed: opening it asked for nothing."""
    if st.session_state.get(SCORES_OF_LINK):
        st.session_state[SCORES_IN_LINK] = st.session_state[SCORES_OF_LINK] = False


def _take_back() -> None:
    """Undo what the back button took out of the address of the page."""
    if gone_from_address("demo"):
        forget_numbers()
    if gone_from_address("group"):
        st.session_state[GROUP_KEY] = None
    if gone_from_address("specialties"):
        st.session_state[SHORTLIST_KEY] = ()
    gone = [field.name for field in NUMBER_FIELDS if gone_from_address(SCORE_PARAMETERS[field.name])]
    if not set(SCORE_PARAMETERS.values()) & set(st.query_params):
        # The tick was undone, not what was typed.
        st.session_state[SCORES_IN_LINK] = bool(st.session_state.get(SCORES_IN_LINK)) and not gone
        return
    for name in gone:
        st.session_state[number_key(name)] = ""


def read_visit(page: str) -> None:
    """Take from the address what a link or the back button put there; before the sidebar is drawn.

    Another page starts with an empty address, and what the visit carries goes along. So does a link to the
    page that is open, which undoes nothing; the back button does.
    """
    if not st.session_state.get(GIVES_BACK):
        st.session_state[NOTICES] = []
        held(REPEATED).clear()
    settle_repeated()
    _forget_changed_invention()
    if st.session_state.get(PAGE_KEY) != page:
        forget_selectors()
    elif is_step_in_history():
        _take_back()
    else:
        keep_address()
    st.session_state[PAGE_KEY] = page
    settle_names((*CARRIED, *STAGE))
    if st.query_params.get("present") not in {None, "1"}:
        _notice("present has another value than 1, so the page is shown as usual.")
    if group := _asked("group", read_group):
        if demonstration():
            # Invented numbers are nobody's: they do not become those of a person in the group asked for.
            forget_numbers()
        st.session_state[GROUP_KEY] = group
    if (listed := _asked("specialties", read_shortlist)) is not None:
        st.session_state[SHORTLIST_KEY] = listed
    if demo := _asked("demo", read_demonstration):
        fill_in(demo)
    _read_scores()


def carried_parameters(*, with_scores: bool) -> dict[str, str]:
    """Return what this visit puts into an address; the scores that the visitor entered only where asked."""
    demo, profile = demonstration(), current_profile()
    numbers = {
        SCORE_PARAMETERS[field.name]: value for field in NUMBER_FIELDS if (value := typed(profile, field))
    }
    return {
        **({"group": profile.applicant_group} if group_is_chosen() and not demo else {}),
        **({"specialties": ",".join(current_shortlist())} if current_shortlist() else {}),
        **({"demo": demo.slug} if demo else {}),
        **(numbers if with_scores and not demo else {}),
    }


def today() -> date:
    """Return the day that it is."""
    return datetime.now(UTC).date()


def write_visit() -> None:
    """Let the address say what the visit carries; after the sidebar is drawn."""
    _forget_changed_invention()
    wanted = carried_parameters(with_scores=bool(st.session_state.get(SCORES_IN_LINK)))
    write_all({name: wanted.get(name) for name in CARRIED})
