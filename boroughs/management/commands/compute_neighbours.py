"""Write the neighbours of each authority, computed from the boundaries, into the reference data."""

import csv
from typing import Any

from django.core.management.base import BaseCommand

from boroughs.boundaries import neighbouring_codes, read_boundaries
from boroughs.reference import REFERENCE, read_table


class Command(BaseCommand):
    help = "Computes fixtures/reference/neighbours.csv from the boundaries. Needed only when those change."

    def handle(self, *args: Any, **options: Any) -> None:
        slugs = {row["gss_code"]: row["slug"] for row in read_table("authorities") if row["gss_code"]}
        pairs = sorted(
            sorted((slugs[one], slugs[other])) for one, other in neighbouring_codes(read_boundaries())
        )
        with (REFERENCE / "neighbours.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(["authority", "neighbour"])
            writer.writerows(pairs)
        self.stdout.write(f"{len(pairs)} pairs of neighbours written.")
