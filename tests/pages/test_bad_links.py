"""Links that are wrong: every bad part gets a sentence, and the page works."""

import re

import pytest

from pages.registry import PAGES
from tests.pages.links import FILES, LISTED, SELECTORS

LONG = "x" * 300
SCRIPT = "<script>alert(1)</script>"
PICTURE = "![x](https://elsewhere.example/x.png)"
BAD = {
    "group, unknown": ({"group": "wizard"}, "group: “wizard” is not among the groups"),
    "group, empty": ({"group": ""}, "group: “” is not among"),
    "group, of the counts": ({"group": "img"}, "“img” can mean US IMG or Non-US IMG"),
    "demo, unknown": ({"demo": "eve"}, "demo is “eve”, which is not one of: Ada, Ben, Cho, Dia"),
    "specialties, unknown": (
        {"specialties": "wizardry"},
        "specialties: “wizardry” is not among the specialties here",
    ),
    "specialties, one of two": (
        {"specialties": "pathology,wizardry"},
        "Allowed are up to 6 of the 22 specialties",
    ),
    "specialties, the total": ({"specialties": "all_specialties_combined"}, "“all_specialties_combined”"),
    "specialties, too many": (
        {"specialties": ",".join(list(SELECTORS["specialty"]["specialty"].labels)[:9])},
        "9 at once",
    ),
    "a score, no number": ({"my_step1": "high"}, "Step 1 score: “high” is not a number"),
    "a score, broken": (
        {"my_step2_ck": "240.5"},
        "Allowed is a whole number from 120 to 300. It was left out.",
    ),
    "a score, too high": ({"my_step2_ck": "301"}, "Step 2 CK score: “301” is out of range"),
    "a score, zero": (
        {"my_step1": "0"},
        "Step 1 score: “0” is out of range, probably a code for pass or fail",
    ),
    "a score, negative": ({"my_research_items": "-1"}, "Research items: “-1” is below zero"),
    "a score, huge": ({"my_research_items": "9" * 300}, "Research items: “9999"),
    "present, another": ({"present": "2"}, "present has another value than 1"),
    "present, a word": ({"present": "yes"}, "present has another value than 1"),
    "a stranger": ({"salary": "1"}, "parts this page does not know: “salary”"),
    "rows, none such": ({"present": "1", "rows": "99"}, "rows is “99”"),
    "rows, a word": ({"present": "1", "rows": "last"}, "rows is “last”"),
    "rows, no shortlist": ({"present": "1", "rows": "shortlist"}, "rows is “shortlist”"),
    "step, no plan": (
        {"present": "1", "step": "7"},
        "asks for view “7” of a session plan, and this visit has 0",
    ),
    "step, a word": ({"present": "1", "step": "last"}, "asks for view “last” of a session plan"),
    "step, huge": ({"present": "1", "step": "1" * 300}, "of a session plan, and this visit has 0"),
    **{
        f"{name}, {kind}": ({**more, name: value}, "Step 1 score" if name == "my_step1" else name)
        for name, more in {
            "group": {},
            "specialties": {},
            "demo": {},
            "my_step1": {},
            "present": {},
            "rows": {"present": "1"},
            "step": {"present": "1"},
        }.items()
        for kind, value in {"long": LONG, "script": SCRIPT, "picture": PICTURE}.items()
        # What is said of these does not repeat them.
        if name != "present"
    },
    "a stranger, long": ({LONG: LONG}, "does not know: “xxx"),
    "a stranger, script": ({SCRIPT: "1"}, "does not know: “"),
}


def plain(said):
    """What a notice says, without the marks that keep it from being more than text."""
    return re.sub(r"\\(.)", r"\1", said).replace("\u2060", "")


def check_notices(opened, said=""):
    """The page works, says what was wrong, and repeats no long text and no markup."""
    assert not opened.test.exception
    assert not opened.test.error
    notices = [box.value for box in opened.test.warning]
    assert said in plain(" ".join(notices))
    for notice in notices:
        assert "x" * 41 not in notice
        assert "9" * 41 not in notice
        # No tag, link, picture, formula or icon comes of it.
        assert not re.search(r"(?<!\\)[<\[`$]|[:.@](?![\s\u2060]|$)", notice), notice
    assert notices
    assert "not affiliated with NRMP" in opened.text
    return notices


@pytest.mark.parametrize(("address", "said"), BAD.values(), ids=BAD)
def test_a_bad_value_gets_a_sentence_and_a_working_page(follow, address, said):
    opened = follow("where_i_stand.py", **address)
    (notice,) = check_notices(opened, said)
    assert plain(notice).startswith("The address ")
    assert len(opened.charts) == 1
    # What cannot be used does not stay, but for how the page is shown and what nobody knows.
    kept = {name: value for name, value in opened.address.items() if name in address}
    assert kept.keys() <= {"specialties", "present", "rows", "step", "salary", LONG, SCRIPT}


@pytest.mark.parametrize(
    ("address", "said", "counts"),
    [
        ({"my_step2_ck": ["240", "250"]}, "my_step2_ck several times: “240”, “250”", "250"),
        ({"exam": ["step1", "step2_ck"]}, "exam several times: “step1”, “step2_ck”", "step2_ck"),
        ({"group": [SCRIPT, LONG, "us_img"]}, "group several times", "us_img"),
    ],
)
def test_a_part_that_stands_there_twice_is_said_and_the_last_one_counts(follow, address, said, counts):
    opened = follow("where_i_stand.py", **address)
    (notice,) = check_notices(opened, said)
    assert f"the last one counts, “{counts}”." in plain(notice)
    (name,) = address
    # What is usual does not stand in the address.
    assert opened.address.get(name, "step2_ck") in (counts, [counts])
    opened.choose("view", "gaps")
    assert not opened.problems


def test_the_same_value_twice_and_what_mail_programs_add_twice_are_no_fault(follow):
    assert not follow("where_i_stand.py", group=["us_img", "us_img"], utm_source=["a", "b"]).problems


@pytest.mark.parametrize("value", ["STEP9", "", LONG, SCRIPT, PICTURE])
@pytest.mark.parametrize("page", [page for page, selectors in SELECTORS.items() if selectors])
def test_a_bad_choice_gets_a_sentence_on_every_page(follow, page, value):
    carried = LISTED if page == "compare" else {}
    opened = follow(FILES[page], **carried, **dict.fromkeys(SELECTORS[page], value))
    notices = check_notices(opened)
    named = {name for name in SELECTORS[page] if any(f"for {name} “" in said for said in notices)}
    drawn = set(opened.selectors) & set(SELECTORS[page])
    assert named >= drawn
    assert all(opened.selectors[name] == SELECTORS[page][name].default for name in drawn)
    assert len(opened.frames) == 1
    assert opened.address.keys() - set(SELECTORS[page]) == set(carried)


@pytest.mark.parametrize(
    ("page", "address", "meant"),
    [
        ("where-i-stand", {"exam": "STEP1"}, {"exam": "step1"}),
        ("img-fill", {"level": "All"}, {"level": "all"}),
    ],
)
def test_a_choice_in_capitals_is_no_bad_one(follow, page, address, meant):
    opened = follow(FILES[page], **address)
    assert not opened.problems
    assert opened.selectors.items() >= meant.items()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.file)
def test_everything_bad_at_once_leaves_every_page_working(follow, page):
    address = {
        "group": SCRIPT,
        "specialties": ",".join([LONG, PICTURE, "pathology", *map(str, range(300))]),
        "demo": LONG,
        "my_step1": "0",
        "my_step2_ck": PICTURE,
        "my_research_items": "9" * 300,
        "present": "2",
        "rows": LONG,
        "step": "-1",
        **{f"stranger_{number}": LONG for number in range(50)},
    }
    notices = check_notices(follow(page.file, **address), "group: “")
    assert all(len(plain(said)) < 900 for said in notices)
    together = plain(" ".join(notices))
    for name in (
        "demo",
        "specialties",
        "Step 1 score",
        "Step 2 CK score",
        "Research items",
        "present",
        "“stranger_0”",
    ):
        assert name in together


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.file)
def test_everything_bad_at_once_leaves_presenter_mode_working(follow, page):
    bad = dict.fromkeys([*page.selectors, "group", "demo", "my_step1", "rows", "step"], SCRIPT)
    opened = follow(page.file, present="1", specialties="pathology,neurology,x", **bad)
    check_notices(opened, "of a session plan")
    assert "Leave" in opened.buttons()
    assert len(opened.charts) == (page.view is not None)


def test_a_notice_goes_with_the_next_step(follow):
    opened = follow("where_i_stand.py", group="wizard", exam="step9", my_step1="400")
    assert len(opened.problems) == 3
    opened.choose("view", "gaps")
    assert not opened.problems
    assert opened.address == {"view": "gaps"}
