"""Every view before a room: it fits the screen, can be read from the back, and a clicker leads through all of it."""

import pytest
from playwright.sync_api import expect

from analysis.plan import PlanView, plan_bytes
from tests.browser.visitor import asked

SIX = (
    "specialties",
    (
        "pathology,neurology,plastic_surgery,internal_medicine_pediatrics,vascular_surgery,"
        "physical_medicine_and_rehabilitation"
    ),
)
ADA = "demo", "ada"
# Every scene of every page, and every choice that makes another kind of chart of it.
VIEWS = (
    PlanView("", (ADA,)),
    *(
        PlanView("where-i-stand", (ADA, ("view", view), ("exam", exam)))
        for view in ("averages", "gaps", "share")
        for exam in ("step1", "step2_ck")
    ),
    PlanView("specialty", (ADA, ("specialty", "physical_medicine_and_rehabilitation"))),
    PlanView("specialty", (("group", "us_img"), ("specialty", "pathology"), ("about", "people"))),
    *(PlanView("compare", (ADA, SIX, ("side", side))) for side in ("averages", "map", "trend")),
    PlanView("research-output", (ADA,)),
    *(PlanView("img-fill", (SIX, ("show", show))) for show in ("year", "guide", "difference")),
    PlanView("img-fill", (("specialties", ""), ("show", "trend"))),
    PlanView("match-rates", (("group", "us_img"),)),
    PlanView("match-rates", (("group", "us_img"), ("show_rates", "denominators"))),
    PlanView("credentials", ()),
)
SCREENS = ((1280, 720), (3840, 2160))
# What is wrong with the picture on the screen, in words; nothing where everything fits and can be read.
WRONG = """() => {
    const [wide, high] = [innerWidth, innerHeight], wrong = [];
    const all = (selector, root = document) => [...root.querySelectorAll(selector)];
    const box = element => element.getBoundingClientRect();
    const said = element => element.textContent.trim().slice(0, 30);
    const seen = element => element.textContent.trim() && box(element).width > 0;
    const size = element => parseFloat(getComputedStyle(element).fontSize);
    const stage = box(document.querySelector('.st-key-stage'));
    const svg = document.querySelector('.st-key-room .js-plotly-plot .main-svg');
    if (!svg) return ['no chart'];
    for (const element of [document.documentElement, ...all('[data-testid="stMain"], .st-key-room')])
        if (element.scrollHeight > element.clientHeight + 1 || element.scrollWidth > element.clientWidth + 1)
            wrong.push(`${element.className} scrolls ${element.scrollHeight} ${element.clientHeight}`);
    if (stage.bottom > high + 1) wrong.push('the bar is cut');
    for (const button of all('.st-key-stage button, .st-key-stage p'))
        if (box(button).bottom > high + 1 || box(button).right > wide + 1 || box(button).top < stage.top)
            wrong.push(`button ${said(button)}`);
    const parts = [...all('.finding h2, .finding .subtitle, .finding .legend'), svg, ...all('.source > p')];
    let above = 0;
    for (const part of parts) {
        const {left, top, right, bottom} = box(part);
        if (left < 0 || right > wide + 1 || top < above - 2 || bottom > stage.top + 1)
            wrong.push(`${part.tagName} ${said(part)}: ${top} to ${bottom} of ${above} to ${stage.top}`);
        above = bottom;
    }
    if (box(svg).height < high / 3) wrong.push(`the chart is ${box(svg).height} high`);
    const headline = document.querySelector('.finding h2');
    if (box(headline).height > 2.1 * parseFloat(getComputedStyle(headline).lineHeight)) wrong.push('a long headline');
    for (const word of all('.finding h2, .finding .subtitle, .finding .legend > span'))
        if (size(word) < high / 40 - 0.01) wrong.push(`${said(word)} at ${size(word)}`);
    for (const word of all('.source > p')) if (size(word) < high / 60) wrong.push(`${said(word)} at ${size(word)}`);
    const texts = all('.js-plotly-plot .main-svg text').filter(seen), plot = box(svg);
    for (const text of texts) {
        for (const part of [text, ...all('tspan', text)])
            if (size(part) * text.getScreenCTM().d < high / 40 - 0.01) wrong.push(`${said(part)} at ${size(part)}`);
        const {left, top, right, bottom} = box(text);
        if (left < plot.left - 1 || right > plot.right + 1 || top < plot.top - 2 || bottom > plot.bottom + 2)
            wrong.push(`${said(text)} is cut`);
    }
    const between = (one, other) => {
        const [a, b] = [box(one), box(other)];
        const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        // The box of a text has air above and below its letters.
        return across > 2 && down > 0.4 * Math.min(a.height, b.height);
    };
    texts.forEach((one, at) => texts.slice(at + 1).forEach(other => {
        if (between(one, other)) wrong.push(`${said(one)} on ${said(other)}`);
    }));
    const now = document.querySelector('.st-key-stage button[kind="primary"]')?.innerText.match(/(\\d+).(\\d+)/);
    const rows = all('.js-plotly-plot .yaxislayer-above .ytick text, .js-plotly-plot .ytick text');
    if (now && new Set(rows).size !== now[2] - now[1] + 1) wrong.push(`${rows.length} rows for ${now[0]}`);
    return wrong;
}"""
READY = """said => document.querySelector('[data-testid="stApp"]')?.dataset.testScriptState === 'notRunning'
    && document.querySelector('.st-key-stage')?.innerText.includes(said)
    && document.querySelector('.js-plotly-plot .main-svg')"""
PATIENCE = 200


def _on(page):
    return page.locator(".st-key-stage").get_by_role("button", name="On", exact=False).first


def _load(visitor, views):
    """Load a plan and present it from its first view on."""
    visitor.open("session-plan")
    visitor.main.locator("input[type=file]").set_input_files(
        {"name": "plan.json", "mimeType": "application/json", "buffer": plan_bytes(views)}
    )
    visitor.main.locator(".st-key-view_0").get_by_role("button", name="Present from here").click()
    visitor.page.wait_for_function(READY, arg="View 1 of")


@pytest.fixture(scope="module")
def presenter(room):
    visitor = room(viewport={"width": 1280, "height": 720})
    _load(visitor, VIEWS)
    yield visitor
    visitor.leave()


def _place(page):
    """Return where the presentation is: the view, and its rows."""
    return _place_in(page.url)


def _place_in(url):
    parts = asked(url)[1]
    return int(parts.get("step", 0)), parts.get("rows")


def _wrong(page, step):
    """Return what is wrong with a view, once it is drawn; a screen takes its time to be told and filled."""
    page.wait_for_function(READY, arg=f"View {step} of")
    for _ in range(PATIENCE):
        found = page.evaluate(WRONG)
        if not found:
            return []
        page.wait_for_timeout(100)
    return found


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: f"{screen[0]}x{screen[1]}")
def test_every_view_fits_the_screen_and_can_be_read_from_the_back(presenter, screen):
    page = presenter.page
    page.set_viewport_size({"width": screen[0], "height": screen[1]})
    # A screen says its size a moment after it changed, and that draws the view again.
    page.wait_for_timeout(400)
    page.keyboard.press("Home")
    _goes_to(page, (1, None))
    wrong, seen = {}, []
    while True:
        place = _place(page)
        seen.append(place)
        found = _wrong(page, place[0])
        if found:
            wrong[place] = found
        if _on(page).is_disabled():
            break
        before = page.url
        page.keyboard.press("PageDown")
        page.wait_for_function("before => location.href !== before", arg=before)
    assert wrong == {}
    assert [step for step, rows in seen if rows is None] == list(range(1, len(VIEWS) + 1))
    presenter.no_failure()
    assert presenter.errors == []


SHORT = (
    PlanView("where-i-stand", (ADA,)),
    PlanView("img-fill", (("show", "difference"),)),
    PlanView("match-rates", (("group", "us_img"),)),
)
# What a clicker and a keyboard send, from the first rows of the first view to the end of the last and back.
WALK = (
    ("PageDown", (1, "2")),
    ("Space", (2, None)),
    ("ArrowRight", (2, "2")),
    ("ArrowDown", (3, None)),
    ("ArrowUp", (2, "end")),
    ("ArrowLeft", (2, "1")),
    ("PageUp", (1, "end")),
    ("End", (3, "end")),
    ("Home", (1, None)),
)


def _goes_to(page, place):
    page.wait_for_url(
        lambda url: asked(url)[1].get("step") == str(place[0]) and asked(url)[1].get("rows") == place[1]
    )
    page.wait_for_function(READY, arg=f"View {place[0]} of")


def _nowhere(_):
    """Leave the focus where the last key left it."""


def _on_the_chart(page):
    page.locator(".stPlotlyChart").click()


def _on_the_rows_shown(page):
    shown = page.locator('.st-key-stage button[kind="primary"]')
    if shown.count():
        shown.click()
    else:
        page.locator(".st-key-stage").get_by_text("View ").click()


@pytest.fixture(scope="module")
def clicker(room):
    visitor = room(viewport={"width": 1280, "height": 720})
    _load(visitor, SHORT)
    _goes_to(visitor.page, (1, None))
    yield visitor
    visitor.leave()


@pytest.mark.parametrize(
    "focus", [_nowhere, _on_the_chart, _on_the_rows_shown], ids=lambda focus: focus.__name__
)
def test_a_clicker_leads_through_rows_and_views_wherever_the_focus_is(clicker, focus):
    page = clicker.page
    for key, place in WALK:
        focus(page)
        page.wait_for_timeout(100)
        page.wait_for_function(READY, arg="View")
        page.keyboard.press(key)
        _goes_to(page, place)


def test_b_blanks_the_screen_until_a_key_brings_it_back(clicker):
    page = clicker.page
    page.keyboard.press("Home")
    _goes_to(page, (1, None))
    blank = page.locator("#blank")
    for back in ("b", "PageDown", "Space", "Escape", "End", "B"):
        page.keyboard.press("b")
        expect(blank).to_be_visible()
        assert blank.bounding_box() == {"x": 0, "y": 0, "width": 1280, "height": 720}
        page.keyboard.press(back)
        expect(blank).to_have_count(0)
        assert _place(page) == (1, None)
    # What brought the picture back moved nothing, and the next key does.
    page.keyboard.press("PageDown")
    _goes_to(page, (1, "2"))


def test_keys_that_mean_something_else_are_left_alone(clicker):
    page = clicker.page
    page.keyboard.press("Home")
    _goes_to(page, (1, None))
    for key in ("Control+ArrowRight", "Alt+b", "x", "Enter"):
        page.keyboard.press(key)
    expect(page.locator("#blank")).to_have_count(0)
    page.wait_for_timeout(300)
    assert _place(page) == (1, None)
    # Whoever walks by Tab presses a button with Space.
    rows = page.locator(".st-key-stage").get_by_role("button", name="Rows 13")
    for _ in range(12):
        page.keyboard.press("Tab")
        if rows.evaluate("button => button === document.activeElement"):
            break
    page.keyboard.press("Space")
    _goes_to(page, (1, "2"))
    assert clicker.errors == []
