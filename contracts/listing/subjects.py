"""Records as they are held, made ready for the projection."""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from contracts.listing.lookups import Lookups, lookups_for
from contracts.listing.projection import Subject, subject_assertion
from contracts.models import Assertion, Contract, SystemInUse
from thirty3.history.facts import Facts, facts_by_id
from thirty3.history.records import Keyed

MODELS: Final[dict[str, type[Keyed]]] = {"contract": Contract, "system": SystemInUse}
KINDS: Final = {model.record_kind(): kind for kind, model in MODELS.items()}


def subjects_of(
    kind: str,
    ids: Iterable[int],
    updated_at: datetime.datetime | None = None,
    facts: Mapping[int, Facts] | None = None,
) -> tuple[list[Subject], Lookups]:
    """These records with the names they need; one that is gone comes without facts.

    `updated_at` is the moment of the write; without it, the record's own. `facts` that the caller has
    read are not read again.
    """
    model, wanted = MODELS[kind], sorted(ids)
    if facts is None:
        facts = facts_by_id(model, wanted)
    said: dict[int, list[Assertion]] = {}
    for assertion in Assertion.objects.filter(record_kind=model.record_kind(), record_id__in=wanted).order_by(
        "rank", "pk"
    ):
        said.setdefault(assertion.record_id, []).append(assertion)
    dates: dict[int, datetime.datetime] = {}
    if updated_at is None:
        dates.update(model._default_manager.filter(pk__in=wanted).values_list("pk", "updated_at"))
    now = datetime.datetime.now(datetime.UTC)
    subjects = [
        Subject(
            record_id=pk,
            key=facts[pk]["key"] if pk in facts else "",
            facts=facts.get(pk),
            assertions=[subject_assertion(assertion) for assertion in said.get(pk, ())],
            updated_at=updated_at or dates.get(pk, now),
        )
        for pk in wanted
    ]
    return subjects, lookups_for(_all_facts(subjects))


def _all_facts(subjects: Iterable[Subject]) -> Iterator[dict[str, object]]:
    for subject in subjects:
        yield subject.facts or {}
        for said in subject.assertions:
            yield from said.values.values()
