"""Links to other sites: nothing is asked of them until somebody clicks, and then they learn little."""

import re

from playwright.sync_api import expect

from data.load import load_table

ELSEWHERE = re.compile(r"^https://")


def test_links_on_match_rates_lead_away_only_when_clicked(visitor):
    page = visitor.page
    visitor.open("match-rates")
    links = visitor.main.locator("ol > li").get_by_role("link")
    events = load_table("policy_events").dropna(subset=["first_match_year"])
    expect(links).to_have_count(len(events))
    for link in links.all():
        link.hover()
        link.focus()
    assert visitor.asked_elsewhere() == []
    assert page.locator("link[rel*=prefetch], link[rel*=preconnect]").count() == 0

    # The site itself is not visited by a test.
    asked = []

    def answer(route):
        asked.append(route.request)
        route.fulfill(body="elsewhere", content_type="text/plain")

    page.context.route(ELSEWHERE, answer)
    try:
        with page.expect_popup() as opened:
            links.first.click()
        opened.value.wait_for_load_state()
        assert opened.value.evaluate("() => window.opener === null && document.referrer === ''")
        opened.value.close()
    finally:
        page.context.unroute(ELSEWHERE, answer)
    assert asked[0].url in set(events["url"])
    assert "referer" not in asked[0].headers
    # The visitor's own page stays where it was.
    assert page.url == f"{visitor.server.base}/match-rates"
