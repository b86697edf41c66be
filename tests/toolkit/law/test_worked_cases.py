"""Worked cases of a London borough that spends more than £100 million a year, checked against a calendar."""

from typing import Any, Final

import pytest

from tests.toolkit.law.deciding import answer, codes, due, warned

LIFE: Final = ["UK8", "UK11", "UK17"]
COMPETED: Final = ["UK4", "UK6", "UK7", *LIFE]
FREE: Final[dict[str, Any]] = {"commenced_on": "2026-12-01"}
OPEN: Final[dict[str, Any]] = {
    "value": 600000, "route": "open", "electronic": True, "all_docs_together": True, "uk4_on": "2026-11-24",
}  # fmt: skip
SERVICES_CHANGE: Final[dict[str, Any]] = {
    "route": "change", "value": 500000, "term_months": 36, "commenced_on": "2026-05-01",
}  # fmt: skip

# Inputs, public contract or not, codes.
LETTING: Final[dict[str, tuple[dict[str, Any], bool | None, list[str]]]] = {
    "C1": ({"value": 4800, "route": "direct_award", **FREE}, False, []),
    "C2": ({"value": 24000, "route": "quotes", **FREE}, False, []),
    "C3": ({"value": "30000.00", "route": "advertised_below", **FREE}, False, ["UK4", "UK7"]),
    "C4": ({"value": 29999.99, "route": "advertised_below", "advertised": True, **FREE}, False, []),
    "C6": ({"value": 150000, "route": "reserved_below", "advertised": True, **FREE}, False, ["UK4", "UK7"]),
    "C7": ({"value": "207720.00", "route": "open", **FREE}, True, COMPETED),
    "C8": ({"value": "207719.99", "route": "direct_award", **FREE}, False, ["UK7"]),
    "C10": (
        {"value": 210000, "route": "advertised_below", "uk4_on": "2025-12-19", "entered_on": "2026-03-10"},
        False,
        ["UK4", "UK7"],
    ),
    "C11": (
        {"value": 210000, "route": "open", "uk4_on": "2026-01-05"},
        True,
        ["UK4", "UK6", "UK7", "UK11", "UK17"],
    ),
    "C13": ({"value": "unknown", "route": "open", **FREE}, True, COMPETED),
    "C14": ({**OPEN, "uk6_on": "2027-01-18", "entered_on": "2027-02-01"}, True, COMPETED),
    "C19": (
        {
            "value": 6_000_000, "route": "flexible", "preselected": True, "uk4_on": "2026-12-01",
            "uk6_on": "2027-02-01", "entered_on": "2027-02-15", "authority_spend_over_100m": True,
        },
        True,
        ["UK1", "UK4", "UK6", "UK7", "UK8", "UK9", "UK11", "UK17"],
    ),
    "C20": ({"value": 5_000_000, "route": "open", **FREE}, True, COMPETED),
    "C21": (
        {
            "value": 800_000, "route": "framework_call_off", "framework_regime": "PA2023",
            "framework_call_off_has_competition_or_objective_mechanism": True, "commenced_on": "2026-11-01",
            "uk6_on": "2026-12-07", "entered_on": "2026-12-07",
        },
        True,
        ["UK6", "UK7", "UK11", "UK17"],
    ),
    "C24": (
        {"value": 300000, "route": "framework_call_off", "framework_regime": "PCR2015", **FREE},
        None,
        [],
    ),
    "C25": (
        {
            "value": 400000, "route": "direct_award", "direct_ground": "5", "commenced_on": "2026-11-20",
            "uk6_on": "2026-12-14", "entered_on": "2027-01-04",
        },
        True,
        ["UK5", "UK6", "UK7", *LIFE],
    ),
    "C27": (
        {"value": 700000, "route": "open", "category": "light_touch", "entered_on": "2027-03-01", **FREE},
        True,
        COMPETED,
    ),
    "C28": (
        {"value": 500000, "route": "advertised_below", "category": "light_touch", **FREE},
        False,
        ["UK4", "UK7"],
    ),
    "C34": ({"route": "change", "value": 500000, "old_regime_act_on": "2022-05-01"}, None, []),
    "C35": ({"route": "end", "ended_on": "2027-01-31"}, True, ["UK11"]),
    "C36": ({"route": "abandon", "value": 400000, "uk4_on": "2026-11-02"}, True, ["UK12"]),
    "C40": ({"value": 240000, "route": "open", **FREE}, True, COMPETED),
    "C41": ({"value": 240000, "exempt": "horizontal"}, False, []),
    "C43": ({"value": 300000, "category": "concession", "route": "advertised_below", **FREE}, False, []),
}  # fmt: skip


@pytest.mark.parametrize("name", LETTING)
def test_a_worked_case_is_decided(name: str) -> None:
    case, public, expected = LETTING[name]
    found = answer(**case)
    assert found["public_contract"] is public
    assert codes(found) == expected


def test_regimes_are_named() -> None:
    regimes = {name: answer(**LETTING[name][0])["regime"] for name in ("C14", "C24", "C34", "C41")}
    assert regimes == {"C14": "PA2023", "C24": "PCR2015", "C34": "PCR2015", "C41": "exempt"}


def test_the_old_law_has_its_own_notices() -> None:
    old = [notice["what"] for notice in answer(**LETTING["C24"][0])["old_notices"]]
    assert [what.split()[0] for what in old] == ["Contract", "Award"]
    change = answer(**LETTING["C34"][0])["old_notices"]
    assert "regulation 72" in change[0]["what"]


def test_an_open_procedure_by_the_calendar() -> None:
    found = answer(**LETTING["C14"][0])
    assert found["threshold"] == 207720
    assert found["tender_deadline"]["earliest"] == "2026-12-19"
    assert found["standstill"]["mandatory"] is True
    assert found["standstill"]["ends"] == "2027-01-27"
    assert found["earliest_signature"] == "2027-01-28"
    assert due(found, "UK7") == ["2027-03-02"]
    assert found["kpis"] is found["contract_copy"] is None


def test_a_scottish_bank_holiday_lengthens_a_standstill() -> None:
    found = answer(**{**OPEN, "uk4_on": "2026-10-01"}, uk6_on="2026-11-24")
    assert found["standstill"]["ends"] == "2026-12-04"
    assert found["earliest_signature"] == "2026-12-05"


def test_a_planned_procurement_notice_shortens_the_time_for_tenders() -> None:
    assert answer(**OPEN, uk3_on="2026-10-01")["tender_deadline"]["earliest"] == "2026-12-04"


def test_a_large_contract_with_requests_first() -> None:
    found = answer(**LETTING["C19"][0])
    assert due(found, "UK1") == ["2026-05-26"]
    assert found["participation_deadline"]["earliest"] == "2026-12-26"
    assert (found["tender_deadline"]["days"], found["tender_deadline"]["earliest"]) == (10, None)
    assert found["standstill"]["ends"] == "2027-02-10"
    assert due(found, "UK7") == ["2027-03-16"]
    assert found["contract_copy"]["due"] == "2027-05-15"
    assert "3 key performance indicators" in found["kpis"]["what"]
    assert due(found, "UK9") == [None]


def test_exactly_five_million_pounds_owes_no_copy_and_no_indicators() -> None:
    found = answer(**LETTING["C20"][0])
    assert found["kpis"] is found["contract_copy"] is None


def test_a_call_off_may_be_signed_on_the_day_of_its_award_notice() -> None:
    found = answer(**LETTING["C21"][0])
    assert found["standstill"] is None
    assert found["earliest_signature"] == "2026-12-07"
    assert due(found, "UK7") == ["2027-01-05"]
    assert warned(found, "UK8: confirm")


def test_a_direct_award_before_christmas() -> None:
    found = answer(**LETTING["C25"][0])
    assert found["standstill"]["ends"] == "2026-12-23"
    assert due(found, "UK7") == ["2027-02-02"]
    assert any("no reasonable alternative" in duty["reason"] for duty in found["duties"])


def test_light_touch_above_its_threshold() -> None:
    found = answer(**LETTING["C27"][0])
    assert found["threshold"] == 663540
    assert found["standstill"] is None
    assert found["tender_deadline"]["days"] is None
    assert due(found, "UK7") == ["2027-06-28"]


@pytest.mark.parametrize(
    ("said", "allowed", "notice"),
    [
        ({"change_value": 40000, "new_kind_of_supply": False}, True, []),
        ({"change_term_months": 3}, True, []),
        ({"change_term_months": 4}, False, ["UK10"]),
        ({"change_value": 60000, "change_term_months": 3}, None, ["UK10"]),
        (
            {
                "change_value": 60000,
                "change_term_months": 3,
                "new_kind_of_supply": False,
                "favours_supplier": False,
            },
            True,
            ["UK10"],
        ),
    ],
    ids=["C29", "C31 three months", "C31 four months", "one of two stays small", "and all is said"],
)
def test_a_change_of_three_years_for_half_a_million(
    said: dict[str, Any], allowed: bool | None, notice: list[str]
) -> None:
    found = answer(**SERVICES_CHANGE, **said)
    assert found["change"]["allowed"] is allowed
    assert codes(found) == notice


def test_a_known_risk_of_a_large_contract_comes_true() -> None:
    found = answer(
        route="change", value=6_000_000, change_value=900_000, change_ground="known_risk",
        changed_on="2027-01-11",
    )  # fmt: skip
    assert codes(found) == ["UK10"]
    assert found["change"]["allowed"] is True
    assert found["contract_copy"]["due"] == "2027-04-10"


def test_an_end_by_expiry_owes_its_notice_in_thirty_days() -> None:
    assert due(answer(**LETTING["C35"][0]), "UK11") == ["2027-03-01"]
    assert due(answer(**LETTING["C35"][0], category="light_touch"), "UK11") == ["2027-03-01"]


def test_a_pipeline_notice_lists_a_summer_tender_twice() -> None:
    found = answer(value=2_400_000, route="open", uk4_on="2027-08-16", authority_spend_over_100m=True)
    assert due(found, "UK1") == ["2026-05-26", "2027-05-26"]


def test_the_transparency_code_is_kept_by_every_law() -> None:
    def listed(name: str) -> bool:
        return any("register of contracts" in duty["what"] for duty in answer(**LETTING[name][0])["duties"])

    assert [name for name in ("C1", "C2", "C14", "C24", "C41", "C43") if listed(name)] == [
        "C2", "C14", "C24", "C41", "C43",
    ]  # fmt: skip
