"""How a contract's facts read in a list and on its page: `{% load contracts %}`."""

from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from contracts.listing.facets import state_of
from contracts.listing.telling import day, qualifiers, told
from thirty3.design.formatting import fact_date, money
from thirty3.design.templatetags.design import state

register = template.Library()


@register.simple_tag
def told_fact(row: Any, fact: str) -> str:
    """A fact in words, or its state in the form that nobody takes for a value."""
    found = state_of(row.data, fact)
    return told(fact, row.data["facts"][fact]) if found == "known" else state(found)


@register.simple_tag
def told_end(row: Any) -> str:
    """The last day as exact as it is known; a contract that was ended early says when."""
    facts = row.data["facts"]
    if "terminated" in facts and row.ends is not None:
        return f"{fact_date(row.ends)} (early)"
    return told_fact(row, "end")


@register.simple_tag
def told_sum(row: Any) -> SafeString | str:
    """The sum, and in small what it is."""
    found = state_of(row.data, "value")
    if found != "known":
        return state(found)
    value = row.data["facts"]["value"]
    return format_html(
        "<span class='t3-sum'>{}</span> <span class='t3-sum-note'>{}</span>",
        money(row.value),
        qualifiers(value),
    )


@register.simple_tag
def iso_date(text: str) -> str:
    """A date that the projection keeps as text."""
    return day(text)


@register.simple_tag
def source_line(source: dict[str, Any]) -> SafeString:
    """Who says it, as at when, and on what evidence; a link where the source has an address."""
    name = source.get("publisher") or source["name"]
    link = '<a class="govuk-link" href="{}" rel="external nofollow">{}</a>'
    parts = [format_html(link, source["url"], name) if "url" in source else format_html("{}", name)]
    if "as_at" in source:
        parts.append(format_html(", as at {}", day(source["as_at"])))
    if "evidence" in source:
        parts.append(format_html(" ({})", source["evidence"]))
    return format_html_join("", "{}", ((part,) for part in parts))
