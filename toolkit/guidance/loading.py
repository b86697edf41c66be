"""Loading `fixtures/toolkit/`: stages, templates, pages and problems. What staff changed stays."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from boroughs.reference_rows import Row, ids_by_key, load_records
from toolkit.guidance.faults import Fault
from toolkit.guidance.folder import File, Folder, faults_of_folder, read_folder
from toolkit.guidance.keeping import keep
from toolkit.models import Page, Problem, Resource, Stage


class Unfit(ValueError):
    """Texts that are not to be shown as they are."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults


@dataclass(frozen=True)
class Loaded:
    """What a load did to one table."""

    table: str
    created: int
    changed: int


def load_toolkit(*, overwrite: bool = False, folder: Folder | None = None) -> list[Loaded]:
    """Bring the toolkit's texts up to date, all or none. Raises Unfit."""
    held = folder if folder is not None else read_folder()
    if faults := faults_of_folder(held):
        raise Unfit(faults)
    with transaction.atomic():
        loaded = [
            _load(Stage, _stages(held), "slug", overwrite),
            _load(Resource, _templates(held), "slug", overwrite),
            _load(Page, _pages(held), "slug", overwrite),
            _load(Problem, _problems(held), "key", overwrite),
        ]
        for page in Page.objects.order_by("pk"):
            keep(page)
    return loaded


def _load(model: type[Any], rows: Iterable[Row], natural: str, overwrite: bool) -> Loaded:
    table, held = str(model._meta.verbose_name_plural), list(rows)
    if not held:
        return Loaded(table, 0, 0)
    tally = load_records(model, held, natural=natural, overwrite=overwrite)
    return Loaded(table, tally.created, tally.changed)


def _stages(held: Folder) -> Iterable[Row]:
    for stage in held.stages:
        yield Row(stage["slug"], {name: stage[name] for name in ("title", "summary", "order")})


def _templates(held: Folder) -> Iterable[Row]:
    stages = ids_by_key(Stage)
    for file in held.templates:
        head = file.text.head
        # Staff may have removed a stage; what belongs to it goes with it.
        if head["stage"] in stages:
            columns = {name: head[name] for name in ("title", "summary", "order", "kind")}
            columns |= {"stage_id": stages[head["stage"]], "checked_on": head["checked_on"].isoformat()}
            yield Row(file.slug, columns | {"body": file.text.body})


def _pages(held: Folder) -> Iterable[Row]:
    stages = ids_by_key(Stage)
    for file in held.pages:
        if file.stage in stages:
            once = tuple(was for was, now in held.renamed.items() if now == file.slug)
            yield _page(file, stages[file.stage], once)


def _page(file: File, stage_id: int, once: tuple[str, ...]) -> Row:
    head = file.text.head
    columns = {name: head[name] for name in ("title", "summary", "order", "roles")}
    columns |= {name: head[name].isoformat() for name in ("checked_on", "review_on")}
    columns |= {"moments": head.get("moments", []), "stage_id": stage_id, "body": file.text.body}
    return Row(file.slug, columns, {"resources": head.get("templates", [])}, once=once)


def _problems(held: Folder) -> Iterable[Row]:
    """The pages that a problem lists in their order, then those that say of themselves that they help."""
    for order, problem in enumerate(held.problems, start=1):
        helping = [page.slug for page in held.pages if problem["key"] in page.text.head["problems"]]
        pages = list(dict.fromkeys([*problem["pages"], *helping]))
        columns = {name: problem[name] for name in ("who", "words", "more")}
        yield Row(problem["key"], columns | {"pages": pages, "order": order * 10})
