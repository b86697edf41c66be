"""What a contract says of itself."""

from contracts.models import Contract


def test_it_goes_by_its_title_and_has_a_page_under_its_key() -> None:
    contract = Contract(title="Housing system")
    assert str(contract) == "Housing system"
    assert contract.get_absolute_url() == f"/contracts/{contract.key}/"


def test_what_nobody_said_is_unknown() -> None:
    contract = Contract()
    states = {name for name in vars(contract) if name.endswith("_state") and name[0] != "_"}
    assert len(states) == 7
    assert {getattr(contract, name) for name in states} == {"unknown"}
