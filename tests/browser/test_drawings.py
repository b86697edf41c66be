"""Charts and maps as a browser draws them: no word cut off or over another, every link reached and seen."""

import pytest

from tests.browser.conftest import DESKTOP, PHONE

pytestmark = pytest.mark.browser

# Texts of each chart: those that reach beyond its edges, and pairs that lie over one another.
BADLY_PLACED = """charts => charts.flatMap(chart => {
  const edge = chart.closest(".t3-chart").getBoundingClientRect();
  const texts = [...chart.querySelectorAll("text")].filter(text => text.getClientRects().length);
  const boxes = texts.map(text => [text.textContent, text.getBoundingClientRect()]);
  const beyond = boxes.filter(([, box]) => box.left < edge.left - 6 || box.right > edge.right + 6);
  const meet = (a, b) => a.left < b.right - 1 && b.left < a.right - 1
    && a.top < b.bottom - 3 && b.top < a.bottom - 3;
  const over = boxes.flatMap(([words, a], place) => boxes.slice(place + 1)
    .filter(([, b]) => meet(a, b))
    .map(([others]) => [`${words} / ${others}`]));
  return [...beyond, ...over].map(([words]) => words);
})"""


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_no_word_of_a_chart_is_cut_off_or_lies_over_another(open_page, size):
    page = open_page("/components/", size=size)
    assert page.locator(".t3-chart__drawing").count() >= 2
    assert page.locator(".t3-chart__drawing").evaluate_all(BADLY_PLACED) == []


def test_charts_are_passed_over_by_the_keyboard_and_by_readers(open_page):
    page = open_page("/components/")
    assert page.locator(".t3-chart__drawing a:not([tabindex='-1'])").count() == 0
    read = page.locator(".t3-chart").first.aria_snapshot()
    assert "link" not in read
    assert "Systems in use, by supplier" in read


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_every_tile_is_large_enough_for_a_finger(open_page, size):
    boxes = (
        open_page("/", size=size)
        .locator(".t3-tile")
        .evaluate_all(
            "tiles => tiles.map(tile => tile.getBoundingClientRect()).flatMap(box => [box.width, box.height])"
        )
    )
    assert boxes
    assert min(boxes) >= 24


@pytest.mark.parametrize("link", [".t3-tile", ".t3-outline"])
def test_the_keyboard_goes_through_a_map_link_by_link_and_shows_where_it_is(open_page, link):
    page = open_page("/components/")
    links = page.locator(link)
    links.first.focus()
    shape = f"{link}:focus {'rect' if link == '.t3-tile' else 'path:last-of-type'}"
    for place in range(links.count()):
        assert links.nth(place).evaluate("link => link === document.activeElement")
        assert page.locator(shape).evaluate("shape => getComputedStyle(shape).fill") == "rgb(255, 221, 0)"
        page.keyboard.press("Tab")


@pytest.mark.parametrize("link", [".t3-tile", ".t3-outline"])
def test_a_link_of_a_map_has_a_name_that_tells_all(open_page, link):
    told = open_page("/components/").locator(f".t3-map:has({link})").aria_snapshot()
    assert 'link "Heronsgate: 100% complete"' in told
    assert 'link "Foxcombe: not known"' in told


def test_in_forced_colours_bars_differ_by_outline(visitor):
    page = visitor.window()
    page.emulate_media(forced_colors="active")
    page.goto("/components/")
    fill = "bar => getComputedStyle(bar).fill"
    strong = page.locator(".t3-chart__figure--emphasis .t3-chart__bar").first.evaluate(fill)
    plain = page.locator(":not(.t3-chart__figure--emphasis) > a > .t3-chart__bar").first.evaluate(fill)
    assert strong != plain


def test_print_keeps_the_charts_and_their_shades(open_page):
    page = open_page("/components/")
    page.emulate_media(media="print")
    assert page.locator(".t3-chart__drawing").first.is_visible()
    bar = page.locator(".t3-chart__bar").first
    assert bar.evaluate("bar => getComputedStyle(bar).printColorAdjust") == "exact"
