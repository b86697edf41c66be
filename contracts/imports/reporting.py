"""The report of a batch as one JSON object: what was read, and every problem by row and column."""

from typing import Any

from contracts.models import ImportBatch, ImportRow


def report(batch: ImportBatch) -> dict[str, Any]:
    """Everything that the review page says, for machines. The six outcomes add up to `rows`."""
    tables = [sheet for sheet in batch.sheets if sheet.get("target")]
    return {
        "file": batch.file_name,
        "format": batch.format,
        "borough": batch.borough.slug if batch.borough else None,
        "source": batch.source.slug if batch.source else None,
        "demonstration": batch.demonstration,
        "error": {"code": batch.error_code, "message": batch.error} if batch.error_code else None,
        "sheets": batch.sheets,
        "header_row": tables[0]["header_row"] if tables else None,
        "columns": {heading: name for sheet in tables for heading, name in sheet["columns"].items()},
        "rows": batch.rows_read,
        **{
            outcome.value.replace("-", "_"): batch.counts.get(outcome.value, 0)
            for outcome in ImportRow.Outcome
        },
        "groups": batch.problem_groups,
        "vanished": batch.vanished,
        "may_be_published": batch.may_be_published,
        "problems": list(problems(batch)),
        "seconds": batch.seconds,
    }


def problems(batch: ImportBatch) -> Any:
    """Every problem with its place, in the order of the file."""
    rows = batch.rows.exclude(problems=[]).order_by("position")
    for row in rows.iterator(chunk_size=1000):
        for problem in row.problems:
            yield {"sheet": row.sheet, "row": row.row_number, "outcome": row.outcome, **problem}
