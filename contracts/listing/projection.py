"""From a record's facts to what each audience may see of it: pure, so that a test can try anything.

Everything a row holds (title, dates, facets, words to search) is made from the facts that its
audience may see, never from the record. So a hidden value cannot move a byte of it.
"""

import datetime
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from hashlib import blake2b
from typing import Any, Final

from boroughs.protection import sounds_protective
from contracts.listing.facets import ENDING_MONTH, facets_of, month_of
from contracts.listing.lookups import Lookups, SourceName
from contracts.listing.shown import Shown, is_only_checked, shown
from contracts.listing.words import texts_of, title_of
from contracts.models import Assertion
from contracts.models.provenance import origin
from contracts.models.visibility import FACTS, RECORD, Rules, Seen, rules
from thirty3.audiences import Audience
from thirty3.history.facts import Facts
from thirty3.loading import Written, compact_json
from thirty3.search.index import document

# What is told of every record, whatever is hidden of it: whose it is.
LEAD = {"contract": "lead_buyer_id", "system": "borough_id"}
# Texts differ between sources as a matter of course; a page that lists them all hides what matters.
NOT_COMPARED = frozenset({"title", "description", "notes", "links", "ocid", "cpv", "reference", "kind"})
BLANK: Final = Written("{}")


@dataclass(slots=True, kw_only=True)
class Said:
    """What one source says of a record."""

    source_id: int
    identity: str
    rank: int
    published: bool = False
    publisher: str = ""
    url: str = ""
    evidence: str = ""
    as_at: str = ""
    own: bool = False
    # Group of facts -> the facts as this source has them.
    values: Mapping[str, Facts] = field(default_factory=dict)


def subject_assertion(assertion: Assertion) -> Said:
    """An assertion, saved or about to be, as the projection reads it."""
    return Said(
        source_id=assertion.source_id,
        identity=assertion.source_record_id,
        rank=assertion.rank,
        published=assertion.published,
        publisher=assertion.publisher,
        url=assertion.url,
        evidence=assertion.evidence,
        as_at=str(assertion.as_at_date or ""),
        own=assertion.own,
        values=assertion.values,
    )


@dataclass(slots=True, kw_only=True)
class Subject:
    """A record to be listed: its facts as the change log keeps them, and what its sources say.

    Without facts it is gone, and so are its rows.
    """

    record_id: int
    key: str
    facts: Facts | None
    assertions: Sequence[Said] = ()
    updated_at: datetime.datetime


@dataclass(slots=True)
class Sourced:
    """An assertion with its source's name, and the groups of facts in which its values show."""

    said: Said
    source: SourceName
    won: Set[str]


@dataclass(slots=True, kw_only=True)
class Draft:
    """A `ListingDraft` to be."""

    kind: str
    audience: str
    record_id: int
    key: str
    demonstration: bool
    updated_at: datetime.datetime
    title: str = ""
    starts: datetime.date | None = None
    ends: datetime.date | None = None
    open_ended: bool = False
    value: Decimal | None = None
    paid_by: int | None = None
    as_at: datetime.date | None = None
    facets: Written = BLANK
    data: Written = BLANK
    digest: str = ""
    document: str = ""
    run: str = ""
    id: int | None = None


def draft_rows(kind: str, subjects: Iterable[Subject], lookups: Lookups) -> Iterator[Draft]:
    """The rows of many records: a public one each, and one for authorities where theirs differs.

    A record on hold has none.
    """
    for subject in subjects:
        if subject.facts is None or subject.facts.get("held_from"):
            yield _withdrawn(kind, subject, Audience.PUBLIC)
            continue
        view = View(kind, subject.facts, subject.assertions, lookups)
        public = view.data(Audience.PUBLIC)
        yield _draft(view, subject, public, Audience.PUBLIC)
        if not view.alike and (boroughs := view.data(Audience.BOROUGHS)) != public:
            yield _draft(view, subject, boroughs, Audience.BOROUGHS)


@dataclass(frozen=True)
class Decision:
    """What the rules of a record come to: for each audience, the facts that it sees and those kept back."""

    rules: Rules
    visible: Mapping[Audience, frozenset[str]]
    # Fact -> why, of what is marked as hidden. What authorities always share with each other alone
    # is not: pages say that once for all.
    hidden: Mapping[Audience, Mapping[str, str]]
    opened: list[str]
    # The facts that one audience alone sees; None where more than those differs.
    apart: Set[str] | None


# The group of facts without which there is no record: where it is an authority's own, all of it is.
NAMED_BY: Final = {"contract": "title", "system": "product"}
OWN_REASON: Final = "nobody has said that it may be published"
BEING_CHECKED: Final = "it is being checked"


def closed(kind: str, own: frozenset[str]) -> dict[str, dict[str, str]]:
    """What is closed because it comes from a file of which nobody said that it may be published."""
    table, rule = FACTS[kind], {"audience": Seen.OWN.value, "reason": OWN_REASON}
    found = {fact: rule for fact in table.closable if table.said_by(fact) in own}
    return found | ({RECORD: rule} if NAMED_BY[kind] in own else {})


@lru_cache(maxsize=2048)
def decide(
    kind: str, protective: bool, published: frozenset[str], chosen: str, own: frozenset[str] = frozenset()
) -> Decision:
    """Who sees which fact today; `chosen` is the record's own `visibility` as JSON. Most records agree.

    `own` are the groups of facts that come from a file of which nobody said that it may be published.
    """
    table, picked = FACTS[kind], {**closed(kind, own), **json.loads(chosen)}
    found = rules(kind, chosen=picked, protective=protective, published=published)
    visible = {
        audience: frozenset(fact for fact in table.columns if found[fact].seen.includes(audience))
        for audience in Audience
    }
    always = table.shared - set(picked)
    hidden = {
        audience: {
            fact: found[fact].reason for fact in table.columns if fact not in visible[audience] | always
        }
        for audience in Audience
    }
    opened = sorted(fact for fact in table.shared if found[fact].seen is Seen.PUBLIC)
    public, boroughs = Audience.PUBLIC, Audience.BOROUGHS
    named = table.naming <= visible[public] or not table.naming <= visible[boroughs]
    same = found[RECORD].seen is Seen.PUBLIC and hidden[public] == hidden[boroughs] and named
    return Decision(found, visible, hidden, opened, visible[public] ^ visible[boroughs] if same else None)


def protects(facts: Facts, lookups: Lookups) -> bool:
    """Whether a record is of something that protects its authority: by its functions, or where nobody named
    one by what its products serve and what its title says.
    """
    if functions := facts.get("functions"):
        return any(lookups.functions[pk].protective for pk in functions)
    bought = (*(facts.get("products") or ()), facts.get("product_id"))
    if any(pk in lookups.products and lookups.products[pk].protective for pk in bought):
        return True
    return sounds_protective(str(facts.get("title") or ""), lookups.protective_words)


class View:
    """One record, and who may see which of its facts today."""

    def __init__(self, kind: str, facts: Facts, assertions: Sequence[Said], lookups: Lookups) -> None:
        self.kind, self.facts, self.lookups = kind, facts, lookups
        self.table = FACTS[kind]
        origins = facts.get("origins") or {}
        self.sourced = []
        for said in assertions:
            source = lookups.sources[said.source_id]
            # Records written before names were shortened have the whole one.
            names = (origin(source.slug, said.identity), f"{source.slug}:{said.identity}")
            won = frozenset(group for group, row in origins.items() if row in names)
            self.sourced.append(Sourced(said, source, won))
        protective = protects(facts, lookups)
        chosen = json.dumps(facts.get("visibility") or {}, sort_keys=True)
        published = frozenset[str]().union(*(s.won for s in self.sourced if s.said.published))
        own = frozenset[str]().union(*(s.won for s in self.sourced if s.said.own))
        self.decision = decide(kind, protective, published, chosen, own)
        # What a source that is not public says is judged without regard to those that are.
        self.of_unpublished = decide(kind, protective, frozenset(), chosen)
        self.found = {
            fact: value
            for fact in self.table.columns
            if (value := shown(kind, fact, facts, lookups)) is not None
        }
        # Facts of which all that they name is on hold: withheld, for as long as that is checked.
        self.checked = frozenset(fact for fact, value in self.found.items() if is_only_checked(value))

    @property
    def alike(self) -> bool:
        """Whether it is plain without a second look that all audiences see the same."""
        apart = self.decision.apart
        if apart is None or not apart.isdisjoint(self.found):
            return False
        return all(sourced.said.values.keys() <= sourced.won for sourced in self.sourced)

    def data(self, audience: Audience) -> dict[str, Any] | None:
        """Every visible fact, which facts are hidden and why, and which source each comes from."""
        if not self.decision.rules[RECORD].seen.includes(audience):
            return None
        seen = self.decision.visible[audience]
        visible = seen - self.checked
        found = {fact: value for fact, value in self.found.items() if fact in visible}
        lead = self.lookups.boroughs[self.facts[LEAD[self.kind]]]
        more = {
            "sources": self._sources(found, hush=not self.table.naming <= visible),
            "hidden": {
                **self.decision.hidden[audience],
                **dict.fromkeys(sorted(self.checked & seen), BEING_CHECKED),
            },
            "open": self.decision.opened,
            "differ": self._differing(found, audience),
        }
        always = {"lead": {"slug": lead.slug, "name": lead.name}, "facts": found}
        return always | {name: value for name, value in more.items() if value}

    def whole(self) -> dict[str, Any]:
        """All that is held of it, as its own authority and staff see it. It goes into no list."""
        found = {fact: value for fact, value in self.found.items() if fact not in self.checked}
        lead = self.lookups.boroughs[self.facts[LEAD[self.kind]]]
        return {
            "lead": {"slug": lead.slug, "name": lead.name},
            "facts": found,
            "sources": self._sources(found, hush=False),
            "hidden": dict.fromkeys(sorted(self.checked), BEING_CHECKED),
        }

    def _sources(self, found: Mapping[str, Shown], *, hush: bool) -> list[dict[str, Any]]:
        """The sources of what is shown, and no others: a source of hidden facts alone is hidden with them."""
        sources = []
        for sourced in self.sourced:
            won = [fact for fact in found if self.table.said_by(fact) in sourced.won]
            if won:
                # An address or a line of evidence may name what is hidden.
                hushed = hush and not sourced.said.published
                sources.append(_source(sourced, hushed=hushed) | {"facts": won})
        return sources

    def _differing(self, found: Mapping[str, Shown], audience: Audience) -> list[dict[str, Any]]:
        """What other sources say instead, of the facts that are shown."""
        differ = []
        visible = self.decision.visible[audience] - self.checked
        for sourced in self.sourced:
            said = sourced.said
            if said.own:
                continue
            for fact in visible - NOT_COMPARED if said.values.keys() - sourced.won else ():
                group = self.table.said_by(fact)
                if group in sourced.won or group not in said.values:
                    continue
                if not said.published and fact not in self.of_unpublished.visible[audience]:
                    continue
                other = shown(self.kind, fact, said.values[group], self.lookups)
                if other is not None and other != found.get(fact) and not is_only_checked(other):
                    differ.append(
                        {"fact": fact, "source": sourced.source.name, "as_at": said.as_at, "says": other}
                    )
        return sorted(differ, key=lambda item: (item["fact"], item["source"], item["as_at"]))


def _source(sourced: Sourced, *, hushed: bool) -> dict[str, Any]:
    said, source = sourced.said, sourced.source
    told = {
        "publisher": said.publisher,
        "as_at": said.as_at,
        "licence": source.licence,
        "attribution": source.attribution,
        "published": said.published,
    }
    if not hushed:
        told |= {"url": web_address(said.url), "evidence": said.evidence}
    always = {"name": source.name, "slug": source.slug, "rank": said.rank}
    return always | {name: value for name, value in told.items() if value}


def web_address(text: str) -> str:
    """The address if it is one of the web: what a file brings must not become another kind of link."""
    return text if text.startswith(("https://", "http://")) else ""


def _draft(view: View, subject: Subject, data: dict[str, Any] | None, audience: Audience) -> Draft:
    """The row that follows from what an audience may see, and from nothing else."""
    if data is None:
        return _withdrawn(view.kind, subject, audience)
    kind, facts, demonstration = view.kind, data["facts"], bool(view.facts["demonstration"])
    ends = last_day(facts)
    found = facets_of(kind, data, demonstration=demonstration)
    if ends is not None and kind == "contract":
        found[ENDING_MONTH] = [month_of(ends)]
    facets = compact_json(found)
    written = compact_json(data)
    return Draft(
        kind=kind,
        audience=audience,
        record_id=subject.record_id,
        key=subject.key,
        demonstration=demonstration,
        title=title_of(kind, data),
        starts=day_of(facts.get("start") or facts.get("since")),
        ends=ends,
        open_ended=runs_on(facts),
        value=_amount(facts.get("value")),
        paid_by=facts.get("contract", {}).get("id"),
        as_at=_newest(data.get("sources", ())),
        updated_at=subject.updated_at,
        facets=facets,
        data=written,
        # Title, dates and sums follow from the data.
        digest=blake2b(f"{subject.key}{facets}{written}".encode(), digest_size=16).hexdigest(),
        document=document(*texts_of(kind, data)),
    )


def _withdrawn(kind: str, subject: Subject, audience: Audience) -> Draft:
    return Draft(
        kind=kind,
        audience=audience,
        record_id=subject.record_id,
        key=subject.key,
        demonstration=False,
        updated_at=subject.updated_at,
    )


def day_of(fact: Shown | None) -> datetime.date | None:
    return datetime.date.fromisoformat(fact["date"]) if fact and fact.get("date") else None


def last_day(facts: Mapping[str, Shown]) -> datetime.date | None:
    """The agreed last day, or the earlier one on which it was ended."""
    days = [day for name in ("end", "terminated") if (day := day_of(facts.get(name))) is not None]
    return min(days, default=None)


def runs_on(facts: Mapping[str, Shown]) -> bool:
    return "terminated" not in facts and facts.get("end", {}).get("kind") in ("rolling", "until-terminated")


def _amount(fact: Shown | None) -> Decimal | None:
    return Decimal(fact["is"]) if fact and "is" in fact else None


def _newest(sources: Iterable[Mapping[str, Any]]) -> datetime.date | None:
    days = [datetime.date.fromisoformat(source["as_at"]) for source in sources if "as_at" in source]
    return max(days, default=None)
