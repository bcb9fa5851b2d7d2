"""The session plan as a list: order, notes, what each view shows; and the ways in and out of this browser."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from html import escape
from typing import Final

import streamlit as st

from analysis.demonstration import Demonstration
from analysis.export.slides.presentation import Slide, about_of, slide_count, slides_bytes
from analysis.parameters import read_demonstration, read_group, read_shortlist
from analysis.plan import NOTE_MOST, Plan, PlanError, PlanView, moved, noted, plan_bytes, read_plan, without
from analysis.profile import Profile
from analysis.story import Story
from data.load import TableError
from pages.registry import BY_PATH, view_for
from pages.ui.address import inert, warn
from pages.ui.offer import SLIDES_TYPE, offer
from pages.ui.page import EmptyViewError, read_choices
from pages.ui.plan_state import FROM_FILE, KNOWN, keep_plan, plan
from pages.ui.present import go_to
from pages.ui.tables import table
from pages.ui.visit import compared_line, current_profile, current_shortlist, demonstration, today

UPLOAD_KEY: Final = "plan_upload"
LOADED: Final = "plan_loaded"
PLAN_FILE: Final = "match-atlas_session-plan.json"
SLIDES_FILE: Final = "match-atlas_session.pptx"


def profile_for(view: PlanView) -> tuple[Profile, Demonstration | None]:
    """Return whose numbers a view shows: the invented ones it names, or the visitor's in the view's group.

    Returns:
        The numbers, and the invented person whose numbers they are; None where they are the visitor's own.
    """
    asked, own = dict(view.selections), current_profile()
    demo = read_demonstration(asked["demo"])[0] if "demo" in asked else None
    if demo:
        return demo.profile, demo
    group = read_group(asked["group"])[0] if "group" in asked else None
    if group is None:
        return own, demonstration()
    # Invented numbers are nobody's: a view of a group shows them no more than it does when it is presented.
    return (Profile(group) if demonstration() else replace(own, applicant_group=group)), None


def story_for(view: PlanView, *, dark: bool) -> Story | str:
    """Return the story of a view, or a sentence why there is none."""
    asked = dict(view.selections)
    listed = read_shortlist(asked["specialties"])[0] if "specialties" in asked else current_shortlist()
    try:
        return view_for(view.page, asked, profile_for(view)[0], listed, dark=dark)[0].story
    except (EmptyViewError, TableError) as nothing:
        return str(nothing)


def problems_of(view: PlanView) -> list[str]:
    """Return one sentence for each choice of a view that is not allowed; the usual one is shown instead."""
    asked = dict(view.selections)
    readers = {"group": read_group, "demo": read_demonstration, "specialties": read_shortlist}
    strangers = [
        problem for name, read in readers.items() if name in asked and (problem := read(asked[name])[1])
    ]
    try:
        choices = read_choices(BY_PATH[view.page].selectors, asked)[1]
    except TableError:
        # What is allowed stands in a table that cannot be read, which the view says in place of its story.
        choices = []
    return [*choices, *strangers]


def _reorder(views: Plan) -> None:
    """Make `views` the plan, and let the fields of the notes take their texts from it."""
    for at in range(len(plan())):
        st.session_state.pop(f"note_{at}", None)
    keep_plan(views)


def _note(at: int) -> None:
    """Keep what was typed as the note of one view."""
    keep_plan(noted(plan(), at, st.session_state[f"note_{at}"]))


def _change(change: Callable[[Plan], Plan]) -> None:
    """Move a view, or take it out of the plan."""
    _reorder(change(plan()))


def _show_view(at: int, view: PlanView, story: Story | str, last: int) -> None:
    """Draw one view of the plan with its note and what can be done with it."""
    with st.container(border=True, key=f"view_{at}"):
        head = story if isinstance(story, str) else story.headline
        st.markdown(f"**{at + 1}. {BY_PATH[view.page].title}**")
        st.html(f'<p class="planned">{escape(head)}</p>')
        for problem in problems_of(view):
            warn(f"View {at + 1} is partly wrong: {problem}")
        # Only where it is not there yet: written in every run, it would undo what is being typed meanwhile.
        st.session_state.setdefault(f"note_{at}", view.note)
        st.text_area(
            f"Note for view {at + 1}",
            key=f"note_{at}",
            max_chars=NOTE_MOST,
            height=80,
            placeholder="For you, and for the speaker notes of the slides; never shown to the room.",
            on_change=_note,
            args=(at,),
        )
        with st.container(horizontal=True, gap="small"):
            if st.button("Present from here", key=f"go_{at}", icon=":material/slideshow:"):
                go_to(at + 1)
            for label, icon, is_last, change in (
                ("Up", "arrow_upward", at == 0, partial(moved, at=at, by=-1)),
                ("Down", "arrow_downward", at == last, partial(moved, at=at, by=1)),
                ("Remove", "delete", False, partial(without, at=at)),
            ):
                st.button(
                    label,
                    key=f"{label.lower()}_{at}",
                    icon=f":material/{icon}:",
                    type="tertiary",
                    disabled=is_last,
                    on_click=_change,
                    args=(change,),
                )


def show_plan(views: Plan, dark: bool) -> list[Story | str]:
    """Draw the views in order, and return the story of each, or the sentence why it has none."""
    stories = [story_for(view, dark=dark) for view in views]
    for at, (view, story) in enumerate(zip(views, stories, strict=True)):
        _show_view(at, view, story, len(views) - 1)
    return stories


def take_plan_home(views: Plan, stories: Sequence[Story | str]) -> None:
    """Draw the downloads of the plan: its file, and the slides."""
    slides = [
        Slide(story, view.note, compared_line(story, *profile_for(view)))
        for view, story in zip(views, stories, strict=True)
        if isinstance(story, Story)
    ]
    st.html("<h2>Keep it</h2>")
    with st.container(horizontal=True, gap="medium"):
        # `tab_storage.js` knows the button by its key: notes that were saved may be left without asking.
        label, mime = "Save the plan (JSON)", "application/json"
        offer(label, lambda: plan_bytes(views), PLAN_FILE, mime, key="save_plan", icon="save")
        # After the plan's own file, which needs no table.
        sources, day = table("sources"), today()
        offer(
            f"Slides of the plan ({slide_count(slides) if slides else 0}, PowerPoint)",
            lambda: slides_bytes(slides, sources, title="Session plan", made_on=day, about=about_of(slides)),
            SLIDES_FILE,
            SLIDES_TYPE,
            key="slides_plan",
            icon="co_present",
            disabled=not slides,
        )
    st.caption(
        "The plan holds choices and notes, no scores. Slides that compare scores show those in the sidebar "
        + ("now: those of an invented person." if demonstration() else "now, if there are any.")
    )


def load_plan() -> None:
    """Draw the upload of a saved plan; a file that holds none changes nothing."""
    st.html("<h2>Load a saved plan</h2>")
    file = st.file_uploader(
        "Session plan (JSON)", type=["json"], key=UPLOAD_KEY, help="It takes the place of the plan above."
    )
    if file is None:
        st.session_state.pop(LOADED, None)
        return
    if st.session_state.get(LOADED) != file.file_id:
        try:
            loaded = read_plan(file.getvalue(), KNOWN)
        except PlanError as refused:
            st.error(f"{inert(str(refused))} The plan above is as it was.")
            return
        if not loaded.plan:
            for problem in loaded.problems:
                warn(problem)
            st.error("The file has no view that can be shown. The plan above is as it was.")
            return
        st.session_state[LOADED], st.session_state[FROM_FILE] = file.file_id, loaded
        _reorder(loaded.plan)
        st.rerun()
    loaded = st.session_state[FROM_FILE]
    for problem in loaded.problems:
        warn(problem)
    st.success(f"Loaded {len(loaded.plan)} view{'' if len(loaded.plan) == 1 else 's'} from the file.")
