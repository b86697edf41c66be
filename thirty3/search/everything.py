"""One search for everything: what each kind of thing has to say to the same words."""

import datetime
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Final

from thirty3.audiences import Audience
from thirty3.history.models import Change
from thirty3.registry import FINDABLE, Findable
from thirty3.search.held import Held
from thirty3.search.marking import Part, marked
from thirty3.search.names import Fit, Named, NameIndex
from thirty3.search.query import pieces_of
from thirty3.search.thesaurus import thesaurus_for
from thirty3.search.understanding import Thesaurus, Understood
from thirty3.words import plain_words

SHOWN: Final = 5
# Of one kind that somebody wants all of. Whoever looks for more of it has too few words.
MOST_SHOWN: Final = 200
# Of a text of more words none is left out: each costs another search.
MOST_LEFT_OUT: Final = 4


@dataclass(frozen=True)
class Asked:
    """What is asked of every kind of thing: the words, and by whom."""

    text: str
    audience: Audience
    # What was asked before, where these are other words for it or some of its words.
    before: "Asked | None" = None

    @cached_property
    def thesaurus(self) -> Thesaurus:
        """What words are also called, looked up once for all kinds."""
        return self.before.thesaurus if self.before else thesaurus_for(self.audience)

    @cached_property
    def moment(self) -> Hashable:
        """It moves with every recorded change: of whatever has a name, and of everything else."""
        if self.before:
            return self.before.moment
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
    # What one of them is called, and several: "opportunity", "opportunities".
    noun: tuple[str, str]
    understood: Understood
    count: int
    hits: Sequence[Hit] = ()
    # The list of all of them; blank where there is none.
    address: str = ""
    # The first is called just so.
    exact: bool = False
    # What the text asks of this kind beside its words: "ending from 1 to 31 March".
    said: str = ""

    @property
    def counted(self) -> str:
        """ "1 opportunity", "2,090 contracts"."""
        one, many = self.noun
        return f"{self.count:,} {one if self.count == 1 else many}"


@dataclass(frozen=True)
class Fewer:
    """Some of the words of a text, and how much they find."""

    text: str
    count: int


@dataclass(frozen=True)
class Found:
    """What a text finds among everything, the kinds that know it by name first.

    Where it finds nothing, what some of its words find.
    """

    text: str
    groups: Sequence[Group] = field(default_factory=tuple)
    fewer: Sequence[Fewer] = field(default_factory=tuple)

    @property
    def count(self) -> int:
        return sum(group.count for group in self.groups)

    @property
    def understood(self) -> Understood:
        """How the text was understood where it found something, or else just as it stands."""
        return next((group.understood for group in self.groups), Understood(self.text))


def search(text: str, *, audience: Audience, day: datetime.date, whole: str = "") -> Found:
    """Ask every kind of thing. Where one knows the words as they stand, none reads them otherwise.

    Of the kind `whole`, where anything of it is found, all is shown, and nothing of the others.
    """
    if not text.strip():
        return Found(text)
    asked = Asked(text, audience)
    if found := _found(asked, day, whole):
        if not whole:
            return Found(text, sorted(found, key=lambda group: not group.exact))
        of_it = [group for group in found if group.kind == whole]
        return Found(text, of_it) if of_it else search(text, audience=audience, day=day)
    return Found(text, fewer=_fewer(asked, day))


def _found(asked: Asked, day: datetime.date, whole: str) -> list[Group]:
    groups = [_ask(kind, asked, day, whole) for kind in FINDABLE]
    found = [group for group in groups if group.count]
    if found and all(group.understood.corrected for group in found):
        return _read_alike(asked, groups, day, whole)
    return [group for group in found if not group.understood.corrected]


def _ask(kind: Findable, asked: Asked, day: datetime.date, whole: str) -> Group:
    shown = (MOST_SHOWN if kind.name == whole else 0) if whole else SHOWN
    group: Group = kind.find(asked, day, shown)
    return group


def _fewer(asked: Asked, day: datetime.date) -> list[Fewer]:
    """The text without one of its words: what finds least is the closest to what was asked, and first."""
    words = [f'"{piece.text}"' if piece.quoted else piece.text for piece in pieces_of(asked.text)]
    if not 1 < len(words) <= MOST_LEFT_OUT:
        return []
    without = dict.fromkeys(" ".join(words[:at] + words[at + 1 :]) for at in range(len(words)))
    counted = [Fewer(text, _count(Asked(text, asked.audience, asked), day)) for text in without]
    return sorted((one for one in counted if one.count), key=lambda one: one.count)


def _count(asked: Asked, day: datetime.date) -> int:
    """How much is found by words as they stand: another reading of a part would lead astray."""
    groups = (kind.find(asked, day, 0) for kind in FINDABLE)
    return sum(group.count for group in groups if not group.understood.corrected)


def _read_alike(asked: Asked, groups: Sequence[Group], day: datetime.date, whole: str) -> list[Group]:
    """What is found where every kind reads the words as the one does that changes them least.

    "Cemetary" is near "cemetery", which contracts say, and further from the "cemeteries" of functions.
    """
    found = [group for group in groups if group.count]
    meant = min(found, key=lambda group: (group.understood.slips, -group.count)).understood
    again = Asked(meant.reads, asked.audience, asked)
    alike = []
    for kind, group in zip(FINDABLE, groups, strict=True):
        if not group.count or group.understood.reads != meant.reads:
            group = _ask(kind, again, day, whole)
            told = replace(group.understood, text=asked.text, corrected=meant.corrected)
            group = replace(group, understood=told)
        if group.count:
            alike.append(group)
    return alike


def _meant(understood: Understood) -> set[str]:
    """What a whole search names: its words as they stand, or the one thing that they go by."""
    names = {understood.reads}
    for also in understood.also:
        if also.typed == understood.reads and len(also.names) == 1:
            names.update(also.names)
    return {plain_words(name) for name in names}


_held: Held[NameIndex] = Held()


@dataclass(frozen=True)
class Names:
    """A kind of thing that is found by its names, as far as an audience may know of it.

    `moment` is whatever the entries depend on: as long as it is the same, so are they.
    """

    kind: str
    label: str
    noun: tuple[str, str]
    asked: Asked
    moment: Hashable
    entries: Callable[[], Iterable[Named]]

    @property
    def index(self) -> NameIndex:
        return _held.of((self.kind, self.asked.audience), self.moment, lambda: NameIndex(self.entries()))

    def find(self) -> tuple[Understood, list[Named]]:
        """How the words were understood, and everything that is called so, the best first."""
        return self.index.find(self.asked.text, self.asked.thesaurus)

    def fits(self) -> dict[str, Fit]:
        """How well each of these fits the words, by its slug; the lesser fits better."""
        _, fits = self.index.fits(self.asked.text, self.asked.thesaurus)
        return {entry.slug: fit for entry, fit in fits.items()}

    def group(self, shown: int, address: str = "") -> Group:
        """The best of what the words find."""
        understood, found = self.find()
        return Group(
            self.kind,
            self.label,
            self.noun,
            understood,
            len(found),
            [self._hit(entry, understood) for entry in found[:shown]],
            address,
            exact=bool(found) and plain_words(found[0].name) in _meant(understood),
        )

    def _hit(self, entry: Named, understood: Understood) -> Hit:
        """Where its name has none of the words, the other name that has them stands below."""
        parts, lines = marked(entry.name, understood.query), []
        if not any(part.marked for part in parts):
            told = {"Also called": entry.others, "With": entry.beside, "It says": entry.text}
            named = (
                (label, marked(name, understood.query)) for label, names in told.items() for name in names
            )
            having = [Line(label, also) for label, also in named if any(part.marked for part in also)]
            # The first of those with most of the words.
            lines = sorted(having, key=lambda line: -sum(part.marked for part in line.parts))[:1]
        return Hit(entry.slug, entry.name, entry.href, parts, lines, entry.note, entry.demonstration)
