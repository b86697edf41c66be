"""The command that builds the indexes anew."""

from collections.abc import Callable
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone
from pyroaring import BitMap

from thirty3.registry import SEARCHABLE, Registry, Searchable
from thirty3.search.facets import patch
from thirty3.search.management.commands import rebuild_search
from thirty3.search.models import Stamp

pytestmark = pytest.mark.django_db


@pytest.fixture
def rebuilt(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Two kinds, contract and supplier, whose rebuilding is written down here."""
    done: list[str] = []

    def rebuild(kind: str) -> Callable[[], int]:
        def build() -> int:
            assert connection.in_atomic_block
            done.append(kind)
            return 3

        return build

    registry: Registry[Searchable] = Registry()
    registry.register(Searchable("supplier", rebuild("supplier"), 2))
    registry.register(Searchable("contract", rebuild("contract"), 1))
    monkeypatch.setattr(rebuild_search, "SEARCHABLE", registry)
    return done


def test_every_kind_is_rebuilt_in_order(rebuilt: list[str]) -> None:
    out = StringIO()
    call_command("rebuild_search", stdout=out)
    assert rebuilt == ["contract", "supplier"]
    assert out.getvalue() == "contract: 3 records\nsupplier: 3 records\n"


def test_one_kind_alone_can_be_rebuilt(rebuilt: list[str]) -> None:
    call_command("rebuild_search", "supplier", stdout=StringIO())
    assert rebuilt == ["supplier"]


def test_an_unknown_kind_is_named_and_nothing_is_rebuilt(rebuilt: list[str]) -> None:
    with pytest.raises(CommandError, match=r"called cat\. There is: contract, supplier"):
        call_command("rebuild_search", "contract", "cat")
    assert rebuilt == []


def test_only_what_was_made_in_another_shape_is_rebuilt_and_then_it_is_not(rebuilt: list[str]) -> None:
    for kind, shape in (("contract", 7), ("supplier", 0)):
        Stamp.objects.create(kind=kind, audience="public", changed_at=timezone.now(), shape=shape)
    call_command("rebuild_search", outdated=True, stdout=StringIO())
    call_command("rebuild_search", outdated=True, stdout=StringIO())
    assert rebuilt == ["contract"]


def test_what_is_written_first_has_todays_shape() -> None:
    patch("contract", "public", {("borough", "camden"): (BitMap([1]), BitMap())})
    assert Stamp.objects.get(kind="contract").shape == SEARCHABLE["contract"].shape > 0
