"""Erasing a text about a person, such as a name or an address, from every place that holds it."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, Final

from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import models, transaction
from django.utils.crypto import salted_hmac

from thirty3.accounts.finding import find_person, sessions_with
from thirty3.accounts.models import Erasure, User
from thirty3.accounts.rewriting import SHORTEST, Leaving, is_a_word_of_ours, names_record, rewrite, rows_with
from thirty3.accounts.services import forget, is_last_who_may_do_everything
from thirty3.audiences import Audience
from thirty3.history.records import Recorded
from thirty3.history.services import refresh_lists
from thirty3.registry import PROJECTIONS, TRACES
from thirty3.search.facets import have_read_anew
from thirty3.search.index import TextIndex
from thirty3.search.query import parse_query

# A telephone number has as many; fewer digits are part of a date or of a sum.
DIGITS: Final = 9
WHY: Final = "Erased because somebody asked for it"


class CannotErase(Exception):
    """Why a text is not erased, in words for staff."""


def digest_of(text: str) -> str:
    """How a text that was erased is known again: it cannot be told from this without the site's key."""
    folded = " ".join(text.casefold().split())
    return salted_hmac("thirty3.accounts.erasing", folded, algorithm="sha256").hexdigest()


def refuse_if_unfit(*, text: str, actor: User | None) -> None:
    """Refuse what would take out more than one person's text."""
    if len(text) < SHORTEST:
        raise CannotErase(f"Give at least {SHORTEST} characters: fewer are part of other words.")
    if not any(letter.isalpha() for letter in text) and sum(map(str.isdigit, text)) < DIGITS:
        raise CannotErase("Give a name, an address or a whole telephone number.")
    if is_a_word_of_ours(text):
        raise CannotErase("The service itself uses this word. Give more of the name or address.")
    people = accounts_with(text)
    if len(people) > 1:
        raise CannotErase(f"{len(people)} accounts have this in their addresses. Give one whole address.")
    if actor in people:
        raise CannotErase("This is in the address of your own account. Delete it on your account’s page.")
    if any(is_last_who_may_do_everything(person) for person in people):
        raise CannotErase("Somebody else must first be able to add people.")


def accounts_with(text: str) -> list[User]:
    """Accounts whose address holds the text: with it, they go."""
    return list(User.objects.filter(email__icontains=text).order_by("pk"))


def places(text: str) -> dict[str, int]:
    """How often each kind of place holds the text, in words for staff."""
    counted: dict[str, int] = defaultdict(int)
    for one in find_person(text):
        counted[_in_words(one.where)] += one.count
    return dict(counted)


def _in_words(where: str) -> str:
    label, _, column = where.rpartition(".")
    try:
        model = apps.get_model(label)
    except (LookupError, ValueError):
        return where[:1].upper() + where[1:]
    return f"{str(model._meta.verbose_name_plural).capitalize()}: {column.replace('_', ' ')}"


@transaction.atomic
def erase_text(*, text: str, actor: User | None, why: str) -> Erasure:
    """Take a text out of every place that holds it, and leave a mark that says so and not what it was.

    Records and their history are rewritten alike, so that no change of theirs tells of it. Files go last:
    they do not come back where the rest could not be written.
    """
    refuse_if_unfit(text=text, actor=actor)
    leaving = Leaving(text)
    before = sum(one.count for one in find_person(text))
    shown = _shown(leaving)
    for person in accounts_with(text):
        forget(person=person, why=WHY)
    Session.objects.filter(pk__in=sessions_with(text)).delete()
    for drafts in {model for projection in PROJECTIONS for model in projection.drafts}:
        drafts._default_manager.filter(pk__in=rows_with(drafts, leaving)).delete()
    _republish(shown, list(rewrite(leaving)))
    for spelling in leaving.spellings:
        for trace in TRACES:
            erase = trace.on_request or trace.erase
            if erase is not None:
                erase(spelling)
    left = sum(one.count for one in find_person(text))
    return Erasure.objects.create(
        by=actor, why=leaving.out_of(why), places=before, left=left, digest=digest_of(text)
    )


def _shown(leaving: Leaving) -> dict[str, set[int]]:
    """The records whose list rows or text indexes hold the text, by kind."""
    shown: dict[str, set[int]] = defaultdict(set)
    for projection in PROJECTIONS:
        for model in projection.rows:
            of_kind: Any = model._default_manager.filter(kind=projection.called)
            held = of_kind.filter(pk__in=rows_with(model, leaving))
            shown[projection.name] |= set(held.values_list("record_id", flat=True))
        for spelling in leaving.spellings:
            query = parse_query(f'"{spelling}"')
            for audience in Audience if query.wanted else ():
                shown[projection.name] |= set(TextIndex(projection.called, audience).matches(query))
    return shown


def _republish(shown: dict[str, set[int]], rewritten: Iterable[models.Model]) -> None:
    """Make the list rows of these records anew; text indexes, vocabularies and facets follow."""
    for row in rewritten:
        if isinstance(row, Recorded):
            refresh_lists(row)
        elif (named := names_record(row)) and named[0] in PROJECTIONS:
            shown[named[0]].add(named[1])
    for projection in PROJECTIONS:
        projection.refresh(shown[projection.name])
        for audience in Audience:
            TextIndex(projection.called, audience).purge()
            have_read_anew(projection.called, audience)
