"""Opportunities for the search for everything: by title, outcome, function and authority."""

import datetime
from collections.abc import Iterator

from contracts.models import Opportunity
from thirty3.registry import FINDABLE, Findable
from thirty3.search.everything import Asked, Group, Names
from thirty3.search.names import Named


def opportunities(asked: Asked) -> Names:
    """Every published one."""
    return Names(
        "opportunity", "Opportunities", ("opportunity", "opportunities"), asked, asked.moment, _entries
    )


def _entries() -> Iterator[Named]:
    for one in Opportunity.objects.published().for_list().closing_first():
        beside = (one.outcome, one.for_whom, *(function.name for function in one.functions.all()))
        invented = one.demonstration
        yield Named(one.key, one.title, one.get_absolute_url(), (), beside, invented, note=one.borough.name)


def _find(asked: Asked, day: datetime.date, shown: int) -> Group:
    return opportunities(asked).group(shown)


def register() -> None:
    """Have searches find opportunities; called when the app is ready."""
    FINDABLE.register(Findable("opportunity", _find, order=15))
