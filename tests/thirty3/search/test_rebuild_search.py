"""The command that builds the indexes anew."""

from collections.abc import Callable
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from thirty3.registry import Registry, Searchable
from thirty3.search.management.commands import rebuild_search

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
