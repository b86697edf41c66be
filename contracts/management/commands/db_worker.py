"""manage.py db_worker: the worker, which first deletes uploaded files that have waited for too long.

Where nobody set up the daily command, every start of the worker does it.
"""

from typing import Any

from django_tasks_db.management.commands.db_worker import Command as Worker

from contracts.imports.expiring import expire_uploads


class Command(Worker):
    def handle(self, **options: Any) -> None:
        expire_uploads()
        super().handle(**options)
