"""Authorities and functions, for searches."""

import datetime
from collections.abc import Iterator
from typing import Final

from django.db.models import Count, Max, Sum

from boroughs.models import Borough, BoroughName, Function
from boroughs.names import core
from thirty3.audiences import Audience
from thirty3.registry import FINDABLE, OTHER_NAMES, Findable, NamesSource
from thirty3.search.everything import Asked, Group, Names
from thirty3.search.held import Held
from thirty3.search.names import Named
from thirty3.search.thesaurus import Phrases

# Words for one authority that only a spelling of a register tells apart.
MOST_SPELLINGS: Final = 40


# Functions change seldom, and every search with words asks what they are called.
_functions_called: Held[list[tuple[str, ...]]] = Held()


def names_of_functions(phrases: set[str], audience: Audience) -> dict[str, list[str]]:
    """The functions that these phrases are synonyms of, by name. A word may mean several.

    Queries: whether any function changed, and if one did, all of them.
    """
    # Every write adds one to a version and dates it.
    moment = tuple(Function.objects.aggregate(Count("pk"), Sum("version"), Max("updated_at")).values())
    asked = Phrases(phrases)
    found: dict[str, list[str]] = {}
    for name, *synonyms in _functions_called.of("functions", moment, _names_of_all_functions):
        for phrase in asked.named((name, *synonyms)):
            found.setdefault(phrase, []).append(name)
    return found


def _names_of_all_functions() -> list[tuple[str, ...]]:
    rows = Function.objects.in_order().values_list("name", "synonyms")
    return [(name, *synonyms) for name, synonyms in rows]


def names_of_authorities(phrases: set[str], audience: Audience) -> dict[str, list[str]]:
    """The authorities that these phrases mean, by the name that records give them: one query.

    A record says "Kensington and Chelsea" where "RBKC" is typed, and "Southwark" for Southwark Council.
    """
    asked = {phrase: (phrase, core(phrase)) for phrase in phrases}
    rows = BoroughName.objects.filter(folded__in={form for forms in asked.values() for form in forms})
    known = dict(rows.values_list("folded", "borough__name"))
    return {
        phrase: [next(known[form] for form in forms if form in known)]
        for phrase, forms in asked.items()
        if known.keys() & forms
    }


def authorities(asked: Asked) -> Names:
    """Every authority, by each of its names."""
    return Names("borough", "Authorities", ("authority", "authorities"), asked, asked.moment, _authorities)


def _authorities() -> Iterator[Named]:
    spellings: dict[int, list[str]] = {}
    for borough, name in BoroughName.objects.order_by("pk").values_list("borough_id", "spelling"):
        spellings.setdefault(borough, []).append(name)
    for one in Borough.objects.by_name():
        others = dict.fromkeys([one.formal_name, one.gss_code, *spellings.get(one.pk, ())[:MOST_SPELLINGS]])
        names = tuple(filter(None, others))
        yield Named(one.slug, one.name, one.get_absolute_url(), names, note=one.get_kind_display())


def functions(asked: Asked) -> Names:
    """Every function, by its name, its synonyms and its service area."""
    return Names("function", "Functions", ("function", "functions"), asked, asked.moment, _functions)


def _functions() -> Iterator[Named]:
    for one in Function.objects.in_order():
        area = one.area.name
        yield Named(one.slug, one.name, one.get_absolute_url(), tuple(one.synonyms), (area,), note=area)


def _find_authorities(asked: Asked, day: datetime.date, shown: int) -> Group:
    return authorities(asked).group(shown)


def _find_functions(asked: Asked, day: datetime.date, shown: int) -> Group:
    return functions(asked).group(shown)


def register() -> None:
    """Have searches widen by functions, and find them and authorities; called when the app is ready."""
    OTHER_NAMES.register(NamesSource("functions", names_of_functions, order=1))
    OTHER_NAMES.register(NamesSource("authorities", names_of_authorities, order=4))
    FINDABLE.register(Findable("borough", _find_authorities, order=40))
    FINDABLE.register(Findable("function", _find_functions, order=50))
