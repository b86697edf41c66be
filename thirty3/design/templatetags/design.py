"""Template tags and filters of the design system: `{% load design %}`."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm, BoundField
from django.forms.utils import flatatt
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from thirty3.design import formatting
from thirty3.design.charts import Chart, FigureTable, bars_of, columns_of
from thirty3.design.facets import Facet
from thirty3.design.forms import component_for, errors_id, summary_of
from thirty3.design.tiles import (
    DEFAULT_LEGEND,
    OUTLINES_HEIGHT,
    OUTLINES_SOURCE,
    OUTLINES_WIDTH,
    LegendEntry,
    Tile,
    outlined,
    placed,
)

register = template.Library()

# What was searched for


@register.simple_tag
def marked(parts: Iterable[Any]) -> SafeString:
    """A text in parts (`text`, `marked`), those marked that were searched for."""
    told = (
        format_html('<mark class="t3-mark">{}</mark>', part.text) if part.marked else part.text
        for part in parts
    )
    return format_html_join("", "{}", ((text,) for text in told))


# Attributes and ids inside components


@register.filter
def html_attributes(attributes: Mapping[str, Any] | None) -> str:
    """A mapping as HTML attributes with a leading space; True gives a bare name, False and None nothing."""
    return flatatt(dict(attributes)) if attributes else ""


@register.simple_tag
def described_by(field_id: str, hint: object, error: object, already: str | None) -> str:
    """The ids that describe a field: what the caller names, then its hint, then its error."""
    ids = [already or "", f"{field_id}-hint" if hint else "", f"{field_id}-error" if error else ""]
    return " ".join(filter(None, ids))


@register.simple_tag
def choice_id(group_id: str, number: int, own_id: str | None) -> str:
    """A choice's id. The first bears the group's own, so that an error summary can link to it."""
    return own_id or (group_id if number == 1 else f"{group_id}-{number}")


@register.simple_tag
def item_described_by(item_id: str, item_hint: object, group: str | None) -> str:
    """The ids that describe one choice: its group's, where no fieldset bears them, then its own hint's."""
    return " ".join(filter(None, [group, f"{item_id}-item-hint" if item_hint else ""]))


@register.filter
def have_actions(rows: Sequence[Mapping[str, Any]] | None) -> bool:
    """Whether any row of a summary list has actions, which the others then leave room for."""
    return any(row.get("actions") for row in rows or ())


@register.filter
def form_errors_id(form: BaseForm) -> str:
    """Where a form tells what is wrong with the whole of it."""
    return errors_id(form)


# Components that need Python


@register.inclusion_tag("components/breadcrumbs.html")
def breadcrumbs(*labels_and_addresses: str) -> dict[str, Any]:
    """`{% breadcrumbs "Home" home_url "Contracts" contracts_url %}`."""
    pairs = zip(labels_and_addresses[::2], labels_and_addresses[1::2], strict=True)
    return {"items": [{"text": text, "href": href} for text, href in pairs], "collapse_on_mobile": True}


@register.inclusion_tag("components/pagination.html", takes_context=True)
def pagination(context: template.Context, page: Page[Any]) -> dict[str, Any]:
    """Links to the pages around this one; every other part of the query string is kept."""
    request = context["request"]

    def address(number: int) -> str:
        parameters = request.GET.copy()
        # The first page has one address alone, that without a page number.
        parameters.pop("page", None)
        if number > 1:
            parameters["page"] = str(number)
        return f"{request.path}?{parameters.urlencode()}" if parameters else request.path

    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {
        "landmark_label": "Pages of results",
        "previous": {"href": address(page.previous_page_number())} if page.has_previous() else None,
        "next": {"href": address(page.next_page_number())} if page.has_next() else None,
        "items": [
            {"number": number, "href": address(number), "current": number == page.number}
            if isinstance(number, int)
            else {"ellipsis": True}
            for number in numbers
        ],
    }


@register.inclusion_tag("components/tile-map.html")
def tile_map(
    tiles: Sequence[Tile], caption: str, legend: Sequence[LegendEntry] = DEFAULT_LEGEND, mark: str = ""
) -> dict[str, Any]:
    """London's authorities as a grid of links, shaded by level; a legend of () leaves it out.

    `mark` stands in the drawing itself, so that a copy of it still says that its figures are invented.
    """
    return {"tiles": placed(tiles), "caption": caption, "legend": legend, "mark": mark}


@register.inclusion_tag("components/outline-map.html")
def outline_map(
    tiles: Sequence[Tile],
    caption: str,
    legend: Sequence[LegendEntry] = DEFAULT_LEGEND,
    mark: str = "",
    source: str = OUTLINES_SOURCE,
) -> dict[str, Any]:
    """The same as `tile_map` on the authorities' boundaries; the tiles need outlines."""
    said = {"caption": caption, "legend": legend, "mark": mark, "source": source}
    return {**said, "tiles": outlined(tiles), "width": OUTLINES_WIDTH, "height": OUTLINES_HEIGHT}


@register.inclusion_tag("components/chart-bars.html")
def bar_chart(chart: Chart) -> dict[str, Any]:
    """Named figures side by side, longest words and all; its table is `figure_table`."""
    return {"drawing": bars_of(chart), "chart": chart}


@register.inclusion_tag("components/chart-columns.html")
def column_chart(chart: Chart) -> dict[str, Any]:
    """Figures through time, up to some twenty; its table is `figure_table`."""
    return {"drawing": columns_of(chart), "chart": chart}


@register.inclusion_tag("components/figure-table.html")
def figure_table(table: FigureTable, caption_classes: str = "govuk-table__caption--s") -> dict[str, Any]:
    """What a chart draws, as a table with its links: the version for everyone.

    A caption that repeats the heading above it may be "govuk-visually-hidden".
    """
    return {"table": table, "caption_classes": caption_classes}


@register.simple_tag
def field(bound_field: BoundField) -> SafeString:
    """One form field in the component that fits its widget."""
    template_name, context = component_for(bound_field)
    return render_to_string(template_name, context)


@register.inclusion_tag("components/error-summary.html")
def error_summary(
    form: BaseForm, facets: Iterable[Facet] = (), disable_auto_focus: bool | None = None
) -> dict[str, Any]:
    """What is wrong with a form, each problem a link to its field. For use only where there are errors."""
    return {
        "title": "There is a problem",
        "error_list": summary_of(form, {facet.name for facet in facets if facet.options}),
        "disable_auto_focus": disable_auto_focus,
    }


# Components that wrap a body


@register.simple_block_tag
def once(content: str) -> str:
    """`{% once as title %}{% block title %}…{% endblock %}{% endonce %}`: for a block said twice."""
    return content


@register.simple_block_tag
def generic_header(content: str) -> SafeString:
    """The logo and name of the site, a link to its home page."""
    return render_to_string(
        "components/generic-header.html", {"logo": content, "container_classes": "t3-header__logo"}
    )


@register.simple_block_tag
def details(content: str, summary: str, classes: str = "", open: bool = False) -> SafeString:
    """`{% details "How dates are counted" %}…{% enddetails %}`."""
    context = {"text": content, "summary": summary, "classes": classes, "open": open}
    return render_to_string("components/details.html", context)


@register.simple_block_tag
def inset_text(content: str) -> SafeString:
    """A passage set apart from the text around it."""
    return render_to_string("components/inset-text.html", {"text": content})


@register.simple_block_tag
def fieldset(content: str, legend: str, legend_classes: str = "", classes: str = "") -> SafeString:
    """Fields that belong together, named by a legend."""
    return render_to_string(
        "components/fieldset.html",
        {"html": content, "legend": legend, "legend_classes": legend_classes, "classes": classes},
    )


@register.simple_block_tag
def notification_banner(content: str, title: str = "", type: str = "", title_id: str = "") -> SafeString:
    """A message about the whole page; type "success" says that something was done."""
    return render_to_string(
        "components/notification-banner.html",
        {"html": content, "title": title, "type": type, "title_id": title_id},
    )


@register.simple_block_tag
def summary_list(content: str, classes: str = "") -> SafeString:
    """A list of facts, made of `summary_row`s."""
    return render_to_string("components/summary-list.html", {"content": content, "classes": classes})


@register.simple_block_tag
def summary_row(content: str, key: str) -> SafeString:
    """`{% summary_row "Ends" %}{% fact_date day precision %}{% endsummary_row %}`."""
    return render_to_string("components/summary-row.html", {"key": key, "value": content})


@register.simple_block_tag
def filter_panel(content: str, applied: int = 0, open: bool = False) -> SafeString:
    """The filters of a listing: beside the results on a desktop, folded above them on a phone.

    Open where one of them is wrong, so that the error summary can lead to it. The results bear the id
    "results", for those who would otherwise step through every filter.
    """
    context = {"content": content, "applied": applied, "open": open}
    return render_to_string("components/filter-panel.html", context)


# Facts


@register.filter
def money(value: Decimal | int | None) -> str:
    """`{{ contract.value|money }}`."""
    return formatting.money(value)


@register.simple_tag
def fact_date(day: date | None, precision: str = "day") -> str:
    """`{% fact_date contract.end_date contract.end_precision %}`."""
    return formatting.fact_date(day, precision)


@register.simple_tag
def state(name: str, reason: str = "") -> SafeString:
    """The words for a value that is unknown, none or withheld, each told apart from a value."""
    return format_html(
        '<span class="t3-state t3-state--{}">{}</span>', name, formatting.state_words(name, reason)
    )


@register.simple_block_tag
def fact(content: str, state_name: str, reason: str = "") -> str:
    """`{% fact contract.end_state %}value{% endfact %}`: the value where it is known, otherwise its state."""
    return content if state_name == "known" else state(state_name, reason)


@register.inclusion_tag("components/tag.html")
def demonstration_tag() -> dict[str, str]:
    """The mark that every invented record bears."""
    return {"text": "Demonstration", "classes": "t3-demonstration-tag"}
