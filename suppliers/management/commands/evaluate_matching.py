"""manage.py evaluate_matching: how good the matching of supplier names is, on labelled pairs."""

import csv
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from suppliers.matching.evaluating import Figures, Fold, Pair, decided, figures, folds, judged

COLUMNS = ("name_a", "name_b", "is_match", "tier", "difficulty")
# Pairs of which not even a person could say.
NOT_COUNTED = "gold_ambiguous"
LABELS = {"1": True, "0": False, "true": True, "false": False, "yes": True, "no": False}
WORDS = {
    "pairs": "pairs counted",
    "matches": "of them matches",
    "precision": "right among the accepted",
    "recall": "matches accepted",
    "f1": "both in one (F1)",
    "lookalikes_accepted": "look-alikes accepted",
    "first": "right candidate first",
    "first_three": "right candidate within three",
    "likely": "right candidate likely",
    "pairs_per_second": "pairs decided in a second",
}


class Command(BaseCommand):
    # It reads a file and the rule; no setting of a service bears on that.
    requires_system_checks = ()

    help = "Says how good the matching of supplier names is, on a CSV file of labelled pairs of names."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("pairs", type=Path, help=f"A CSV file with the columns {', '.join(COLUMNS)}.")
        parser.add_argument("--json", action="store_true", help="Print one JSON object.")
        parser.add_argument(
            "--folds",
            type=int,
            default=0,
            metavar="N",
            help="Also choose the weights anew on N - 1 of N parts, and print the figures of both sides.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        number = options["folds"]
        if number and number < 2:
            raise CommandError("--folds must be 2 or more.")
        pairs = read_pairs(options["pairs"])
        if number > len(pairs):
            raise CommandError(f"--folds must be no more than the {len(pairs)} pairs that count.")
        accepted, pairs_per_second = decided(pairs)
        found = asdict(figures(judged(pairs, accepted))) | {"pairs_per_second": round(pairs_per_second)}
        parts = folds(pairs, accepted, number) if number else []
        if options["json"]:
            if parts:
                found["folds"] = [
                    {
                        "weights": part.weights._asdict(),
                        "tuned_on": asdict(part.tuned_on),
                        "held_out": asdict(part.held_out),
                    }
                    for part in parts
                ]
            self.stdout.write(json.dumps(found))
            return
        for key, words in WORDS.items():
            self.stdout.write(f"{key:<20} {_shown(found[key]):>9}  {words}")
        for at, part in enumerate(parts, 1):
            self._write_fold(at, part)

    def _write_fold(self, at: int, part: Fold) -> None:
        weights = ", ".join(f"{name} {value:g}" for name, value in part.weights._asdict().items())
        self.stdout.write(f"\nPart {at} held out; weights chosen on the others: {weights}")
        self.stdout.write(f"{'':<20} {'tuned on':>9} {'held out':>9}")
        for key in Figures.__dataclass_fields__:
            tuned_on, held_out = getattr(part.tuned_on, key), getattr(part.held_out, key)
            self.stdout.write(f"{key:<20} {_shown(tuned_on):>9} {_shown(held_out):>9}")


def _shown(value: float | None) -> str:
    if value is None:
        return "none"
    return f"{value:,}" if isinstance(value, int) else f"{value:.4f}"


def read_pairs(path: Path) -> list[Pair]:
    """The pairs of a file that count. A file that is no such list is a CommandError that says why."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            missing = [column for column in COLUMNS if column not in (reader.fieldnames or ())]
            if missing:
                raise CommandError(f"{path} lacks the columns {', '.join(missing)}.")
            pairs = [
                _pair(row, f"{path}, line {reader.line_num}") for row in reader if row["tier"] != NOT_COUNTED
            ]
    except OSError as problem:
        raise CommandError(f"{path} cannot be read: {problem.strerror}.") from problem
    except UnicodeDecodeError as problem:
        raise CommandError(f"{path} is not text in UTF-8.") from problem
    except csv.Error as problem:
        raise CommandError(f"{path} is not a CSV file: {problem}.") from problem
    if not pairs:
        raise CommandError(f"{path} has no pairs to count.")
    return pairs


def _pair(row: dict[str, str | None], where: str) -> Pair:
    name_a, name_b = (row["name_a"] or "").strip(), (row["name_b"] or "").strip()
    label = (row["is_match"] or "").strip()
    if not name_a or not name_b:
        raise CommandError(f"{where}: name_a and name_b must both say a name.")
    if label not in LABELS:
        raise CommandError(f"{where}: is_match must be 1 or 0, not {label!r}.")
    return Pair(name_a, name_b, LABELS[label])
