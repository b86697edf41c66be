"""manage.py import_opportunities: notices of Find a Tender and Contracts Finder as opportunities."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from contracts.opportunities.importing import import_file
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
            why = f" ({line.why})" if line.why else ""
            self.stdout.write(f"{line.outcome}: {line.ocid} {line.title}{why}")
        for reason, count in report.reasons:
            self.stdout.write(f"{count} set aside: {reason}")
        self.stdout.write(json.dumps(dict(sorted(report.counts.items()))))
