"""manage.py load_demonstration: reference data, the real records, and the demonstration workbook."""

import hashlib
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from contracts.demonstration import FILE_NAME, write_demonstration_workbook
from contracts.demonstration.calls import load_calls
from contracts.demonstration.coming import load_coming
from contracts.demonstration.offered import load_offered
from contracts.imports.answers import choose_name
from contracts.imports.deciding import open_names
from contracts.imports.interpreting.alike import NEW
from contracts.imports.receiving import apply_reading_again, read, receive_path
from contracts.imports.removing import was_removed
from contracts.models import ImportBatch
from contracts.services.sources import load_sources

REAL = (
    "london/awards-2021-2026.csv",
    "london/systems-in-use.csv",
    "g-cloud/spend-london-2012-2014.csv",
    "contracts-finder/notices-2020a.csv",
    "contracts-finder/notices-2020b.csv",
)


class Command(BaseCommand):
    help = (
        "Load reference data, the real agreements, systems, notices and spending and, in demo mode, the "
        "demonstration workbook and accounts, all through the import pipeline. What is loaded already is "
        "left alone."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        self._step("Reference data: authorities, service areas, functions")
        call_command("load_reference", stdout=self.stdout)
        load_sources()
        call_command("load_toolkit", stdout=self.stdout)
        call_command("load_projects", stdout=self.stdout)
        for name in REAL:
            self._import(settings.BASE_DIR / "fixtures" / name)
        if settings.ALLOW_DEMONSTRATION and was_removed():
            self._step("Demonstration workbook: removed from this service, so it is left out")
        elif settings.ALLOW_DEMONSTRATION:
            day = timezone.localdate()
            with TemporaryDirectory() as folder:
                path = Path(folder) / FILE_NAME
                with path.open("wb") as file:
                    write_demonstration_workbook(file)
                self._import(path)
            self._step(f"Technologies that no authority runs yet: {load_offered():,} created")
            self._step(f"Invented opportunities: {load_coming(day):,} created")
            self._step(f"Invented calls: {load_calls(day):,} created")
        call_command("load_toolkit_calls", stdout=self.stdout)
        self._step("Loaded")

    def _import(self, path: Path) -> None:
        if self._is_loaded(path):
            self._step(f"{path.name}: already loaded")
            return
        self._step(f"{path.name}: reading")
        batch = read(batch=receive_path(path, may_be_published=True))
        if batch.status == ImportBatch.Status.FAILED:
            raise CommandError(f"{path.name}: {batch.error}")
        self._decide(batch)
        applied = apply_reading_again(batch=batch)
        told = ", ".join(f"{number:,} {outcome}" for outcome, number in applied.counts.items() if number)
        self._step(f"{path.name}: {told}")

    def _decide(self, batch: ImportBatch) -> None:
        """Names in our own files were looked up: one that is merely like a known one is somebody else's."""
        if names := open_names(batch):
            for name in names:
                choose_name(batch=batch, kind=name.kind, folded=name.folded, answer=NEW)
            read(batch=batch)

    def _is_loaded(self, path: Path) -> bool:
        """Whether this very file came in before; what staff undid is not brought back."""
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        done = (ImportBatch.Status.APPLIED, ImportBatch.Status.UNDONE)
        return ImportBatch.objects.filter(sha256=digest, status__in=done).exists()

    def _step(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()
