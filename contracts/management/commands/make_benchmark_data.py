"""manage.py make_benchmark_data: an invented world of any size in a scratch database."""

import time
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from contracts.demonstration.scale.scratch import empty, in_use_for
from contracts.demonstration.scale.world import make_world
from contracts.models import Contract


class Command(BaseCommand):
    help = (
        "Fill a scratch database with invented contracts and systems of the 33 authorities, all marked as "
        "demonstration. What an earlier run made is replaced. A database that holds anything else is refused."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("contracts", type=int, help="how many contracts; a fifth as many systems")
        parser.add_argument(
            "--erase-everything",
            action="store_true",
            help="empty the database first, whatever it holds: records, imports, accounts",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        contracts: int = options["contracts"]
        if contracts < 1:
            raise CommandError("Ask for at least one contract.")
        if (held := in_use_for()) and not options["erase_everything"]:
            raise CommandError(
                f"This is not a scratch database: it holds {', '.join(held)}. Name an empty one in "
                "DATABASE_URL or DATA_DIR. --erase-everything empties this one, and nothing brings it back."
            )
        started = time.monotonic()
        empty()
        call_command("load_reference", verbosity=0, stdout=self.stdout)
        make_world(contracts, today=timezone.localdate())
        seconds = time.monotonic() - started
        self.stdout.write(f"{Contract.objects.count():,} contracts, made in {seconds:.0f} s")
