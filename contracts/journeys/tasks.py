"""The stages of a journey and their tasks, as `fixtures/toolkit/tasks.toml` has them."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from django.conf import settings

TASKS: Final[Path] = settings.BASE_DIR / "fixtures" / "toolkit" / "tasks.toml"


@dataclass(frozen=True)
class Task:
    """Something to do: what, how many weeks before the end, and the pages of the toolkit that help."""

    key: str
    title: str
    what: str
    weeks: int
    guidance: str
    template: str = ""
    # It is done before the contract's own limits too: options to extend, notice.
    decides: bool = False


@dataclass(frozen=True)
class Stage:
    """One of the five stages, with its tasks in their order."""

    key: str
    name: str
    tasks: tuple[Task, ...]


@cache
def stages() -> tuple[Stage, ...]:
    """All five, read once."""
    told = tomllib.loads(TASKS.read_text(encoding="utf-8"))["stage"]
    return tuple(Stage(one["key"], one["name"], tuple(Task(**task) for task in one["task"])) for one in told)


@cache
def tasks() -> dict[str, Task]:
    """Every task by its key, in order."""
    return {task.key: task for stage in stages() for task in stage.tasks}
