"""Whether a row of a table of contracts is technology at all, and what becomes of it if not."""

from contracts.imports.formats import FORMATS
from contracts.imports.interpreting.cells import RowCells
from contracts.imports.interpreting.names import Names
from contracts.imports.problems import Problem, shortened
from contracts.imports.technology import Judgement, judge
from contracts.models import ImportBatch

# Columns that only a list of technology has.
OF_TECHNOLOGY = frozenset({"system", "function"})
NOT_TECHNOLOGY = "This is not technology"


def subject(cells: RowCells, names: Names, title: str) -> Judgement:
    """What a reviewer, the file or the row itself says that the row is."""
    if (answer := cells.raw.is_technology) is not None:
        return Judgement("technology" if answer else "other", "a reviewer said so")
    if FORMATS[names.batch.format].technology:
        return Judgement("technology", f"a {FORMATS[names.batch.format].label} lists nothing else")
    judged = judge(
        title=title,
        description=str(cells.value("description", "")),
        cpv=cells.value("cpv", ()),
        category=cells.as_given("category"),
        functions=any(names.functions.resolve(text)[0] for text in cells.value("function", ())),
        system=bool(cells.value("system")),
    )
    if judged.verdict == "unclear" and lists_technology(names.batch):
        return Judgement("technology", "the file has a column of systems or functions")
    return judged


def lists_technology(batch: ImportBatch) -> bool:
    """Whether the file's own columns say that it lists technology."""
    return any(OF_TECHNOLOGY & set(sheet.get("columns", {}).values()) for sheet in batch.sheets)


def set_aside_as_other(judged: Judgement) -> str:
    """Why a row is no record of ours: registers and notices list everything that is bought."""
    return f"{NOT_TECHNOLOGY}: {judged.reason}." if judged.verdict == "other" else ""


def doubt_about(cells: RowCells, judged: Judgement) -> list[Problem]:
    """A question for a reviewer, where nothing tells or one thing says this and another that."""
    if judged.verdict != "unclear":
        return []
    return [
        Problem(
            "technology-unclear",
            f"Is this technology? We could not tell: {judged.reason}.",
            cells.heading("title"),
            shortened(str(cells.value("title", ""))),
            "doubt",
        )
    ]
