"""Load the reference data: authorities, functions, names, shared services, skills."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from boroughs.reference import load_reference


class Command(BaseCommand):
    help = "Loads fixtures/reference/. May be run at any time: what staff changed stays as they left it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--overwrite",
            action="store_true",
            help="Reset what staff changed, and bring back what they removed.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        loaded = load_reference(overwrite=options["overwrite"])
        for table in loaded:
            self.stdout.write(f"{table.table}: {table.created} added, {table.changed} changed")
        if not any(table.created or table.changed for table in loaded):
            self.stdout.write("Everything was up to date.")
