"""Builds the text indexes and facet bitmaps anew from the records."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from thirty3.registry import SEARCHABLE
from thirty3.search.models import Stamp


class Command(BaseCommand):
    help = (
        "Build the search indexes and facet counts anew from the records, for all kinds or for those named."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("kind", nargs="*", help="for example: contract")
        parser.add_argument(
            "--outdated",
            action="store_true",
            help="only what an earlier release made in another shape",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        wanted: list[str] = options["kind"] or [searchable.name for searchable in SEARCHABLE]
        unknown = sorted(kind for kind in wanted if kind not in SEARCHABLE)
        if unknown:
            known = ", ".join(searchable.name for searchable in SEARCHABLE)
            raise CommandError(f"Nothing searchable is called {', '.join(unknown)}. There is: {known}.")
        if options["outdated"]:
            wanted = [kind for kind in wanted if is_outdated(kind)]
        for kind in wanted:
            # Whoever searches meanwhile finds the old index or the new one, never a half of it.
            with transaction.atomic():
                count = SEARCHABLE[kind].rebuild()
                Stamp.objects.filter(kind=kind).update(shape=SEARCHABLE[kind].shape)
            self.stdout.write(f"{kind}: {count} records")


def is_outdated(kind: str) -> bool:
    """Whether rows of this kind are held that were made in another shape than today's."""
    return Stamp.objects.filter(kind=kind).exclude(shape=SEARCHABLE[kind].shape).exists()
