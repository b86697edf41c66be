"""Measures finding contracts, as visitors do it, beside Datasette on the same rows.

    .venv/bin/python tests/benchmarks/find.py --folder /tmp/find --contracts 10000
    .venv/bin/python tests/benchmarks/find.py --folder /tmp/find --million

On PostgreSQL where DATABASE_URL names a scratch database, otherwise on SQLite in the folder. What is made
there (the world, Datasette and its table) is kept and measured again by the next run of the same size.
Between any two requests a contract is edited, so that the stamp of the lists moves and nothing kept of an
earlier answer helps. Prints figures; asserts nothing, since they depend on the machine.
"""

import argparse
import os
import secrets
import statistics
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

MILLION = 1_000_000
WARM_UPS, TIMES = 3, 15
WORKERS = 2
HEAD = """
| question | found here, there | ms (fastest to slowest) | Datasette, ms (fastest to slowest) | bound, ms | |
| --- | --: | --: | --: | --: | --- |"""


@dataclass(frozen=True)
class Question:
    """What is asked in one row of the table: as many ways as there are requests, or the same each time."""

    name: str
    ours: Sequence[dict[str, Any]]
    theirs: Sequence[dict[str, Any]]
    # The part of Datasette's time that the design allows; None where it names none.
    allowed: float | None = None


def questions(last_page: int, last_id: int) -> Iterator[Question]:
    from contracts.demonstration.scale.wording import BROAD_WORDS, NAMES, PHRASES

    asked = WARM_UPS + TIMES
    first, others = BROAD_WORDS[:asked], BROAD_WORDS[asked : 2 * asked]
    phrase = f'"{PHRASES[2]}"'
    rare = NAMES[-asked:]
    camden, filters = {"borough": "camden"}, {"borough": "camden", "kind": "contract"}
    yield Question("a broad word", [{"q": w} for w in first], [{"_search": w} for w in first], 1 / 5)
    yield Question("no search", [{}], [{}], 1 / 2)
    yield Question("one borough", [camden], [{"borough": "Camden"}], 1 / 2)
    yield Question("a phrase", [{"q": phrase}], [{"_search": phrase}], 1 / 2)
    yield Question("a rare word", [{"q": w} for w in rare], [{"_search": w} for w in rare])
    yield Question(
        "two filters and a word",
        [{**filters, "q": w} for w in others],
        [{"borough": "Camden", "kind": "contract", "_search": w} for w in others],
    )
    yield Question("last page", [{"page": last_page}], [{"_next": last_id}])


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--folder", type=Path, required=True, help="what is made is kept here")
    size = parser.add_mutually_exclusive_group()
    size.add_argument("--contracts", type=int, default=10_000)
    size.add_argument("--million", dest="contracts", action="store_const", const=MILLION)
    parser.add_argument("--datasette", type=Path, help="the program, if it is installed already")
    parser.add_argument("--alone", action="store_true", help="without Datasette")
    options = parser.parse_args()
    folder: Path = options.folder.resolve()
    os.environ |= {
        "DATA_DIR": str(folder / f"thirty3-{options.contracts}"),
        "DJANGO_SETTINGS_MODULE": "thirty3.settings",
        "SECRET_KEY": secrets.token_urlsafe(48),
        # As bin/run sets it: nothing but the public host of a real service is left out.
        "THIRTY3_DEMO": "1",
    }
    Path(os.environ["DATA_DIR"]).mkdir(parents=True, exist_ok=True)
    prepare(options.contracts)
    program = None if options.alone else options.datasette
    if program is None and not options.alone:
        from tests.benchmarks.datasette import installed

        program = installed(folder)
    show(options.contracts, folder / f"datasette{options.contracts}.db", program)


def prepare(contracts: int) -> None:
    """The database at the code's state, with the world in it."""
    # Models can be imported once Django is set up, and not before.
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection, connections

    from contracts.models import Contract

    cache = "cache" if "cache" in connections else "default"
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", database=cache, verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    if Contract.objects.count() != contracts:
        call_command("make_benchmark_data", contracts)
    print(f"{contracts:,} contracts on {connection.display_name}")
    connections.close_all()


def show(contracts: int, path: Path, program: Path | None) -> None:
    """The table of figures, as docs/benchmarks.md has it."""
    from django.db import connection
    from django.utils import timezone

    from contracts.listing.filters import ContractFilter
    from contracts.listing.ordering import PER_PAGE
    from contracts.listing.selection import select
    from contracts.models import Listing
    from tests.benchmarks.datasette import address, beside, fill, found
    from tests.benchmarks.serving import served
    from thirty3.audiences import Audience

    rows = Listing.objects.filter(kind="contract", audience="public")
    if program and not path.exists():
        fill(path, rows.order_by("record_id").values_list("record_id", "data").iterator())
    listed = len(select(ContractFilter(), Audience.PUBLIC, timezone.localdate()))
    asked = list(questions(-(-listed // PER_PAGE), contracts - PER_PAGE))
    print(HEAD)
    with ExitStack() as servers:
        port = servers.enter_context(served(os.environ, WORKERS))
        beside_at = servers.enter_context(beside(program, path)) if program else None
        for question in asked:
            ours = [f"/contracts/?{urlencode(params)}" for params in question.ours]
            theirs = [address(path, params) for params in question.theirs]
            took, took_beside = measured((port, ours), (beside_at, theirs))
            chosen = ContractFilter(**_as_filter(question.ours[-1]))
            matches = len(select(chosen, Audience.PUBLIC, timezone.localdate()))
            theirs_found = found(beside_at, path, question.theirs[-1]) if beside_at else 0
            counts = f"{matches:,}, {theirs_found:,}" if beside_at else f"{matches:,}"
            print(_row(question, counts, took, took_beside, contracts, connection.vendor), flush=True)


def measured(*sites: tuple[int | None, Sequence[str]]) -> list[list[float]]:
    """How long each request took of each site, the first three aside, in milliseconds.

    They are asked in turn, so that what else the machine does falls on all alike.
    """
    from tests.benchmarks.serving import ask

    found: list[list[float]] = [[] for _ in sites]
    for number in range(WARM_UPS + TIMES):
        edit()
        for (port, addresses), times in zip(sites, found, strict=True):
            if port is None:
                continue
            answer = ask(port, addresses[number % len(addresses)])
            if answer.status != HTTPStatus.OK:
                raise SystemExit(f"{addresses[number % len(addresses)]} answered {answer.status}.")
            times.append(1000 * answer.seconds)
    return [times[WARM_UPS:] for times in found]


def edit() -> None:
    """One edit of a contract, its log and list row included, as an officer makes it."""
    from contracts.models import Contract
    from thirty3.history.services import recording

    contract = Contract.objects.get(pk=1)
    routes = Contract.Route.values
    with recording(contract, why="Edited between two requests"):
        contract.route_state = "known"
        contract.route = routes[0] if contract.route != routes[0] else routes[1]
        contract.save()


def _as_filter(params: dict[str, Any]) -> dict[str, Any]:
    return {name: (value,) if name in ("borough", "kind") else value for name, value in params.items()}


def _row(
    question: Question, counts: str, took: list[float], beside: list[float], contracts: int, vendor: str
) -> str:
    allowed = bound(question, statistics.median(beside) if beside else None, contracts, vendor)
    verdict = "" if allowed is None else "met" if statistics.median(took) <= allowed else "missed"
    bounded = "" if allowed is None else f"{allowed:.0f}"
    return f"| {question.name} | {counts} | {_told(took)} | {_told(beside)} | {bounded} | {verdict} |"


def _told(times: list[float]) -> str:
    return f"{statistics.median(times):.0f} ({min(times):.0f} to {max(times):.0f})" if times else ""


def bound(question: Question, theirs: float | None, contracts: int, vendor: str) -> float | None:
    """What the design allows (docs/benchmarks.md, Finding)."""
    if vendor == "postgresql":
        return 800 if contracts >= MILLION else 120
    if theirs is None:
        return None
    if theirs < 80:
        return 40
    return None if question.allowed is None else question.allowed * theirs


if __name__ == "__main__":
    main()
