"""manage.py load_toolkit_calls: the worked examples of calls."""

from typing import Any

from django.core.management.base import BaseCommand

from toolkit.calls.examples import load_examples


class Command(BaseCommand):
    help = "Sets up the examples in fixtures/toolkit/calls/. What was here once is left as staff have it."

    def handle(self, *args: Any, **options: Any) -> None:
        made = load_examples()
        self.stdout.write(f"Examples of calls: {len(made)} added")
