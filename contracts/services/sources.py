"""The sources that come with Thirty3, described in `fixtures/sources.csv`."""

import csv
from pathlib import Path

from django.conf import settings

from contracts.models import Source

FILE = Path("fixtures") / "sources.csv"


def load_sources() -> int:
    """Describe the sources that are not described yet; what staff changed stays. Returns how many are new."""
    made = 0
    with (settings.BASE_DIR / FILE).open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            _, created = Source.objects.get_or_create(
                slug=row["slug"],
                defaults={
                    "name": row["name"],
                    "rank": int(row["rank"]),
                    "publisher": row["publisher"],
                    "licence": row["licence"],
                    "attribution": row["attribution"],
                    "url": row["url"],
                    "published": row["published"] == "yes",
                },
            )
            made += created
    return made
