"""What the page may do: files and pictures work under its policy, and nothing else does.

That no page does what it must not is seen on the way through all of them, in test_browser_every_page.py.
"""

import re

from playwright.sync_api import expect

LOADED = """() => performance.getEntriesByType('resource')
    .filter(entry => /[.]js$/.test(entry.name)).map(entry => new URL(entry.name).pathname)"""


def stopped(visitor):
    return visitor.page.evaluate("() => window.stopped")


def test_pictures_downloads_menus_and_presenting_do_nothing_forbidden(visitor):
    visitor.open("where-i-stand?demo=far_above")
    menu = visitor.open_menu()
    for kind in ("PNG", "SVG"):
        with visitor.page.expect_download() as download:
            menu.get_by_role("button", name=re.compile(kind)).click()
        assert download.value.suggested_filename.endswith(kind.lower())
    visitor.close_menu()
    with visitor.page.expect_download():
        visitor.main.get_by_role("button", name=re.compile("CSV")).first.click()
    visitor.open("where-i-stand?present=1")
    expect(visitor.headline).to_be_visible()
    assert stopped(visitor) == []
    assert visitor.errors == []


def test_an_upload_does_nothing_forbidden(visitor):
    visitor.open("caseload")
    visitor.page.locator('input[type="file"]').first.set_input_files(
        {
            "name": "advisees.csv",
            "mimeType": "text/csv",
            "buffer": b"id,applicant_group,step1\nA1,us_img,220\n",
        }
    )
    expect(visitor.main.get_by_text("advisees.csv").first).to_be_visible()
    assert stopped(visitor) == []
    assert visitor.errors == []


def test_what_is_written_into_a_page_is_not_run(visitor):
    visitor.open()
    visitor.page.evaluate(
        """() => {
            const script = document.createElement('script');
            script.textContent = 'window.ran = true';
            document.body.append(script);
            document.body.insertAdjacentHTML('beforeend', '<img src="data:," onerror="window.ran = true">');
            const frame = document.createElement('iframe');
            frame.src = 'https://example.invalid/';
            document.body.append(frame);
        }"""
    )
    visitor.page.wait_for_function(
        "kinds => kinds.every(kind => window.stopped.some(line => line.startsWith(`${kind}:`)))",
        arg=["script-src-elem", "script-src-attr", "frame-src"],
    )
    assert not visitor.page.evaluate("() => window.ran === true")


def test_no_other_site_can_frame_it(visit, server):
    visitor = visit()
    visitor.changed_the_tab = True
    visitor.page.route(
        "http://framing.test/",
        lambda route: route.fulfill(body=f'<iframe src="{server.base}/"></iframe>', content_type="text/html"),
    )
    visitor.page.goto("http://framing.test/")
    # The browser puts a page of its own in the place of one that forbids it.
    visitor.page.wait_for_function("() => frames.length === 1")
    expect(visitor.page.frame_locator("iframe").get_by_test_id("stApp")).to_have_count(0)
    assert visitor.page.frames[1].url.startswith("chrome-error://")


def test_what_the_first_page_loads_was_asked_for_in_its_head(visitor):
    """Also that the list of parts is kept in step with what the page draws."""
    visitor.open()
    named = visitor.page.evaluate(
        "() => [...document.querySelectorAll('link[rel=modulepreload], link[as=script], script[src]')]"
        ".map(link => new URL(link.href || link.src).pathname)"
    )
    loaded = set(visitor.page.evaluate(LOADED))
    assert {path for path in loaded if path.startswith("/static/")} - set(named) == set()


def test_a_deep_link_does_not_search_for_its_server(visitor):
    visitor.open("where-i-stand")
    assert not [url for url in visitor.requests if "/where-i-stand/_stcore/" in url]


def test_an_address_in_another_case_opens_its_page(visitor):
    visitor.page.goto(f"{visitor.server.base}/Where_I_Stand?group=us_img")
    visitor.settle()
    assert visitor.address == ("/where-i-stand", {"group": "us_img"})
    visitor.expect_title("Where I stand")


def test_an_address_of_nothing_leads_on(visitor):
    answer = visitor.page.goto(f"{visitor.server.base}/no-such-page")
    assert answer.status == 404
    visitor.page.get_by_role("link", name="Where I stand").click()
    visitor.settle()
    visitor.expect_title("Where I stand")
