"""What bin/test says at its end: never that all is well where something was left out."""

import pytest

from thirty3.running.suite import NOTHING_COLLECTED, Outcome, last_word, missing

NONE = Outcome(NOTHING_COLLECTED, 0, 0)


@pytest.mark.parametrize(
    ("outcome", "failed"),
    [
        (Outcome(0, 10, 0), False),
        (Outcome(1, 10, 0), True),
        (Outcome(0, 10, 1), True),
        (Outcome(2, 0, 0), True),
        (NONE, False),
    ],
)
def test_a_run_fails_with_its_tests_or_when_it_skips_one(outcome: Outcome, failed: bool) -> None:
    assert outcome.failed is failed


@pytest.mark.parametrize(
    ("outcome", "in_browser", "whole", "browser", "expected"),
    [
        (Outcome(0, 10, 0), Outcome(0, 2, 0), True, "/usr/bin/chromium", []),
        (Outcome(0, 10, 0), NONE, True, None, []),
        (Outcome(0, 10, 0), NONE, True, "/usr/bin/chromium", ["no browser test was found"]),
        (Outcome(0, 10, 0), NONE, False, "/usr/bin/chromium", []),
        (NONE, NONE, False, None, ["no test was found"]),
        (Outcome(0, 10, 1), Outcome(0, 2, 1), True, "/usr/bin/chromium", ["2 skipped, where none may be"]),
    ],
)
def test_what_a_run_lacks_is_named(
    outcome: Outcome, in_browser: Outcome, whole: bool, browser: str | None, expected: list[str]
) -> None:
    assert missing(outcome, in_browser, whole=whole, browser=browser) == expected


@pytest.mark.parametrize(
    ("failed", "browser", "on_postgresql", "expected"),
    [
        ([], "/usr/bin/chromium", False, "Everything passed."),
        (["mypy"], "/usr/bin/chromium", False, "Something failed; see above."),
        ([], None, True, "The browser tests run on SQLite alone."),
        (["tests"], None, True, "Something failed; see above."),
    ],
)
def test_the_last_line_sums_up(
    failed: list[str], browser: str | None, on_postgresql: bool, expected: str
) -> None:
    assert last_word(failed, browser, on_postgresql, whole=True) == expected


@pytest.mark.parametrize("failed", [[], ["tests"]])
def test_browser_tests_left_out_are_the_last_word(failed: list[str]) -> None:
    assert last_word(failed, None, False, whole=True).startswith("The browser tests were left out")


def test_a_few_tests_are_not_everything() -> None:
    assert last_word([], "/usr/bin/chromium", False, whole=False) == (
        "The tests that were chosen passed. The static checks were left out."
    )
