"""Files that came in: applied, waiting for their review, unreadable."""

import tempfile
from pathlib import Path

from contracts.imports.receiving import read, receive_path
from tests import factories
from tests.importing import CONTRACT, csv_file, imported, staged


def imports() -> dict[str, str]:
    """A file with a row for every outcome, waiting for its review; one applied; one that cannot be read."""
    with tempfile.TemporaryDirectory() as scratch:
        first = [{**CONTRACT, "reference": f"CON-{n}", "title": f"Parking {n}"} for n in range(3)]
        applied = imported(csv_file(Path(scratch) / "parking.csv", first))
        second = [
            first[0],
            {**first[1], "value": 99},
            {**CONTRACT, "reference": "CON-9", "title": "Parking enforcement"},
            {**CONTRACT, "reference": "CON-9", "title": "Parking enforcement", "value": 1},
            {**CONTRACT, "reference": "CON-10", "title": "Parking refunds", "end_date": "next spring"},
            {**CONTRACT, "reference": "CON-11", "title": "", "borough": "Atlantis"},
            {**CONTRACT, "reference": "", "title": "Total"},
        ]
        ready = staged(csv_file(Path(scratch) / "parking.csv", second), source=applied.source)
        expected = {"new", "changed", "unchanged", "doubtful", "rejected", "set-aside"}
        missing = expected - {outcome for outcome, number in ready.counts.items() if number}
        if missing:
            raise SystemExit(f"No row of the reviewed file is {missing}: {ready.counts}")
        not_a_spreadsheet = Path(scratch) / "photograph.xlsx"
        not_a_spreadsheet.write_bytes(b"\x89PNG\r\n\x1a\n")
        failed = read(batch=receive_path(not_a_spreadsheet))
    pages = {
        name: f"/admin/contracts/importbatch/{batch.key}/review/"
        for name, batch in (("applied", applied), ("review", ready), ("unread", failed))
    }
    decided = {"columns": "columns/", "names": "names/", "row": "rows/1/"}
    return pages | {
        name: f"/admin/contracts/importbatch/{ready.key}/{page}" for name, page in decided.items()
    }


def register() -> dict[str, str]:
    """A register that an authority sent, with a row and a name in doubt, waiting for its review."""
    camden = factories.borough("Camden")
    factories.supplier("Marlowe Housing Limited")
    rows = [
        {**CONTRACT, "reference": "REG-1", "title": "Housing repairs", "end_date": "next spring"},
        {**CONTRACT, "reference": "REG-2", "title": "Housing rents", "supplier": "Marlowe Housing Group"},
    ]
    with tempfile.TemporaryDirectory() as scratch:
        sent = staged(csv_file(Path(scratch) / "register.csv", rows), borough=camden)
    own = f"/account/authority/camden/imports/{sent.key}"
    return {
        "own register": f"{own}/review/",
        "own register's columns": f"{own}/columns/",
        "own register's names": f"{own}/names/",
        "own register's row": f"{own}/rows/1/",
    }
