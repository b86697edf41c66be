"""A document for Word."""

import copy
import datetime
import io
from typing import Any, Final

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from toolkit.guidance.documents.blocks import Block, Run, Runs, Written
from toolkit.guidance.documents.packing import repacked

LANGUAGE: Final = "en-GB"
# As many steps as the styles of lists have.
DEEPEST: Final = 3


def word(document: Written, checked_on: datetime.date) -> bytes:
    """The document as a docx file."""
    made = Document()
    _say_what_it_is(made, document, checked_on)
    made.add_paragraph(document.title, style="Title")
    made.add_paragraph(document.about)
    for block in document.blocks:
        _add(made, block)
    if document.sources:
        made.add_heading("Sources", 1)
    for source in document.sources:
        line = made.add_paragraph(f"{source.number}. {source.title}")
        if source.url:
            line.add_run(". ")
            _link(line, Run(source.url, href=source.url))
        if source.checked_on:
            line.add_run(f", checked on {source.checked_on:%-d %B %Y}")
    target = io.BytesIO()
    made.save(target)
    return repacked(target.getvalue())


def _say_what_it_is(made: WordDocument, document: Written, checked_on: datetime.date) -> None:
    facts = made.core_properties
    facts.title, facts.author, facts.language, facts.comments = document.title, "Thirty3", LANGUAGE, ""
    facts.created = facts.modified = datetime.datetime.combine(checked_on, datetime.time())
    facts.last_modified_by = "Thirty3"
    for language in made.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), LANGUAGE)


def _add(made: WordDocument, block: Block) -> None:
    if block.kind == "heading":
        _write(made.add_heading("", block.level), block.runs)
    elif block.kind == "table":
        _add_table(made, block)
    elif block.kind == "item":
        depth = min(block.level, DEEPEST)
        style = ("List Number" if block.ordered else "List Bullet") + (f" {depth}" if depth > 1 else "")
        line = made.add_paragraph(style=style)
        if block.ordered:
            _number(made, line, begins=block.begins)
        _write(line, block.runs)
    else:
        _write(made.add_paragraph(), block.runs)


def _add_table(made: WordDocument, block: Block) -> None:
    table = made.add_table(rows=0, cols=len(block.rows[0]), style="Table Grid")
    for number, row in enumerate(block.rows):
        cells = table.add_row().cells
        for cell, runs in zip(cells, row, strict=False):
            _write(cell.paragraphs[0], tuple(Run(r.text, bold=True) for r in runs) if number == 0 else runs)
    # Read out again at the head of every page.
    repeated = OxmlElement("w:tblHeader")
    repeated.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(repeated)
    made.add_paragraph().paragraph_format.space_after = Pt(4)


def _write(line: Paragraph, runs: Runs) -> None:
    for run in runs:
        if run.href:
            _link(line, run)
            continue
        written = line.add_run(run.text)
        written.bold, written.italic = run.bold or None, run.italic or None
        written.font.superscript = run.raised or None


def _link(line: Paragraph, run: Run) -> None:
    """The library has no call for a link: a run within a w:hyperlink that names the address by its part."""
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), line.part.relate_to(run.href, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    written = line.add_run(run.text)
    written.underline = True
    link.append(written._r)
    line._p.append(link)


def _number(made: WordDocument, line: Paragraph, *, begins: bool) -> None:
    """Numbers of a list begin at 1: each list has numbering of its own, made from that of its style."""
    numbering: Any = made.part.numbering_part.element
    if begins:
        style: Any = line.style.element if line.style is not None else None
        used = style.pPr.numPr.numId.val
        like = next(one for one in numbering.num_lst if one.numId == used)
        mine = numbering.add_num(copy.copy(like.abstractNumId.val))
        mine.add_lvlOverride(ilvl=0).add_startOverride(1)
    line.paragraph_format.element.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = max(
        one.numId for one in numbering.num_lst
    )
