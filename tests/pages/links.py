"""Links as tests of pages follow them: the pages and choices there are, and what a page shows of an address."""

from urllib.parse import parse_qsl, urlsplit

from pages.registry import PAGES

FILES = {page.url_path: page.file for page in PAGES}
# With one edition there is none to choose.
SELECTORS = {
    page.url_path: {
        name: one for name, one in page.selectors.items() if name != "edition" or len(one.labels) > 1
    }
    for page in PAGES
    if page.view
}
LISTED = {"specialties": "pathology,neurology"}
SCORES = {"my_step1": "231", "my_step2_ck": "241", "my_research_items": "4"}
CLEAR = "Clear my numbers and group"


def sidebar(opened):
    """What the sidebar holds: group, numbers and shortlist."""
    numbers = [
        opened.test.sidebar.text_input(key=f"profile_{name}").value
        for name in ("step1", "step2_ck", "research_items")
    ]
    return (
        opened.test.sidebar.selectbox(key="profile_group").value,
        *numbers,
        opened.test.sidebar.multiselect(key="shortlist_sidebar").value,
    )


def link_in_menu(opened):
    """The link that the menu of the chart shows, as page and parameters."""
    # The address of the numbers stands in the menu too.
    (shown,) = (code.value for code in opened.open_menu().test.code if "/api/" not in code.value)
    parts = urlsplit(shown)
    return parts.path, dict(parse_qsl(parts.query))
