"""Everything between installed packages and a served demonstration."""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    """Safe to run again: each step does only what is left to do."""

    help = "Prepares the database, the cache, the static files and the demonstration data."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write("Preparing the database")
        call_command("migrate", verbosity=0, interactive=False)
        call_command(
            "createcachetable", database="cache" if "cache" in settings.DATABASES else "default", verbosity=0
        )
        # Data of an earlier release: lists are made anew where what they hold has changed.
        call_command("rebuild_search", outdated=True, stdout=self.stdout)
        self.stdout.write("Collecting static files")
        call_command("collectstatic", verbosity=0, interactive=False)
        self.stdout.write("Loading the data")
        call_command("load_demonstration", stdout=self.stdout, stderr=self.stderr)
