"""Asks the judged searches of the demonstration, and prints how many were answered well.

    DATA_DIR=/tmp/demo .venv/bin/python tests/benchmarks/judged.py --category typo

The demonstration is loaded first where DATA_DIR does not hold it; without DATA_DIR a temporary directory
holds it and goes afterwards. Ends with 1 where less is answered well than Thirty3 promises.
"""

import argparse
import datetime
import os
import secrets
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.search.judging import CATEGORIES, Judged, Verdict, judged_searches, tally, verdict  # noqa: E402

# The day of which the answers speak: what is live, and what is still to start.
DAY = datetime.date(2026, 11, 27)
FIRST = 0.90
WITHIN = 0.97


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--category", choices=CATEGORIES, help="ask these alone")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="thirty3-judged-") as scratch:
        os.environ |= {
            "DATA_DIR": os.environ.get("DATA_DIR") or scratch,
            "DJANGO_SETTINGS_MODULE": "thirty3.settings",
            "SECRET_KEY": secrets.token_urlsafe(48),
            "THIRTY3_DEMO": "1",
        }
        prepare()
        verdicts = list(asked(judged_searches(), options.category))
    report(verdicts)
    counted = tally(verdicts)
    return int(counted.first < FIRST * counted.asked or counted.within < WITHIN * counted.asked)


def prepare() -> None:
    import django

    django.setup()
    from django.core.management import call_command

    call_command("prepare", stdout=sys.stderr)


def asked(searches: Iterable[Judged], category: str | None) -> Iterable[Verdict]:
    from tests.search.asking import ask

    for judged in searches:
        if category in (None, judged.category):
            yield verdict(judged, ask(judged, DAY))


def report(verdicts: list[Verdict]) -> None:
    """A table by category; then each search whose first result is not right, with what came first."""
    print("| category | searches | first right | within five |\n| --- | --: | --: | --: |")
    for category in CATEGORIES:
        if these := [verdict for verdict in verdicts if verdict.judged.category == category]:
            print_line(category, these)
    print_line("all", verdicts)
    for found in verdicts:
        if not found.is_first:
            expected = " | ".join(found.judged.expected) or "nothing"
            print(f"\n{found.judged}\n  expected: {expected}")
            print(f"  place: {found.rank or 'not found'}; came first: {found.came_first or 'nothing'}")


def print_line(label: str, verdicts: list[Verdict]) -> None:
    counted = tally(verdicts)
    shares = (f"{number} ({number / counted.asked:.0%})" for number in (counted.first, counted.within))
    print(f"| {label} | {counted.asked} | {' | '.join(shares)} |")


if __name__ == "__main__":
    sys.exit(main())
