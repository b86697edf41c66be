"""The worlds, each put together from what the other modules make."""

import tempfile

from django.core.management import call_command

from boroughs.models import Borough
from tests.browser import journeys
from tests.browser.world.officers import answered, grouped, kept, needed, problems
from tests.browser.world.pasts import pasts
from tests.browser.world.people import signed_in
from tests.browser.world.records import contracts, elsewhere, going_wrong, side_by_side
from tests.browser.world.registers import imports, register
from tests.pages.longest import AWKWARD, lengthen
from tests.pages.worlds import World

# One of each state in which a contract can be.
RECORDS = 9

type Sessions = dict[str, str]
type Addresses = dict[str, str]


def make(state: str) -> tuple[Addresses, Sessions]:
    """The addresses of what was made, and the session cookies of those who are signed in."""
    return {"empty": empty, "ordinary": ordinary, "longest": longest, "journeys": of_journeys}[state]()


def empty() -> tuple[Addresses, Sessions]:
    prepare()
    return {}, {}


def ordinary() -> tuple[Addresses, Sessions]:
    made = {**contracts(), **imports(), **register(), **going_wrong(), **problems()}
    sessions = signed_in("officer")
    return {**made, **around(made)}, sessions


def longest() -> tuple[Addresses, Sessions]:
    made = at_their_longest()
    sessions = signed_in("officer" * 9)
    return {**made, **around(made)}, sessions


def of_journeys() -> tuple[Addresses, Sessions]:
    return {}, journeys.make()


def around(made: Addresses) -> Addresses:
    """Pages that lead from what was made."""
    made = made | side_by_side(made) | pasts(made) | answered(made)
    return made | kept(made) | grouped(made) | needed()


def prepare() -> None:
    """What every site has: its tables, and its reference data."""
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", database="cache", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    with tempfile.TemporaryFile("w") as unread:
        call_command("load_reference", stdout=unread)
        call_command("load_toolkit", stdout=unread)
        call_command("load_toolkit_calls", stdout=unread)
        call_command("load_projects", stdout=unread)


def at_their_longest() -> dict[str, str]:
    """The world of the page tests, on the authorities that London has."""
    authorities = list(Borough.objects.authorities())
    world = World(nth_authority=authorities.__getitem__, borough=authorities[0])
    world.grow(RECORDS)
    elsewhere()
    lengthen(world, AWKWARD * 2)
    return {
        "real": world.contract.get_absolute_url(),
        "demonstration": world.contracts[3].get_absolute_url(),
        "protected": world.contracts[1].get_absolute_url(),
        "authority": world.borough.get_absolute_url(),
        "supplier": world.suppliers[0].get_absolute_url(),
        "technology": world.products[0].get_absolute_url(),
        "function": world.functions[0].get_absolute_url(),
        "area": world.functions[0].area.get_absolute_url(),
        "review": f"/admin/contracts/importbatch/{world.batch.key}/review/",
        "columns": f"/admin/contracts/importbatch/{world.batch.key}/columns/",
        "names": f"/admin/contracts/importbatch/{world.batch.key}/names/",
        "row": f"/admin/contracts/importbatch/{world.batch.key}/rows/1/",
    }
