"""What a visit carries: the profile, invented people, the shortlist; in the sidebar and from page to page."""

from dataclasses import replace

import pytest

from analysis.demonstration import DEMONSTRATIONS, INVENTED_NOTE
from analysis.profile import Profile
from analysis.shortlist.compute import SHORTLISTABLE as LISTABLE
from data.terms import slugs
from data.vocabulary import APPLICANT_GROUPS, SPECIALTIES
from pages.registry import PAGES, view_for
from pages.ui.visit import compared_line, context_line, read_shortlist

ALL = pytest.mark.parametrize("demo", DEMONSTRATIONS, ids=lambda demo: demo.slug)
NUMBERS = ("step1", "step2_ck", "research_items")


def sidebar(opened):
    """What the sidebar holds: the group and the numbers as typed."""
    box = opened.test.sidebar
    return (
        box.selectbox(key="profile_group").value,
        *(box.text_input(key=f"profile_{name}").value for name in NUMBERS),
    )


def typed(profile):
    """A profile as it stands in the sidebar."""
    numbers = (getattr(profile, name) for name in NUMBERS)
    step1, *others = ("" if number is None else str(number) for number in numbers)
    # A pass stands where a score would.
    return (profile.applicant_group, "pass" if profile.step1_passed else step1, *others)


def marks(opened):
    """What the sidebar says of an invented person."""
    return [said.value for said in opened.test.sidebar.info]


@ALL
def test_an_invented_person_is_picked_from_the_menu_and_marked(open_page, demo):
    opened = open_page("where_i_stand.py").invent(demo.slug)
    assert not opened.test.exception
    assert sidebar(opened) == typed(demo.profile)
    assert marks(opened) == [f"**{demo.label}.** {INVENTED_NOTE}"]
    assert opened.address == {"demo": demo.slug}
    menu = opened.test.sidebar.menu_button(key="demonstration")
    assert menu.options == [other.label for other in DEMONSTRATIONS]


def test_another_person_takes_the_place_of_the_first(open_page):
    opened = open_page("where_i_stand.py").invent("ada").invent("dia")
    assert sidebar(opened) == ("non_us_img", "pass", "252", "8")
    assert opened.address == {"demo": "dia"}
    assert "Dia" in marks(opened)[0]


@ALL
@pytest.mark.parametrize("name", ["group", *NUMBERS])
def test_one_change_takes_the_mark_and_the_name_away(open_page, demo, name):
    opened = open_page("where_i_stand.py").invent(demo.slug)
    changed = {
        "group": "us_img" if demo.profile.applicant_group == "us_md_senior" else "us_md_senior",
        **dict.fromkeys(NUMBERS, "199"),
    }[name]
    opened.enter(**{name: changed})
    assert marks(opened) == []
    group = changed if name == "group" else demo.profile.applicant_group
    # The numbers are somebody's now, and stay out of the address.
    assert opened.address == {"group": group}
    opened.test.query_params["present"] = "1"
    opened.test.run()
    assert "Invented" not in opened.text


def test_an_unreadable_number_takes_the_mark_away(open_page):
    opened = open_page("where_i_stand.py").invent("ada").enter(step1="many")
    assert marks(opened) == []
    assert opened.address == {"group": "non_us_img"}


@ALL
def test_who_types_the_same_numbers_is_nobodys_invention(open_page, demo):
    group, *numbers = typed(demo.profile)
    opened = open_page("where_i_stand.py", group=group, **dict(zip(NUMBERS, numbers, strict=True)))
    assert sidebar(opened) == typed(demo.profile)
    assert marks(opened) == []
    # The name of an invented person would say the scores.
    assert opened.address == {"group": group}


def test_picking_a_person_takes_back_the_wish_to_have_scores_in_the_address(follow):
    opened = follow("where_i_stand.py", group="us_img", my_step1="231").invent("cho")
    assert opened.address == {"demo": "cho"}
    opened.enter(step1="200")
    assert opened.address == {"group": "us_md_senior"}


def test_the_mark_goes_along_from_page_to_page_and_goes_with_the_numbers(open_page):
    opened = open_page("overview.py").invent("ben")
    for page in PAGES[1:]:
        opened.go_to(page.file)
        assert len(marks(opened)) == 1, page.file
        assert opened.address == {"demo": "ben"}, page.file
    opened.press("Clear my numbers and group")
    assert sidebar(opened) == (None, "", "", "")
    assert marks(opened) == []
    assert opened.address == {}


def test_a_link_of_a_group_does_not_make_invented_numbers_somebodys(open_page):
    opened = open_page("where_i_stand.py").invent("ada")
    opened.go_to("specialty.py", group="us_img")
    assert sidebar(opened) == ("us_img", "", "", "")
    assert marks(opened) == []
    assert opened.address == {"group": "us_img"}


def test_what_was_typed_wrong_stays_typed_and_counts_as_absent(open_page):
    opened = open_page("where_i_stand.py", group="us_img", step1="3000", step2_ck="240")
    assert sidebar(opened) == ("us_img", "3000", "240", "")
    assert "Step 1 score: “3000” is out of range" in opened.test.sidebar.error[0].value
    opened.go_to("specialty.py")
    assert "Your Step 1" not in opened.text
    assert "Your Step 2 CK of 240" in opened.text
    assert sidebar(opened) == ("us_img", "3000", "240", "")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.file)
def test_the_shortlist_of_the_sidebar_is_on_every_page_and_leads_to_the_comparison(open_page, page):
    opened = open_page(page.file).shortlist("pathology", "neurology")
    assert not opened.test.exception
    assert opened.address["specialties"] == "pathology,neurology"
    assert opened.test.multiselect(key="shortlist_sidebar").value == ["pathology", "neurology"]
    assert "Compare them" in [link.label for link in opened.test.sidebar.page_link]


def test_what_can_be_listed_is_every_specialty_and_not_their_sum():
    assert set(slugs(SPECIALTIES)) - set(LISTABLE) == {"all_specialties_combined"}


def test_a_shortlist_is_read_in_its_order_and_each_once():
    assert read_shortlist("pathology,neurology,pathology") == (("pathology", "neurology"), "")
    assert read_shortlist("") == ((), "")
    assert read_shortlist(",,") == ((), "")


def test_what_of_a_shortlist_cannot_be_used_is_said():
    found, said = read_shortlist("pathology,wizardry,all_specialties_combined")
    assert found == ("pathology",)
    assert said.startswith(
        "specialties: “wizardry” is not among the specialties here. “all_specialties_combined” is known, "
    )
    found, said = read_shortlist(",".join(LISTABLE))
    assert found == LISTABLE[:6]
    assert said.startswith("specialties: 22 at once are too many. Allowed are up to 6 of the 22 ")
    found, said = read_shortlist(
        ",".join(["x" * 300, *(f"no_{number}" for number in range(200)), *LISTABLE[:7]])
    )
    assert found == LISTABLE[:6]
    assert said.startswith(f"specialties: “{'x' * 40}…” is not among ")
    assert "“no_4”" in said
    assert "195 more cannot be read. 7 at once are too many." in said
    assert len(said) < 700


@pytest.mark.parametrize("group", slugs(APPLICANT_GROUPS))
def test_a_line_says_whose_numbers_leave_the_app(group):
    nobody = context_line(Profile(group))
    assert nobody.endswith(" · no scores entered")
    assert "Invented" not in nobody
    own = context_line(Profile(group, 231, None, 0))
    assert own.endswith(" · Step 1 231, Research items 0")
    assert own.split(" · ")[0] == nobody.split(" · ")[0]


# Views that set numbers beside others, and views that are the same whoever looks.
ONE_EXAM = {"exam": "step2_ck"}
VIEWS = (
    ("", {}, {"step1"}),
    *(("where-i-stand", ONE_EXAM | {"view": view}, {"step2_ck"}) for view in ("averages", "gaps", "share")),
    *(("where-i-stand", ONE_EXAM | {"beside": one}, {"step2_ck"}) for one in ("residents", "directors")),
    ("specialty", {"specialty": "pathology"}, {"step1", "step2_ck"}),
    ("specialty", {"specialty": "pathology", "about": "residents"}, {"step1", "step2_ck"}),
    *(
        ("specialty", {"specialty": "pathology", "about": one}, set())
        for one in ("people", "where", "matches")
    ),
    ("compare", {}, {"step1", "step2_ck"}),
    ("compare", ONE_EXAM | {"side": "map"}, {"step2_ck"}),
    ("compare", {"side": "trend"}, set()),
    ("research-output", {}, {"research_items"}),
    ("states", {}, set()),
    ("directors", {}, set()),
    ("img-fill", {}, set()),
    ("match-rates", {}, set()),
    ("credentials", {}, set()),
    *(("next-plan", {"show": show}, set()) for show in ("months", "applications", "specialties", "stop")),
    *(("lists-and-choices", {"ask": ask}, set()) for ask in ("lists", "only", "places", "couples", "soap")),
)


@pytest.mark.parametrize(("page", "asked", "used"), VIEWS)
def test_a_slide_names_the_numbers_that_it_shows_and_no_others(in_app, page, asked, used):
    whole = Profile("us_img", 231, 241, 4, list_length=12)

    def story_of(profile):
        return view_for(page, asked, profile, ("pathology", "neurology"), dark=False)[0].story

    def told_of(story):
        return (story.headline, story.subtitle, story.text_table, story.chart, story.notes, story.context)

    story, *others = in_app(
        lambda: [story_of(one) for one in (whole, *(replace(whole, **{name: None}) for name in NUMBERS))]
    )
    assert {name for name, one in zip(NUMBERS, others, strict=True) if told_of(one) != told_of(story)} == used
    said = compared_line(story, whole)
    assert {
        name for name, part in zip(NUMBERS, ("231", "241", "items 4"), strict=True) if part in said
    } == used
    assert (said == "") == (not used)


@ALL
def test_a_line_says_that_an_invented_person_is_one(demo):
    said = context_line(demo.profile, demo)
    assert said.startswith(f"{demo.label}. {INVENTED_NOTE} · ")
    assert str(demo.profile.step2_ck) in said


@ALL
def test_somebody_with_the_same_numbers_is_not_invented(demo):
    assert "nvented" not in context_line(demo.profile)


def test_changing_an_invented_number_and_changing_it_back_makes_it_somebodys(open_page):
    opened = open_page("compare.py").invent("ada")
    opened.enter(step1="231").enter(step1="228")
    assert not opened.test.sidebar.info
    assert "demo" not in opened.address
