"""Load the projects of fixtures/toolkit/projects/."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from toolkit.projects.loading import load_projects


class Command(BaseCommand):
    help = "Loads fixtures/toolkit/projects/. May be run at any time: what staff changed stays."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--overwrite",
            action="store_true",
            help="Reset what staff changed, and bring back what they removed.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        tally = load_projects(overwrite=options["overwrite"])
        self.stdout.write(f"projects: {tally.created} added, {tally.changed} changed")
