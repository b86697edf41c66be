"""Names that pages of guidance had before. What leads to one by an old name leads on."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

from django.conf import settings

RENAMED: Final[Path] = settings.BASE_DIR / "fixtures" / "toolkit" / "renamed.toml"


@cache
def renamed() -> Mapping[str, str]:
    """The name of today by each that a page had."""
    names: dict[str, str] = tomllib.loads(RENAMED.read_text(encoding="utf-8"))["pages"]
    return names


def now_called(slug: str) -> str:
    """How a page is called today, by whichever of its names."""
    return renamed().get(slug, slug)
