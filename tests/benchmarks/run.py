"""Measures pages over many contracts, served as in production.

    DATA_DIR=/tmp/bench .venv/bin/python tests/benchmarks/run.py --contracts 100000

On PostgreSQL where DATABASE_URL names one, otherwise on SQLite. Makes a world in an empty database, or
measures the one that is there. Without DATA_DIR a temporary directory holds it and goes afterwards.
Prints figures; asserts nothing, since they depend on the machine.
"""

import argparse
import os
import secrets
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

# For pages of which no two requests are the same: more than there are warm requests.
WORDS = """
    housing planning payroll licences case council social waste records digital support system hosting
    management finance children adults parking libraries identity training invented
"""
AUTHORITIES = """
    camden hackney barnet ealing brent newham sutton bexley merton haringey islington lambeth lewisham
    croydon enfield harrow havering hillingdon hounslow redbridge southwark wandsworth
"""
PAGES = {
    "/": ["/"],
    "/contracts/": ["/contracts/"],
    "/contracts/?q=housing": ["/contracts/?q=housing"],
    "/contracts/, another word each time": [f"/contracts/?q={word}" for word in WORDS.split()],
    "/technologies/": ["/technologies/"],
    "/technologies/matrix/": ["/technologies/matrix/"],
    "/technologies/new/": ["/technologies/new/"],
    "/compare/boroughs/": ["/compare/boroughs/?borough=camden&borough=hackney&borough=islington"],
    "/suppliers/": ["/suppliers/"],
    "/services/": ["/services/"],
    "/boroughs/camden/": ["/boroughs/camden/"],
    "/insights/": ["/insights/"],
    "/insights/?borough=camden&source=demonstration": ["/insights/?borough=camden&source=demonstration"],
    "/insights/, another authority each time": [f"/insights/?borough={slug}" for slug in AUTHORITIES.split()],
}
HEAD = """
| page | status | bytes | cold, ms | warm, ms | slowest warm, ms |
| --- | --: | --: | --: | --: | --: |"""


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--contracts", type=int, default=100_000)
    parser.add_argument("--times", type=int, default=20, help="warm requests of each page")
    parser.add_argument("--only", default="", help="pages whose address contains this")
    parser.add_argument(
        "--again", action="store_true", help="make list rows and indexes of a kept world anew"
    )
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="thirty3-benchmark-") as scratch:
        os.environ |= {
            "DATA_DIR": os.environ.get("DATA_DIR") or scratch,
            "DJANGO_SETTINGS_MODULE": "thirty3.settings",
            "SECRET_KEY": secrets.token_urlsafe(48),
            "ALLOWED_HOSTS": "localhost",
        }
        prepare(options.contracts, again=options.again)
        show(options.only, options.times)


def prepare(contracts: int, *, again: bool) -> None:
    """The database at the code's state, with the world in it."""
    # Models can be imported once Django is set up, and not before.
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection, connections
    from django.utils import timezone

    from contracts.demonstration.scale.world import make_world
    from contracts.models import Contract

    cache = "cache" if "cache" in connections else "default"
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", database=cache, verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    held, started = Contract.objects.count(), time.monotonic()
    if held not in (0, contracts):
        raise SystemExit(f"The database holds {held:,} contracts. Name an empty one, or --contracts {held}.")
    if not held:
        call_command("load_reference", verbosity=0)
        make_world(contracts, today=timezone.localdate())
    elif again:
        call_command("rebuild_search", verbosity=0)
    done = "" if held and not again else f", made in {time.monotonic() - started:.0f} s"
    print(f"{contracts:,} contracts on {connection.display_name}{done}")
    connections.close_all()


def show(only: str, times: int) -> None:
    """The table of figures, as docs/benchmarks.md has it."""
    from django.core.cache import cache
    from django.db import connections

    from tests.benchmarks.serving import measure

    print(HEAD)
    for name, addresses in PAGES.items():
        if only not in addresses[0]:
            continue
        # A new process that finds what an older one left in the cache is not cold.
        cache.clear()
        connections.close_all()
        found = measure(os.environ, addresses, times)
        if found.status == 404:
            print(f"| {name} | 404 | not there yet | | | |", flush=True)
        else:
            cold, warm, slowest = (round(1000 * s) for s in (found.cold, found.warm, found.slowest))
            print(f"| {name} | {found.status} | {found.size:,} | {cold} | {warm} | {slowest} |", flush=True)


if __name__ == "__main__":
    main()
