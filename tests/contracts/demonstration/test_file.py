"""The demonstration as a file: the workbook's sheets, a mark on every row, the same bytes every time."""

import hashlib
import os
import sys
from io import BytesIO
from pathlib import Path
from subprocess import run

import pytest
from django.core.management import CommandError, call_command
from openpyxl import load_workbook

from contracts.demonstration import FILE_NAME, write_demonstration_workbook
from contracts.imports.fields import FIELDS

SHEETS = {"Systems": "system", "Contracts": "contract", "Skills": "skill"}


@pytest.fixture(scope="module")
def file() -> bytes:
    buffer = BytesIO()
    write_demonstration_workbook(buffer)
    return buffer.getvalue()


def test_every_row_of_every_sheet_is_marked_in_the_last_column(file: bytes) -> None:
    workbook = load_workbook(BytesIO(file), read_only=True)
    assert workbook.sheetnames == [*SHEETS, "Guide"]
    for name, target in SHEETS.items():
        headings, *rows = workbook[name].iter_rows(values_only=True)
        assert headings == (*(f.heading for f in FIELDS[target] if f.in_workbook), "Demonstration")
        assert rows
        assert {row[-1] for row in rows} == {"Yes"}


def test_another_process_with_another_hash_order_writes_the_same_bytes(file: bytes, tmp_path: Path) -> None:
    again = tmp_path / "again.xlsx"
    run(
        [sys.executable, "manage.py", "generate_demonstration", str(again)],
        env={**os.environ, "PYTHONHASHSEED": "12345", "TZ": "Asia/Tokyo"},
        check=True,
        capture_output=True,
    )
    assert hashlib.sha256(again.read_bytes()).digest() == hashlib.sha256(file).digest()


def test_the_command_takes_a_seed_and_a_folder(
    file: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("generate_demonstration", str(tmp_path), seed=7)
    written = tmp_path / FILE_NAME
    assert str(written) in capsys.readouterr().out
    assert written.read_bytes() != file


def test_the_command_says_where_it_cannot_write(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be written"):
        call_command("generate_demonstration", str(tmp_path / "no" / "such" / "folder.xlsx"))


def test_its_name_says_that_it_is_a_demonstration() -> None:
    assert FILE_NAME.startswith("demonstration-")
