"""The style sheets and scripts: nothing from elsewhere, nothing inline, contrast enough to read."""

import re
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
VENDORED = ROOT / "static/vendor/govuk-frontend/6.6.0"
# What every page wears, then what some pages wear over it.
SHEETS = {
    name: (ROOT / f"static/css/{name}.css").read_text()
    for name in ("thirty3", "toolkit", "insights", "gallery")
}
OURS = SHEETS["thirty3"]
COLOURS = dict(re.findall(r"--(t3-[\w-]+): (#[0-9a-f]{6});", OURS)) | {"white": "#ffffff"}

# Text on what it stands on, wherever we set both.
PAIRS = [
    ("t3-ink", "white"),
    ("t3-ink", "t3-paper"),
    ("t3-quiet", "white"),
    ("t3-quiet", "t3-paper"),
    ("t3-quiet", "t3-shade-0"),
    ("t3-accent", "white"),
    ("t3-accent", "t3-paper"),
    ("t3-accent-dark", "t3-paper"),
    ("t3-ink", "t3-shade-0"),
    ("t3-ink", "t3-shade-1"),
    ("t3-ink", "t3-shade-2"),
    ("white", "t3-shade-3"),
    ("white", "t3-shade-4"),
]


def luminance(colour: str) -> float:
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_text_stands_out_from_its_ground(text: str, ground: str) -> None:
    dark, light = sorted(luminance(COLOURS[name]) for name in (text, ground))
    assert (light + 0.05) / (dark + 0.05) >= 4.5


@pytest.mark.parametrize("name", ["govuk-frontend.min.css", "govuk-frontend.min.js"])
def test_the_vendored_files_ask_for_nothing_that_is_not_there(name: str) -> None:
    source = (VENDORED / name).read_text()
    assert not re.findall(r"url\(|@import|sourceMappingURL|/assets/|@font-face|GDS Transport|crest", source)


@pytest.mark.parametrize("sheet", SHEETS)
def test_a_style_sheet_of_ours_asks_for_nothing_from_elsewhere(sheet: str) -> None:
    assert not re.findall(r"url\(|@import|https?:", SHEETS[sheet])


@pytest.mark.parametrize("sheet", SHEETS)
def test_our_own_classes_bear_our_prefix(sheet: str) -> None:
    without_strings = re.sub(r"\{[^{}]*\}", "{}", re.sub(r"/\*.*?\*/", "", SHEETS[sheet], flags=re.S))
    names = set(re.findall(r"\.([a-z][\w-]*)", without_strings))
    assert {name for name in names if not name.startswith(("t3-", "govuk-"))} == set()


def test_every_class_of_ours_in_a_template_has_a_style() -> None:
    """A class that nothing styles is a slip of the pen, or left over."""
    styled = set(re.findall(r"\.(t3-[\w-]+)", OURS))
    for path in sorted((ROOT / "templates/components").glob("*.html")):
        for classes in re.findall(r'class="([^"]+)"', path.read_text()):
            plain = re.sub(r"\{[%{].*?[%}]\}", "", classes)
            wanted = {name for name in plain.split() if name.startswith("t3-") and not name.endswith("-")}
            assert wanted <= styled, path.name


@pytest.mark.parametrize(
    "path", sorted(ROOT.glob("templates/**/*.html")), ids=lambda path: str(path.relative_to(ROOT))
)
def test_no_template_holds_inline_script_or_style(path: Path) -> None:
    assert not re.findall(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)|javascript:", path.read_text())
