"""manage.py generate_demonstration: the demonstration City Tools workbook as a file."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from contracts.demonstration import FILE_NAME, write_demonstration_workbook
from contracts.demonstration.workbook import SEED


class Command(BaseCommand):
    help = "Write the demonstration City Tools workbook. The same seed always gives the same file."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", nargs="?", type=Path, default=Path(FILE_NAME))
        parser.add_argument("--seed", type=int, default=SEED)

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["path"]
        if path.is_dir():
            path /= FILE_NAME
        try:
            with path.open("wb") as file:
                write_demonstration_workbook(file, seed=options["seed"])
        except OSError as problem:
            raise CommandError(f"{path} cannot be written: {problem.strerror}.") from problem
        self.stdout.write(f"Wrote {path} ({path.stat().st_size:,} bytes).")
