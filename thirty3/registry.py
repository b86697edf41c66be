"""Registries: where a higher layer says what it adds to a page or a duty of a lower one.

Each is filled in an `AppConfig.ready` and read when a page is made, so that no lower layer
imports a higher one. `tests/architecture` fails where a duty (mover, holder) is not covered.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import batched
from types import MappingProxyType
from typing import Any, Final, Protocol

from django.contrib.sitemaps import Sitemap
from django.db import models
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from thirty3.audiences import Audience
from thirty3.history.facts import Facts
from thirty3.spreadsheets.notes import Origin

# How many rows one statement names.
ROWS_AT_ONCE: Final = 500
NOTHING_SETTLED: Final[Mapping[str, str]] = MappingProxyType({})


class Ordered(Protocol):
    """Anything that is registered: it has a name of its own and a place among the others."""

    @property
    def name(self) -> str: ...
    @property
    def order(self) -> int: ...


class Registry[T: Ordered]:
    """Named things in order. Registering a name twice is a mistake and says so."""

    def __init__(self) -> None:
        self._items: dict[str, T] = {}

    def register(self, item: T) -> T:
        if item.name in self._items:
            raise ValueError(f"{item.name} is registered twice")
        self._items[item.name] = item
        return item

    def __iter__(self) -> Iterator[T]:
        return iter(sorted(self._items.values(), key=lambda item: (item.order, item.name)))

    def __getitem__(self, name: str) -> T:
        return self._items[name]

    def __contains__(self, name: object) -> bool:
        return name in self._items


@dataclass(frozen=True)
class MenuEntry:
    """A link of the site's main navigation."""

    name: str
    label: str
    url_name: str
    order: int


@dataclass(frozen=True)
class Panel:
    """One part of a profile page: a question about the page's subject, answered by one template.

    `context` takes the subject, the audience and the day, and returns what the template shows,
    or None where there is nothing to say. A panel that shows invented records says so under
    `demonstration`. `queries` is its query budget.
    """

    name: str
    page: str
    order: int
    template: str
    context: Callable[[Any, Audience, Any], dict[str, Any] | None]
    queries: int


@dataclass(frozen=True)
class Evidence:
    """Records that show something of the subjects of a page: the slug of each is a value of a facet.

    A supplier or product of which no record is seen is not known to that audience: its page is not
    found and no list names it, so that it cannot tell of a hidden record. `thirty3/evidence.py` reads it.
    """

    name: str
    page: str
    # The heading of a column of figures, and what one record is called, in the singular and the plural.
    label: str
    noun: tuple[str, str]
    kind: str
    facet: str
    # Where the records of a subject are listed, all of them or those of a source.
    address: Callable[[str, tuple[str, ...]], str]
    order: int
    # A facet and a value whose records are listed elsewhere and not counted here.
    apart: tuple[str, str] | None = None


@dataclass(frozen=True)
class Offered:
    """Subjects of a page that everyone may know of without a record: what their makers offer openly.

    Only what says nothing of any record belongs here. `slugs` is one query.
    """

    name: str
    page: str
    slugs: Callable[[], Iterable[str]]
    order: int = 0


@dataclass(frozen=True)
class Told:
    """Whose records those of the evidence are: `of` names the values of a facet of theirs, in one query."""

    name: str
    facet: str
    of: Callable[[Iterable[str]], Sequence[Origin]]
    order: int = 0


@dataclass(frozen=True)
class FacetNames:
    """The names of a facet's values that stand in records of a kind and in no table of their own.

    It is called as the facet is. `of` takes values, each with the id of a record that has it and that the
    audience sees, and tells their names in one query.
    """

    name: str
    kind: str
    of: Callable[[Mapping[str, int], Audience], Mapping[str, str]]
    order: int = 0


@dataclass(frozen=True)
class RecordAction:
    """Something a visitor can do with a record: a link beside its heading.

    `shown_to` answers whether whoever asks may do it; without it, everybody may.
    """

    name: str
    kind: str
    label: str
    url: Callable[[Any], str]
    order: int
    shown_to: Callable[[HttpRequest, Any], bool] | None = None


@dataclass(frozen=True)
class AccountSection:
    """A section of a signed-in person's own page, for those to whom `shown_to` answers yes."""

    name: str
    label: str
    url_name: str
    description: str
    shown_to: Callable[[HttpRequest], bool]
    order: int


@dataclass(frozen=True)
class Searchable:
    """A kind of record with a text index and facets, and how to build them anew.

    `shape` is a number that goes up whenever rows made before no longer hold what is read of them.
    """

    name: str
    rebuild: Callable[[], int]
    order: int
    shape: int = 0


@dataclass(frozen=True)
class Findable:
    """A kind of thing that the search for everything looks through: its pages are found by words.

    `find` takes what is asked (`Asked` in `thirty3/search/everything.py`), the day and how many to show, and
    returns a `Group`.
    """

    name: str
    find: Callable[[Any, Any, int], Any]
    order: int


@dataclass(frozen=True)
class NamesSource:
    """Where a search learns what else a phrase is called.

    `names` takes phrases in plain words and who asks, and tells for those that it knows what else to
    search for. It must not tell an audience of a name that this may not know.
    """

    name: str
    names: Callable[[set[str], Audience], dict[str, list[str]]]
    order: int


@dataclass(frozen=True)
class Mover:
    """A reference to a mergeable record: what a merge of two suppliers, say, has to carry over.

    Rows that are alike in all of `once` say the same of both records: the survivor keeps its own. Of facts
    that the two told differently `right` says whose is right, "loser" or "survivor": a mover of what such a
    fact rests on drops the rows of the other one.
    """

    model: type[models.Model]
    field: str
    once: tuple[str, ...] = ()
    order: int = 0

    @property
    def name(self) -> str:
        return f"{self.model._meta.label}.{self.field}"

    def referring(self, record_id: int) -> QuerySet[Any]:
        return self.model._default_manager.filter(**{self.field: record_id})

    def twice(self, *, from_id: int, to_id: int) -> set[int]:
        """Rows that cannot name the other record: it has one like them, or they would join it to itself."""
        gone, left = self.referring(from_id), self.referring(to_id)
        found: set[int] = set()
        for fields, condition, unknown_is_alike in self._only_once():
            there = set(left.filter(condition).values_list(*fields)) if fields else left.exists()
            for pk, *values in gone.filter(condition).values_list("pk", *fields) if there else ():
                known = unknown_is_alike or None not in values
                if there is True or (known and tuple(values) in there):  # type: ignore[operator]
                    found.add(pk)
        for other in self._joined_to():
            found |= set(gone.filter(**{other: to_id}).values_list("pk", flat=True))
        return found

    def dropped(self, *, from_id: int, to_id: int, right: Mapping[str, str] = NOTHING_SETTLED) -> set[int]:
        """Rows that a merge drops."""
        return self.twice(from_id=from_id, to_id=to_id)

    def move(self, *, from_id: int, to_id: int, right: Mapping[str, str] = NOTHING_SETTLED) -> int:
        """Point every reference at the surviving record; one that is already there is dropped.

        The survivor's own reference to the other one goes: nothing is its own parent or successor.
        Whoever merges records what this writes.
        """
        count = self.referring(from_id).count()
        if self._refers_to_its_own_kind():
            self.referring(from_id).filter(pk=to_id).update(**{self.field: None})
        dropped = self.dropped(from_id=from_id, to_id=to_id, right=right)
        for some in batched(sorted(dropped), ROWS_AT_ONCE, strict=False):
            self.model._default_manager.filter(pk__in=some).delete()
        self.referring(from_id).update(**{self.field: to_id})
        return count

    def _refers_to_its_own_kind(self) -> bool:
        return self.model._meta.get_field(self.field).related_model is self.model

    def _only_once(self) -> Iterator[tuple[tuple[str, ...], Q, bool]]:
        """Which other fields tell a record's rows apart, on which condition, and if unknowns are alike."""
        meta = self.model._meta
        for constraint in meta.constraints:
            if isinstance(constraint, models.UniqueConstraint) and self.field in constraint.fields:
                yield self._others(constraint.fields), constraint.condition or Q(), False
        for together in meta.unique_together:
            if self.field in together:
                yield self._others(together), Q(), False
        if getattr(meta.get_field(self.field), "unique", False):
            yield (), Q(), False
        if self.once:
            yield self.once, Q(), True

    def _others(self, fields: Iterable[str]) -> tuple[str, ...]:
        return tuple(name for name in fields if name != self.field)

    def _joined_to(self) -> list[str]:
        """The other references of a link between two records of one kind."""
        target = self.model._meta.get_field(self.field).related_model
        if target is self.model:
            return []
        links = (field for field in self.model._meta.concrete_fields if field.related_model is target)
        return [field.name for field in links if field.name != self.field]


@dataclass(frozen=True)
class PersonalDataHolder:
    """A place that holds something about a person: how to find it, and how to erase it."""

    model: type[models.Model]
    field: str
    what: str
    keep_row: bool = True
    # How a row goes that does not stay, where more than deleting it is needed.
    remove: Callable[[Any], object] | None = None
    order: int = 0

    @property
    def name(self) -> str:
        return f"{self.model._meta.label}.{self.field}"

    def find(self, person_id: int) -> QuerySet[Any]:
        return self.model._default_manager.filter(**{self.field: person_id})

    def erase(self, person_id: int) -> int:
        """Forget who it was; the row itself stays where it is a record of what was done."""
        rows = self.find(person_id)
        if self.keep_row:
            return rows.update(**{self.field: None})
        if self.remove is None:
            return rows.delete()[0]
        found = list(rows)
        for row in found:
            self.remove(row)
        return len(found)


@dataclass(frozen=True)
class Trace:
    """A place where a person's address may stand as text, which no link leads to.

    `find` tells where it stands, in words and without repeating it; `erase` takes it out and says how often.
    It is None where the text goes by itself within days.
    """

    name: str
    find: Callable[[str], list[str]]
    erase: Callable[[str], int] | None
    # Does so where a person asked staff to erase a text, though it would go by itself.
    on_request: Callable[[str], int] | None = None
    order: int = 0


@dataclass(frozen=True)
class PeriodicJob:
    """Work that `manage.py run_due` does again and again: what it does, and how long it may wait.

    `run` takes the time and says how much it did. It does no harm when it is run twice or is killed halfway:
    what is left is done the next time.
    """

    name: str
    run: Callable[[datetime], int]
    every: timedelta = timedelta(days=1)
    order: int = 0


@dataclass(frozen=True)
class DocumentHolder:
    """Rows that name documents in the store; `thirty3/documents/store.py` deletes what none of them names."""

    name: str
    named: Callable[[], Iterable[str]]
    order: int = 0


@dataclass(frozen=True)
class AudienceGrant:
    """A reason for which a person sees what authorities share with each other."""

    name: str
    holds: Callable[[int], bool]
    order: int = 0


@dataclass(frozen=True)
class Standing:
    """A side on which somebody may stand: that of authorities, or that of suppliers.

    `told` names what a person does there, in words and in one query. Whoever stands on one side is let
    in on the other by staff alone.
    """

    name: str
    told: Callable[[int], list[str]]
    order: int = 0


@dataclass(frozen=True)
class Joining:
    """A reason for which whoever proves an address gets an account. `may_join` is one query."""

    name: str
    may_join: Callable[[str], bool]
    order: int = 0


class Refresh(Protocol):
    """Brings the list rows of records up to date; `facts` are those of all that stand, where at hand."""

    def __call__(self, ids: set[int], facts: Mapping[int, Facts] | None = None) -> None: ...


@dataclass(frozen=True)
class DemonstrationRole:
    """A role in which a demonstration is tried, by an account of its own at `address`.

    `place` answers what it is a role at, or None where that is not there: then nobody has the role. `take`
    gives it to a person once. `words` name it, with `{place}`.
    """

    name: str
    address: str
    words: str
    place: Callable[[], Any]
    take: Callable[[Any, Any], None]
    order: int = 0


@dataclass(frozen=True)
class Projection:
    """A kind of record that has rows in lists: how to bring them up to date, and which audience sees one.

    The public includes authorities; None is one authority's own record. Rows of `rows` are made from
    records, never patched, and wait in `drafts` before; there and in the search the kind is `called`.
    """

    name: str
    refresh: Refresh
    seen_by: Callable[[int], Audience | None]
    rows: tuple[type[models.Model], ...] = ()
    drafts: tuple[type[models.Model], ...] = ()
    called: str = ""
    order: int = 0


@dataclass(frozen=True)
class Referrers:
    """Which projected records show a fact of another record: a supplier's name on its contracts."""

    name: str
    of: type[models.Model]
    kind: str
    ids: Callable[[int], set[int]]
    order: int = 0


@dataclass(frozen=True)
class Statement:
    """Something that suppliers say of themselves and an authority may dispute.

    `told` answers for a supplier with the name of each such statement and its words today. `product` tells
    by such a name what it is about, where only those who run that may dispute it.
    """

    name: str
    told: Callable[[Any], Mapping[str, str]]
    product: Callable[[str], Any] | None = None
    order: int = 0


@dataclass(frozen=True)
class SitemapSection:
    """A section of the sitemap: pages of one kind that everyone may find."""

    name: str
    sitemap: type[Sitemap[Any]]
    order: int


@dataclass(frozen=True)
class Queue:
    """Work that waits for staff, told on the first page of the staff site.

    `counted` takes the day and answers how much waits, and how much of it is late: one query. Without
    the `right`, nobody is told of it.
    """

    name: str
    label: str
    address: Callable[[], str]
    counted: Callable[[date], tuple[int, int]]
    order: int
    right: str = ""


@dataclass
class Panels:
    """The panels of every profile page, by page."""

    registry: Registry[Panel] = field(default_factory=Registry)

    def register(self, panel: Panel) -> Panel:
        return self.registry.register(panel)

    def of(self, page: str) -> list[Panel]:
        return [panel for panel in self.registry if panel.page == page]

    def told(
        self, page: str, subject: Any, audience: Audience, day: Any
    ) -> list[tuple[Panel, dict[str, Any]]]:
        """The panels that have something to say of a subject, each with what its template shows."""
        told = ((panel, panel.context(subject, audience, day)) for panel in self.of(page))
        return [(panel, context) for panel, context in told if context is not None]

    def __iter__(self) -> Iterator[Panel]:
        return iter(self.registry)


PANELS = Panels()
EVIDENCE: Registry[Evidence] = Registry()
OFFERED: Registry[Offered] = Registry()
TOLD: Registry[Told] = Registry()
FACET_NAMES: Registry[FacetNames] = Registry()
MENU: Registry[MenuEntry] = Registry()
RECORD_ACTIONS: Registry[RecordAction] = Registry()


def actions_for(request: HttpRequest, kind: str, record: Any) -> list[tuple[str, str]]:
    """What whoever asks can do with a record: each a label and an address."""
    offered = (one for one in RECORD_ACTIONS if one.kind == kind)
    return [
        (one.label, one.url(record))
        for one in offered
        if one.shown_to is None or one.shown_to(request, record)
    ]


ACCOUNT_SECTIONS: Registry[AccountSection] = Registry()
SEARCHABLE: Registry[Searchable] = Registry()
FINDABLE: Registry[Findable] = Registry()
OTHER_NAMES: Registry[NamesSource] = Registry()
MOVERS: Registry[Mover] = Registry()
HOLDERS: Registry[PersonalDataHolder] = Registry()
TRACES: Registry[Trace] = Registry()
DOCUMENTS: Registry[DocumentHolder] = Registry()
JOBS: Registry[PeriodicJob] = Registry()
AUDIENCE_GRANTS: Registry[AudienceGrant] = Registry()
JOINING: Registry[Joining] = Registry()
DEMONSTRATION_ROLES: Registry[DemonstrationRole] = Registry()
STANDINGS: Registry[Standing] = Registry()


def stands_elsewhere(side: str, person_id: int) -> list[str]:
    """What a person does on every side but this one."""
    return [told for one in STANDINGS if one.name != side for told in one.told(person_id)]


PROJECTIONS: Registry[Projection] = Registry()
REFERRERS: Registry[Referrers] = Registry()
SITEMAPS: Registry[SitemapSection] = Registry()
QUEUES: Registry[Queue] = Registry()
STATEMENTS: Registry[Statement] = Registry()
