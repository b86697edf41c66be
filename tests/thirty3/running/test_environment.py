"""When .venv is made, mended and left alone."""

from pathlib import Path

import pytest

from thirty3.running import environment
from thirty3.running.environment import TO_RUN, TO_TEST


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / TO_RUN).write_text("one==1\n")
    (tmp_path / TO_TEST).write_text("one==1\ntwo==2\n")
    return tmp_path


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was done to .venv, without the minutes that it takes."""
    done: list[str] = []

    def make(venv: Path) -> None:
        done.append("make")
        (venv / "bin").mkdir(parents=True, exist_ok=True)
        (venv / "bin" / "python").touch()

    def install(python: Path, requirements: Path) -> None:
        done.append(requirements.name)

    monkeypatch.setattr(environment, "_make", make)
    monkeypatch.setattr(environment, "_install", install)
    return done


def test_the_first_run_makes_and_installs_and_the_second_does_nothing(root: Path, done: list[str]) -> None:
    python = environment.environment(TO_RUN, root=root)
    assert python == root / ".venv" / "bin" / "python"
    assert environment.environment(TO_RUN, root=root) == python
    assert done == ["make", TO_RUN]


def test_an_environment_for_tests_serves_too(root: Path, done: list[str]) -> None:
    environment.environment(TO_TEST, root=root)
    environment.environment(TO_RUN, root=root)
    assert done == ["make", TO_TEST]


def test_tests_add_their_tools_to_an_environment_that_serves(root: Path, done: list[str]) -> None:
    environment.environment(TO_RUN, root=root)
    environment.environment(TO_TEST, root=root)
    assert done == ["make", TO_RUN, TO_TEST]


@pytest.mark.parametrize("changed", [TO_RUN, TO_TEST])
def test_a_changed_lock_makes_it_again(root: Path, done: list[str], changed: str) -> None:
    environment.environment(TO_TEST, root=root)
    (root / changed).write_text("one==2\n")
    environment.environment(TO_TEST, root=root)
    assert done == ["make", TO_TEST] * 2


def test_another_interpreter_makes_it_again(
    root: Path, done: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    environment.environment(TO_RUN, root=root)
    monkeypatch.setattr(environment.sys, "version", "3.99.1 (another)")
    environment.environment(TO_RUN, root=root)
    assert done == ["make", TO_RUN] * 2


@pytest.mark.parametrize("before", [[], [TO_RUN]])
def test_an_interrupted_installation_is_begun_again(
    root: Path, done: list[str], monkeypatch: pytest.MonkeyPatch, before: list[str]
) -> None:
    for requirements in before:
        environment.environment(requirements, root=root)
    complete = environment._install
    monkeypatch.setattr(environment, "_install", interrupted)
    with pytest.raises(KeyboardInterrupt):
        environment.environment(TO_TEST, root=root)
    monkeypatch.setattr(environment, "_install", complete)
    done.clear()
    environment.environment(TO_TEST, root=root)
    assert done == ["make", TO_TEST]


def interrupted(python: Path, requirements: Path) -> None:
    raise KeyboardInterrupt


def test_an_environment_whose_python_is_gone_is_made_again(root: Path, done: list[str]) -> None:
    environment.environment(TO_RUN, root=root).unlink()
    environment.environment(TO_RUN, root=root)
    assert done == ["make", TO_RUN] * 2


def test_an_environment_that_is_a_link_to_anothers_is_not_cleared(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs = root / "theirs"
    theirs.mkdir()
    (theirs / "kept").touch()
    (root / ".venv").symlink_to(theirs)
    asked: list[Path] = []
    monkeypatch.setattr(environment, "run", lambda command, env: asked.append(command[-1]) or 0)
    environment._make(root / ".venv")
    assert (theirs / "kept").exists()
    assert asked == [root / ".venv"]
    assert not (root / ".venv").is_symlink()
