"""Measures looking for one supplier among many, building the queue of likely duplicates, and a large merge.

    DATA_DIR=/tmp/identity .venv/bin/python tests/benchmarks/identity.py --suppliers 50000 --contracts 5000

On PostgreSQL where DATABASE_URL names an empty scratch database, otherwise on SQLite in DATA_DIR. What is
made there is measured again by the next run. Names are invented, and alike as real ones are: words of a
trade that many share, groups with companies in several countries, legal forms, typing mistakes.
Prints figures by the clock and, in brackets, of the processor, which other work moves little; asserts
nothing, since they depend on the machine.
"""

import argparse
import datetime
import os
import random
import resource
import secrets
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
ASKED = 200
A_DAY = datetime.timedelta(days=1)
SYLLABLES = [first + rest for first in "bcdfghklmnprstvw" for rest in ("a", "e", "i", "or", "in", "al")]
ENDINGS = ("", "n", "x", "ton", "soft", "ford", "tech", "ia", "is")
TRADE = [
    "Software",
    "Systems",
    "Solutions",
    "Technology",
    "Consulting",
    "Digital",
    "Services",
    "Data",
    "Networks",
    "Security",
    "Communications",
    "Housing",
    "Care",
    "Health",
    "Cloud",
    "IT",
    "Group",
    "Analytics",
    "Partners",
    "Media",
    "Training",
    "Research",
    "Design",
    "Engineering",
]
PLACES = ("UK", "Europe", "London", "International", "Ireland", "Holdings", "Group")
LEGAL = ("Ltd", "Limited", "PLC", "LLP", "")
SHARES = {"a typing mistake": 0.02, "another legal form": 0.04, "a company of a group": 0.08}


def names(seed: int = 1) -> Iterator[str]:
    """Names for ever: one firm's, and now and then what looks like it."""
    chance = random.Random(seed)
    while True:
        own = " ".join(_word(chance) for _ in range(chance.choice((1, 1, 1, 2))))
        trade = " ".join(chance.sample(TRADE, chance.choice((0, 1, 1, 2))))
        whole = f"{own} {trade}".strip()
        yield f"{whole} {chance.choice(LEGAL)}".strip()
        if chance.random() < SHARES["a company of a group"]:
            for place in chance.sample(PLACES, chance.choice((1, 2, 3))):
                yield f"{whole} {place} {chance.choice(LEGAL[:2])}"
        if chance.random() < SHARES["another legal form"]:
            yield f"The {whole.upper()} {chance.choice(LEGAL)}".strip()
        if chance.random() < SHARES["a typing mistake"]:
            yield f"{_mistyped(chance, whole)} {chance.choice(LEGAL)}".strip()


def _word(chance: random.Random) -> str:
    syllables = (chance.choice(SYLLABLES) for _ in range(chance.choice((2, 2, 3))))
    return "".join([*syllables, chance.choice(ENDINGS)]).capitalize()


def _mistyped(chance: random.Random, text: str) -> str:
    at = chance.randrange(1, len(text) - 1)
    return chance.choice((text[:at] + text[at + 1 :], text[:at] + text[at] * 2 + text[at + 1 :]))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--suppliers", type=int, default=50_000)
    parser.add_argument("--contracts", type=int, default=5_000, help="of the supplier that is merged")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="thirty3-benchmark-") as scratch:
        os.environ |= {
            "DATA_DIR": os.environ.get("DATA_DIR") or scratch,
            "DJANGO_SETTINGS_MODULE": "thirty3.settings",
            "SECRET_KEY": secrets.token_urlsafe(48),
            "ALLOWED_HOSTS": "localhost",
        }
        prepare(options.suppliers)
        look_up()
        merging(options.contracts)
        queue()


def prepare(suppliers: int) -> None:
    """The database at the code's state, with suppliers in it."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection, connections
    from django.utils import timezone

    from suppliers.models import Supplier, SupplierAlias
    from suppliers.names import fold, unique_slugs

    cache = "cache" if "cache" in connections else "default"
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", database=cache, verbosity=0)
    if not Supplier.objects.exists():
        made = list(islice(names(), suppliers))
        slugs = unique_slugs(made, taken=())
        Supplier.objects.bulk_create(
            [
                Supplier(name=name, slug=slug, version=1, updated_at=timezone.now() - A_DAY)
                for name, slug in zip(made, slugs, strict=True)
            ],
            batch_size=1000,
        )
        aliases = {fold(name): (pk, name) for pk, name in Supplier.objects.values_list("pk", "name")}
        SupplierAlias.objects.bulk_create(
            [SupplierAlias(supplier_id=pk, spelling=name, folded=key) for key, (pk, name) in aliases.items()],
            batch_size=1000,
        )
    print(f"{Supplier.objects.count():,} suppliers on {connection.display_name}")


def look_up() -> None:
    """One name among all: the first of a process, further ones, and one after somebody wrote a supplier."""
    from django.utils import timezone

    from suppliers.identity.candidates import find_candidates
    from suppliers.models import Supplier

    asked = list(islice(names(seed=2), ASKED))
    known = list(Supplier.objects.order_by("name").values_list("pk", "name")[:ASKED])
    print(f"first look-up of a process: {_took(find_candidates, asked[0]).seconds}")
    for words, those in (("new names", asked), ("names that are known", [name for _, name in known])):
        print(f"{words}: {_spread([_took(find_candidates, one) for one in those])}")
    public = frozenset(Supplier.objects.order_by("pk").values_list("slug", flat=True)[::2])
    print(f"first that may know of half of them: {_took(find_candidates, asked[0], known=public).seconds}")
    half = [_took(find_candidates, one, known=public) for one in asked]
    print(f"new names, of those half: {_spread(half)}")
    taken = []
    for pk, name in known[:50]:
        Supplier.objects.filter(pk=pk).update(version=2, updated_at=timezone.now())
        taken.append(_took(find_candidates, name))
    print(f"each after a supplier was written: {_spread(taken)}")


def queue() -> None:
    """The queue from nothing."""
    from suppliers.identity.duplicates import find_duplicates
    from suppliers.models import LikelyDuplicate

    LikelyDuplicate.objects.all().delete()
    took = _took(find_duplicates)
    print(f"the queue, from nothing: {took.seconds}, {LikelyDuplicate.objects.count():,} pairs")
    print(f"most memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024:,} MB")


def merging(contracts: int) -> None:
    """Two suppliers with many contracts, a tenth of them of both: looked at, merged, and parted again."""
    from contracts.models import Contract, ContractSupplier
    from suppliers.models import Supplier
    from thirty3.history.merging.preview import preview
    from thirty3.history.merging.service import merge
    from thirty3.history.merging.undo import undo
    from thirty3.history.models import Merge

    loser, survivor = Supplier.objects.filter(merged_into=None).order_by("pk")[:2]
    if not ContractSupplier.objects.filter(supplier=loser).exists():
        _contracts(loser, survivor, contracts)
    print(f"{Contract.objects.count():,} contracts of the one that goes")
    print(f"preview: {_took(preview, loser=loser, survivor=survivor).seconds}")
    took = _took(merge, loser=loser, survivor=survivor, why="Measured")
    done = Merge.objects.latest("pk")
    print(f"merge: {took.seconds}, {done.moved:,} records")
    print(f"undo: {_took(undo, merge=done).seconds}")


def _contracts(loser: Any, survivor: Any, count: int) -> None:
    from boroughs.models import Borough
    from contracts.models import Contract, ContractSupplier
    from thirty3.history.services import recording
    from thirty3.registry import PROJECTIONS

    buyer = Borough(slug="somewhere", name="Somewhere", formal_name="Somewhere", kind="authority")
    with recording(buyer):
        buyer.save()
    made = Contract.objects.bulk_create(
        [
            Contract(title=f"Agreement {number}", lead_buyer=buyer, supplier_state="known", version=1)
            for number in range(count)
        ],
        batch_size=500,
    )
    links = [ContractSupplier(contract=one, supplier=loser) for one in made]
    links += [ContractSupplier(contract=one, supplier=survivor) for one in made[::10]]
    ContractSupplier.objects.bulk_create(links, batch_size=500)
    PROJECTIONS[Contract.record_kind()].refresh({one.pk for one in made})


@dataclass(frozen=True)
class Took:
    """How long something took, in milliseconds."""

    clock: float
    cpu: float

    @property
    def seconds(self) -> str:
        return f"{self.clock / 1000:,.1f} s ({self.cpu / 1000:,.1f})"


def _took(what: Any, *args: Any, **facts: Any) -> Took:
    clock, cpu = time.perf_counter(), time.process_time()
    what(*args, **facts)
    return Took((time.perf_counter() - clock) * 1000, (time.process_time() - cpu) * 1000)


def _spread(taken: list[Took]) -> str:
    clock, cpu = sorted(one.clock for one in taken), sorted(one.cpu for one in taken)
    told = (("median", len(taken) // 2), ("95th of a hundred", int(len(taken) * 0.95)), ("slowest", -1))
    return ", ".join(f"{words} {clock[at]:.1f} ms ({cpu[at]:.1f})" for words, at in told)


if __name__ == "__main__":
    main()
