"""A change of theme: chart, legend and picture follow it, by the system and by Streamlit's menu."""

import pytest
from playwright.sync_api import expect

# A chart that is being drawn again has no axis for a moment.
STYLES = """() => [
    document.querySelector('.js-plotly-plot .xtick text')?.style.fill,
    document.querySelector('.legend b')?.style.color,
]"""


@pytest.fixture
def seen(visit):
    """A visitor before a drawn chart in a light room."""
    visitor = visit(color_scheme="light", reduced_motion="reduce")
    visitor.open("where-i-stand?view=gaps")
    return visitor


def styles(visitor):
    """The colours of the axis and of the legend."""
    visitor.settle()
    return visitor.page.evaluate(STYLES)


def test_chart_and_legend_follow_the_system_and_come_back(seen):
    light = styles(seen)
    seen.page.emulate_media(color_scheme="dark")
    seen.page.wait_for_function(f"before => JSON.stringify(({STYLES})()) !== before", arg=_text(seen, light))
    dark = styles(seen)
    assert all(one != other for one, other in zip(light, dark, strict=True))
    seen.page.emulate_media(color_scheme="light")
    seen.page.wait_for_function(f"before => JSON.stringify(({STYLES})()) !== before", arg=_text(seen, dark))
    assert styles(seen) == light


def _text(visitor, value):
    return visitor.page.evaluate("value => JSON.stringify(value)", value)


def test_chart_and_picture_follow_the_menu(seen):
    light = styles(seen)
    seen.page.get_by_test_id("stMainMenu").get_by_role("button").click()
    seen.page.get_by_role("menuitemradio", name="Dark").click()
    seen.page.wait_for_function(f"before => JSON.stringify(({STYLES})()) !== before", arg=_text(seen, light))
    seen.page.keyboard.press("Escape")
    seen.settle()
    menu = seen.open_menu()
    with seen.page.expect_download() as saved:
        menu.get_by_role("button", name="SVG").click()
    picture = saved.value.path().read_text(encoding="utf-8")
    expect(seen.page.locator("[data-testid=stApp]")).to_have_css("background-color", "rgb(20, 24, 28)")
    assert 'fill="#14181C"' in picture


def test_nothing_runs_again_while_nothing_changes(seen):
    changes = seen.page.evaluate("""async () => {
        const states = [];
        const app = document.querySelector('[data-testid="stApp"]');
        new MutationObserver(() => states.push(app.dataset.testScriptState))
            .observe(app, {attributes: true, attributeFilter: ['data-test-script-state']});
        await new Promise(resolve => setTimeout(resolve, 2500));
        return states;
    }""")
    assert changes == []
