"""`manage.py run_due`: do the periodic work that is due. To be run every hour."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from thirty3.periodic.running import run_due


class Command(BaseCommand):
    """Safe to run twice at once, and to kill: whatever is left is done the next time."""

    help = "Do the periodic work that is due: delete what is kept no longer, warn unused accounts and so on."

    def handle(self, *args: Any, **options: Any) -> None:
        failed = []
        for outcome in run_due():
            if outcome.done is None:
                failed.append(outcome.name)
            else:
                self.stdout.write(f"Done: {outcome.name} ({outcome.done}).")
        if failed:
            raise CommandError(f"Failed, and due again: {', '.join(failed)}. The log says why.")
