"""Documents and workbooks for LibreOffice and whatever else reads OpenDocument."""

import datetime
import io
from collections.abc import Iterable
from typing import Any, Final

from odfdo import (
    Cell,
    Document,
    Element,
    Header,
    HeaderRows,
    Link,
    List,
    ListItem,
    Paragraph,
    Row,
    Span,
    Style,
    Table,
)

from thirty3.spreadsheets.writing import Sheet, Value, cell_text
from toolkit.guidance.documents.blocks import Block, Run, Runs, Written
from toolkit.guidance.documents.packing import repacked

LANGUAGE: Final = ("en", "GB")
BOLD, ITALIC, RAISED, BORDERED, NUMBERED, HEADING, WRAPPED = (
    *("T3Bold", "T3Italic", "T3Raised", "T3Cell", "Numbering_20_1", "T3Heading", "T3Wrapped"),
)
BULLETED: Final = "List_20_1"


def open_text(document: Written, checked_on: datetime.date) -> bytes:
    """The document as an odt file."""
    made = Document("text")
    made.body.clear()
    _say_what_it_is(made, document.title, checked_on)
    raised = Style("text", name=RAISED)
    raised.set_properties({"style:text-position": "super 58%"}, area="text")
    for style in (
        Style("text", name=BOLD, bold=True),
        Style("text", name=ITALIC, italic=True),
        raised,
    ):
        made.insert_style(style, automatic=True)
    bordered = Style("table-cell", name=BORDERED)
    bordered.set_properties({"fo:border": "0.5pt solid #000000", "fo:padding": "0.1cm"}, area="table-cell")
    made.insert_style(bordered, automatic=True)
    made.body.append(Header(1, document.title))
    made.body.append(Paragraph(document.about))
    for part in _parts(document.blocks):
        made.body.append(part)
    if document.sources:
        made.body.append(Header(2, "Sources"))
    for source in document.sources:
        line = Paragraph(f"{source.number}. {source.title}")
        if source.url:
            line.append(". ")
            line.append(Link(source.url, text=source.url))
        if source.checked_on:
            line.append(f", checked on {source.checked_on:%-d %B %Y}")
        made.body.append(line)
    return _saved(made)


def open_workbook(sheets: Iterable[Sheet], title: str, checked_on: datetime.date) -> bytes:
    """Sheets as an ods file: the headings of each in bold."""
    made = Document("spreadsheet")
    made.body.clear()
    _say_what_it_is(made, title, checked_on)
    bold = Style("table-cell", name=HEADING)
    bold.set_properties({"fo:font-weight": "bold"}, area="text")
    bold.set_properties({"fo:wrap-option": "wrap"}, area="table-cell")
    wrapped = Style("table-cell", name=WRAPPED)
    wrapped.set_properties({"fo:wrap-option": "wrap"}, area="table-cell")
    made.insert_style(bold, automatic=True)
    made.insert_style(wrapped, automatic=True)
    for sheet in sheets:
        table = Table(sheet.name)
        table.append_row(_row(sheet.headings, HEADING))
        for row in sheet.rows:
            table.append_row(_row(row, WRAPPED))
        made.body.append(table)
    return _saved(made)


def _row(values: Iterable[Value], style: str) -> Row:
    row = Row()
    for value in values:
        row.append_cell(Cell(cell_text(value) if isinstance(value, str) else value, style=style))
    return row


def _say_what_it_is(made: Document, title: str, checked_on: datetime.date) -> None:
    facts: Any = made.meta
    facts.title, facts.language, facts.creator = title, "-".join(LANGUAGE), "Thirty3"
    facts.creation_date = facts.date = datetime.datetime.combine(checked_on, datetime.time())
    facts.generator = "Thirty3"
    for style in made.get_styles():
        for words in style.get_elements("descendant::style:text-properties"):
            words.set_attribute("fo:language", LANGUAGE[0])
            words.set_attribute("fo:country", LANGUAGE[1])


def _parts(blocks: Iterable[Block]) -> Iterable[Element]:
    """The blocks as elements, items that follow each other as one list."""
    held: List | None = None
    ordered = False
    for number, block in enumerate(blocks, start=1):
        if block.kind != "item":
            if held is not None:
                yield held
                held = None
            yield _part(block, number)
            continue
        if held is None or block.begins or block.ordered != ordered:
            if held is not None:
                yield held
            held, ordered = List(style=NUMBERED if block.ordered else BULLETED), block.ordered
        item: Any = ListItem()
        item.append(_filled(Paragraph(), block.runs))
        held.append(item)
    if held is not None:
        yield held


def _part(block: Block, number: int) -> Element:
    if block.kind == "heading":
        # The title is the first.
        return _filled(Header(block.level + 1), block.runs)
    if block.kind == "table":
        return _table(block, number)
    return _filled(Paragraph(), block.runs)


def _table(block: Block, number: int) -> Element:
    """Its first row is the one that is read out again at the head of every page."""
    table = Table(f"Table {number}")
    for at, runs_of_row in enumerate(block.rows):
        row = Row()
        for runs in runs_of_row:
            cell = Cell(style=BORDERED)
            looked = tuple(Run(run.text, bold=True) for run in runs) if at == 0 else runs
            cell.append(_filled(Paragraph(), looked))
            row.append_cell(cell)
        table.append_row(row)
    first = table.get_element("table:table-row")
    if first is not None:
        heading = HeaderRows()
        table.insert(heading, position=table.index(first))
        heading.append(first)
    return table


def _filled[E: Element](element: E, runs: Runs) -> E:
    for run in runs:
        if run.href:
            element.append(Link(run.href, text=run.text))
        elif style := _style(run):
            element.append(Span(run.text, style=style))
        else:
            element.append(run.text)
    return element


def _style(run: Run) -> str:
    if run.raised:
        return RAISED
    return BOLD if run.bold else ITALIC if run.italic else ""


def _saved(made: Document) -> bytes:
    target = io.BytesIO()
    made.save(target)
    return repacked(target.getvalue())
