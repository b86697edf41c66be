"""Checks the texts of the toolkit: sections, links, sources, tokens."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from toolkit.guidance.folder import FOLDER, faults_of_folder, read_folder, together


class Command(BaseCommand):
    """List everything that is wrong with folders like fixtures/toolkit, taken as one."""

    help = (
        "Checks pages, templates and problems of the toolkit: their sections, their links, and a source for "
        "every sentence that states a duty, number, date or code."
    )

    # It reads texts alone.
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="*", type=Path, help="Folders, or files in them to tell of alone.")

    def handle(self, *args: Any, **options: Any) -> None:
        paths: list[Path] = options["paths"] or [FOLDER]
        folders = {path if path.is_dir() else _folder_of(path) for path in paths}
        held = together(read_folder(folder) for folder in sorted(folders))
        faults = faults_of_folder(held)
        if only := [str(path) for path in paths if not path.is_dir()]:
            faults = [
                fault for fault in faults if fault.file and any(one.endswith(fault.file) for one in only)
            ]
        for fault in faults:
            self.stdout.write(str(fault))
        counted = f"{len(held.pages)} pages, {len(held.templates)} templates, {len(held.problems)} problems"
        if faults:
            raise CommandError(f"{len(faults)} to put right in {counted}.")
        self.stdout.write(f"Nothing to put right in {counted}.")


def _folder_of(path: Path) -> Path:
    """The folder of texts in which a file lies."""
    if not path.exists():
        raise CommandError(f"{path} is not there.")
    found = (folder for folder in path.resolve().parents if (folder / "pages").is_dir())
    return next(found, FOLDER)
