"""The two commands need a POSIX shell and a fit Python, and nothing else."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SCRIPTS = ["bin/run", "bin/test", "bin/find-python"]


@pytest.mark.parametrize("script", SCRIPTS)
def test_the_shell_understands_every_script(script: str) -> None:
    assert subprocess.run(["/bin/sh", "-n", ROOT / script]).returncode == 0


@pytest.mark.parametrize("script", ["bin/run", "bin/test", ".ci/run", "manage.py"])
def test_commands_can_be_executed(script: str) -> None:
    assert os.access(ROOT / script, os.X_OK)


@pytest.mark.parametrize("module", sorted((ROOT / "thirty3" / "running").glob("*.py")), ids=lambda p: p.stem)
def test_what_runs_before_the_installation_imports_the_standard_library_alone(module: Path) -> None:
    imported = set()
    for node in ast.walk(ast.parse(module.read_text())):
        if isinstance(node, ast.Import):
            imported |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            imported.add(str(node.module))
    own = {name for name in imported if name.startswith("thirty3.running")}
    assert {name.partition(".")[0] for name in imported - own} <= sys.stdlib_module_names


def find_python(tmp_path: Path, **env: str) -> subprocess.CompletedProcess[str]:
    """Run find_python as in a clone without .venv, seeing only `tmp_path` and what `env` says."""
    script = f'root={tmp_path}; . {ROOT}/bin/find-python; find_python && echo "$python"'
    return subprocess.run(
        ["/bin/sh", "-eu", "-c", script],
        cwd=tmp_path,
        env={"PATH": str(tmp_path), "HOME": str(tmp_path), **env},
        capture_output=True,
        text=True,
    )


def interpreter(path: Path, *, fit: bool) -> str:
    """A name on the path: this very Python, or a shim that fails."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f'#!/bin/sh\nexec {sys.executable} "$@"\n' if fit else "#!/bin/sh\nexit 127\n")
    path.chmod(0o755)
    return str(path)


def test_a_shim_that_fails_is_passed_over(tmp_path: Path) -> None:
    interpreter(tmp_path / "python3.13", fit=False)
    interpreter(tmp_path / "python3.12", fit=True)
    assert find_python(tmp_path).stdout == "python3.12\n"


@pytest.mark.parametrize(
    "place",
    [
        ".pyenv/versions/3.12.1/bin/python",
        ".local/share/uv/python/cpython-3.13/bin/python3",
        ".venv/bin/python",
    ],
)
def test_a_python_off_the_path_is_found(tmp_path: Path, place: str) -> None:
    found = interpreter(tmp_path / place, fit=True)
    assert find_python(tmp_path).stdout.strip() == found


def test_the_newest_of_several_is_taken(tmp_path: Path) -> None:
    for version in ("3.12.9", "3.14.0", "3.13.2"):
        interpreter(tmp_path / ".pyenv/versions" / version / "bin/python", fit=True)
    assert "3.14.0" in find_python(tmp_path).stdout


def test_the_python_that_is_named_comes_first_unless_it_is_unfit(tmp_path: Path) -> None:
    interpreter(tmp_path / "python3.14", fit=True)
    mine = interpreter(tmp_path / "mine", fit=True)
    assert find_python(tmp_path, PYTHON=mine).stdout.strip() == mine
    broken = interpreter(tmp_path / "broken", fit=False)
    answer = find_python(tmp_path, PYTHON=broken)
    assert answer.stdout == "python3.14\n"
    assert f"PYTHON is {broken}" in answer.stderr


def test_a_relative_path_to_a_python_is_meant_from_here(tmp_path: Path) -> None:
    mine = interpreter(tmp_path / "some" / "python", fit=True)
    relative = os.path.relpath(mine, tmp_path)
    assert find_python(tmp_path, PYTHON=relative).stdout.strip() == mine


def test_where_there_is_none_it_says_what_to_install(tmp_path: Path) -> None:
    interpreter(tmp_path / "python3", fit=False)
    answer = find_python(tmp_path)
    assert (answer.returncode, answer.stdout) == (1, "")
    assert "Thirty3 needs Python 3.12 or newer" in answer.stderr
    assert "apt-get install python3 python3-venv" in answer.stderr


def test_a_mistaken_option_is_refused_before_anything_is_done(tmp_path: Path) -> None:
    answer = subprocess.run(
        [ROOT / "bin" / "run", "--fersh"],
        env={**os.environ, "PYTHON": sys.executable, "DATA_DIR": str(tmp_path / "data")},
        capture_output=True,
        text=True,
    )
    assert answer.returncode == 2
    assert "unrecognized arguments: --fersh" in answer.stderr
    assert not (tmp_path / "data").exists()
