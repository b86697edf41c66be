"""`manage.py retire_accounts [--dry-run]`: warn and delete accounts that nobody uses.

`run_due` does it every day.
"""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from thirty3.accounts.retention import retire


class Command(BaseCommand):
    """Prints whom it warns and deletes, or would."""

    help = "Write to people who have not signed in for a year, and delete their accounts a month later."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="Say what would be done, and do nothing.")

    def handle(self, *args: Any, **options: Any) -> None:
        dry_run = options["dry_run"]
        done = ("would be warned", "would be deleted") if dry_run else ("warned", "deleted")
        told = ""
        for one in retire(today=timezone.localdate(), dry_run=dry_run):
            told = f"{one.person.email}: {done[one.deleted]}"
            self.stdout.write(told)
        if not told:
            self.stdout.write("Every account is in use.")
