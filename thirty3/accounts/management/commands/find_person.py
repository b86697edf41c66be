"""`manage.py find_person TEXT`: every place that holds an address or a name, for who asks what we hold."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from thirty3.accounts.finding import find_person

# Two letters are found everywhere.
SHORTEST = 3


class Command(BaseCommand):
    """Says where and never repeats what stands there."""

    help = "List every place that holds a person's e-mail address or name."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("text", help="An e-mail address, or a name as it would be written.")

    def handle(self, *args: Any, **options: Any) -> None:
        text = options["text"].strip()
        if len(text) < SHORTEST:
            raise CommandError(f"Give at least {SHORTEST} letters.")
        places = 0
        for one in find_person(text):
            places += 1
            more = ", …" if one.count > len(one.which) else ""
            which = f" ({', '.join(one.which)}{more})" if one.which else ""
            self.stdout.write(f"{one.where}: {one.count}{which}")
        self.stdout.write(f"Places: {places}." if places else "Nothing here holds this text.")
