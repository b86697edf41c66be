"""The technology part of the CPV."""

import pytest

from boroughs import cpv


@pytest.mark.parametrize(
    "code",
    [
        "48000000",
        "48000000-8",
        "72000000",
        "30200000",
        "32420000",
        "64212000",
        "38221000",
        "35125300",
        "50312000",
    ],
)
def test_technology_is_technology(code: str) -> None:
    assert cpv.is_technology(code)


@pytest.mark.parametrize("code", ["45210000", "30192000", "64110000", "98351110", "", "4800000", "software"])
def test_other_things_are_not(code: str) -> None:
    assert not cpv.is_technology(code)
    assert cpv.label(code) is None


def test_a_code_has_its_label_and_its_parent() -> None:
    assert cpv.label("38221000-0") == "Geographic information systems (GIS or equivalent)"
    assert cpv.codes()["72212442"].parent == "72212000"


def test_every_parent_is_there() -> None:
    codes = cpv.codes()
    assert all(not one.parent or one.parent in codes for one in codes.values())


@pytest.mark.parametrize("code", ["79000000", "50000000", "51000000", "64000000", "30000000", "35120000"])
def test_wide_codes_may_mean_technology(code: str) -> None:
    assert cpv.is_open(code)


@pytest.mark.parametrize("code", ["45000000", "45310000", "79710000", "48000000", "77000000", "99000000"])
def test_other_codes_tell_what_they_mean(code: str) -> None:
    assert not cpv.is_open(code)


def test_every_technology_code_is_in_a_division() -> None:
    assert {code[:2] for code in cpv.codes()} <= set(cpv.divisions())
    assert len(cpv.divisions()) == 45
