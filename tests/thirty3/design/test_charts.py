"""Charts drawn on the server: every figure seen, nothing beyond the edges, words escaped."""

import re
from decimal import Decimal
from html import unescape
from typing import Any

import html5lib
import pytest
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from thirty3.design.charts import (
    NARROW_PAGE,
    PLOT,
    Cell,
    Chart,
    Figure,
    FigureTable,
    TableRow,
    bars_of,
    columns_of,
)
from thirty3.design.measuring import fitted, width_of

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=60)
VALUES = st.one_of(
    st.integers(-(10**15), 10**15),
    st.decimals(min_value=-(10**12), max_value=10**12, places=2),
    st.sampled_from([0, 1, -1]),
)
FIGURES = st.builds(
    lambda label, value, **rest: Figure(label, value, f"{value:,}", **rest),
    WORDS,
    VALUES,
    href=st.sampled_from(["", "/contracts/?supplier=a&borough=b"]),
    note=st.one_of(st.just(""), WORDS),
    share=st.sampled_from(["", "12%"]),
    emphasis=st.booleans(),
    group=st.sampled_from(["", "2026", "2027"]),
)
CHARTS = st.builds(Chart, WORDS, st.lists(FIGURES, max_size=16), st.just("contracts"))


def chart(*values: Decimal | int, **rest: Any) -> Chart:
    figures = [Figure(f"Row {number}", value, str(value), **rest) for number, value in enumerate(values)]
    return Chart("Contracts by supplier", figures, "contracts")


def rendered(source: str, **context: object) -> str:
    return Template("{% load design %}" + source).render(Context(context))


def drawn(kind: str, chart: Chart) -> str:
    return rendered("{% " + kind + "_chart chart %}", chart=chart)


def number(percent: str) -> float:
    return float(percent.removesuffix("%"))


@given(CHARTS)
def test_every_bar_lies_within_the_drawing_with_room_for_its_value(chart: Chart) -> None:
    for bar in bars_of(chart).bars:
        assert 0 <= number(bar.left) <= number(bar.left) + number(bar.width) <= 100
        words = width_of(bar.shown, 14) + (width_of(bar.figure.share, 14) if bar.figure.share else 0)
        assert number(bar.end) / 100 * NARROW_PAGE + words <= NARROW_PAGE


@given(CHARTS)
def test_every_column_lies_within_the_drawing(chart: Chart) -> None:
    drawing = columns_of(chart)
    for column in drawing.columns:
        assert 0 <= number(column.left) <= number(column.left) + number(column.width) <= 100
        assert column.top >= 0
        assert column.top + column.height <= drawing.labels_at
        assert 0 < column.value_at < drawing.labels_at < drawing.groups_at <= drawing.height


@given(CHARTS)
def test_a_greater_value_is_never_drawn_smaller(chart: Chart) -> None:
    ordered = sorted(chart.figures, key=lambda figure: abs(figure.value))
    again = Chart(chart.caption, ordered, chart.unit)
    widths = [number(bar.width) for bar in bars_of(again).bars]
    heights = [column.height for column in columns_of(again).columns]
    assert widths == sorted(widths)
    assert heights == sorted(heights)


@pytest.mark.parametrize("kind", ["bar", "column"])
def test_any_figures_make_markup_in_order_that_says_them_all(kind: str) -> None:
    @given(CHARTS)
    def holds(chart: Chart) -> None:
        html = drawn(kind, chart)
        parser = html5lib.HTMLParser(strict=True)
        parser.parseFragment(html)
        assert "style=" not in html
        for figure in chart.figures:
            assert figure.told in unescape(html)

    holds()


def test_lengths_are_to_scale() -> None:
    one, two, four = bars_of(chart(10, 20, 40)).bars
    assert number(four.width) == pytest.approx(2 * number(two.width), abs=0.02)
    assert number(four.width) == pytest.approx(4 * number(one.width), abs=0.02)
    assert [column.height for column in columns_of(chart(10, 20, 40)).columns] == [
        PLOT / 4,
        PLOT / 2,
        PLOT,
    ]


def test_nothing_has_no_bar_and_the_least_has_one_that_can_be_seen() -> None:
    nothing, least, _ = bars_of(chart(0, 1, 10**12)).bars
    assert nothing.width == "0.00%"
    assert number(least.width) > 0.3
    nothing_column, least_column, _ = columns_of(chart(0, 1, 10**12)).columns
    assert nothing_column.height == 0
    assert least_column.height > 1


def test_what_is_negative_lies_on_the_other_side_of_nothing() -> None:
    drawing = bars_of(chart(10, -10))
    gained, lost = drawing.bars
    assert gained.left == drawing.zero == lost.end
    assert number(lost.left) + number(lost.width) == pytest.approx(number(drawing.zero), abs=0.02)
    up, down = columns_of(chart(10, -10)).columns
    assert up.top + up.height == down.top


def test_a_long_label_is_shortened_and_told_in_full() -> None:
    name = "A supplier with a name that goes on and on, formerly known by another & longer one"
    html = drawn("bar", Chart("C", [Figure(name, 5, "5", note="shared by three authorities")], "contracts"))
    assert f"<title>{name.replace('&', '&amp;')}: 5, shared by three authorities</title>" in html
    assert len(re.findall("A supplier[^<]*…</text>", html)) == 2


def test_a_value_too_wide_for_its_column_lies_on_its_side() -> None:
    narrow = columns_of(Chart("C", [Figure("Q1", 5, "£55m")] * 13, "pounds"))
    wide = columns_of(Chart("C", [Figure("Q1", 5, "£55m")] * 4, "pounds"))
    always = columns_of(Chart("C", [Figure("Q1", 5, "£123,456,789")] * 13, "pounds"))
    assert [drawing.columns[0].value.turned for drawing in (wide, narrow, always)] == ["", "narrow", "always"]
    assert wide.height < narrow.height < always.height


def test_thirteen_quarters_fit_a_phone_upright() -> None:
    drawing = columns_of(Chart("C", [Figure(f"Q{n % 4 + 1}", n, str(n)) for n in range(13)], "contracts"))
    assert {column.label.turned for column in drawing.columns} == {""}


def test_columns_of_one_year_share_its_label() -> None:
    figures = [Figure("Q4", 1, "1", group="2026")] + [Figure("Q1", 1, "1", group="2027")] * 4
    drawing = columns_of(Chart("C", figures, "contracts"))
    assert [group.label for group in drawing.groups] == ["2026", "2027"]
    assert columns_of(chart(1, 2)).groups == []


def test_the_drawing_is_left_out_of_reading_and_of_the_keyboard() -> None:
    html = drawn("bar", chart(1, href="/contracts/?a=1&b=2"))
    assert 'aria-hidden="true" focusable="false"' in html
    assert '<a href="/contracts/?a=1&amp;b=2" tabindex="-1"' in html


def test_emphasis_and_share_are_told() -> None:
    html = drawn("bar", chart(7, emphasis=True, share="70%"))
    assert "t3-chart__figure--emphasis" in html
    assert ">70%</tspan>" in html


@pytest.mark.parametrize("kind", ["bar", "column"])
def test_no_figures_are_said_to_be_none(kind: str) -> None:
    html = drawn(kind, Chart("Contracts by supplier", [], "contracts"))
    assert "There are no figures to draw." in html
    assert "<svg" not in html


@pytest.mark.parametrize("kind", ["bar", "column"])
def test_invented_figures_bear_their_mark(kind: str) -> None:
    invented = Chart("C", [Figure("A", 1, "1")], "contracts", mark="Demonstration")
    assert 'class="t3-chart__mark">Demonstration<' in drawn(kind, invented)


@given(WORDS, st.integers(20, 400))
def test_what_is_fitted_fits(text: str, room: int) -> None:
    shown = fitted(text, 14, room)
    assert width_of(shown, 14) <= room
    assert shown == text or (shown.endswith("…") and text.startswith(shown[:-1]))


TABLE = FigureTable(
    "Contracts by supplier",
    ["Supplier", "Contracts"],
    [TableRow([Cell("<Acme>", "/contracts/?supplier=acme"), Cell("7", "/contracts/", numeric=True)])],
    [TableRow([Cell("All"), Cell("7", numeric=True)])],
)


def test_a_table_of_figures_names_its_rows_and_links_its_figures() -> None:
    html = rendered("{% figure_table table %}", table=TABLE)
    assert '<th scope="row" role="rowheader" class="govuk-table__header"><a class="govuk-link' in html
    assert "&lt;Acme&gt;" in html
    assert re.search(r'govuk-table__cell--numeric"><a [^>]*href="/contracts/">7</a>', html)
    assert re.findall(r'scope="col" role="columnheader" class="([^"]+)"', html) == [
        "govuk-table__header",
        "govuk-table__header govuk-table__header--numeric",
    ]
    assert re.search(r"<tfoot.*?All.*?</tfoot>", html, re.S)


def test_a_caption_that_repeats_a_heading_can_be_left_to_screen_readers() -> None:
    html = rendered("{% figure_table table 'govuk-visually-hidden' %}", table=TABLE)
    assert '<caption class="govuk-table__caption govuk-visually-hidden">' in html


def test_a_table_is_a_region_with_a_name_of_its_own() -> None:
    assert 'aria-label="Table: Contracts by supplier"' in rendered("{% figure_table table %}", table=TABLE)


def test_a_table_without_rows_says_so() -> None:
    html = rendered("{% figure_table table %}", table=FigureTable("Empty", ["Supplier", "Contracts"], []))
    assert '<td class="govuk-table__cell" role="cell" colspan="2">There are no figures.</td>' in html
    assert "<tfoot" not in html
