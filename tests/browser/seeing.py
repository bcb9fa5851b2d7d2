"""What can be seen on a page, measured: contrast, what is cut off, and what a screen reader would stumble over."""

import re

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

# WCAG 2, level AA, for text of this size.
ENOUGH_CONTRAST = 4.5
# Each text of each chart with its ink: what fills it, how solid it is, and what it stands on where that is a bar.
CHART_TEXTS = """() => [...document.querySelectorAll('.js-plotly-plot .main-svg text')]
    .filter(text => text.textContent.trim() && text.getBoundingClientRect().width > 0)
    .map(text => {
        const leaf = text.querySelector('tspan:not(:has(tspan))') ?? text;
        let solid = Number(getComputedStyle(leaf).fillOpacity);
        for (let node = leaf; node && node.tagName !== 'DIV'; node = node.parentElement)
            solid *= Number(getComputedStyle(node).opacity);
        const bar = text.closest('.bartext') && text.closest('.point')?.querySelector('path');
        // Letters on a square, which have no rim, stand on its shade.
        const at = leaf.getBoundingClientRect(), x = at.x + at.width / 2, y = at.y + at.height / 2;
        const square = (text.getAttribute('style') ?? '').includes('transparent 0px')
            && [...text.closest('.js-plotly-plot').querySelectorAll('.shapelayer path')].find(path => {
                const {left, right, top, bottom} = path.getBoundingClientRect();
                return left < x && x < right && top < y && y < bottom;
            });
        const on = bar || square ? getComputedStyle(bar || square).fill : null;
        return {text: text.textContent.trim(), fill: getComputedStyle(leaf).fill, solid, on};
    })"""
# What lies beyond the screen, but for what a scrolling box of its own holds; of drawings, only their texts count.
STICKS_OUT = """() => {
    const width = document.documentElement.clientWidth;
    const boxed = element => {
        for (let box = element.parentElement; box.dataset.testid !== 'stMain'; box = box.parentElement)
            if (['auto', 'scroll'].includes(getComputedStyle(box).overflowX)) return true;
        return false;
    };
    return [...document.querySelectorAll('[data-testid="stMain"] *')]
        .filter(element => !(element instanceof SVGElement) || ['svg', 'text'].includes(element.tagName))
        .filter(element => {
            const {left, right, width: wide, height} = element.getBoundingClientRect();
            return wide > 0 && height > 0 && (right > width + 1 || left < -1) && !boxed(element);
        })
        .map(element => `${element.tagName} ${element.className?.baseVal ?? element.className}: `
            + element.textContent.trim().slice(0, 60));
}"""
# Texts of a chart that its own drawing cuts off.
CUT_OFF = """() => [...document.querySelectorAll('.js-plotly-plot .main-svg text')]
    .filter(text => {
        const box = text.ownerSVGElement.getBoundingClientRect(), own = text.getBoundingClientRect();
        return own.width > 0 && (own.left < box.left - 1 || own.right > box.right + 1);
    })
    .map(text => text.textContent.trim())"""
# The least size of what is pressed, in pixels.
FINGER, MOUSE = 44, 24
# What is pressed; a link within a sentence keeps the height of its line, a field the height of its frame.
TOO_SMALL = """least => [...document.querySelectorAll(
        'button, summary, [role=radio], [role=tab], [data-testid=stPageLink-NavLink], [data-testid=stSidebarNavLink]')]
    .filter(part => part.checkVisibility({visibilityProperty: true}) && !part.closest('[aria-hidden=true]'))
    .map(part => [part.innerText || part.ariaLabel, part.getBoundingClientRect()])
    .filter(([, box]) => box.width > 1 && Math.min(box.width, box.height) < least - 0.5)
    .map(([name, box]) => `${name}: ${box.width} x ${box.height}`)"""
HEADINGS = """() => [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')]
    .filter(heading => heading.checkVisibility()).map(heading => Number(heading.tagName[1]))"""
SIDEWAYS = """() => [document.documentElement, document.querySelector('[data-testid="stMain"]')]
    .map(element => element.scrollWidth - element.clientWidth)"""


def rgb(colour):
    """Return red, green and blue (0-255) and how solid the colour is (0-1)."""
    red, green, blue, *alpha = map(float, re.findall(r"[\d.]+", colour))
    return (red, green, blue), (alpha[0] if alpha else 1.0)


def luminance(rgb):
    """Return the relative luminance of WCAG 2."""
    linear = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (part / 255 for part in rgb)
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(ink, solid, paper):
    """Return the WCAG contrast of ink, as solid as it is, on paper."""
    (ink_rgb, alpha), (paper_rgb, _) = rgb(ink), rgb(paper)
    solid *= alpha
    mixed = [top * solid + below * (1 - solid) for top, below in zip(ink_rgb, paper_rgb, strict=True)]
    dim, bright = sorted((luminance(mixed), luminance(paper_rgb)))
    return (bright + 0.05) / (dim + 0.05)


def serious_violations(page: Page, rules: tuple[str, ...] = ()):
    """Return what axe calls serious or critical, by all its rules or by those that are named."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    only = {"runOnly": {"type": "rule", "values": rules}} if rules else {}
    # All that it passed would take longer to bring here than to find.
    found = "async options => (await axe.run(options)).violations"
    violations = page.evaluate(found, {"resultTypes": ["violations"], **only})
    return [violation for violation in violations if violation["impact"] in {"serious", "critical"}]
