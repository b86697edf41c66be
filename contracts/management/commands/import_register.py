"""manage.py import_register: the import pipeline from the command line."""

import datetime
import json
import os
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from boroughs.models import Borough
from contracts.imports.annotating import write_annotated
from contracts.imports.answers import choose_columns
from contracts.imports.applying import CannotApply
from contracts.imports.deciding import problem_of_mapping
from contracts.imports.fields import fold_heading
from contracts.imports.formats import FORMATS
from contracts.imports.receiving import (
    OPEN_GOVERNMENT_LICENCE,
    apply_reading_again,
    doubt_of_day,
    give_up,
    read,
    receive_path,
)
from contracts.imports.reporting import report
from contracts.models import ImportBatch, ImportRow, Source

UNREADABLE = 2


class Command(BaseCommand):
    help = (
        "Read a spreadsheet and say what each row would do; with --apply, do it. "
        "Exits with 0 when the file was read, problems or not, and with 2 when it could not be."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--format", choices=["auto", *FORMATS], default="auto")
        parser.add_argument("--borough", help="The slug of the authority whose register this is.")
        parser.add_argument("--source", help="The slug of the source that the file speaks for.")
        parser.add_argument("--as-at", type=datetime.date.fromisoformat, help="The day on which it was true.")
        parser.add_argument("--origin", default="", help="Where the file came from.")
        parser.add_argument(
            "--may-be-published",
            action="store_true",
            help="Whoever owns the file agreed that it is published. Without it, what the file says is shown "
            "to its authority and to staff alone.",
        )
        parser.add_argument("--licence", default="", help=f"If not the {OPEN_GOVERNMENT_LICENCE}.")
        parser.add_argument(
            "--mapping",
            type=Path,
            help="What columns are: one JSON object of headings and fields. With --apply, the authority's "
            "next files are read in the same way.",
        )
        parser.add_argument("--apply", action="store_true", help="Apply what can be applied.")
        parser.add_argument("--annotated", type=Path, help="Write a workbook of the rows and their problems.")
        parser.add_argument("--report", type=Path, help="Write a report of every row's problems as JSON.")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        if not path.is_file():
            raise CommandError(f"There is no file {path}.", returncode=UNREADABLE)
        self._check(options)
        mapping = self._mapping(options["mapping"])
        batch = receive_path(
            path,
            format="" if options["format"] == "auto" else options["format"],
            borough=self._named(Borough, options["borough"]),
            source=self._named(Source, options["source"]),
            as_at_date=options["as_at"],
            origin=options["origin"],
            may_be_published=options["may_be_published"],
            licence=options["licence"],
        )
        if mapping:
            choose_columns(batch=batch, choices=mapping, remember=options["apply"])
        read(batch=batch)
        self._report(batch, options["report"])
        if batch.status == ImportBatch.Status.FAILED:
            self.stderr.write(self.style.ERROR(batch.error))
            sys.exit(UNREADABLE)
        self._say(batch)
        self._say_unused(batch, mapping)
        self._annotate(batch, options["annotated"])
        if options["apply"]:
            try:
                batch = apply_reading_again(batch=batch)
            except CannotApply as problem:
                raise CommandError(str(problem)) from problem
            # It may have been compared again.
            self._report(batch, options["report"])
            self._annotate(batch, options["annotated"])
            self.stdout.write(
                f"Applied as import {batch.key}. Undo it with: manage.py undo_import {batch.key}"
            )
        else:
            give_up(batch=batch)
            self.stdout.write("Nothing was changed. Run again with --apply to apply it.")

    def _check(self, options: Any) -> None:
        """Refuse before anything is read what could not be done afterwards."""
        if not os.access(options["file"], os.R_OK):
            raise CommandError(f"The file {options['file']} cannot be read.", returncode=UNREADABLE)
        for what, target in (("report", options["report"]), ("workbook", options["annotated"])):
            if target is not None and (target.is_dir() or not os.access(target.parent, os.W_OK)):
                raise CommandError(f"The {what} cannot be written to {target}.", returncode=UNREADABLE)
        if options["as_at"] and (doubt := doubt_of_day(options["as_at"])):
            raise CommandError(doubt, returncode=UNREADABLE)

    def _mapping(self, path: Path | None) -> dict[str, str]:
        if path is None:
            return {}
        try:
            mapping = json.loads(path.read_text("utf-8-sig"))
        except OSError as problem:
            raise CommandError(
                f"The mapping {path} cannot be read: {problem.strerror}.", returncode=UNREADABLE
            ) from problem
        except ValueError as problem:
            raise CommandError(f"The mapping {path} is no JSON.", returncode=UNREADABLE) from problem
        if wrong := problem_of_mapping(mapping):
            raise CommandError(wrong, returncode=UNREADABLE)
        return dict(mapping)

    def _report(self, batch: ImportBatch, target: Path | None) -> None:
        if target is not None:
            target.write_text(json.dumps(report(batch), indent=1, ensure_ascii=False), "utf-8")

    def _annotate(self, batch: ImportBatch, target: Path | None) -> None:
        if target is not None:
            write_annotated(batch, target)

    def _named(self, model: Any, slug: str | None) -> Any:
        if not slug:
            return None
        found = model.objects.filter(slug=slug).first()
        if found is None:
            raise CommandError(
                f"There is no {model._meta.verbose_name} called {slug}.", returncode=UNREADABLE
            )
        return found

    def _say_unused(self, batch: ImportBatch, mapping: dict[str, str]) -> None:
        """A heading of the mapping that the file does not have is most likely mistyped."""
        there = {fold_heading(heading) for sheet in batch.sheets for heading in sheet.get("columns", {})}
        for heading in mapping:
            if fold_heading(heading) not in there:
                self.stdout.write(f"  The mapping names a column “{heading}”, which this file does not have.")

    def _say(self, batch: ImportBatch) -> None:
        counts = ", ".join(
            f"{batch.counts[outcome.value]:,} {outcome.label.lower()}" for outcome in ImportRow.Outcome
        )
        self.stdout.write(f"{batch.file_name}: {batch.rows_read:,} rows read in {batch.seconds} s: {counts}")
        with_problems = batch.rows.exclude(problems=[]).exclude(outcome=ImportRow.Outcome.UNCHANGED)
        for row in with_problems.order_by("position")[:50]:
            for problem in row.problems:
                place = f"{row.sheet} row {row.row_number}".strip()
                column = f", {problem['column']}" if problem["column"] else ""
                value = f" [{problem['value']}]" if problem["value"] else ""
                self.stdout.write(f"  {place}{column}: {problem['message']}{value}")
        if (more := with_problems.count() - 50) > 0:
            self.stdout.write(f"  and {more:,} more rows with something to say: see --report")
