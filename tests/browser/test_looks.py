"""Thirty3's clothes: one accent, two typefaces, and charts that are read without colour."""

import colorsys
import re

import pytest

from tests.browser.pages import PUBLIC

pytestmark = pytest.mark.browser

PAGES = ("home", "contracts", "real contract", "technologies", "technology", "suppliers", "supplier")
PAGES += ("services", "function with records", "authorities", "authority with records", "insights", "about")
PAGES += ("insights not understood", "sign-in", "404")
# Every typeface and colour in which something on the page is drawn.
USED = """() => {
  const typefaces = new Set(), colours = new Set();
  for (const part of document.querySelectorAll("body, body *")) {
    if (!part.checkVisibility()) continue;
    const style = getComputedStyle(part);
    const speaks = [...part.childNodes].some(node => node.nodeType === 3 && node.textContent.trim());
    if (speaks) typefaces.add(style.fontFamily.split(",")[0].replaceAll('"', ""));
    for (const name of ["color", "backgroundColor", "borderTopColor", "fill", "stroke"])
      colours.add(style[name]);
  }
  return [[...typefaces], [...colours]];
}"""
TYPEFACES = {"system-ui", "Charter"}
# In degrees of the colour circle: the accent, and what GOV.UK has for focus, for what went wrong, and for
# what is invented. All else is grey.
ACCENT, MARKS = (180, 200), ((20, 50), (355, 12))
STRONG = 0.35


def hue(colour: str) -> float | None:
    """Where a strong colour stands on the circle; none for a grey, a tint, or what is transparent."""
    red, green, blue, *alpha = (float(part) for part in re.findall(r"[\d.]+", colour))
    turn, light, strength = colorsys.rgb_to_hls(red / 255, green / 255, blue / 255)
    if (alpha and not alpha[0]) or strength < STRONG or light > 0.9 or light < 0.1:
        return None
    return turn * 360


def within(degrees: float, arc: tuple[int, int]) -> bool:
    low, high = arc
    return low <= degrees <= high if low < high else degrees >= low or degrees <= high


@pytest.mark.parametrize("name", PAGES)
def test_a_page_wears_one_accent_and_two_typefaces(open_page, visitor, name):
    page = open_page(PUBLIC[name].at(visitor.site.addresses))
    typefaces, colours = page.evaluate(USED)
    assert set(typefaces) <= TYPEFACES
    hues = {colour: hue(colour) for colour in colours if colour.startswith("rgb")}
    strange = {
        colour: degrees
        for colour, degrees in hues.items()
        if degrees is not None and not any(within(degrees, arc) for arc in (ACCENT, *MARKS))
    }
    assert strange == {}


def test_a_chart_says_its_figures_in_words_in_print_too(open_page):
    page = open_page("/insights/")
    page.emulate_media(media="print")
    charts = page.locator(".t3-chart__drawing")
    assert charts.count() >= 4
    for chart in charts.all():
        bars = chart.locator(".t3-chart__bar").count()
        words = chart.locator(".t3-chart__value, .t3-chart__above").all_text_contents()
        assert len([one for one in words if re.search(r"\d", one)]) >= bars > 0


def test_a_map_says_its_figures_in_words(open_page):
    page = open_page("/insights/")
    known = page.locator("[class^=t3-tile--level]")
    assert known.count() == known.locator(".t3-tile__value").count() > 0
