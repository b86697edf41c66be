"""What an operator may set is written down."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_every_variable_of_the_settings_is_documented_and_no_other() -> None:
    settings = (ROOT / "thirty3" / "settings.py").read_text()
    read = set(re.findall(r"env\.\w+\(\s*\"([A-Z0-9_]+)\"", settings))
    deploy = (ROOT / "docs" / "deploy.md").read_text()
    table = deploy.partition("## Variables")[2].partition("\n## ")[0]
    rows = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    assert {name for row in rows for name in re.findall(r"`([A-Z0-9_]+)`", row)} == read


def test_every_check_is_documented() -> None:
    checks = (ROOT / "thirty3" / "checks.py").read_text()
    deploy = (ROOT / "docs" / "deploy.md").read_text()
    ids = set(re.findall(r"thirty3\.[EW]\d{3}", checks))
    assert ids == set(re.findall(r"thirty3\.[EW]\d{3}", deploy))


def test_the_readme_is_short_and_leads_with_the_two_commands() -> None:
    lines = (ROOT / "README.md").read_text().splitlines()
    assert len(lines) <= 80
    commands = [line.split()[0] for line in lines if line.startswith("    bin/")]
    assert commands == ["bin/run", "bin/test"]
    assert lines.index("    bin/test    # check it") < 5
