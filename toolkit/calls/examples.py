"""The worked examples in fixtures/toolkit/calls: set up once, and then staff's to change or take away."""

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from django.conf import settings

from boroughs.models import Borough
from thirty3.history.models import Change
from thirty3.history.services import recording
from thirty3.london_time import LONDON
from toolkit.models import Call, Question

FOLDER: Final = Path("fixtures") / "toolkit" / "calls"
WHY: Final = "Worked example"


def load_examples() -> list[Call]:
    """Set up every example that never was here, and say which."""
    held = [tomllib.loads(path.read_text()) for path in sorted((settings.BASE_DIR / FOLDER).glob("*.toml"))]
    # One that belongs with another comes after it.
    in_order = sorted(held, key=lambda told: "belongs_with" in told)
    return [_example(told) for told in in_order if not was_here(told["slug"])]


def was_here(slug: str) -> bool:
    """What staff took away stays away."""
    made = Change.objects.filter(kind=Call.record_kind(), action=Change.Action.CREATED, after__slug=slug)
    return Call.objects.filter(slug=slug).exists() or made.exists()


def _example(told: Mapping[str, Any]) -> Call:
    return set_up(
        told,
        why=WHY,
        opens_at=told["opens"].replace(tzinfo=LONDON),
        closes_at=told["closes"].replace(tzinfo=LONDON),
        belongs_with=Call.objects.filter(slug=told.get("belongs_with", "")).first(),
        example=True,
    )


def set_up(told: Mapping[str, Any], *, why: str, boroughs: Iterable[Borough] = (), **facts: Any) -> Call:
    """Make a published call with its questions as a file tells it. What no file can tell are `facts`."""
    call = Call(
        **{name: told[name] for name in ("slug", "title", "kind", "who", "keep_days")},
        introduction=told["introduction"].strip(),
        closing_summary=told.get("closing_summary", "").strip(),
        published=True,
        **facts,
    )
    with recording(call, why=why):
        call.save()
        call.boroughs.set(boroughs)
        Question.objects.bulk_create(
            _question(call, position, one) for position, one in enumerate(told["questions"], 1)
        )
    return call


def _question(call: Call, position: int, told: Mapping[str, Any]) -> Question:
    return Question(
        call=call,
        position=position,
        label=told["label"],
        kind=told["kind"],
        help_text=told.get("help", ""),
        required=told.get("required", False),
        options="\n".join(told.get("options", ())),
        unit=told.get("unit", ""),
        least=told.get("least"),
        most=told.get("most"),
        profile_source=told.get("profile_source", ""),
    )
