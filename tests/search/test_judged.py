"""The judged searches, asked of the demonstration and of the real agreements and systems beside it."""

from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings
from pytest_django.plugin import DjangoDbBlocker

from contracts.management.commands import load_demonstration
from tests.benchmarks.judged import DAY, FIRST, WITHIN
from tests.search.asking import ask
from tests.search.judging import Verdict, judged_searches, tally, verdict

pytestmark = pytest.mark.django_db

# What is set aside of the other files answers no search.
FILES = ("london/awards-2021-2026.csv", "london/systems-in-use.csv", "g-cloud/spend-london-2012-2014.csv")


@pytest.fixture(scope="module")
def verdicts(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[list[Verdict]]:
    """Every search asked once, of what is loaded once."""
    folder = tmp_path_factory.mktemp("quarantine")
    with (
        pytest.MonkeyPatch.context() as patch,
        override_settings(QUARANTINE_DIR=folder, ALLOW_DEMONSTRATION=True),
        django_db_blocker.unblock(),
        transaction.atomic(),
    ):
        patch.setattr(load_demonstration, "REAL", FILES)
        call_command("load_demonstration", verbosity=0)
        yield [verdict(judged, ask(judged, DAY)) for judged in judged_searches()]
        transaction.set_rollback(True)


def told(verdicts: list[Verdict]) -> str:
    return "\n".join(f"{found.judged}: {found.rank}, first {found.came_first}" for found in verdicts)


def test_nine_in_ten_are_answered_first(verdicts: list[Verdict]) -> None:
    wrong = [found for found in verdicts if not found.is_first]
    assert tally(verdicts).first >= FIRST * len(verdicts), told(wrong)


def test_all_but_three_in_a_hundred_are_answered_within_five(verdicts: list[Verdict]) -> None:
    wrong = [found for found in verdicts if not found.is_within]
    assert tally(verdicts).within >= WITHIN * len(verdicts), told(wrong)
