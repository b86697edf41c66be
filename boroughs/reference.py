"""Loading the reference data of `fixtures/reference/`: authorities, what they do, and their names."""

import csv
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from boroughs.models import (
    Borough,
    BoroughName,
    EmailDomain,
    Function,
    Partnership,
    PartnershipMember,
    ServiceArea,
    Skill,
)
from boroughs.names import fold
from boroughs.reference_rows import BATCH, Row, ids_by_key, load_records
from thirty3.history.many import recording_table
from thirty3.search.models import SameWords

REFERENCE: Path = settings.BASE_DIR / "fixtures" / "reference"


@dataclass(frozen=True)
class Loaded:
    """What a load did to one table."""

    table: str
    created: int
    changed: int = 0


def read_table(name: str) -> list[dict[str, str]]:
    """The rows of one file of the reference data."""
    with (REFERENCE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def load_reference(*, overwrite: bool = False) -> list[Loaded]:
    """Bring the reference data up to date; what staff changed stays, unless it is to be overwritten."""
    with transaction.atomic():
        return [
            _load(ServiceArea, _areas(), overwrite),
            _load(Function, _functions(), overwrite),
            _load(Borough, _authorities(), overwrite),
            _load(EmailDomain, _domains(), overwrite, natural="domain"),
            _load(Partnership, _partnerships(), overwrite),
            _load(SameWords, _same_words(), overwrite),
            _load_spellings(),
            _load_skills(),
        ]


def _load(model: type[Any], rows: Iterable[Row], overwrite: bool, natural: str = "slug") -> Loaded:
    tally = load_records(model, list(rows), natural=natural, overwrite=overwrite)
    return Loaded(str(model._meta.verbose_name_plural), tally.created, tally.changed)


def _areas() -> Iterable[Row]:
    for position, line in enumerate(read_table("service-areas"), start=1):
        columns = {"name": line["name"], "side": line["side"], "position": position}
        yield Row(line["slug"], columns, alike=("name",))


def _same_words() -> Iterable[Row]:
    for line in read_table("same-words"):
        yield Row(line["slug"], {"words": _several(line["words"])})


def _functions() -> Iterable[Row]:
    areas = ids_by_key(ServiceArea)
    for position, line in enumerate(read_table("functions"), start=1):
        if line["area"] not in areas:
            # Staff removed the area; what belongs to it goes with it.
            continue
        columns = {
            "name": line["name"],
            "area_id": areas[line["area"]],
            "protective": line["protective"] == "yes",
            "lgsl_ids": [int(number) for number in _several(line["lgsl_ids"])],
            "synonyms": _several(line["synonyms"]),
            "position": position,
        }
        yield Row(line["slug"], columns, alike=("area_id", "name"))


def _authorities() -> Iterable[Row]:
    neighbours: dict[str, list[str]] = defaultdict(list)
    for line in read_table("neighbours"):
        neighbours[line["authority"]].append(line["neighbour"])
        neighbours[line["neighbour"]].append(line["authority"])
    for line in read_table("authorities"):
        copied = ("name", "formal_name", "kind", "ring", "gss_code", "website", "short_name")
        columns: dict[str, Any] = {name: line[name] for name in copied}
        columns |= {name: int(line[name]) if line[name] else None for name in ("tile_x", "tile_y")}
        sets = {"neighbours": neighbours[line["slug"]], "parents": _several(line["parents"])}
        yield Row(line["slug"], columns, sets, alike=("gss_code",) if line["gss_code"] else ())


def _domains() -> Iterable[Row]:
    for line in read_table("email-domains"):
        columns = {"checked_on": line["checked_on"] or None}
        yield Row(line["domain"], columns, {"boroughs": _several(line["authorities"])})


def _partnerships() -> Iterable[Row]:
    boroughs = ids_by_key(Borough)
    members: dict[str, list[PartnershipMember]] = defaultdict(list)
    for line in read_table("partnership-members"):
        if line["authority"] not in boroughs:
            continue
        members[line["partnership"]].append(
            PartnershipMember(
                borough_id=boroughs[line["authority"]],
                since_date=line["since"] or None,
                until_date=line["until"] or None,
            )
        )
    for line in read_table("partnerships"):
        columns = {
            "name": line["name"],
            "host_id": boroughs.get(line["host"]),
            "spellings": _several(line["spellings"]),
            "source_url": line["source_url"],
        }
        sets = {"functions": _several(line["functions"])}
        yield Row(line["slug"], columns, sets, {"members": members[line["slug"]]}, alike=("name",))


def _load_spellings() -> Loaded:
    """Add the names that nobody has; one that staff gave to another authority stays with it."""
    boroughs = ids_by_key(Borough)
    known = set(BoroughName.objects.values_list("folded", flat=True))
    new: dict[str, BoroughName] = {}
    for line in read_table("council-name-spellings") + read_table("other-names"):
        folded = fold(line["spelling"])
        if folded not in known and line["authority"] in boroughs:
            name = BoroughName(
                borough_id=boroughs[line["authority"]], spelling=line["spelling"], folded=folded
            )
            new.setdefault(folded, name)
    BoroughName.objects.bulk_create(new.values())
    return Loaded("authority names", len(new))


def _load_skills() -> Loaded:
    known = set(Skill.objects.values_list("slug", flat=True)) | set(
        Skill.objects.values_list("name", flat=True)
    )
    new = [
        Skill(**line)
        for line in read_table("skills")
        if line["slug"] not in known and line["name"] not in known
    ]
    with recording_table(Skill, role="Reference data", batch=BATCH):
        Skill.objects.bulk_create(new)
    return Loaded("skills", len(new))


def _several(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(";") if part.strip()]
