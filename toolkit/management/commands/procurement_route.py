"""Prints what procurement law asks of a case that is given as JSON."""

import json
import sys
from pathlib import Path
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError, CommandParser

from toolkit.law.as_json import decision_as_json
from toolkit.law.decide import decide
from toolkit.law.reading import READERS, BadCase, read_case

STDIN: Final = "-"
LONGEST: Final = 1_000_000


class Command(BaseCommand):
    """`manage.py procurement_route CASE.json`, or `-` for the standard input."""

    help = "Says which procurement law governs a case, which notices it owes when, and when it may be signed."
    requires_system_checks = []  # noqa: RUF012

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "case",
            metavar="CASE.json",
            help="A JSON file with the case; - reads the standard input. Leave out what is not known. "
            f"The keys are: {', '.join(READERS)}.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            case = read_case(_text(options["case"]))
        except BadCase as problem:
            raise CommandError(str(problem)) from problem
        self.stdout.write(json.dumps(decision_as_json(decide(case)), indent=2, ensure_ascii=False))


def _text(name: str) -> str:
    """What the file or the standard input holds."""
    try:
        raw = sys.stdin.buffer.read(LONGEST + 1) if name == STDIN else Path(name).read_bytes()
        text = raw.decode("utf-8-sig")
    except (OSError, ValueError) as error:
        raise CommandError(f"{name} cannot be read: {error}") from error
    if len(raw) > LONGEST:
        raise CommandError(f"{name} is longer than a case can be.")
    return text
