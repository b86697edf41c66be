"""Which authorities, and which functions, the words of a file mean."""

import datetime
import re
from dataclasses import dataclass, field
from typing import Self

from boroughs.models import Borough, BoroughName, Function, Partnership, PartnershipMember
from thirty3.words import longest_runs, plain_words

# What stands before and after the name of a council without being part of it.
_BEFORE = re.compile(
    r"(the|mayor and burgesses of|(london|royal) boroughs? of|london boro of|borough of|council of|"
    r"lbs? of|rbs? of|lbs?|rbs?) "
)
_AFTER = re.compile(
    r" ((london|royal) borough of|london borough council|borough council|london boro(ugh)?|councils?|lbc?)\Z"
)
_HARD = re.compile(r"[;|/\n]")
_SOFT = re.compile(r",|\band\b|&|\+", re.IGNORECASE)
_BRACKETS = re.compile(r"\(([^()]*)\)?")
_DEPARTMENT = re.compile(r"\s+[-–—:]\s+|:\s")

# Said of any technology, and of no function in particular.
_VAGUE_BEFORE = re.compile(r"(the|our|corporate|outsourced) ")
_VAGUE_AFTER = re.compile(
    r" (implementation|support|systems?|software|solutions?|platforms?|applications?|modules?|services?|"
    r"tools?|technology|project|replacement|provision)\Z"
)
_PIECES = re.compile(r"[;|\n]")
_PARTS = re.compile(r",|/|\band\b|&|\+", re.IGNORECASE)

fold = plain_words


@dataclass
class Resolution:
    """Whom a name means on a day: authorities, the shared service that was named, and what nobody knows."""

    boroughs: list[int] = field(default_factory=list)
    partnership: int | None = None
    unknown: list[str] = field(default_factory=list)

    def add(self, ids: list[int]) -> None:
        self.boroughs += [borough for borough in ids if borough not in self.boroughs]


def core(folded: str) -> str:
    """A folded name without the words that only say that it is a council."""
    while True:
        shorter = _AFTER.sub("", _BEFORE.sub("", folded, count=1) if _BEFORE.match(folded) else folded)
        if shorter == folded:
            return folded
        folded = shorter


def says_council(text: str) -> bool:
    """Whether a name says that it is a council's, so that words beside it are a department or a place."""
    folded = fold(text).removeprefix("the ")
    return core(folded) != folded or "borough" in folded


@dataclass
class BoroughNames:
    """Every name of every authority and shared service, read once for many look-ups."""

    ids: dict[str, int]
    own_names: dict[int, list[str]]
    partnerships: dict[str, int]
    members: dict[int, list[PartnershipMember]]

    @classmethod
    def load(cls) -> Self:
        """Read them all, in four queries."""
        ids: dict[str, int] = {}
        own_names: dict[int, list[str]] = {}
        for name in BoroughName.objects.all():
            ids[name.folded] = name.borough_id
            own_names.setdefault(name.borough_id, []).append(name.folded)
        for borough in Borough.objects.all():
            for text in (borough.name, borough.formal_name, borough.slug, borough.gss_code):
                if folded := fold(text):
                    ids.setdefault(folded, borough.pk)
            own_names.setdefault(borough.pk, []).append(fold(borough.name))
        for folded, borough_id in list(ids.items()):
            ids.setdefault(core(folded), borough_id)
        partnerships = {
            fold(text): partnership.pk
            for partnership in Partnership.objects.all()
            for text in (partnership.name, partnership.slug, *partnership.spellings)
        }
        members: dict[int, list[PartnershipMember]] = {}
        for member in PartnershipMember.objects.order_by("pk"):
            members.setdefault(member.partnership_id, []).append(member)
        return cls(ids, own_names, partnerships, members)

    def find(self, text: str) -> int | None:
        """The one authority that a name means, as a whole."""
        folded = fold(text)
        if folded in self.ids:
            return self.ids[folded]
        return self.ids.get(core(folded))

    def resolve(self, text: str, day: datetime.date) -> Resolution:
        """The authorities that a buyer's name means on a day, several where it names several.

        A name is never looked for inside a longer one: "Newham University Hospital" and "Affinity
        Sutton" are nobody here.
        """
        resolution = Resolution()
        if whole := self._whole(text, day):
            return whole
        for piece in filter(None, (piece.strip() for piece in _HARD.split(text))):
            self._add_piece(piece, day, resolution)
        return resolution

    def _whole(self, text: str, day: datetime.date) -> Resolution | None:
        """A text that is one name: of an authority, or of a shared service."""
        if (borough := self.find(text)) is not None:
            return Resolution([borough])
        partnership = self.partnerships.get(fold(text)) or self.partnerships.get(core(fold(text)))
        if partnership is None:
            return None
        members = [
            member.borough_id
            for member in self.members.get(partnership, ())
            if (member.since_date is None or member.since_date <= day)
            and (member.until_date is None or day <= member.until_date)
        ]
        # Where nobody has said who belonged to it on that day, the name means no authority that we know.
        return Resolution(members, partnership, [] if members else [text.strip()])

    def _add_piece(self, piece: str, day: datetime.date, resolution: Resolution) -> None:
        if whole := self._whole(piece, day):
            resolution.add(whole.boroughs)
            resolution.partnership = whole.partnership or resolution.partnership
            resolution.unknown += whole.unknown
            return
        ids, unknown = self._without_department(piece)
        resolution.add(ids)
        resolution.unknown += unknown

    def _without_department(self, piece: str) -> tuple[list[int], list[str]]:
        """Read "Haringey Council - Highways" and "Islington (Islington Library Service)" as the council's."""
        head = _BRACKETS.sub(" ", piece).strip()
        inside = [fold(text) for text in _BRACKETS.findall(piece)]
        if not inside and _DEPARTMENT.search(piece):
            head, rest = _DEPARTMENT.split(piece, maxsplit=1)
            inside = [fold(rest)]
        ids, unknown = self._joint(head)
        if head == piece or (ids and (says_council(head) or self._named_in(ids, inside))):
            return ids, unknown
        return [], [piece]

    def _named_in(self, ids: list[int], texts: list[str]) -> bool:
        return any(
            f" {name} " in f" {text} " for text in texts for one in ids for name in self.own_names[one]
        )

    def _joint(self, text: str) -> tuple[list[int], list[str]]:
        """Several authorities in one text: "Brent, Lewisham and Southwark".

        "Camden and Islington NHS Foundation Trust" and "Sutton and East Surrey Water" are bodies of
        their own: a part that begins with an authority's name and goes on, or a single authority
        beside words that nobody knows, makes the whole text unknown.
        """
        found, unknown = longest_runs(text, _SOFT, self.find)
        if not unknown:
            return [borough for _, borough in found], []
        another_body = any(self._begins_with_name(part) for part in unknown)
        if another_body or not (len(found) > 1 or any(says_council(part) for part, _ in found)):
            return [], [text]
        return [borough for _, borough in found], unknown

    def _begins_with_name(self, part: str) -> bool:
        words = core(fold(part)).split()
        return any(" ".join(words[:count]) in self.ids for count in range(1, len(words)))


@dataclass
class FunctionNames:
    """Every name and synonym of every function, read once for many look-ups."""

    ids: dict[str, list[int]]
    areas: dict[int, int]
    area_names: dict[int, str]

    @classmethod
    def load(cls) -> Self:
        """Read them all, in one query. A function that was merged answers for the one that is left."""
        ids: dict[str, list[int]] = {}
        areas: dict[int, int] = {}
        area_names: dict[int, str] = {}
        for function in Function.objects.with_merged():
            means = function.merged_into_id or function.pk
            if means == function.pk:
                areas[function.pk] = function.area_id
                area_names[function.area_id] = function.area.name
            for text in (function.name, function.slug, *function.synonyms):
                known = ids.setdefault(fold(text), [])
                if means not in known:
                    known.append(means)
        return cls(ids, areas, area_names)

    def resolve(self, text: str, area: int | None = None) -> tuple[list[int], list[str]]:
        """The functions that a text means, and the parts that mean none.

        A word may mean several: "revenues and benefits" is three. Where the service area is known,
        "case management" is that area's.
        """
        if whole := self.find(text, area):
            return whole, []
        ids: list[int] = []
        unknown: list[str] = []
        for piece in filter(None, (piece.strip() for piece in _PIECES.split(text))):
            found, missing = longest_runs(piece, _PARTS, lambda part: self.find(part, area))
            for function in (one for _, several in found for one in several):
                if function not in ids:
                    ids.append(function)
            unknown += missing
        return ids, unknown

    def find(self, text: str, area: int | None = None) -> list[int] | None:
        """The functions that a text means as a whole."""
        if area is not None and area in self.area_names:
            own = self._look_up(f"{self.area_names[area]} {text}")
            if own:
                return own
        found = self._look_up(text) or self._look_up(_BRACKETS.sub(" ", text))
        if found and area is not None:
            return [function for function in found if self.areas[function] == area] or found
        return found

    def _look_up(self, text: str) -> list[int] | None:
        folded = fold(text)
        while folded not in self.ids:
            shorter = _VAGUE_AFTER.sub(
                "", _VAGUE_BEFORE.sub("", folded, count=1) if _VAGUE_BEFORE.match(folded) else folded
            )
            if shorter == folded:
                return None
            folded = shorter
        return self.ids[folded] or None
