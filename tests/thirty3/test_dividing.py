"""Work divided between processes: the same results in the same order, and nothing is left running."""

import multiprocessing
import os

import pytest

from thirty3 import dividing
from thirty3.dividing import divided

# Python warns of a fork beside threads; those of the test runner hold no lock that a helper needs.
pytestmark = pytest.mark.filterwarnings("ignore:.*multi-threaded.*:DeprecationWarning")


@pytest.fixture
def forking(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dividing, "may_fork", lambda: True)


@pytest.mark.usefixtures("forking")
@pytest.mark.parametrize("number", [0, 1, 3, 4, 5, 50])
def test_results_come_in_the_order_of_the_pieces(number: int) -> None:
    assert list(divided(lambda piece: piece * piece, range(number))) == [n * n for n in range(number)]


@pytest.mark.usefixtures("forking")
def test_many_pieces_are_worked_on_elsewhere_and_few_here() -> None:
    here = os.getpid()
    assert here not in set(divided(lambda _: os.getpid(), range(20)))
    assert set(divided(lambda _: os.getpid(), range(2))) == {here}


@pytest.mark.usefixtures("forking")
def test_large_pieces_and_results_do_not_block_each_other() -> None:
    megabyte = "x" * 2**20
    assert [len(text) for text in divided(lambda text: text * 2, [megabyte] * 8)] == [2**21] * 8


@pytest.mark.usefixtures("forking")
def test_what_goes_wrong_in_a_helper_goes_wrong_here() -> None:
    with pytest.raises(ZeroDivisionError):
        list(divided(lambda piece: 1 // piece, [1, 1, 1, 1, 0, 1]))
    assert not multiprocessing.active_children()


@pytest.mark.usefixtures("forking")
def test_who_stops_early_leaves_no_helper_behind() -> None:
    results = divided(lambda piece: piece, range(1000))
    assert next(results) == 0
    results.close()  # type: ignore[attr-defined]
    assert not multiprocessing.active_children()


def test_beside_other_threads_nothing_is_forked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dividing.threading, "active_count", lambda: 2)
    assert list(divided(lambda _: os.getpid(), range(20))) == [os.getpid()] * 20
