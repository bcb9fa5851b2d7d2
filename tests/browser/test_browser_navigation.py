"""The navigation: groups that a screen reader hears, by mouse, keyboard and finger."""

from playwright.sync_api import expect

from pages.registry import BY_GROUP
from tests.browser.seeing import FINGER, TOO_SMALL, serious_violations

PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}


def _is_grouped(visitor, title):
    """Fail unless every group is a list with its name, and the page that is open is marked."""
    navigation = visitor.page.get_by_role("navigation", name="App pages")
    expect(navigation.get_by_role("list")).to_have_count(len(BY_GROUP))
    for group, pages in BY_GROUP.items():
        group_list = navigation.get_by_role("list", name=group.label, exact=True)
        expect(group_list.get_by_role("listitem")).to_have_count(len(pages))
        # The name of an icon is a text beside it.
        expect(group_list.get_by_role("link").locator("p")).to_have_text([page.title for page in pages])
        expect(group_list.get_by_text(group.label, exact=True)).to_be_visible()
    expect(navigation.locator("[aria-current=page] p")).to_have_text([title])
    # Nothing is folded away, and nothing can be.
    expect(navigation.get_by_role("button")).to_have_count(0)


def test_the_groups_are_lists_with_names_also_after_a_room(visitor):
    visitor.open()
    _is_grouped(visitor, "Overview")
    visitor.go("Match rates")
    _is_grouped(visitor, "Match rates")
    visitor.open("match-rates?present=1")
    visitor.leave_the_room()
    visitor.settle()
    _is_grouped(visitor, "Match rates")


def test_keys_walk_through_the_groups_and_open_a_page(visitor):
    visitor.open()
    first = visitor.page.get_by_role("navigation").get_by_role("link", name="Overview", exact=True)
    first.focus()
    titles = [page.title for pages in BY_GROUP.values() for page in pages]
    for title in titles[1:]:
        visitor.page.keyboard.press("Tab")
        expect(visitor.page.locator(":focus")).to_have_accessible_name(title)
    visitor.page.keyboard.press("Enter")
    visitor.expect_title(titles[-1])


def test_on_a_phone_axe_finds_nothing_serious_with_the_navigation_open(visit):
    phone = visit(**PHONE)
    phone.open()
    phone.page.get_by_test_id("stExpandSidebarButton").tap()
    expect(phone.sidebar).to_have_attribute("data-collapsed", "false")
    phone.stand_still()
    _is_grouped(phone, "Overview")
    assert serious_violations(phone.page) == []
    links = [said for said in phone.page.evaluate(TOO_SMALL, FINGER) if said.split(":")[0] in _titles()]
    assert links == []
    phone.page.get_by_role("navigation").get_by_role("link", name="Match rates").tap()
    phone.expect_title("Match rates")
    expect(phone.sidebar).to_have_attribute("data-collapsed", "true")


def test_a_question_of_the_overview_leads_to_its_answer(visit):
    phone = visit(**PHONE)
    phone.open()
    phone.main.get_by_role("link", name="Chosen by people like you, in one specialty").tap()
    phone.expect_title("Specialty")
    phone.settle()
    expect(phone.main.get_by_role("radio", name="Chosen by people like you")).to_be_checked()


def _titles():
    return {page.title for pages in BY_GROUP.values() for page in pages}
