"""Links to a view: the same chart for whoever opens one, and no scores in it unless the visitor wants them there."""

import contextlib
import re
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import TimeoutError, expect

from pages.registry import BY_PATH
from tests.browser.visitor import CHOSEN, asked

# A choice other than the usual one for every selector worth a link, page by page.
VIEWS = {
    "Overview": {},
    "Where I stand": {"Exam": "Step 1", "Show": "Gaps", "Measurement error": "±8"},
    "Specialty": {"Specialty": "Neurology", "Show": "Chosen by people like you"},
    # On Step 1 too: what was chosen on another page goes along.
    "Compare": {"Show": "Among all"},
    "Research output": {"Sort by": "Name"},
    "Who fills the places": {"Show": "Both", "Group": "US IMG"},
    "Match rates": {"Show": "Two denominators", "Applicant type": "US MD senior"},
    "States": {"Squares show": "Unfilled positions"},
    "Directors": {"When": "Ranking applicants"},
    "Lists and choices": {"Show": "Couples"},
    "Credentials of those who matched": {"Weight: Low IMG share": "3"},
}
# Pages whose headline is about the numbers that were typed.
ABOUT_NUMBERS = frozenset({"Where I stand", "Compare"})
NUMBERS = {"Step 1 score": "219", "Step 2 CK score": "243", "Research items": "17"}
IN_A_LINK = re.compile(r"\bmy_|\b(219|243)\b")
PUBLIC = "kept in this tab only, until you clear or close it"
STANDS = f"""([headline, chosen, numbers]) => document.querySelector('.finding h2')?.innerText === headline
    && JSON.stringify(({CHOSEN})()) === JSON.stringify(chosen)
    && JSON.stringify([...document.querySelectorAll('[data-testid="stSidebar"] [data-testid="stTextInput"] input')]
        .map(field => field.value)) === JSON.stringify(numbers)"""
# How long what comes back from the tab may take.
SETTLED_MS = 10_000
# Another locale is another browser context: nothing of the first person is there.
SOMEBODY_ELSE = {"locale": "en-GB"}


def _shown_link(menu):
    """The link to the view in the menu of its chart, where the address of the numbers stands too."""
    return menu.get_by_test_id("stCode").filter(has_not_text="/api/")


def _link(visitor):
    """Return the link that the menu of the chart shows, and close the menu."""
    link = _shown_link(visitor.open_menu()).inner_text().strip()
    visitor.close_menu()
    return link


def _type_numbers(visitor):
    for label, number in NUMBERS.items():
        visitor.enter(label, number)
    visitor.settle()


def _follow(visitor, link):
    visitor.page.goto(link)
    visitor.settle()


@pytest.fixture(scope="module")
def followed(room, server):
    """What a visitor with numbers saw on every chart page, and what somebody saw who followed the link."""
    sender, reader = room(), room(**SOMEBODY_ELSE)
    sender.open("?group=us_img&specialties=neurology,pathology")
    _type_numbers(sender)
    seen = {}
    for title, choices in VIEWS.items():
        sender.go(title)
        for label, option in choices.items():
            sender.choose(label, option)
        sender.settle()
        link = _link(sender)
        _follow(reader, link)
        with contextlib.suppress(TimeoutError):
            # What the reader typed before comes back from their tab a moment later, and draws the page again.
            reader.page.wait_for_function(
                f"chosen => JSON.stringify(({CHOSEN})()) === JSON.stringify(chosen)",
                arg=sender.chosen,
                timeout=SETTLED_MS,
            )
        sent, followed = ((who.chosen, who.headline.inner_text()) for who in (sender, reader))
        if title in ABOUT_NUMBERS:
            reader.enter("Step 1 score", NUMBERS["Step 1 score"])
            expect(reader.headline).to_have_text(sent[1])
            followed = (followed[0], reader.headline.inner_text())
        reader.no_failure()
        seen[title] = (link, sender.page.url, sent, followed)
    yield seen, sender, reader
    for visitor in (sender, reader):
        visitor.leave()


@pytest.mark.parametrize("title", VIEWS)
def test_a_link_opens_the_view_that_it_was_copied_from(followed, title):
    link, address, sent, opened = followed[0][title]
    assert asked(link) == asked(address)
    assert not IN_A_LINK.search(urlsplit(link).query + urlsplit(address).query)
    path, parameters = asked(link)
    assert set(parameters) <= {*BY_PATH[path.strip("/")].selectors, "group", "specialties"}
    assert len(parameters) >= len(VIEWS[title]) + 2
    assert opened == sent


def test_typed_scores_go_nowhere_without_the_tick(followed, server):
    _, sender, reader = followed
    assert len(sender.requests) > len(VIEWS)
    for visitor in (sender, reader):
        asked = [url for url in visitor.requests if IN_A_LINK.search(unquote(urlsplit(url).query))]
        assert asked == []
        assert visitor.errors == []
    assert not re.search(r"\bmy_step|(?<![:\d])(219|243)(?!\d)", server.log.read_text())


def test_scores_are_in_link_and_address_while_they_are_ticked(visit):
    visitor, reader = visit(), visit(**SOMEBODY_ELSE)
    visitor.open("where-i-stand?group=us_img&specialties=neurology,pathology")
    _type_numbers(visitor)
    # Until the last number has arrived, Step 1 is the exam that is shown anyway.
    expect(visitor.chart.get_by_text("You 243")).to_be_visible()
    visitor.choose("Exam", "Step 1")
    without = visitor.address
    scores = {"my_step1": "219", "my_step2_ck": "243", "my_research_items": "17"}
    with_scores = (without[0], without[1] | scores)
    expect(visitor.sidebar.get_by_text(PUBLIC)).to_be_visible()

    menu = visitor.open_menu()
    warning = menu.get_by_text("hold your scores: whoever has them can read them")
    expect(warning).to_have_count(0)
    tick = menu.get_by_role("checkbox", name="Include my scores")
    menu.get_by_text("Include my scores").click()
    expect(tick).to_be_checked()
    expect(warning).to_be_visible()
    expect(_shown_link(menu)).to_contain_text("my_step2_ck=243")
    expect(
        visitor.sidebar.get_by_text("Your scores are in the address because you asked for it")
    ).to_be_visible()
    expect(visitor.sidebar.get_by_text(PUBLIC)).to_have_count(0)
    link = _shown_link(menu).inner_text().strip()
    assert asked(link) == with_scores
    assert visitor.address == with_scores
    visitor.close_menu()
    headline = visitor.headline.inner_text()
    assert "219" in headline

    _follow(reader, link)
    for who in (reader, visitor):
        who.page.reload()
        who.settle()
        expect(who.headline).to_have_text(headline)
        for label, number in NUMBERS.items():
            expect(who.field(label)).to_have_value(number)
        assert who.address == with_scores
    expect(
        reader.sidebar.get_by_text("The scores of the link that was opened are in the address")
    ).to_be_visible()
    assert reader.chosen == visitor.chosen

    # The wish goes along to another page, and can be taken back there.
    visitor.go("Specialty")
    assert scores.items() <= visitor.address[1].items()
    menu = visitor.open_menu()
    menu.get_by_text("Include my scores").click()
    expect(_shown_link(menu)).not_to_contain_text("my_")
    expect(visitor.page).not_to_have_url(re.compile("my_"))
    expect(visitor.sidebar.get_by_text(PUBLIC)).to_be_visible()
    visitor.close_menu()
    expect(visitor.field("Step 2 CK score")).to_have_value("243")
    assert visitor.errors + reader.errors == []


def _stands(visitor):
    """Return where a visitor stands: address, choices, headline, numbers."""
    visitor.settle()
    # The address says it first, and on a busy server the sidebar a moment later.
    listed = visitor.address[1].get("specialties", "")
    expect(visitor.sidebar.locator("[data-tag]")).to_have_count(len(listed.split(",")) if listed else 0)
    numbers = [visitor.field(label).input_value() for label in NUMBERS]
    return visitor.address, visitor.chosen, visitor.headline.inner_text(), numbers


def test_each_press_of_back_and_forward_is_one_step_of_the_visitor(visitor):
    page = visitor.page
    # Not a step: what is typed is not in the address, and stays.
    visitor.open()
    visitor.enter("Step 2 CK score", "243")
    visitor.settle()
    steps = (
        lambda: visitor.pick("Applicant group", "US IMG"),
        lambda: visitor.go("Where I stand"),
        lambda: visitor.choose("Exam", "Step 1"),
        lambda: visitor.list_up("Specialties to compare", "Neurology"),
        lambda: visitor.open_menu().get_by_text("Include my scores").click(),
        lambda: (visitor.close_menu(), visitor.enter("Step 2 CK score", "251")),
        lambda: visitor.go("Who fills the places"),
        lambda: visitor.choose("Show", "Trend"),
        lambda: visitor.list_up("Shortlist (the ten largest unless you choose)", "Pathology"),
        lambda: visitor.main.get_by_role("radio", name="One year").click(),
        lambda: visitor.sidebar.get_by_role("link", name="Specialty", exact=True).click(),
        lambda: visitor.main.get_by_role("button", name="Put on the shortlist").click(),
    )
    stood = [_stands(visitor)]
    for step in steps:
        before = page.url
        step()
        page.wait_for_function("before => location.href !== before", arg=before)
        stood.append(_stands(visitor))
    walks = ((page.go_back, stood[-2::-1]), (page.go_forward, stood[1:]))
    for move, places in walks:
        for place in places:
            move()
            # Many places share a headline, some their controls or numbers: wait for all of them.
            with contextlib.suppress(TimeoutError):
                page.wait_for_function(STANDS, arg=[place[2], place[1], place[3]])
            assert _stands(visitor) == place
    assert visitor.errors == []


def test_a_link_to_the_page_that_is_open_changes_nothing(visitor):
    visitor.open("compare?group=us_img&specialties=neurology,pathology&side=trend")
    visitor.enter("Step 1 score", "219")
    visitor.settle()
    stood = _stands(visitor)
    # What a control was given is given again for five seconds, whatever the address says.
    visitor.page.wait_for_timeout(5_500)
    visitor.sidebar.get_by_role("link", name="Compare them").click()
    # The address is bare for a moment.
    visitor.page.wait_for_timeout(HEARD_MS)
    assert _stands(visitor) == stood
    assert visitor.errors == []


def _notices(visitor):
    """Return what the page says about its address, without the word joiners that keep it from becoming links."""
    notices = visitor.main.get_by_test_id("stAlert")
    return [text.replace("\u2060", "") for text in notices.all_inner_texts()]


@pytest.mark.parametrize(
    ("address", "said"),
    [
        (
            "specialty?group=martian&specialties=neurology,wizardry&demo=zoe&my_step1=999&my_step2_ck=two"
            "&my_research_items=-1&present=2&foo=1&specialty=dermatology",
            [
                ["present", "1"],
                ["group", "martian", "US IMG"],
                ["specialties", "wizardry", "up to 6"],
                ["demo", "zoe", "Ada"],
                ["Step 1", "999", "from 120 to 300"],
                ["Step 2 CK", "two", "from 120 to 300"],
                ["Research items", "-1", "from 0 to 999"],
                ["foo", "does not know"],
            ],
        ),
        (
            "where-i-stand?present=1&rows=99&step=7&exam=step9",
            [["exam", "step9", "Step 2 CK"], ["rows", "99"], ["view", "7", "this visit has 0"]],
        ),
        # A link of an earlier version: twelve specialties of a trend, of which a shortlist keeps six.
        (
            "img-fill?show=trend&specialties=anesthesiology,child_neurology,dermatology,emergency_medicine,"
            "family_medicine,general_surgery,internal_medicine,neurology,pathology,pediatrics,psychiatry,"
            "plastic_surgery",
            [["specialties", "12 at once", "up to 6"]],
        ),
    ],
)
def test_what_an_address_says_wrongly_is_said_and_the_page_works(visitor, address, said):
    visitor.open(address)
    notices = _notices(visitor)
    assert len(notices) == len(said), notices
    for parts in said:
        assert any(all(part in notice for part in parts) for notice in notices), (parts, notices)
    expect(visitor.headline).to_be_visible()
    visitor.no_failure()
    assert "Traceback" not in visitor.server.log.read_text()
    assert visitor.errors == []


def test_what_an_address_says_wrongly_is_still_said_when_the_tab_gave_back_what_it_holds(visitor):
    visitor.open("compare?specialties=neurology,pathology")
    # What is left before the tab has it is gone.
    visitor.page.wait_for_function("() => sessionStorage.getItem('match-atlas')?.includes('neurology')")
    for address, said in (
        ("img-fill?year=1800", "1800"),
        ("where-i-stand?group=martian&exam=step9", "martian"),
        ("where-i-stand?foo=1", "does not know"),
    ):
        visitor.open(address)
        expect(visitor.page).to_have_url(re.compile("specialties=neurology"))
        visitor.settle()
        assert [notice for notice in _notices(visitor) if said in notice]


def test_an_old_link_to_one_group_of_both_columns_still_opens(visitor):
    visitor.open("img-fill?show=difference&group=us_img")
    expect(visitor.page.get_by_role("radio", name="Both")).to_be_checked()
    expect(visitor.field("Applicant group")).to_have_value("US IMG")
    assert _notices(visitor) == []


def test_an_invented_person_is_said_to_be_one_until_a_number_is_changed(visit):
    visitor, reader = visit(), visit(**SOMEBODY_ELSE)
    visitor.open("where-i-stand?specialties=neurology,pathology")
    _type_numbers(visitor)
    visitor.sidebar.get_by_role("button", name="Invented").click()
    visitor.page.get_by_text("Invented: Ben, US IMG").click()
    expect(visitor.page).to_have_url(re.compile(r"\bdemo=ben\b"))
    assert visitor.address[1] == {"specialties": "neurology,pathology", "demo": "ben"}
    _follow(reader, _link(visitor))
    badge = "Invented: Ben, US IMG."
    for who in (visitor, reader):
        expect(who.sidebar.get_by_test_id("stAlert")).to_contain_text(badge)
        expect(who.sidebar.get_by_test_id("stAlert")).to_contain_text("Invented numbers of nobody")
        expect(who.field("Applicant group")).to_have_value("US IMG")
        for label, number in {"Step 1 score": "217", "Step 2 CK score": "229", "Research items": "1"}.items():
            expect(who.field(label)).to_have_value(number)
        expect(who.headline).to_contain_text("Step 2 CK 229")
    # Somebody else's numbers from now on, which stay out of the address.
    reader.enter("Step 1 score", "218")
    expect(reader.sidebar.get_by_test_id("stAlert")).to_have_count(0)
    expect(reader.page).to_have_url(re.compile(r"\bgroup=us_img\b"))
    assert reader.address[1] == {"specialties": "neurology,pathology", "group": "us_img"}
    expect(reader.headline).to_contain_text("Step 2 CK 229")
    # The tick belongs to somebody's own scores.
    expect(visitor.open_menu().get_by_text("Include my scores")).to_have_count(0)
    assert visitor.errors + reader.errors == []


# After so long a link waits for no answer any more, see tab_links.js.
HEARD_MS = 1_100
# Two presses in one moment, as they reach a busy server: the second one is heard before the first is answered.
PRESS_BOTH = """([link, radio]) => {
    const press = (selector, text) => [...document.querySelectorAll(selector)]
        .find(one => one.innerText.trim().endsWith(text)).click();
    press('[data-testid="stSidebarNavLink"]', link);
    press('[role="radio"]', radio);
}"""


def test_a_choice_made_while_the_whole_page_is_on_its_way_breaks_nothing(visitor):
    visitor.open("data")
    for part, said in 2 * (("Data-quality findings", "part=findings"), ("Definitions", "part=definitions")):
        visitor.page.wait_for_timeout(HEARD_MS)
        visitor.page.evaluate(PRESS_BOTH, ["Data and method", part])
        expect(visitor.page).to_have_url(re.compile(said))
        visitor.settle(chart=False)
    assert visitor.errors == []


def test_a_choice_made_while_another_page_is_on_its_way_breaks_nothing(visitor):
    visitor.open("research-output?order=us_img&specialties=neurology,pathology")
    for link, radio in (
        ("Compare", "Name"),
        ("Where I stand", "Among all"),
        ("Specialty", "Gaps"),
        ("Research output", "Chosen by people like you"),
        ("Overview", "Name"),
    ):
        visitor.page.wait_for_timeout(HEARD_MS)
        visitor.page.evaluate(PRESS_BOTH, [link, radio])
        visitor.expect_title(link)
        visitor.settle()
        visitor.no_failure()
    assert visitor.errors == []
