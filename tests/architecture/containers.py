"""Reading Dockerfile and compose.yaml, as far as a test of what they name needs it."""

import itertools
import json
import re
import shlex
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[2]
ASSIGNMENT = re.compile(r"[A-Z][A-Z0-9_]*=")
# `${NAME}`, `${NAME:-default}`, `${NAME:?what to do}`.
VARIABLE = re.compile(r"\$\{(?P<name>\w+)(?P<rest>[^}]*)\}")


@dataclass(frozen=True)
class Instruction:
    """One instruction of a Dockerfile, in the stage that it belongs to."""

    stage: int
    name: str
    text: str

    @property
    def words(self) -> list[str]:
        """The command or the arguments, whichever way they are written; options of Docker's own left out."""
        text = re.sub(r"^(--\S+\s+)+", "", self.text).removeprefix("CMD ")
        return json.loads(text) if text.startswith("[") else shlex.split(text)


def dockerfile() -> list[Instruction]:
    """The instructions in order, continued lines joined, comments left out."""
    lines = (ROOT / "Dockerfile").read_text().splitlines()
    joined = "\n".join(line for line in lines if not line.startswith("#")).replace("\\\n", " ")
    found: list[Instruction] = []
    stage = -1
    for line in filter(None, joined.splitlines()):
        name, _, text = line.partition(" ")
        stage += name == "FROM"
        found.append(Instruction(stage, name, text.strip()))
    return found


def copied() -> list[str]:
    """What comes from the project into the image, as paths from its root."""
    return [
        source.rstrip("/")
        for one in dockerfile()
        if one.name == "COPY" and "--from=" not in one.text
        for source in one.words[:-1]
    ]


def set_in_image() -> set[str]:
    """Every environment variable that the Dockerfile sets, for good or for one command."""
    words = [word for one in dockerfile() if one.name in ("ENV", "RUN") for word in one.words]
    return {word.partition("=")[0] for word in words if ASSIGNMENT.match(word)}


def compose() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text())
    return loaded


def ours() -> dict[str, dict[str, Any]]:
    """The services that run our own image."""
    return {name: service for name, service in compose()["services"].items() if "build" in service}


def filled_in(given: dict[str, str]) -> dict[str, str]:
    """The environment of a service for somebody who gave these values, and no others."""

    def value(found: re.Match[str]) -> str:
        default = found["rest"]
        return given.get(found["name"]) or (default.removeprefix(":-") if default.startswith(":-") else "")

    return {name: VARIABLE.sub(value, text) for name, text in ours()["web"]["environment"].items()}


def command(service: dict[str, Any]) -> list[str]:
    """The words of a service's command; those of a shell's script too."""
    given = service.get("command", [])
    words = shlex.split(given) if isinstance(given, str) else list(given)
    return [part for word in words for part in shlex.split(word)]


def managed(words: list[str]) -> list[str]:
    """The commands that are given to manage.py."""
    return [after for word, after in itertools.pairwise(words) if word == "manage.py"]
