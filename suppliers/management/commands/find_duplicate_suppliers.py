"""Look for suppliers that may be one, for staff to decide."""

from typing import Any

from django.core.management.base import BaseCommand

from suppliers.identity.duplicates import find_duplicates


class Command(BaseCommand):
    help = "Looks for suppliers that may be one and puts them in staff's queue. The daily run does it too."

    def handle(self, *args: Any, **options: Any) -> None:
        count = find_duplicates()
        self.stdout.write(f"{count:,} pairs of suppliers wait to be decided.")
