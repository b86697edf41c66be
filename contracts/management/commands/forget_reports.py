"""manage.py forget_reports: delete what was written of problems closed long ago. To be run every day."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from contracts.quality.reporting import forget_words


class Command(BaseCommand):
    help = "Delete what people wrote of problems, and their addresses, some days after these were closed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="Only count them.")

    def handle(self, *args: Any, dry_run: bool = False, **options: Any) -> None:
        found = forget_words(dry_run=dry_run)
        if found:
            self.stdout.write(f"Reports {'to be forgotten' if dry_run else 'forgotten'}: {found}.")
