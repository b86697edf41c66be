"""Load the toolkit's texts: stages, pages, templates and problems."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from toolkit.guidance.loading import Unfit, load_toolkit


class Command(BaseCommand):
    help = "Loads fixtures/toolkit/. May be run at any time: what staff changed stays as they left it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--overwrite",
            action="store_true",
            help="Reset what staff changed, and bring back what they removed.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            loaded = load_toolkit(overwrite=options["overwrite"])
        except Unfit as unfit:
            raise CommandError(str(unfit)) from unfit
        for table in loaded:
            self.stdout.write(f"{table.table}: {table.created} added, {table.changed} changed")
        if not any(table.created or table.changed for table in loaded):
            self.stdout.write("Everything was up to date.")
