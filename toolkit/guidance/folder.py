"""The texts of a folder like `fixtures/toolkit`: what there is, and everything that is wrong with it."""

import re
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from django.conf import settings

from toolkit.guidance.checking import faults_of_document, faults_of_page
from toolkit.guidance.faults import Fault
from toolkit.guidance.known import Known
from toolkit.guidance.renamed import RENAMED
from toolkit.guidance.sheets import faults_of_sheets
from toolkit.guidance.texts import PAGE_HEAD, TEMPLATE_HEAD, Text, Unreadable, faults_of_head, read, read_head

FOLDER: Final[Path] = settings.BASE_DIR / "fixtures" / "toolkit"
# As the tables hold them.
LONGEST_NAME: Final = 50
NAME: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
WHO: Final = ("officer", "supplier", "loti")


@dataclass(frozen=True)
class File:
    """A page or a template as it lies there."""

    name: str
    slug: str
    text: Text
    # The folder of a page; blank of a template.
    stage: str = ""


@dataclass
class Folder:
    """Every text, and what could not be read."""

    stages: list[dict[str, Any]] = field(default_factory=list)
    pages: list[File] = field(default_factory=list)
    templates: list[File] = field(default_factory=list)
    problems: list[dict[str, Any]] = field(default_factory=list)
    # The name of today by each that a page had before.
    renamed: dict[str, str] = field(default_factory=dict)
    unread: list[Fault] = field(default_factory=list)

    @property
    def known(self) -> Known:
        return Known(
            frozenset(page.slug for page in self.pages),
            frozenset(template.slug for template in self.templates),
            frozenset(str(problem.get("key")) for problem in self.problems),
        )


def read_folder(root: Path = FOLDER) -> Folder:
    """Read everything that lies there."""
    held = Folder()
    for name, kept in (("stages", held.stages), ("problems", held.problems)):
        if (path := root / f"{name}.toml").exists() and (read_ := _read(path, root, held)) is not None:
            kept.extend(read_.head.get(name.removesuffix("s"), []))
    if (path := root / RENAMED.name).exists() and (names := _read(path, root, held)) is not None:
        held.renamed |= names.head.get("pages", {})
    for path in sorted(root.glob("pages/*/*.md")):
        if (text := _read(path, root, held)) is not None:
            held.pages.append(File(str(path.relative_to(root)), path.stem, text, path.parent.name))
    for path in sorted([*root.glob("templates/*.md"), *root.glob("templates/*.toml")]):
        if (text := _read(path, root, held)) is not None:
            held.templates.append(File(str(path.relative_to(root)), path.stem, text))
    return held


def together(folders: Iterable[Folder]) -> Folder:
    """Several folders as one."""
    held = Folder()
    for folder in folders:
        for name in ("stages", "pages", "templates", "problems", "unread"):
            getattr(held, name).extend(getattr(folder, name))
        held.renamed |= folder.renamed
    return held


def faults_of_folder(held: Folder) -> list[Fault]:
    """Everything that is wrong, file by file."""
    faults = list(held.unread)
    for page in held.pages:
        faults += _named(page, _faults_of_page_file(page, held))
    for template in held.templates:
        faults += _named(template, faults_of_template(template.text, held.known, _stages(held)))
    of_names = (*_faults_of_names(held), *_faults_of_renamed(held))
    return [*faults, *_faults_of_problems(held), *of_names, *_said_twice(held)]


def faults_of_template(text: Text, known: Known, stages: Set[str]) -> Iterator[Fault]:
    """What is wrong with a template, whichever kind it is."""
    head = {name: value for name, value in text.head.items() if name != "sheet"}
    yield from faults_of_head(head, TEMPLATE_HEAD)
    if str(head.get("stage")) not in stages:
        yield Fault(0, f"There is no stage “{head.get('stage')}”.")
    if head.get("kind") == "spreadsheet":
        yield from faults_of_sheets(text.head, known)
    else:
        yield from faults_of_document(text.body, known=known, first_line=text.first_line)


def _read(path: Path, root: Path, held: Folder) -> Text | None:
    content = path.read_text(encoding="utf-8")
    try:
        return read(content) if path.suffix == ".md" else Text(read_head(content), content.strip())
    except Unreadable as error:
        held.unread.append(Fault(error.fault.line, error.fault.words, str(path.relative_to(root))))
        return None


def _stages(held: Folder) -> set[str]:
    return {str(stage["slug"]) for stage in held.stages}


def _named(file: File, faults: Iterable[Fault]) -> list[Fault]:
    return [Fault(fault.line, fault.words, file.name) for fault in faults]


def _faults_of_page_file(page: File, held: Folder) -> Iterator[Fault]:
    head, known = page.text.head, held.known
    yield from faults_of_head(head, PAGE_HEAD)
    if page.stage not in _stages(held):
        yield Fault(0, f"There is no stage “{page.stage}”.")
    for name, of in (("problems", known.problems), ("templates", known.templates)):
        for one in head.get(name, []):
            if one not in of:
                yield Fault(0, f"“{name}” names “{one}”, which is not there.")
    checked, review = head.get("checked_on"), head.get("review_on")
    if checked and review and not checked < review:
        yield Fault(0, "“review_on” is after “checked_on”.")
    yield from faults_of_page(page.text.body, stage=page.stage, known=known, first_line=page.text.first_line)


def _faults_of_problems(held: Folder) -> Iterator[Fault]:
    for problem in held.problems:
        key = str(problem.get("key", ""))
        for name in ("key", "who", "words", "more", "pages"):
            if not problem.get(name):
                yield Fault(0, f"Problem “{key}” lacks “{name}”.", "problems.toml")
        if problem.get("who") not in WHO:
            yield Fault(0, f"“who” of “{key}” is one of {', '.join(WHO)}.", "problems.toml")
        said = f"{problem.get('words')} {problem.get('more')}"
        if any(sign.isdigit() for sign in said) or "{{" in said or "[@" in said:
            yield Fault(
                0, f"Problem “{key}” has figures, tokens or sources: say it without.", "problems.toml"
            )
        for slug in problem.get("pages", []):
            if slug not in held.known.pages:
                yield Fault(0, f"Problem “{key}” leads to “{slug}”, which is no page.", "problems.toml")


def _faults_of_names(held: Folder) -> Iterator[Fault]:
    """Names that cannot stand in an address."""
    known = held.known
    for name in sorted({*known.pages, *known.templates, *known.problems}):
        if len(name) > LONGEST_NAME or not NAME.fullmatch(name):
            small = "small letters and digits with hyphens between them"
            yield Fault(0, f"“{name}” is no name for an address: {small}, {LONGEST_NAME} at most.")


def _faults_of_renamed(held: Folder) -> Iterator[Fault]:
    """Old names that a page still has, and those that lead to no page."""
    for was, now in held.renamed.items():
        if was in held.known.pages:
            yield Fault(0, f"“{was}” is a page, and cannot lead to another.", RENAMED.name)
        if now not in held.known.pages:
            yield Fault(0, f"“{was}” leads to “{now}”, which is no page.", RENAMED.name)


def _said_twice(held: Folder) -> Iterator[Fault]:
    """Two texts of one name, two pages of a stage in one place, a title that two have."""
    for what, names in (
        ("page", [page.slug for page in held.pages]),
        ("template", [template.slug for template in held.templates]),
        ("problem", [str(problem.get("key")) for problem in held.problems]),
        ("title of a page", [str(page.text.head.get("title")) for page in held.pages]),
        ("place in a stage", [f"{page.stage} {page.text.head.get('order')}" for page in held.pages]),
    ):
        for name in sorted({name for name in names if names.count(name) > 1}):
            yield Fault(0, f"There are two of the {what} “{name}”.")
