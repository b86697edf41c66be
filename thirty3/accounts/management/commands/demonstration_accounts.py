"""`manage.py demonstration_accounts`: make the demonstration's accounts, and print how to sign in."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from thirty3.accounts.demonstration import NotADemonstration, demonstration_accounts, table


class Command(BaseCommand):
    """Runs as often as you like: the accounts and their secret stay the same."""

    help = "Make the demonstration's accounts and print how to sign in with them."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            accounts = demonstration_accounts()
        except NotADemonstration as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(table(accounts))
