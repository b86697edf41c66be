"""bin/test: static checks, then the whole suite, with what was counted at the end."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from thirty3.running.environment import TO_TEST, environment
from thirty3.running.processes import STOPPED_BY_SIGNAL, Failure, run, say, start, stop, stop_on_signals

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
# What a developer's shell may hold and the tests must not see.
SETTINGS = (
    "ALLOWED_HOSTS",
    "ALLOW_DEMONSTRATION_DATA",
    "BEHIND_PROXY",
    "CONTACT_EMAIL",
    "DATA_KEPT_IN",
    "DATA_PROTECTION_OFFICER",
    "CSRF_TRUSTED_ORIGINS",
    "DEBUG",
    "EMAIL_HOST",
    "FROM_EMAIL",
    "HOST",
    "LOGS_KEPT_FOR",
    "LOG_LEVEL",
    "OPERATOR_ADDRESS",
    "OPERATOR_IS_PUBLIC_BODY",
    "OPERATOR_NAME",
    "PORT",
    "SECRET_KEY",
    "SITE_URL",
    "STATIC_ROOT",
    "THIRTY3_DEMO",
)
# With this each process of a run, compiles all that it imports.
COMPILES_ANEW = "PYTHONDONTWRITEBYTECODE"
NO_BROWSER = "no chromium was found. Install chromium or set CHROMIUM."
# A deployment in which nothing is wrong, for `check --deploy`. No database is asked.
DEPLOYMENT = {
    "THIRTY3_TESTING": "0",
    "SECRET_KEY": "kV7#tq2Lw9!zRm4@Xb6$Nc8^Hd3&Jf5*Gs1(Pa0)YeUoIiTrWQ",
    "SITE_URL": "https://thirty3.example",
    "ALLOWED_HOSTS": "thirty3.example",
    "CONTACT_EMAIL": "hello@thirty3.example",
    "OPERATOR_NAME": "Thirty3 Example",
    "OPERATOR_IS_PUBLIC_BODY": "false",
    "EMAIL_HOST": "mail.thirty3.example",
    "DATABASE_URL": "postgresql://thirty3@db.thirty3.example/thirty3",
}
# What the environment's Python is called with.
CHECKS = {
    "ruff check": ["-m", "ruff", "check", "."],
    "ruff format": ["-m", "ruff", "format", "--check", "."],
    "mypy": ["-m", "mypy"],
    "lint-imports": ["-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"],
    "djhtml": ["-m", "djhtml", "--check", "--tabwidth", "2", "templates"],
    "migrations": ["manage.py", "makemigrations", "--check", "--dry-run"],
    "deployment": ["manage.py", "check", "--deploy", "--fail-level", "WARNING"],
}
# How the two cores share the tests that have a marker.
SHARED_OUT = {
    # A file's tests stay together, so that the world they share is made once. In the order of the files
    # the last ones are small, and neither core waits long for the other.
    "not browser": ["--dist", "loadfile", "--no-loadscope-reorder"],
    # Most are in one file. Each core begins with another half, so that neither waits for the other's world.
    "browser": ["--dist", "worksteal"],
}
NOTHING_COLLECTED = 5


@dataclass(frozen=True)
class Outcome:
    """One run of pytest: its exit code, how many tests it ran and how many of them it skipped."""

    code: int
    tests: int
    skipped: int

    @property
    def failed(self) -> bool:
        return self.code not in (0, NOTHING_COLLECTED) or self.skipped > 0


def main(arguments: list[str]) -> int:
    """Run everything, even after a failure, and say last what a reader must not miss."""
    stop_on_signals()
    try:
        with tempfile.TemporaryDirectory(prefix="thirty3-test-") as scratch:
            return test(arguments, Path(scratch))
    except KeyboardInterrupt:
        say("\nStopped.")
        return STOPPED_BY_SIGNAL
    except Failure as failure:
        print(failure, file=sys.stderr, flush=True)
        return 1


def test(arguments: list[str], scratch: Path) -> int:
    """Static checks once, on SQLite; the suite; the browser tests on SQLite where there is a browser."""
    on_postgresql = bool(os.environ.get("DATABASE_URL"))
    browser = None if on_postgresql else find_browser()
    if browser is None and os.environ.get("THIRTY3_BROWSER") == "required" and not on_postgresql:
        raise Failure(
            "THIRTY3_BROWSER=required, but no chromium was found. Install chromium or set CHROMIUM."
        )
    python = environment(TO_TEST)
    env = test_environment(scratch, browser)
    # Arguments are for somebody who works on a few tests.
    failed = [] if on_postgresql or arguments else static_checks(python, env)

    say(f"Tests on {'PostgreSQL' if on_postgresql else 'SQLite'}")
    outcome = pytest(python, env, "not browser", scratch / "tests.xml", arguments)
    in_browser = Outcome(NOTHING_COLLECTED, 0, 0)
    if browser:
        say(f"Tests in a browser ({browser})")
        in_browser = pytest(python, env, "browser", scratch / "browser.xml", arguments)
    failed += [
        name for name, one in (("tests", outcome), ("browser tests", in_browser)) if one.failed
    ] + missing(outcome, in_browser, whole=not arguments, browser=browser)

    if failed:
        say(f"FAILED: {', '.join(failed)}")
    say(f"tests: {outcome.tests} (browser: {in_browser.tests})")
    say(last_word(failed, browser, on_postgresql, whole=not arguments))
    return 1 if failed else 0


def missing(outcome: Outcome, in_browser: Outcome, *, whole: bool, browser: str | None) -> list[str]:
    """What a run did not contain though it should have; a skipped test counts as not run."""
    problems = []
    if outcome.tests + in_browser.tests == 0:
        problems.append("no test was found")
    elif whole and browser and in_browser.tests == 0:
        problems.append("no browser test was found")
    skipped = outcome.skipped + in_browser.skipped
    if skipped:
        problems.append(f"{skipped} skipped, where none may be")
    return problems


def last_word(failed: list[str], browser: str | None, on_postgresql: bool, *, whole: bool) -> str:
    """The last line: never that all is well where something was left out."""
    if not whole and not failed:
        return "The tests that were chosen passed. The static checks were left out."
    if on_postgresql:
        return "The browser tests run on SQLite alone." if not failed else "Something failed; see above."
    if browser is None:
        return f"The browser tests were left out: {NO_BROWSER}"
    return "Something failed; see above." if failed else "Everything passed."


def find_browser() -> str | None:
    """The path of a chromium that starts: $CHROMIUM, or one on the path."""
    for name in filter(None, (os.environ.get("CHROMIUM"), *BROWSERS)):
        path = shutil.which(name)
        if path and run_quietly([path, "--version"], os.environ) is None:
            return path
    return None


def test_environment(scratch: Path, browser: str | None) -> dict[str, str]:
    """A clean environment whose data lives and dies with this run."""
    env = {name: value for name, value in os.environ.items() if name not in (*SETTINGS, COMPILES_ANEW)}
    env |= {"THIRTY3_TESTING": "1", "DATA_DIR": str(scratch / "data")}
    if browser:
        env["CHROMIUM"] = browser
    return env


def static_checks(python: Path, env: dict[str, str]) -> list[str]:
    """Run each check, show the output of those that fail, and return their names."""
    failed = []
    for name, arguments in CHECKS.items():
        started = time.monotonic()
        its_env = env | DEPLOYMENT if "--deploy" in arguments else env
        output = run_quietly([python, *arguments], its_env)
        seconds = time.monotonic() - started
        say(f"{name}: {'passed' if output is None else 'FAILED'} in {seconds:.0f} s")
        if output is not None:
            say(output)
            failed.append(name)
    return failed


def run_quietly(command: Sequence[str | Path], env: Mapping[str, str]) -> str | None:
    """Run a command; None when it succeeds, otherwise what it said."""
    child = start(command, env=env, output=subprocess.PIPE)
    try:
        output, _ = child.communicate()
    finally:
        if child.returncode is None:
            stop([child])
    return output if child.returncode else None


def pytest(python: Path, env: dict[str, str], marker: str, report: Path, arguments: list[str]) -> Outcome:
    """Run the tests with a marker on two cores, naming the ten slowest."""
    command: list[str | Path] = [python, "-m", "pytest", "-q", "-m", marker, "--durations=10"]
    command += ["-n", "2", *SHARED_OUT[marker]]
    code = run([*command, f"--junit-xml={report}", *arguments], env=env)
    if not report.exists():
        return Outcome(code or 1, 0, 0)
    # Written by our own pytest a moment ago.
    suites = ElementTree.parse(report).getroot().iter("testsuite")  # noqa: S314
    counts = [(int(suite.get("tests", 0)), int(suite.get("skipped", 0))) for suite in suites]
    return Outcome(code, sum(tests for tests, _ in counts), sum(skipped for _, skipped in counts))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
