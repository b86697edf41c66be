"""manage.py undo_import: take back everything that one import did."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from contracts.imports.applying import CannotApply
from contracts.imports.undoing import undo_batch
from contracts.models import ImportBatch


class Command(BaseCommand):
    help = "Undo an applied import as a whole. What was changed by others since stays, and is named."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("batch", help="The key of the import.")

    def handle(self, *args: Any, **options: Any) -> None:
        batch = ImportBatch.objects.filter(key=options["batch"]).first()
        if batch is None:
            raise CommandError(f"There is no import {options['batch']}.")
        try:
            undo = undo_batch(batch=batch)
        except CannotApply as problem:
            raise CommandError(str(problem)) from problem
        for row in undo.rows.exclude(problems=[]).order_by("position"):
            for said in row.problems:
                self.stdout.write(f"  {row.title}: {said['message']}")
        self.stdout.write(f"Undone: {batch.file_name}, as import {undo.key}.")
