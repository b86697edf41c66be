"""Both sides of every limit and every date of the decision table."""

from typing import Any, Final

import pytest

from tests.toolkit.law.deciding import answer, codes, due, warned

DAY: Final = {"commenced_on": "2026-12-01"}
PENNY: Final = {
    "goods_services": ("207719.99", "207720.00"),
    "works": ("5192999.99", "5193000"),
    "light_touch": ("663539.99", "663540"),
    "concession": ("5192999.99", "5193000"),
    "light_touch_concession": ("5372608.99", "5372609"),
}
OLD: Final = {
    "goods_services": ("214903.99", "214904"),
    "works": ("5372608.99", "5372609"),
    "light_touch": ("663539.99", "663540"),
    "concession": ("5372608.99", "5372609"),
    "light_touch_concession": ("5372608.99", "5372609"),
}


@pytest.mark.parametrize("category", PENNY)
def test_a_threshold_is_reached_at_the_sum_itself(category: str) -> None:
    for day, (below, at) in (("2025-12-31", OLD[category]), ("2026-01-01", PENNY[category])):
        case = {"category": category, "route": "open", "commenced_on": day}
        assert answer(**case, value=below)["public_contract"] is False
        assert answer(**case, value=at)["public_contract"] is True


def test_the_first_notice_decides_which_threshold_holds() -> None:
    assert answer(value=210000, route="open", uk4_on="2025-12-31")["public_contract"] is False
    assert answer(value=210000, route="open", uk4_on="2026-01-01")["public_contract"] is True
    early = answer(value=210000, route="open", uk4_on="2026-02-01", commenced_on="2025-12-30")
    assert early["public_contract"] is False
    planned = answer(value=210000, route="open", uk4_on="2026-02-01", uk3_on="2025-12-01")
    assert planned["public_contract"] is True, "a planned procurement notice starts no procurement"
    for day, public in (("2025-12-31", False), ("2026-01-01", True)):
        invited = answer(value=210000, route="quotes", invited_on=day)
        assert invited["public_contract"] is public
        assert not warned(invited, "depends on the day")
    unsure = answer(value=210000, route="open", entered_on="2026-02-01")
    assert warned(unsure, "depends on the day on which the procurement began")


@pytest.mark.parametrize(
    ("day", "regime"), [("2025-02-23", "PCR2015"), ("2025-02-24", "PA2023")], ids=["before", "since"]
)
def test_the_act_holds_from_its_day(day: str, regime: str) -> None:
    assert answer(value=500000, route="open", old_regime_act_on=day)["regime"] == regime
    assert answer(value=500000, route="direct_award", commenced_on=day)["regime"] == regime
    assert answer(value=500000, route="change", entered_on=day)["regime"] == regime


@pytest.mark.parametrize(
    ("value", "expected"), [("29999.99", []), ("30000", ["UK7"]), ("207719.99", ["UK7"])]
)
def test_a_call_off_below_the_threshold_owes_a_details_notice_alone(value: str, expected: list[str]) -> None:
    found = answer(value=value, route="framework_call_off", framework_regime="PA2023", advertised=True, **DAY)
    assert codes(found) == expected
    assert due(found, "UK7") == [None] * len(expected)
    assert not any("suitability" in duty["what"] for duty in found["duties"])


def test_only_what_is_advertised_owes_a_tender_notice_below_the_threshold() -> None:
    for case in ({"route": "quotes"}, {"route": "direct_award"}, {"route": "open", "preselected": True}):
        assert codes(answer(value=100000, **case, **DAY)) == ["UK7"]
    assert codes(answer(value=100000, advertised=True, **DAY)) == ["UK4", "UK7"]
    assert warned(answer(value=100000, **DAY), "If the opportunity is advertised")
    assert not warned(answer(value=29999.99, **DAY), "If the opportunity is advertised")
    assert warned(answer(value=100000, route="open", advertised=False, **DAY), "check which holds")


@pytest.mark.parametrize(
    ("value", "owed"), [("5000000", False), ("5000000.01", True)], ids=["at five million", "above"]
)
def test_copy_and_indicators_are_owed_above_five_million_alone(value: str, owed: bool) -> None:
    found = answer(value=value, route="open", entered_on="2026-12-01", uk4_on="2026-10-01")
    assert (found["kpis"] is not None, found["contract_copy"] is not None, "UK9" in codes(found)) == (
        owed,
    ) * 3
    light = answer(value=value, route="open", category="light_touch", entered_on="2026-12-01", **DAY)
    assert light["kpis"] is None
    assert (light["contract_copy"] or {}).get("due") == ("2027-05-29" if owed else None)
    framework = answer(value=value, route="open", is_framework=True, **DAY)
    assert framework["kpis"] is None
    assert (framework["contract_copy"] is not None) == owed


def test_a_call_off_without_competition_is_warned_of() -> None:
    case: dict[str, Any] = {
        "value": 800000,
        "route": "framework_call_off",
        "framework_regime": "PA2023",
        **DAY,
    }
    key = "framework_call_off_has_competition_or_objective_mechanism"
    for said, expected in (({}, True), ({key: False}, True), ({key: True}, False)):
        assert warned(answer(**case, **said), "without competition") is expected
    assert not warned(answer(**case, category="light_touch"), "without competition")


def test_concessions_owe_no_indicators_and_no_payment_notices() -> None:
    found = answer(value=6_000_000, route="open", category="concession", paid_on="2026-12-10", **DAY)
    assert codes(found) == ["UK4", "UK6", "UK7", "UK11"]
    assert found["standstill"]["mandatory"] is True
    assert warned(answer(value=6_000_000, route="dynamic_market", category="concession", **DAY), "not open")


@pytest.mark.parametrize(
    ("uk4_on", "value", "owed"),
    [
        ("2027-04-01", "2000000", []),
        ("2027-03-31", "2000000.01", ["2026-05-26"]),
        ("2027-04-01", "2000000.01", ["2026-05-26", "2027-05-26"]),
        ("2027-09-30", "2000000.01", ["2026-05-26", "2027-05-26"]),
        ("2027-10-01", "2000000.01", ["2027-05-26"]),
        ("2025-03-31", "2000000.01", []),
    ],
)
def test_the_pipeline_looks_eighteen_months_ahead(uk4_on: str, value: str, owed: list[str]) -> None:
    case: dict[str, Any] = {"value": value, "route": "open", "uk4_on": uk4_on}
    assert due(answer(**case, authority_spend_over_100m=True), "UK1") == owed
    assert due(answer(**case, authority_spend_over_100m=False), "UK1") == []
    call_off = {**case, "route": "framework_call_off", "framework_regime": "PA2023"}
    assert due(answer(**call_off, authority_spend_over_100m=True), "UK1") == []


def test_works_below_their_threshold_are_not_in_the_pipeline() -> None:
    works = answer(value=3_000_000, category="works", route="open", authority_spend_over_100m=True, **DAY)
    assert "UK1" not in codes(works)


@pytest.mark.parametrize(
    ("uk3_on", "days"),
    [("2026-10-15", 10), ("2026-10-16", 30), ("2025-11-24", 10), ("2025-11-23", 30)],
    ids=["forty days", "thirty-nine", "twelve months", "a day more"],
)
def test_a_planned_procurement_notice_has_its_window(uk3_on: str, days: int) -> None:
    found = answer(value=600000, route="open", uk4_on="2026-11-24", uk3_on=uk3_on)
    assert found["tender_deadline"]["days"] == days
    assert warned(found, "UK3 shortens") == (days != 10)


@pytest.mark.parametrize(
    ("said", "tenders", "requests"),
    [
        ({"all_docs_together": True}, 25, 25),
        ({}, 30, 25),
        ({"electronic": False, "all_docs_together": True}, 30, 25),
        ({"electronic": False}, 35, 25),
        ({"preselected": True}, 10, 25),
        ({"preselected": True, "period_agreed": True}, None, 25),
        ({"preselected": False, "period_agreed": True}, 30, 25),
        ({"urgent": True}, 10, 10),
        ({"route": "dynamic_market"}, 10, 25),
        ({"category": "light_touch", "value": 700000}, None, None),
    ],
)
def test_the_shortest_period_that_fits_is_the_least(
    said: dict[str, Any], tenders: int | None, requests: int | None
) -> None:
    found = answer(**{"value": 600000, "route": "flexible", "uk4_on": "2026-12-01", **said})
    assert found["tender_deadline"]["days"] == tenders
    assert found["participation_deadline"]["days"] == requests


def test_what_the_time_for_tenders_takes_for_granted_is_said() -> None:
    case: dict[str, Any] = {"value": 600000, "route": "open", "uk4_on": "2026-12-01"}
    assert warned(answer(**case), "tenders are electronic and some documents come later")
    assert warned(answer(**case, electronic=True), "where some documents come later")
    assert not warned(answer(**case, electronic=True, all_docs_together=False), "the case does not say")
    assert not warned(answer(**case, uk3_on="2026-06-01"), "the case does not say")


def test_an_open_procedure_has_no_pre_selected_suppliers() -> None:
    found = answer(value=600000, route="open", uk4_on="2026-12-01", preselected=True, period_agreed=True)
    assert found["tender_deadline"]["days"] == 30
    assert warned(found, "anyone may tender")


@pytest.mark.parametrize(
    ("said", "mandatory"),
    [
        ({"route": "open"}, True),
        ({"route": "flexible"}, True),
        ({"route": "dynamic_market"}, False),
        ({"route": "framework_call_off", "framework_regime": "PA2023"}, False),
        ({"route": "direct_award", "direct_ground": 7}, True),
        ({"route": "direct_award", "direct_ground": "para 13"}, False),
        ({"route": "direct_award", "direct_ground": "s42"}, False),
        ({"route": "direct_award", "direct_ground": "switch_s43"}, True),
        ({"route": "switch_s43"}, True),
        ({"route": "open", "category": "light_touch"}, False),
        ({"route": "direct_award", "direct_ground": "5", "category": "light_touch"}, False),
    ],
)
def test_where_a_standstill_is_mandatory(said: dict[str, Any], mandatory: bool) -> None:
    found = answer(value=700000, uk6_on="2026-12-01", commenced_on="2026-10-01", **said)
    assert bool(found["standstill"]) is mandatory
    assert found["earliest_signature"] == ("2026-12-11" if mandatory else "2026-12-01")


@pytest.mark.parametrize(
    ("uk6_on", "ends"),
    [
        ("2026-12-05", "2026-12-16"),
        ("2026-12-21", "2027-01-05"),
        ("2026-12-25", "2027-01-11"),
        ("2026-06-10", "2026-06-22"),
        ("2027-03-16", "2027-03-30"),
        ("2025-02-24", "2025-03-05"),
    ],
    ids=[
        "Saturday",
        "over Christmas",
        "on Christmas Day",
        "Scotland plays",
        "St Patrick and Easter",
        "first day",
    ],
)
def test_a_standstill_by_the_calendar(uk6_on: str, ends: str) -> None:
    found = answer(value=700000, route="open", uk6_on=uk6_on, commenced_on="2025-02-24")
    assert found["standstill"]["ends"] == ends


def test_a_standstill_beyond_the_table_is_not_counted() -> None:
    found = answer(value=700000, route="open", uk6_on="2028-12-27", **DAY)
    assert found["standstill"]["ends"] is found["earliest_signature"] is None
    assert warned(found, "bank holidays after 2028")


def test_a_promised_standstill_binds_and_is_never_short() -> None:
    longer = answer(value=700000, route="open", uk6_on="2026-12-01", standstill_days=10, **DAY)
    assert longer["standstill"]["ends"] == "2026-12-14"
    free = answer(
        value=700000, route="framework_call_off", framework_regime="PA2023", uk6_on="2026-12-01",
        standstill_days=3, **DAY,
    )  # fmt: skip
    assert (free["standstill"]["mandatory"], free["standstill"]["ends"]) == (False, "2026-12-10")
    assert warned(free, "at least 8 working days")


def test_a_signature_before_the_end_of_the_standstill_is_a_warning() -> None:
    case: dict[str, Any] = {
        "value": 700000,
        "route": "open",
        "uk6_on": "2026-12-01",
        "commenced_on": "2026-10-01",
    }
    assert warned(answer(**case, entered_on="2026-12-10"), "before the standstill has ended")
    assert not warned(answer(**case, entered_on="2026-12-11"), "before the standstill has ended")
    assert warned(
        answer(**case, entered_on="2026-11-30"),
        "The contract award notice (UK6) is dated 1 December 2026, after the signature",
    )


@pytest.mark.parametrize(
    ("paid_on", "uk8", "uk17"),
    [
        ("2026-04-01", "2026-07-29", "2026-10-29"),
        ("2026-06-30", "2026-07-29", "2026-10-29"),
        ("2026-07-01", "2026-10-29", "2026-10-29"),
        ("2026-09-30", "2026-10-29", "2026-10-29"),
        ("2026-10-01", "2027-01-29", "2027-04-29"),
        ("2027-01-01", "2027-04-29", "2027-04-29"),
    ],
)
def test_payments_are_published_by_quarter_and_by_half_year(paid_on: str, uk8: str, uk17: str) -> None:
    found = answer(value=500000, route="open", commenced_on="2026-04-01", paid_on=paid_on)
    assert (due(found, "UK8"), due(found, "UK17")) == ([uk8], [uk17])


def test_payment_notices_have_their_own_first_day_and_floor() -> None:
    case: dict[str, Any] = {"value": 500000, "route": "open", "paid_on": "2026-12-10"}
    assert "UK8" not in codes(answer(**case, commenced_on="2026-03-31"))
    assert "UK8" not in codes(answer(**case, commenced_on="2026-04-01", payment="30000"))
    assert "UK8" in codes(answer(**case, commenced_on="2026-04-01", payment="30000.01"))
    assert warned(answer(**{**case, "entered_on": "2026-11-02"}), "UK8 is owed")


def test_a_breach_is_told_in_thirty_days_unless_light_touch() -> None:
    case: dict[str, Any] = {
        "value": 700000,
        "route": "open",
        "commenced_on": "2026-05-01",
        "breach_on": "2026-12-01",
    }
    assert due(answer(**case), "UK9") == ["2026-12-30"]
    assert due(answer(**case, category="light_touch"), "UK9") == []
    for whole in ({**case, "route": "end"}, {**case, "ended_on": "2026-12-01"}):
        assert due(answer(**whole), "UK9") == []
        assert warned(answer(**whole), "by 30 December 2026")


def test_user_choice_owes_no_award_notices() -> None:
    found = answer(value=700000, route="direct_award", direct_ground="user_choice", **DAY)
    assert codes(found) == ["UK8", "UK17"]


@pytest.mark.parametrize(("day", "lawful"), [("2026-02-03", False), ("2026-02-04", True)])
def test_reserving_is_lawful_below_the_threshold_since_its_day(day: str, lawful: bool) -> None:
    found = answer(value=150000, route="reserved_below", commenced_on=day)
    assert warned(found, "is not open") is not lawful
    assert warned(answer(value=207720, route="reserved_below", commenced_on=day), "below the threshold")


@pytest.mark.parametrize(("entered_on", "ended"), [("2026-10-28", False), ("2026-10-29", True)])
def test_nothing_is_called_off_once_a_framework_has_ended(entered_on: str, ended: bool) -> None:
    found = answer(
        value=60000, route="framework_call_off", framework_regime="PA2023", entered_on=entered_on,
        framework_ends_on="2026-10-28",
    )  # fmt: skip
    assert warned(found, "The framework ended on 28 October 2026") is ended


@pytest.mark.parametrize("said", ["13", 13, "para 13", "sch5_para_13", "Schedule 5, paragraphs 13-14"])
def test_a_ground_is_read_as_people_write_it(said: str | int) -> None:
    found = answer(value=700000, route="direct_award", direct_ground=said, uk6_on="2026-12-01", **DAY)
    assert found["standstill"] is None


def test_abandoning_below_the_threshold_owes_nothing() -> None:
    assert codes(answer(route="abandon", value=100000, uk4_on="2026-11-02")) == []


def test_engagement_is_told_only_before_a_tender_notice_above_the_threshold() -> None:
    assert "UK2" in codes(answer(value=700000, route="flexible", engaged_market=True, **DAY))
    assert "UK2" not in codes(answer(value=100000, route="open", engaged_market=True, **DAY))
    assert "UK2" not in codes(answer(value=700000, route="direct_award", engaged_market=True, **DAY))


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"change_value": 50000}, []),
        ({"change_value": "50000.01"}, ["UK10"]),
        ({"change_value": -60000}, ["UK10"]),
        ({"change_value": 50000, "change_ground": "restructuring"}, ["UK10"]),
        ({"change_value": 75000, "category": "light_touch", "value": 700000}, []),
        ({"value": 100000, "change_value": 107719}, []),
        ({"value": 100000, "change_value": 107720}, ["UK10"]),
    ],
)
def test_which_change_owes_a_notice(said: dict[str, Any], expected: list[str]) -> None:
    case = {"route": "change", "value": 500000, "term_months": 36, "commenced_on": "2026-05-01", **said}
    assert codes(answer(**case)) == expected


@pytest.mark.parametrize(("more", "owed"), [(900_000, []), ("900000.01", ["UK10"])])
def test_works_may_move_by_more(more: str, owed: list[str]) -> None:
    case = answer(
        route="change", category="works", value=6_000_000, change_value=more, commenced_on="2026-05-01"
    )
    assert codes(case) == owed


@pytest.mark.parametrize(("more", "allowed"), [(3_000_000, True), ("3000000.01", False)])
def test_a_permitted_change_has_its_cap(more: str, allowed: bool) -> None:
    found = answer(
        route="change", value=6_000_000, change_value=more, change_ground="unforeseeable",
        new_kind_of_supply=True, commenced_on="2026-05-01",
    )  # fmt: skip
    assert found["change"]["allowed"] is allowed


@pytest.mark.parametrize(
    ("said", "allowed", "reason"),
    [
        ({"change_value": 50000}, True, "stays within 10% of the value"),
        ({"change_value": 50001}, None, "goes beyond 10% of the value."),
        ({"change_value": 50001, "favours_supplier": True}, False, "goes beyond 10% of the value."),
        ({"change_value": 300000, "change_ground": "known_risk"}, False, "goes beyond 10% of the value."),
        ({"change_term_months": 4}, None, "unless it stays within 10% of the longest term"),
        ({"change_term_months": 4, "term_months": 40}, True, "stays within 10% of the longest term"),
        ({"change_value": 5, "value": None}, None, "unless it stays within 10% of the value"),
    ],
)
def test_a_change_is_judged_by_what_is_known_of_it(
    said: dict[str, Any], allowed: bool | None, reason: str
) -> None:
    change = answer(**{"route": "change", "value": 500000, "commenced_on": "2026-05-01", **said})["change"]
    assert change["allowed"] is allowed
    assert reason in change["reason"]


def test_a_step_of_a_dynamic_market_buys_nothing() -> None:
    steps = ("intended", "established", "changed", "ended")
    assert [codes(answer(market_step=step)) for step in steps] == [["UK13"], ["UK14"], ["UK15"], ["UK16"]]
    assert answer(market_step="ended")["public_contract"] is False


def test_small_changes_add_up_to_the_threshold_at_most() -> None:
    case: dict[str, Any] = {
        "route": "change", "value": 5_000_000, "change_value": 100_000, "favours_supplier": True,
        "commenced_on": "2026-05-01",
    }  # fmt: skip
    assert answer(**case, already_changed=107719)["change"]["allowed"] is True
    assert answer(**case, already_changed=107720)["change"]["allowed"] is False
