"""The gallery: every component with an invented example and how it is written, in a demonstration only."""

from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import Engine, RequestContext
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from thirty3.design.examples import examples
from thirty3.headers import keep_out_of_search_engines


@dataclass(frozen=True)
class Example:
    """One component: its name, when to use it, what it looks like and how that was written."""

    name: str
    use: str
    html: SafeString
    source: str


# Groups of components, each with when to use it.
GALLERY: Final = {
    "Charts": {
        "chart-bars": "Named things compared. The table beside it is the version for everyone.",
        "chart-columns": "How something goes through time, up to some twenty quarters or months.",
        "figure-table": "The figures of a chart with their links and totals.",
    },
    "Maps": {
        "tile-map": "Something told by authority. Every tile is a link, large enough for a finger.",
        "outline-map": "The same on the authorities’ boundaries, for those who know the map.",
    },
    "Facts": {
        "summary-list": "The facts of one record.",
        "task-list": "What there is to do, in order, and where each of it stands.",
        "states": "A value that is unknown, none or withheld is never to be taken for one that is known.",
        "money-and-dates": "Sums as people write them, dates as exactly as they are known.",
        "demonstration": "The mark of every invented record.",
        "tag": "A status in a word or two.",
        "table": "Plain facts in rows and columns.",
    },
    "Lists and filters": {
        "search": "One box that searches.",
        "filter-panel": "The filters of a list: beside it, or folded above it on a phone.",
        "chips": "The filters in use. Each takes itself away.",
        "pagination": "Ways through the pages of a list.",
        "letters": "Ways into a long list of names.",
        "breadcrumbs": "Where a page stands.",
    },
    "Forms": {
        "form": "A form draws itself, and says what is wrong above and beside each field.",
        "form-blank": "The same form before it is filled in.",
        "label": "The name of a field that is written by hand.",
        "hint": "Help with a field that is written by hand.",
        "error-message": "What is wrong with a field that is written by hand.",
        "input": "One line of text.",
        "textarea": "Several lines of text.",
        "select": "One of many.",
        "radios": "One of a few.",
        "checkboxes": "Any of a few.",
        "file-upload": "A file to send.",
        "fieldset": "Fields that belong together.",
        "button": "What sends a form, or a link that does something.",
    },
    "Messages": {
        "error-summary": "What is wrong with a whole page.",
        "notification-banner": "Something about the whole page.",
        "panel": "Something is done.",
        "inset-text": "A passage set apart.",
        "warning-text": "Something that has consequences.",
        "details": "More, for those who want it.",
        "phase-banner": "What kind of service or record this is.",
    },
}


@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component by group, for those who build pages."""
    if not settings.DEMO:
        raise Http404
    context = examples()
    groups = [
        (title, [example(name, use, context, request) for name, use in components.items()])
        for title, components in GALLERY.items()
    ]
    response = render(request, "gallery/gallery.html", {"groups": groups})
    return keep_out_of_search_engines(response)


def example(name: str, use: str, context: dict[str, object], request: HttpRequest) -> Example:
    """The example of one component, drawn from the template that is shown as its source."""
    template = Engine.get_default().get_template(f"gallery/examples/{name}.html")
    source = template.source.removeprefix("{% load design %}\n")
    return Example(name, use, template.render(RequestContext(request, context)), source.strip())
