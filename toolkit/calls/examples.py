"""The worked examples in fixtures/toolkit/calls: set up once, and then staff's to change or take away."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from django.conf import settings

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
    return [_set_up(told) for told in in_order if not _was_here(told["slug"])]


def _was_here(slug: str) -> bool:
    """What staff took away stays away."""
    made = Change.objects.filter(kind=Call.record_kind(), action=Change.Action.CREATED, after__slug=slug)
    return Call.objects.filter(slug=slug).exists() or made.exists()


def _set_up(told: Mapping[str, Any]) -> Call:
    call = Call(
        **{name: told[name] for name in ("slug", "title", "kind", "who", "keep_days")},
        introduction=told["introduction"].strip(),
        closing_summary=told.get("closing_summary", "").strip(),
        opens_at=told["opens"].replace(tzinfo=LONDON),
        closes_at=told["closes"].replace(tzinfo=LONDON),
        belongs_with=Call.objects.filter(slug=told.get("belongs_with", "")).first(),
        example=True,
        published=True,
    )
    with recording(call, why=WHY):
        call.save()
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
