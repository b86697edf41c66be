"""manage.py expire_uploads: delete uploaded files that have waited for too long. To be run every day."""

from typing import Any

from django.core.management.base import BaseCommand

from contracts.imports.expiring import expire_uploads


class Command(BaseCommand):
    help = "Give up imports that nobody applied within 30 days, and delete their files and dead ones."

    def handle(self, *args: Any, **options: Any) -> None:
        expired = expire_uploads()
        if expired.given_up or expired.dead_files:
            self.stdout.write(
                f"Imports given up: {expired.given_up}. Other files deleted: {expired.dead_files}."
            )
