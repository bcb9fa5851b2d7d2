"""What the page may do: every page, file and picture works under its policy, and nothing else does."""

import re

import pytest
from playwright.sync_api import expect

from pages.registry import PAGES

# Before anything of the page runs: whatever the policy stops is kept, also in workers and frames that fail.
WATCH = """
    window.stopped = [];
    addEventListener('securitypolicyviolation', event => window.stopped.push(
        `${event.effectiveDirective}: ${event.blockedURI} ${event.sourceFile || ''}:${event.lineNumber}`));
"""
LOADED = """() => performance.getEntriesByType('resource')
    .filter(entry => /[.]js$/.test(entry.name)).map(entry => new URL(entry.name).pathname)"""


def stopped(visitor):
    return visitor.page.evaluate("() => window.stopped")


@pytest.fixture
def watched(visit):
    visitor = visit()
    visitor.page.add_init_script(WATCH)
    return visitor


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.url_path)
def test_no_page_does_what_its_policy_forbids(watched, page):
    watched.open(page.url_path)
    watched.no_failure()
    assert stopped(watched) == []
    assert watched.errors == []


def test_nor_do_pictures_downloads_menus_and_presenting(watched):
    watched.open("where-i-stand?demo=far_above")
    menu = watched.open_menu()
    for kind in ("PNG", "SVG"):
        with watched.page.expect_download() as download:
            menu.get_by_role("button", name=re.compile(kind)).click()
        assert download.value.suggested_filename.endswith(kind.lower())
    watched.close_menu()
    with watched.page.expect_download():
        watched.main.get_by_role("button", name=re.compile("CSV")).first.click()
    watched.open("where-i-stand?present=1")
    expect(watched.headline).to_be_visible()
    assert stopped(watched) == []
    assert watched.errors == []


def test_nor_does_an_upload(watched):
    watched.open("caseload")
    watched.page.locator('input[type="file"]').first.set_input_files(
        {
            "name": "advisees.csv",
            "mimeType": "text/csv",
            "buffer": b"id,applicant_group,step1\nA1,us_img,220\n",
        }
    )
    expect(watched.main.get_by_text("advisees.csv").first).to_be_visible()
    assert stopped(watched) == []
    assert watched.errors == []


def test_what_is_written_into_a_page_is_not_run(watched):
    watched.open()
    done = watched.page.evaluate(
        """async () => {
            const script = document.createElement('script');
            script.textContent = 'window.ran = true';
            document.body.append(script);
            document.body.insertAdjacentHTML('beforeend', '<img src="data:," onerror="window.ran = true">');
            const frame = document.createElement('iframe');
            frame.src = 'https://example.invalid/';
            document.body.append(frame);
            await new Promise(resolve => setTimeout(resolve, 500));
            return window.ran === true;
        }"""
    )
    assert not done
    assert {line.split(":")[0] for line in stopped(watched)} >= {
        "script-src-elem",
        "script-src-attr",
        "frame-src",
    }


def test_no_other_site_can_frame_it(visit, server):
    visitor = visit()
    visitor.page.route(
        "http://framing.test/",
        lambda route: route.fulfill(body=f'<iframe src="{server.base}/"></iframe>', content_type="text/html"),
    )
    visitor.page.goto("http://framing.test/")
    visitor.page.wait_for_timeout(1500)
    assert visitor.page.frames[1].url.startswith("chrome-error://")


def test_what_the_first_page_loads_was_asked_for_in_its_head(watched):
    """Also that the list of parts is kept in step with what the page draws."""
    watched.open()
    named = watched.page.evaluate(
        "() => [...document.querySelectorAll('link[rel=modulepreload], link[as=script], script[src]')]"
        ".map(link => new URL(link.href || link.src).pathname)"
    )
    loaded = set(watched.page.evaluate(LOADED))
    assert {path for path in loaded if path.startswith("/static/")} - set(named) == set()


def test_a_deep_link_does_not_search_for_its_server(watched):
    watched.open("where-i-stand")
    assert not [url for url in watched.requests if "/where-i-stand/_stcore/" in url]


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
