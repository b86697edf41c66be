"""Places on frameworks: what a supplier says, beside the frameworks that public records know it to be on."""

import datetime
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from pyroaring import BitMap

from contracts.listing.rows import Listing, in_order_of_title, rows_of
from contracts.models import Contract
from suppliers.members.forms import LONGEST_NAME
from suppliers.models import FrameworkPlace, HowKnown, Supplier
from suppliers.profiles.asking import DateField, Facts, SectionForm
from suppliers.profiles.section import Fact, Section, WrittenBy, said_date
from thirty3.audiences import Audience
from thirty3.evidence import Seen
from thirty3.history.services import recording, remove
from thirty3.registry import PANELS, Panel
from thirty3.search.facets import facets

NAME: Final = "frameworks"
CONTRACT: Final = "contract"
FRAMEWORK: Final = str(Contract.Kind.FRAMEWORK)
TEXTS: Final = ("framework", "lot")
# A list to choose from is of use up to so many.
MOST_KNOWN: Final = 200


def known_frameworks() -> list[str]:
    """The titles of framework agreements that everyone may read of."""
    ids = facets(CONTRACT, Audience.PUBLIC).any_of("kind", [FRAMEWORK])
    shown = in_order_of_title(CONTRACT, ids, Audience.PUBLIC)[:MOST_KNOWN]
    return list(dict.fromkeys(row.title for row in rows_of(CONTRACT, shown, Audience.PUBLIC)))


class PlaceForm(SectionForm):
    """Which framework, which lot, and until when."""

    known = forms.ChoiceField(label="Framework", required=False)
    framework = forms.CharField(label="Or another framework", required=False, max_length=LONGEST_NAME)
    lot = forms.CharField(
        label="Lot", help_text="Its number and name, if it has lots.", required=False, max_length=LONGEST_NAME
    )
    until = DateField("Place until", "The last day on which an authority may buy from you by it.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.titles = known_frameworks()
        super().__init__(*args, **kwargs)
        field: Any = self.fields["known"]
        field.choices = [("", "None of these"), *((title, title) for title in self.titles)]

    def initial_of(self, facts: Facts) -> Facts:
        title = facts["framework"]
        return facts | ({"known": title, "framework": ""} if title in self.titles else {})

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if "known" in cleaned and bool(cleaned["known"]) == bool(cleaned.get("framework")):
            self.add_error("known", "Choose a framework, or enter the name of another: one of the two.")
        return cleaned

    def facts(self) -> Facts:
        given = super().facts()
        return {"framework": given.pop("known") or given.pop("framework"), **given}


def facts_of(held: FrameworkPlace) -> Facts:
    until = held.until_date.isoformat() if held.until_date else ""
    return {"framework": held.framework, "lot": held.lot, "until": until}


def read(supplier: Supplier, item: str) -> Facts:
    held = FrameworkPlace.objects.filter(supplier=supplier, key=item).first()
    return facts_of(held) if held else FRAMEWORKS.blank


def items(supplier: Supplier) -> dict[str, tuple[str, Facts]]:
    held = FrameworkPlace.objects.filter(supplier=supplier).order_by("framework", "lot", "pk")
    return {one.key: (str(one), facts_of(one)) for one in held}


def write(supplier: Supplier, item: str, facts: Facts, by: WrittenBy) -> None:
    held = FrameworkPlace.objects.filter(supplier=supplier, key=item).first()
    if facts == FRAMEWORKS.blank:
        if held is not None:
            remove(held, actor=by.actor, why=by.why)
        return
    place = held or FrameworkPlace(supplier=supplier, key=item)
    with recording(place, **by.recorded):
        for name in TEXTS:
            setattr(place, name, facts[name])
        place.until_date = datetime.date.fromisoformat(facts["until"]) if facts["until"] else None
        place.save()


@dataclass(frozen=True)
class Place:
    """A place that the supplier says it has, whether it has ended, and the public record that shows it."""

    place: FrameworkPlace
    ended: bool
    known: HowKnown | None
    record: Listing | None


def places_of(subject: Supplier, audience: Audience, day: datetime.date) -> dict[str, Any] | None:
    """What it says, then the frameworks of which it says nothing and that records show."""
    records = {row.title.casefold(): row for row in _shown_by_records(subject, audience)}
    known = {} if subject.withdrawn_on else _known(subject)
    held = FrameworkPlace.objects.filter(supplier=subject, key__in=known) if known else []
    places = [
        Place(
            one,
            one.until_date is not None and one.until_date < day,
            known[one.key],
            records.get(one.framework.casefold()),
        )
        for one in sorted(held, key=str)
    ]
    said = {one.place.framework.casefold() for one in places}
    others = [row for title, row in sorted(records.items()) if title not in said]
    if not places and not others:
        return None
    invented = subject.demonstration or any(row.demonstration for row in others)
    return {"places": places, "others": others, "demonstration": invented}


def _known(subject: Supplier) -> dict[str, HowKnown]:
    return {one.item: one for one in HowKnown.objects.filter(supplier=subject, section=NAME)}


def _shown_by_records(subject: Supplier, audience: Audience) -> list[Listing]:
    """The framework agreements with it that the audience may read."""
    seen, ids = Seen("supplier", audience), BitMap()
    for one in seen.evidence:
        if one.kind == CONTRACT and one.facet == "supplier":
            ids |= seen.ids(one, subject.slug)
    ids &= seen.facets[CONTRACT].any_of("kind", [FRAMEWORK])
    return rows_of(CONTRACT, ids, audience) if ids else []


FRAMEWORKS: Final = Section(
    NAME,
    "Frameworks and lots",
    order=75,
    facts=(
        Fact("framework", "Framework"),
        Fact("lot", "Lot"),
        Fact("until", "Place until", words=said_date),
    ),
    read=read,
    write=write,
    heading="Place on a framework",
    form=PlaceForm,
    items=items,
    needed=("framework",),
    apart=True,
    sought="A buyer can call off from a framework within weeks.",
)


def register() -> None:
    """Put the panel on suppliers' pages; called when the app is ready."""
    PANELS.register(Panel("frameworks", "supplier", 44, "contracts/offers/places.html", places_of, queries=1))
