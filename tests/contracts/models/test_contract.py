"""What a contract says of itself."""

import datetime

import pytest

from contracts.models import Contract

DAY = datetime.date(2026, 11, 23)
BEFORE, AFTER = DAY - datetime.timedelta(days=1), DAY + datetime.timedelta(days=1)


@pytest.mark.parametrize(
    ("facts", "live"),
    [
        ({}, None),
        ({"start_date": AFTER}, False),
        ({"start_date": DAY}, None),
        ({"end_date": BEFORE, "end_state": "known"}, False),
        ({"end_date": DAY, "end_state": "known"}, True),
        ({"start_date": AFTER, "end_date": AFTER, "end_state": "known"}, False),
        ({"end_kind": "rolling", "end_state": "known"}, True),
        ({"end_kind": "until-terminated", "end_state": "known", "terminated_date": BEFORE}, False),
        ({"end_kind": "until-terminated", "end_state": "known", "terminated_date": DAY}, True),
        ({"end_date": AFTER, "end_state": "known", "terminated_date": BEFORE}, False),
        ({"end_state": "withheld"}, None),
        ({"end_state": "none"}, None),
    ],
)
def test_whether_it_runs_on_a_day_follows_from_its_dates_alone(facts: dict, live: bool | None) -> None:
    assert Contract(**facts).is_live_on(DAY) is live


def test_it_goes_by_its_title_and_has_a_page_under_its_key() -> None:
    contract = Contract(title="Housing system")
    assert str(contract) == "Housing system"
    assert contract.get_absolute_url() == f"/contracts/{contract.key}/"


def test_what_nobody_said_is_unknown() -> None:
    contract = Contract()
    states = {name for name in vars(contract) if name.endswith("_state") and name[0] != "_"}
    assert len(states) == 7
    assert {getattr(contract, name) for name in states} == {"unknown"}
