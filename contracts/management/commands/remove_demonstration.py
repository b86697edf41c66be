"""manage.py remove_demonstration: take all demonstration data away."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from contracts.imports.applying import CannotApply
from contracts.imports.removing import remove_demonstration


class Command(BaseCommand):
    help = "Remove every demonstration record, the imports that brought them, and the demonstration accounts."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            removed = remove_demonstration()
        except CannotApply as problem:
            raise CommandError(str(problem)) from problem
        for kind, number in removed.items():
            self.stdout.write(f"{kind}: {number:,} removed")
