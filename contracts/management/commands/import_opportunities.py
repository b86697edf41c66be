"""manage.py import_opportunities: notices of Find a Tender and Contracts Finder as opportunities."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from contracts.opportunities.importing import import_file
from contracts.opportunities.outcomes import NO_FUNCTION
from thirty3.spreadsheets.problems import UnreadableSpreadsheet


class Command(BaseCommand):
    help = (
        "Bring in a package of open contracting releases: what our authorities plan, tender and award of "
        "technology. Says of every process what became of it, and why; the same file changes nothing twice."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        if not file.is_file():
            raise CommandError(f"There is no file {file}.")
        try:
            report = import_file(file)
        except UnreadableSpreadsheet as problem:
            raise CommandError(str(problem)) from problem
        for line in report.lines:
            outcome = line.outcome
            why = f" ({outcome.why})" if outcome.why else ""
            to_do = f" [{outcome.to_do}: {outcome.page}]" if outcome.to_do else ""
            self.stdout.write(f"{outcome.done}: {line.ocid} {line.title}{why}{to_do}")
        for reason, count in report.reasons:
            self.stdout.write(f"{count} set aside: {reason}")
        if report.awarded_before:
            self.stdout.write(f"Contracts are imported by manage.py import_register {file}")
        if report.without_function:
            self.stdout.write(f"{report.without_function} without a function: {NO_FUNCTION}")
        self.stdout.write(json.dumps(dict(sorted(report.counts.items()))))
