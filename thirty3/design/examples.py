"""What the gallery's components show: authorities, firms and sums that exist nowhere."""

from datetime import date
from decimal import Decimal
from typing import Any, Final

from django import forms
from django.core.paginator import Paginator

from thirty3.design.charts import Cell, Chart, Figure, FigureTable, TableRow
from thirty3.design.facets import Facet, Option
from thirty3.design.measures import graded
from thirty3.design.tiles import Outline, Tile

INVENTED: Final = "Demonstration"
FIRMS: Final = (
    ("Lanternfish Software", 42),
    ("Quillback Systems", 31),
    ("The Very Long and Entirely Invented Company of Municipal Software Makers", 24),
    ("Bramblegate", 12),
    ("Oddfellow & Daughters", 3),
    ("Vellum Ledger", 0),
)
QUARTERS: Final = (4, 12, 9, 21, 17, 8, 0, 6, 14, 5, 3, 2, 1)
# Names, short names and how complete each one's records are, row by row from the north-west.
AUTHORITIES: Final = (
    (
        ("Hareswick", "HAR", 81),
        ("Ottermere", "OTT", 64),
        ("Finchley Moor", "FIN", None),
        ("Swanholt", "SWA", 12),
    ),
    (("Badgerley", "BAD", 0), ("Heronsgate", "HER", 100), ("Larkwell", "LAR", 47), ("Stoatham", "STO", 33)),
    (("Molesby", "MOL", 5), ("Wrenford", "WRE", 58), ("Foxcombe", "FOX", None), ("Kestrelton", "KES", 92)),
)
# The corners of their boundaries, five to a line.
CORNERS: Final = (
    ((90, 60), (250, 20), (410, 50), (560, 30), (720, 80)),
    ((60, 220), (260, 200), (390, 230), (580, 190), (760, 230)),
    ((80, 400), (230, 380), (420, 410), (550, 390), (740, 400)),
    ((110, 560), (240, 600), (400, 570), (570, 600), (700, 560)),
)


class ExampleForm(forms.Form):
    """One field of every kind that the site's forms have."""

    title = forms.CharField(label="Title", help_text="As in the agreement.")
    value = forms.DecimalField(
        label="Value in pounds",
        max_digits=12,
        decimal_places=2,
        error_messages={"invalid": "Enter a number, such as 12000"},
    )
    route = forms.ChoiceField(
        label="Route to market",
        widget=forms.RadioSelect,
        choices=[("framework", "Call-off from a framework"), ("open", "Open procedure")],
    )
    kind = forms.ChoiceField(
        label="Kind of agreement", choices=[("contract", "Contract"), ("order", "Order")]
    )
    checked = forms.BooleanField(label="The file names no private person", help_text="Names are dropped.")


def form_with_errors() -> ExampleForm:
    """What comes back when little was filled in, and that wrongly."""
    return ExampleForm({"value": "a lot", "kind": "contract"}, auto_id="wrong-%s")


def bars() -> Chart:
    """A bar chart with a long name, a zero and an emphasised figure."""
    total = sum(count for _, count in FIRMS)
    figures = [
        Figure(
            name, count, str(count), "#chart-bars", share=f"{100 * count / total:.0f}%", emphasis=not number
        )
        for number, (name, count) in enumerate(FIRMS)
    ]
    return Chart("Systems in use, by supplier", figures, "systems", INVENTED)


def columns() -> Chart:
    """Thirteen quarters, the present one emphasised."""
    figures = [
        Figure(
            f"Q{(number + 3) % 4 + 1}",
            count,
            str(count),
            "#chart-columns",
            group=str(2041 + (number + 3) // 4),
            emphasis=not number,
        )
        for number, count in enumerate(QUARTERS)
    ]
    return Chart("Contract ends, by quarter", figures, "contracts", INVENTED)


def table() -> FigureTable:
    """The table of the bar chart."""
    drawn = bars()
    rows = [
        TableRow(
            (
                Cell(figure.label, figure.href),
                Cell(figure.shown, numeric=True),
                Cell(figure.share, numeric=True),
            )
        )
        for figure in drawn.figures
    ]
    total = sum(figure.value for figure in drawn.figures)
    totals = [TableRow((Cell("All suppliers"), Cell(str(total), numeric=True), Cell("100%", numeric=True)))]
    return FigureTable(
        "Systems in use, by supplier (invented)", ("Supplier", "Systems", "Share"), rows, totals
    )


def tiles() -> tuple[list[Tile], Any]:
    """Twelve invented authorities with their legend; two of which nothing is known, one with nothing."""
    values = {name: value for row in AUTHORITIES for name, _, value in row}
    levels, legend = graded(values, "{}%".format)
    made = [
        Tile(
            slug=name.lower().replace(" ", "-"),
            name=name,
            short=short,
            x=2 + x,
            y=2 + y,
            href="#outline-map",
            label=f"{name}: {'not known' if value is None else f'{value}% complete'}",
            level=levels[name],
            value="" if value is None else f"{value}%",
            outline=_outline(x, y),
        )
        for y, row in enumerate(AUTHORITIES)
        for x, (name, short, value) in enumerate(row)
    ]
    return made, legend


def _outline(x: int, y: int) -> Outline:
    corners = [CORNERS[y][x], CORNERS[y][x + 1], CORNERS[y + 1][x + 1], CORNERS[y + 1][x]]
    path = "L".join(f"{left} {top}" for left, top in corners)
    across, down = (sum(places) // len(corners) for places in zip(*corners, strict=True))
    return Outline(f"M{path}z", across, down, lines=1, small=False)


def examples() -> dict[str, Any]:
    """All that the examples' templates name."""
    map_tiles, legend = tiles()
    return {
        "bars": bars(),
        "columns": columns(),
        "table": table(),
        "tiles": map_tiles,
        "legend": legend,
        "form": ExampleForm(auto_id="blank-%s"),
        "wrong_form": form_with_errors(),
        "page": Paginator(range(500), 25).page(7),
        "day": date(2043, 9, 30),
        "amount": Decimal("1234567.50"),
        "facet": Facet(
            "authority",
            "Authority",
            [Option("hareswick", "Hareswick", 42, True), Option("ottermere", "Ottermere", 7, False)],
            choosing="#filter-panel",
            values=33,
        ),
        "chips": [{"label": "Authority", "value": "Hareswick", "remove_url": "#chips"}],
        "choices": [
            {"value": "framework", "text": "Call-off from a framework", "hint": "Terms are agreed already."},
            {"value": "open", "text": "Open procedure"},
        ],
        "tasks": [
            {"title": {"text": "Ask users"}, "href": "#task-list", "status": {"text": "Done"}},
            {
                **{"title": {"text": "Talk to the market"}, "href": "#task-list", "hint": "By 1 May 2043"},
                "status": {"tag": "Due now", "tag_classes": "govuk-tag--orange"},
            },
        ],
        "letters": [
            {"label": "All", "current": True},
            {"label": "A", "href": "#letters"},
            {"label": "B", "href": "#letters"},
            {"label": "C"},
        ],
        "crumbs": [
            {"text": "Contracts", "href": "#breadcrumbs"},
            {"text": "Library system of Hareswick"},
        ],
        "problems": [{"text": "Enter title", "href": "#wrong-title"}],
        "head": [{"text": "System"}, {"text": "Users", "format": "numeric"}],
        "rows": [
            [{"text": "Tidemark"}, {"text": "1,200", "format": "numeric"}],
            [{"text": "Inkwell"}, {"text": "85", "format": "numeric"}],
        ],
    }
