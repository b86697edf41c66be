"""The suppliers that a name may mean, looked for in memory: of 50,000 in a few milliseconds.

The names are read once by each process. After that a look-up reads only those of suppliers that were
written since, so that what somebody has just added or renamed is found.
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
# What was merged or put on hold since is only passed over when it is found, so more are looked up than shown.
MORE: Final = 5
# The address of each supplier that somebody may know of.
type Slugs = frozenset[str]


@dataclass
class Names:
    """Every name of every supplier, as an index that is kept up to date."""

    demonstration: bool
    index: Index = field(default_factory=Index)
    versions: dict[int, int] = field(default_factory=dict)
    # Address of each supplier -> where its name of today stands in the index.
    own: dict[str, range] = field(default_factory=dict)
    merged: set[int] = field(default_factory=set)
    on_hold: set[int] = field(default_factory=set)
    upto: datetime.datetime | None = None
    _among: tuple[Slugs, frozenset[int]] | None = None

    def refresh(self) -> None:
        """Read the suppliers that were written since the last time: one query, and one for their aliases."""
        now = timezone.now()
        suppliers, aliases = Supplier.objects.all(), SupplierAlias.objects.all()
        if self.upto is not None:
            # By this alone: SQLite would rather go through all that were not merged.
            suppliers = suppliers.filter(updated_at__gte=self.upto - STILL_WRITING)
        columns = ("pk", "version", "demonstration", "merged_into", "held_from", "slug", "name")
        changed = {}
        for pk, version, demonstration, into, held_from, slug, name in suppliers.values_list(*columns):
            if demonstration == self.demonstration and self.versions.get(pk) != version:
                self.versions[pk] = version
                for those, so in ((self.merged, into is not None), (self.on_hold, bool(held_from))):
                    (those.add if so else those.discard)(pk)
                if into is None:
                    changed[pk] = slug, name
        if self.upto is not None:
            aliases = aliases.filter(supplier__in=list(changed))
        for pk, (slug, name) in changed.items():
            self.own[slug] = self.index.offer(pk, name)
            self._among = None
        for pk, spelling in aliases.values_list("supplier_id", "spelling") if changed else ():
            # Most are spelt as they are called: once is enough.
            if pk in changed and spelling != changed[pk][1]:
                self.index.offer(pk, spelling)
        self.upto = now

    def among(self, known: Slugs) -> frozenset[int]:
        """Where those names stand that somebody may know who knows of these suppliers: not their aliases."""
        if self._among is None or self._among[0] != known:
            places = (self.own[slug] for slug in known if slug in self.own)
            self._among = known, frozenset(place for name in places for place in name)
        return self._among[1]


HELD: Final[Held[Names]] = Held()
_LOCK: Final = threading.Lock()


def find_candidates(
    name: str,
    *,
    demonstration: bool = False,
    limit: int = 5,
    without: Iterable[int] = (),
    known: Slugs | None = None,
    held: bool = False,
) -> list[Candidate]:
    """The suppliers of today that a name may mean, the likeliest first, each once; `without` some of them.

    Whoever may know of some suppliers alone gives their addresses as `known`: the others, and every alias,
    take no part. Those on hold are found where `held` says so.
    """
    with _LOCK:
        # Of one moment for as long as the process lives: it is brought up to date, not made anew.
        names = HELD.of(demonstration, None, partial(Names, demonstration))
        names.refresh()
        places = None if known is None else names.among(known)
        passed_over = names.merged.union(without) if held else names.merged.union(without, names.on_hold)
        found = names.index.candidates(name, limit + MORE, among=places)
    return [one for one in found if one.pk not in passed_over][:limit]
