"""What lives in a visitor's own tab: it outlives a reload, a lost line and a server that starts anew."""

import contextlib
import json
import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.visitor import Server
from tests.browser.wire import wired

STORED = "() => JSON.parse(sessionStorage.getItem('match-atlas') || '{}')"
FIELDS = ("Step 1 score", "Step 2 CK score", "Research items")
CASELOAD = b"identifier,applicant_group,step1,step2_ck,research_items,specialties\nNobody 1,non_us_img,230,241,3,pathology\n"
ADD = "Add to the session plan"


def typed(visitor):
    """What stands in the three fields."""
    return [visitor.field(label).input_value() for label in FIELDS]


def kept(visitor):
    """What the tab keeps of the visit."""
    return visitor.page.evaluate(STORED).get("kept", {})


def wait_until_kept(visitor, part, value):
    """Wait until the tab keeps this."""
    visitor.page.wait_for_function(
        "([part, value]) => JSON.stringify(JSON.parse(sessionStorage.getItem('match-atlas') || '{}').kept?.[part])"
        " === JSON.stringify(value)",
        arg=[part, value],
    )


def expect_typed(visitor, *values):
    """Wait for what stands in the three fields."""
    for label, value in zip(FIELDS, values, strict=True):
        expect(visitor.field(label)).to_have_value(value)


def bar(visitor):
    """The sentence about the connection."""
    return visitor.page.locator(".connection-bar")


def plan_one_view(visitor, note):
    """Put the view on the page into the session plan, with a note."""
    menu = visitor.open_menu()
    menu.get_by_role("button", name=ADD).click()
    expect(menu.get_by_role("status").last).to_contain_text("view 1 of 1")
    visitor.page.wait_for_function(f"() => ({STORED})().kept?.plan?.views.length === 1")
    visitor.close_menu()
    visitor.go("Session plan")
    visitor.main.get_by_label("Note for view 1").fill(note)
    visitor.page.keyboard.press("Tab")
    visitor.page.wait_for_function(f"note => ({STORED})().kept.plan.views[0].note === note", arg=note)


def leave_asks(visitor, leave):
    """Whether leaving the page in this way asks first; the visitor stays."""
    asked = []

    def stay(dialog):
        asked.append(dialog.type)
        dialog.dismiss()

    visitor.page.once("dialog", stay)
    leave()
    visitor.page.wait_for_timeout(500)
    visitor.page.remove_listener("dialog", stay)
    return asked == ["beforeunload"]


@pytest.fixture
def tab(visit):
    """A visitor in a tab of their own, who typed numbers: one of them cannot be read, one is not sent yet."""
    visitor = visit(service_workers="block")
    visitor.open("where-i-stand")
    visitor.pick("Applicant group", "US IMG")
    visitor.enter("Step 1 score", "231")
    visitor.enter("Step 2 CK score", "24x")
    visitor.field("Research items").fill("7")
    expect(visitor.headline).to_contain_text("231")
    wait_until_kept(visitor, "numbers", {"step1": "231", "step2_ck": "24x"})
    return visitor


def test_nothing_is_kept_of_whoever_typed_nothing(visitor):
    visitor.open("where-i-stand")
    assert visitor.page.evaluate("sessionStorage.getItem('match-atlas')") is None


def test_a_reload_brings_everything_back_and_tells_nobody(tab):
    plan_one_view(tab, "Ask first.")
    expect_typed(tab, "231", "24x", "7")
    tab.on_dialog(lambda dialog: dialog.accept())
    tab.page.reload()
    expect(tab.main.get_by_label("Note for view 1")).to_have_value("Ask first.")
    expect_typed(tab, "231", "24x", "7")
    expect(tab.sidebar.get_by_role("combobox", name="Applicant group")).to_have_value("US IMG")
    expect(bar(tab)).to_be_hidden()
    path, said = tab.address
    assert path == "/session-plan"
    assert not [name for name in said if name.startswith("my_")]
    tab.no_failure()


def test_cleared_numbers_are_gone_from_the_tab(tab):
    tab.sidebar.get_by_role("button", name="Clear my numbers and group").click()
    expect_typed(tab, "", "", "")
    tab.page.wait_for_function("() => sessionStorage.getItem('match-atlas') === null")
    tab.page.reload()
    tab.settle()
    assert typed(tab) == ["", "", ""]


def test_another_tab_knows_nothing(tab):
    other = tab.page.context.new_page()
    other.goto(f"{tab.server.base}/where-i-stand")
    other.wait_for_selector(".colophon")
    assert other.get_by_label("Step 1 score").input_value() == ""
    other.close()


def test_a_link_in_the_same_tab_rules(tab):
    tab.open("where-i-stand?demo=ada")
    expect_typed(tab, "228", "240", "3")
    said = tab.main.get_by_text("The link that was opened carries other numbers")
    expect(said).to_be_visible()
    tab.page.reload()
    tab.settle()
    expect_typed(tab, "228", "240", "3")
    expect(said).to_be_visible()
    tab.open("where-i-stand?my_step2_ck=250")
    expect_typed(tab, "", "250", "")
    tab.main.get_by_role("button", name="Bring mine back").click()
    expect_typed(tab, "231", "24x", "7")
    expect(tab.field("Applicant group")).to_have_value("US IMG")
    expect(said).to_have_count(0)
    expect(tab.page).not_to_have_url(re.compile("my_|demo"))


def test_leaving_asks_only_with_notes_in_no_file(tab):
    assert not leave_asks(tab, tab.page.reload)
    tab.settle()
    plan_one_view(tab, "Only here.")
    assert leave_asks(tab, lambda: tab.page.evaluate("setTimeout(() => location.reload())"))
    with tab.page.expect_download():
        tab.main.get_by_role("button", name="Save the plan").click()
    assert not leave_asks(tab, lambda: tab.page.evaluate("setTimeout(() => location.reload())"))


def test_a_lost_line_is_said_and_taken_up_again(visit, server):
    with wired(urlsplit(server.base).port) as wire:
        there = Server(f"http://127.0.0.1:{wire.port}", server.log)
        visitor = visit(there, service_workers="block")
        visitor.open("where-i-stand")
        visitor.enter("Step 1 score", "231")
        expect(visitor.headline).to_contain_text("231")
        wire.cut()
        expect(bar(visitor)).to_have_text(re.compile("No connection: what you typed stays in this tab"))
        expect(visitor.page.locator("html")).to_have_class(re.compile("no-connection"))
        expect(bar(visitor)).to_contain_text("choices have to be made then")
        # What leads nowhere does nothing.
        visitor.page.get_by_role("navigation").get_by_role("link", name="Who fills the places").click(
            force=True
        )
        expect(visitor.page.get_by_role("heading", level=1)).to_have_text("Where I stand")
        wire.mend()
        expect(bar(visitor)).to_be_hidden()
        # The same visit: nothing was lost, and nothing has to be said.
        visitor.enter("Research items", "4")
        wait_until_kept(visitor, "numbers", {"step1": "231", "research_items": "4"})
        expect(bar(visitor)).to_be_hidden()


def test_nothing_is_entered_over_what_is_still_to_come_back(visitor):
    lines, lost = [], []

    def lay(line):
        server = line.connect_to_server()
        lines.append(line)

        def pass_on(message):
            # What the tab kept is on its way when the line breaks.
            if lost or (len(lines) == 2 and b'"kept"' in message):
                lost.append(message)
            else:
                server.send(message)

        line.on_message(pass_on)

    visitor.page.route_web_socket(re.compile("_stcore/stream"), lay)
    visitor.open("readiness")
    # By its role: what is being replaced still stands there, hidden.
    graduation = visitor.main.get_by_role("textbox", name="Year of graduation", exact=True)
    visitor.enter("Step 1 score", "231")
    graduation.fill("2018")
    visitor.page.keyboard.press("Tab")
    visitor.page.wait_for_function(f"() => ({STORED})().kept?.next_steps")
    before = kept(visitor)
    visitor.page.reload()
    expect(graduation).to_have_value("")
    for _ in range(200):
        visitor.page.wait_for_timeout(50)
        if lost:
            break
    for field, text in ((graduation, "2016"), (visitor.field("Research items"), "7")):
        field.click()
        visitor.page.keyboard.type(text)
        visitor.page.keyboard.press("Enter")
        expect(field).to_have_value("")
    assert kept(visitor) == before
    lost.clear()
    lines[-1].close()
    expect(graduation).to_have_value("2018")
    expect_typed(visitor, "231", "", "")
    visitor.enter("Research items", "7")
    wait_until_kept(visitor, "numbers", {"step1": "231", "research_items": "7"})


def test_a_server_that_starts_anew_gets_everything_back_but_the_caseload(visit, serve):
    with contextlib.ExitStack() as first:
        there = first.enter_context(serve())
        visitor = visit(there, service_workers="block")
        visitor.open("where-i-stand")
        visitor.enter("Step 1 score", "231")
        expect(visitor.headline).to_contain_text("231")
        plan_one_view(visitor, "Ask first.")
        visitor.go("Caseload")
        visitor.main.locator("input[type=file]").set_input_files(
            {"name": "list.csv", "mimeType": "text/csv", "buffer": CASELOAD}
        )
        expect(visitor.main.get_by_text("1 advisee read")).to_be_visible()
        visitor.page.wait_for_function(f"() => ({STORED})().kept.caseload === true")
        assert "Nobody" not in json.dumps(kept(visitor))
        visitor.go("Session plan")
    expect(bar(visitor)).to_contain_text("No connection")
    expect(visitor.main.get_by_label("Note for view 1")).to_have_value("Ask first.")
    with serve(port=urlsplit(there.base).port):
        expect(bar(visitor)).to_contain_text("Connected again")
        expect(bar(visitor)).to_contain_text("your numbers")
        expect(bar(visitor)).to_contain_text("Not back: the caseload")
        expect(visitor.main.get_by_label("Note for view 1")).to_have_value("Ask first.")
        expect_typed(visitor, "231", "", "")
        expect(visitor.main.get_by_text("Your caseload is not here any more")).to_be_visible()
        visitor.main.get_by_role("link", name="Go to Caseload").click()
        visitor.expect_title("Caseload")
        visitor.main.get_by_role("button", name="I don’t need it").click()
        expect(visitor.main.get_by_text("Your caseload is not here any more")).to_have_count(0)
        # The page is alive: what is typed reaches the new visit.
        visitor.enter("Step 1 score", "244")
        wait_until_kept(visitor, "numbers", {"step1": "244"})


def test_numbers_alone_come_back_to_a_visit_that_is_alive(visit, serve):
    with contextlib.ExitStack() as first:
        there = first.enter_context(serve())
        visitor = visit(there, service_workers="block")
        visitor.open("where-i-stand")
        visitor.enter("Step 1 score", "231")
        expect(visitor.headline).to_contain_text("231")
        before = visitor.page.evaluate(STORED)["visit"]
    expect(bar(visitor)).to_contain_text("No connection")
    with serve(port=urlsplit(there.base).port):
        visitor.page.wait_for_function(f"before => ({STORED})().visit !== before", arg=before)
        expect_typed(visitor, "231", "", "")
        visitor.enter("Step 1 score", "233")
        expect(visitor.headline).to_contain_text("233")
