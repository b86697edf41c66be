"""`manage.py reset_second_factor EMAIL --reason TEXT`: for a lost phone."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from thirty3.accounts.models import User
from thirty3.accounts.services import NoSecondFactor, reset_second_factor


class Command(BaseCommand):
    """Make sure first, by another way than e-mail, that the person is who they say they are."""

    help = "Take away a person's authenticator and recovery codes, and sign them out everywhere."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--reason", required=True, help="Who asked, and how you know that it was they.")

    def handle(self, *args: Any, **options: Any) -> None:
        reason = options["reason"].strip()
        if not reason:
            raise CommandError("Give the reason: the change log keeps it.")
        person = User.objects.filter(email=options["email"].strip().lower()).first()
        if person is None:
            raise CommandError("Nobody has this address.")
        try:
            reset_second_factor(person=person, why=reason)
        except NoSecondFactor as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"{person} is signed out, and sets up a new authenticator at the next sign-in.")
