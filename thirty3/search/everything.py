"""One search for everything: what each kind of thing has to say to the same words."""

import datetime
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from thirty3.audiences import Audience
from thirty3.history.models import Change
from thirty3.registry import FINDABLE
from thirty3.search.held import Held
from thirty3.search.marking import Part, marked
from thirty3.search.names import Named, NameIndex
from thirty3.search.thesaurus import thesaurus_for
from thirty3.search.understanding import Thesaurus, Understood
from thirty3.words import plain_words

SHOWN: Final = 5


@dataclass(frozen=True)
class Asked:
    """What is asked of every kind of thing: the words, and by whom."""

    text: str
    audience: Audience

    @cached_property
    def thesaurus(self) -> Thesaurus:
        """What words are also called, looked up once for all kinds."""
        return thesaurus_for(self.audience)

    @cached_property
    def moment(self) -> Hashable:
        """It moves with every recorded change: of whatever has a name, and of everything else."""
        return Change.objects.order_by("-pk").values_list("pk", flat=True).first()


@dataclass(frozen=True)
class Line:
    """Where else than in its title something has the words, and what stands there."""

    label: str
    parts: Sequence[Part]


@dataclass(frozen=True)
class Hit:
    """One thing that was found: how it is called, where its page is, and why it was found."""

    slug: str
    title: str
    href: str
    parts: Sequence[Part] = ()
    lines: Sequence[Line] = ()
    note: str = ""
    demonstration: bool = False


@dataclass(frozen=True)
class Group:
    """What was found of one kind: the best of it, how many there are, and where all of them are listed."""

    kind: str
    label: str
    understood: Understood
    count: int
    hits: Sequence[Hit] = ()
    # The list of all of them; blank where there is none.
    address: str = ""
    # The first is called just so.
    exact: bool = False


@dataclass(frozen=True)
class Found:
    """What a text finds among everything, the kinds that know it by name first."""

    text: str
    groups: Sequence[Group] = field(default_factory=tuple)

    @property
    def count(self) -> int:
        return sum(group.count for group in self.groups)

    @property
    def understood(self) -> Understood:
        """How the text was understood where it found something, or else just as it stands."""
        return next((group.understood for group in self.groups), Understood(self.text))


def search(text: str, *, audience: Audience, day: datetime.date, shown: int = SHOWN) -> Found:
    """Ask every kind of thing. Where one knows the words as they stand, none reads them otherwise."""
    if not text.strip():
        return Found(text)
    asked = Asked(text, audience)
    found = [group for kind in FINDABLE if (group := kind.find(asked, day, shown)).count]
    literal = [group for group in found if not group.understood.corrected]
    return Found(text, sorted(literal or found, key=lambda group: not group.exact))


_held: Held[NameIndex] = Held()


@dataclass(frozen=True)
class Names:
    """A kind of thing that is found by its names, as far as an audience may know of it.

    `moment` is whatever the entries depend on: as long as it is the same, so are they.
    """

    kind: str
    label: str
    asked: Asked
    moment: Hashable
    entries: Callable[[], Iterable[Named]]

    @property
    def index(self) -> NameIndex:
        return _held.of((self.kind, self.asked.audience), self.moment, lambda: NameIndex(self.entries()))

    def find(self) -> tuple[Understood, list[Named]]:
        """How the words were understood, and everything that is called so, the best first."""
        return self.index.find(self.asked.text, self.asked.thesaurus)

    def group(self, shown: int, address: str = "") -> Group:
        """The best of what the words find."""
        understood, found = self.find()
        return Group(
            self.kind,
            self.label,
            understood,
            len(found),
            [self._hit(entry, understood) for entry in found[:shown]],
            address,
            exact=bool(found) and plain_words(found[0].name) == plain_words(understood.reads),
        )

    def _hit(self, entry: Named, understood: Understood) -> Hit:
        """Where its name has none of the words, the other name that has them stands below."""
        parts, lines = marked(entry.name, understood.query), []
        if not any(part.marked for part in parts):
            told = {"Also called": entry.others, "With": entry.beside}
            named = (
                (label, marked(name, understood.query)) for label, names in told.items() for name in names
            )
            lines = [Line(label, also) for label, also in named if any(part.marked for part in also)][:1]
        return Hit(entry.slug, entry.name, entry.href, parts, lines, entry.note, entry.demonstration)
