"""What is wrong with a case is said by its key; the command prints it without a traceback."""

import datetime
import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.toolkit.law.deciding import answer, codes
from toolkit.law.case import Route
from toolkit.law.decide import decide
from toolkit.law.reading import BadCase, read_case


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('{"valu": 1}', "“valu”"),
        ('{"value": -1}', "“value”: -1 is less than nothing"),
        ('{"value": NaN}', "NaN"),
        ('{"value": Infinity}', "Infinity"),
        ('{"value": 1e400}', "“value”"),
        ('{"value": 1e999999999}', "“value”"),
        ('{"change_value": -1e999999999}', "“change_value”"),
        ('{"value": 5, "change_value": -5.01}', "“change_value”: -5.01 takes away more than “value” is"),
        ('{"term_months": 5, "change_term_months": -6}', "“change_term_months”"),
        ('{"value": true}', "“value”"),
        ('{"value": "about £5"}', "“value”"),
        ('{"value": 10.005}', "fraction of a penny"),
        ('{"uk4_on": "2026-02-30"}', "“uk4_on”: there is no day 2026-02-30"),
        ('{"uk4_on": "9999-12-31"}', "“uk4_on”: 9999-12-31 does not lie between 1980 and 2100"),
        ('{"uk4_on": "1 May 2026"}', "“uk4_on”"),
        ('{"uk4_on": 20260501}', "“uk4_on”"),
        ('{"route": "auction"}', "“route”"),
        ('{"category": ["works"]}', "“category”"),
        ('{"urgent": 1}', "“urgent”"),
        ('{"term_months": 3.5}', "“term_months”"),
        ('{"direct_ground": "because"}', "“direct_ground”"),
        ('{"value": 1, "value": 2}', "“value” is given twice"),
        ("[]", "one JSON object"),
        ("{", "not JSON"),
        ("[" * 100_000, "not JSON"),
    ],
)
def test_a_bad_case_is_named(text: str, words: str) -> None:
    with pytest.raises(BadCase) as problem:
        read_case(text)
    assert words in str(problem.value)


def test_money_is_a_number_or_a_text_and_pence_are_exact() -> None:
    for said in (207719.99, "207719.99", "£207,719.99"):
        assert answer(value=said, route="direct_award")["value"] == "207719.99"
    for unknown in (None, "unknown", "Unknown"):
        assert answer(value=unknown, route="open")["public_contract"] is True


@pytest.mark.parametrize(
    ("said", "signed"),
    [
        ("para 13", "2026-12-01"),
        ("Schedule 5, paragraph 13", "2026-12-01"),
        ("section 42", "2026-12-01"),
        ("section 43", "2026-12-11"),
        ("Sch 5 para 5", "2026-12-11"),
        ("user choice", None),
    ],
)
def test_a_ground_is_read_as_people_write_it_and_tells_the_route(said: str, signed: str | None) -> None:
    found = answer(value=400000, direct_ground=said, uk6_on="2026-12-01", commenced_on="2026-10-01")
    assert found["earliest_signature"] == signed
    assert ("UK5" in codes(found)) is (said != "user choice")


def test_yes_and_no_are_understood() -> None:
    assert codes(answer(value=100000, advertised="yes")) == ["UK4", "UK7"]


def test_an_empty_case_is_decided() -> None:
    found = answer()
    assert list(found)[:7] == [
        "regime", "public_contract", "threshold", "notices", "standstill", "earliest_signature", "warnings",
    ]  # fmt: skip
    assert found["warnings"]


def test_the_command_reads_a_file_and_the_standard_input(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = json.dumps({"value": 30000, "route": "quotes"})
    (tmp_path / "case.json").write_text(text, encoding="utf-8")
    out = io.StringIO()
    call_command("procurement_route", str(tmp_path / "case.json"), stdout=out)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    again = io.StringIO()
    call_command("procurement_route", "-", stdout=again)
    assert json.loads(out.getvalue()) == json.loads(again.getvalue())
    assert codes(json.loads(out.getvalue())) == ["UK7"]


@pytest.mark.parametrize("content", [b'{"value": -1}', b"\xff\xfe\x00", None])
def test_the_command_refuses_in_words(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / "case.json").write_bytes(content)
    with pytest.raises(CommandError, match=r"value|cannot be read"):
        call_command("procurement_route", str(tmp_path / "case.json"))


DAYS = st.none() | st.dates(datetime.date(2024, 12, 1), datetime.date(2030, 1, 1)).map(str)
FREE_CASES = st.fixed_dictionaries(
    {
        "value": st.none() | st.integers(0, 10**8),
        "category": st.sampled_from(
            ["goods_services", "works", "light_touch", "concession", "light_touch_concession"]
        ),
        "route": st.none()
        | st.sampled_from([route.value for route in Route]),
        "framework_regime": st.none() | st.sampled_from(["PA2023", "PCR2015"]),
        "direct_ground": st.none() | st.sampled_from(["5", "13", "19", "switch_s43", "s42", "user_choice"]),
        "uk3_on": DAYS, "uk4_on": DAYS, "uk6_on": DAYS, "entered_on": DAYS, "ended_on": DAYS, "paid_on": DAYS,
        "changed_on": DAYS, "commenced_on": DAYS,
        "change_value": st.none() | st.integers(-(10**7), 10**7),
        "change_term_months": st.none() | st.integers(-60, 60),
        "term_months": st.none() | st.integers(1, 120),
    }
).filter(
    lambda one: all(
        one[whole] is None or one[more] is None or one[whole] + one[more] >= 0
        for whole, more in (("value", "change_value"), ("term_months", "change_term_months"))
    )
)  # fmt: skip


@settings(max_examples=60, deadline=None, derandomize=True)
@given(FREE_CASES)
def test_any_case_is_decided(case: dict[str, object]) -> None:
    first = decide(read_case(json.dumps(case)))
    assert first == decide(read_case(json.dumps(case)))
    if first.regime != "PA2023":
        assert not first.notices


LATER = st.dates(datetime.date(2026, 4, 1), datetime.date(2028, 9, 1))


@settings(max_examples=40, deadline=None, derandomize=True)
@given(day=LATER)
def test_nothing_falls_due_before_what_brings_it(day: object) -> None:
    found = answer(
        value=6_000_000, route="open", commenced_on="2026-04-01", entered_on=str(day), ended_on=str(day),
        paid_on=str(day), uk6_on=str(day),
    )  # fmt: skip
    due = [notice["due"] for notice in found["notices"] if notice["due"]]
    assert due
    assert all(one > str(day) for one in [*due, found["earliest_signature"], found["contract_copy"]["due"]])


@settings(max_examples=40, deadline=None, derandomize=True)
@given(
    case=FREE_CASES.filter(lambda one: one["route"] not in ("change", "end", "abandon")),
    less=st.integers(0, 10**7),
    more=st.integers(0, 10**7),
)
def test_a_higher_value_never_takes_a_notice_away(case: dict[str, object], less: int, more: int) -> None:
    one, other = ({**case, "value": value, "change_value": None} for value in (less, less + more))
    if case["direct_ground"] == "user_choice":
        return
    small, large = codes(answer(**one)), codes(answer(**other))
    missing = set(small) - set(large)
    assert missing <= ({"UK4"} if case["route"] in (None, "direct_award") else set())
