"""manage.py remove_demonstration: take all demonstration data away."""

from typing import Any

from django.core.management.base import BaseCommand

from contracts.imports.removing import remove_demonstration


class Command(BaseCommand):
    help = "Remove every demonstration record, the imports that brought them, and the demonstration accounts."

    def handle(self, *args: Any, **options: Any) -> None:
        removed = remove_demonstration()
        for kind, number in removed.items():
            self.stdout.write(f"{kind}: {number:,} removed")
