"""The suppliers that a name may mean, looked for in memory: of 50,000 in a few milliseconds.

The names are read once by each process. After that a look-up reads only those of suppliers that were
written since, so that what somebody has just added is found.
"""

import datetime
import threading
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import partial
from typing import Final

from django.utils import timezone

from suppliers.matching.candidates import Candidate, Index
from suppliers.models import Supplier, SupplierAlias
from thirty3.search.held import Held

# A write becomes visible when its transaction ends, with the time at which it was made.
STILL_WRITING: Final = datetime.timedelta(minutes=2)
# What was merged or renamed since is only passed over when it is found, so more are looked up than shown.
MORE: Final = 5


@dataclass
class Names:
    """Every name of every supplier, as an index that is kept up to date."""

    demonstration: bool
    index: Index = field(default_factory=Index)
    versions: dict[int, int] = field(default_factory=dict)
    upto: datetime.datetime | None = None

    def refresh(self) -> None:
        """Read the names of suppliers that were written since the last time."""
        now = timezone.now()
        suppliers, aliases = Supplier.objects.all(), SupplierAlias.objects.all()
        if self.upto is not None:
            # By this alone: SQLite would rather go through all that were not merged.
            suppliers = suppliers.filter(updated_at__gte=self.upto - STILL_WRITING)
        read = suppliers.values_list("pk", "name", "version", "demonstration", "merged_into")
        changed = {
            pk: (name, version)
            for pk, name, version, demonstration, into in read
            if demonstration == self.demonstration and into is None and self.versions.get(pk) != version
        }
        if self.upto is not None:
            aliases = aliases.filter(supplier__in=list(changed))
        for pk, (name, version) in changed.items():
            self.index.offer(pk, name)
            self.versions[pk] = version
        for pk, spelling in aliases.values_list("supplier_id", "spelling") if changed else ():
            if pk in changed:
                self.index.offer(pk, spelling)
        self.upto = now


_HELD: Final[Held[Names]] = Held()
_LOCK: Final = threading.Lock()


def find_candidates(
    name: str, *, demonstration: bool = False, limit: int = 5, without: Iterable[int] = ()
) -> list[Candidate]:
    """The suppliers of today that a name may mean, the likeliest first, each once; `without` some of them."""
    with _LOCK:
        # Of one moment for as long as the process lives: it is brought up to date, not made anew.
        held = _HELD.of(demonstration, None, partial(Names, demonstration))
        held.refresh()
        found = held.index.candidates(name, limit + MORE)
    passed = set(without)
    rows = Supplier.objects.filter(pk__in=[one.pk for one in found])
    told = rows.values_list("pk", "merged_into", "held_from")
    there = {pk for pk, into, held_from in told if into is None and not held_from}
    return [one for one in found if one.pk in there - passed][:limit]
