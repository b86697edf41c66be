"""Reads a case from JSON, and says by name what is wrong with it."""

import datetime
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import fields
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any, Final

from toolkit.law.case import (
    Case,
    Category,
    ChangeGround,
    Exemption,
    FrameworkRegime,
    MarketStep,
    Route,
)
from toolkit.law.grounds import SWITCH, ground_key

LARGEST: Final = Decimal(10**12)
LONGEST_TERM: Final = 1200
MOST_STANDSTILL: Final = 250
FIRST_YEAR: Final = 1980
LAST_YEAR: Final = 2100
UNKNOWN: Final = "unknown"
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_SUM: Final = re.compile(r"-?£?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?", re.ASCII)

type Reader = Callable[[Any], Any]


class BadCase(ValueError):
    """What is wrong with a case, in words that name the key."""


def read_case(text: str) -> Case:
    """The case that a JSON text holds. Raises BadCase."""
    try:
        found = json.loads(
            text, parse_float=Decimal, parse_constant=_refuse_constant, object_pairs_hook=_once_each
        )
    except BadCase:
        raise
    except (ValueError, RecursionError, InvalidOperation) as error:
        raise BadCase(f"This is not JSON: {error}") from error
    if not isinstance(found, dict):
        raise BadCase("A case is one JSON object, {…}, with the inputs by their names.")
    return case_of(found)


def case_of(said: Mapping[str, Any]) -> Case:
    """The case that a mapping describes. A null is the same as leaving a key out. Raises BadCase."""
    unknown = sorted(set(said) - set(READERS))
    if unknown:
        names = ", ".join(f"“{key}”" for key in unknown)
        raise BadCase(f"Unknown key: {names}. The keys are: {', '.join(READERS)}.")
    given: dict[str, Any] = {}
    for key, value in said.items():
        if value is None:
            continue
        try:
            given[key] = READERS[key](value)
        except BadCase as problem:
            raise BadCase(f"“{key}”: {problem}") from problem
    if said.get("route") == SWITCH:
        given["direct_ground"] = SWITCH
    if "direct_ground" in given:
        given.setdefault("route", Route.DIRECT_AWARD)
    case = Case(**given)
    _refuse_less_than_nothing(case)
    return case


def _refuse_less_than_nothing(case: Case) -> None:
    """A change cannot take away more than there is."""
    for whole, change in (("value", "change_value"), ("term_months", "change_term_months")):
        there_is, more = getattr(case, whole), getattr(case, change)
        if there_is is not None and more is not None and there_is + more < 0:
            raise BadCase(f"“{change}”: {more} takes away more than “{whole}” is.")


def _refuse_constant(name: str) -> None:
    raise BadCase(f"{name} is no number that a case can hold.")


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise BadCase(f"“{key}” is given twice.")
        found[key] = value
    return found


def _number(value: Any) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal | str):
        raise BadCase('a sum is a number or a text such as "207720.00".')
    if isinstance(value, str):
        text = value.strip()
        if not _SUM.fullmatch(text):
            raise BadCase(f"“{value}” is no sum of money.")
        value = text.replace("£", "").replace(",", "")
    number = Decimal(str(value))
    if not number.is_finite() or number.copy_abs() > LARGEST:
        raise BadCase(f"{value} is no sum that a contract can have.")
    if number != round(number, 2):
        raise BadCase(f"{value} has a fraction of a penny; give pounds and pence.")
    return number


def _money(value: Any) -> Decimal:
    number = _number(value)
    if number < 0:
        raise BadCase(f"{value} is less than nothing.")
    return number


def _money_or_unknown(value: Any) -> Decimal | None:
    unknown = isinstance(value, str) and value.strip().casefold() == UNKNOWN
    return None if unknown else _money(value)


def _day(value: Any) -> datetime.date:
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        raise BadCase(f"{value!r} is no date written as 2026-12-01.")
    try:
        day = datetime.date.fromisoformat(value)
    except ValueError as error:
        raise BadCase(f"there is no day {value}.") from error
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise BadCase(f"{value} does not lie between {FIRST_YEAR} and {LAST_YEAR}.")
    return day


def _yes_or_no(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    if value in ("yes", "no"):
        return bool(value == "yes")
    raise BadCase(f"{value!r} is neither true nor false.")


def _whole(least: int, most: int) -> Reader:
    def read(value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int):
            raise BadCase(f"{value!r} is no whole number.")
        if not least <= value <= most:
            raise BadCase(f"{value} does not lie between {least} and {most}.")
        return value

    return read


def _one_of(kind: type[StrEnum]) -> Reader:
    def read(value: Any) -> StrEnum:
        try:
            return kind(value)
        except ValueError as error:
            raise BadCase(f"{value!r} is none of {', '.join(one.value for one in kind)}.") from error

    return read


def _route(value: Any) -> Route:
    if value == SWITCH:
        return Route.DIRECT_AWARD
    route: Route = _one_of(Route)(value)
    return route


def _ground(value: Any) -> str:
    key = ground_key(str(value)) if isinstance(value, str | int) and not isinstance(value, bool) else None
    if key is None:
        raise BadCase(
            f"{value!r} is no ground: give a paragraph of Schedule 5 as a number, or switch_s43, s42 or "
            "user_choice."
        )
    return key


_SPECIAL: Final[dict[str, Reader]] = {
    "value": _money_or_unknown,
    "payment": _money,
    "already_changed": _money,
    "change_value": _number,
    "term_months": _whole(1, LONGEST_TERM),
    "change_term_months": _whole(-LONGEST_TERM, LONGEST_TERM),
    "standstill_days": _whole(0, MOST_STANDSTILL),
    "category": _one_of(Category),
    "exempt": _one_of(Exemption),
    "route": _route,
    "framework_regime": _one_of(FrameworkRegime),
    "direct_ground": _ground,
    "change_ground": _one_of(ChangeGround),
    "market_step": _one_of(MarketStep),
}


def _reader(name: str) -> Reader:
    if name in _SPECIAL:
        return _SPECIAL[name]
    return _day if name.endswith("_on") else _yes_or_no


READERS: Final[dict[str, Reader]] = {field.name: _reader(field.name) for field in fields(Case)}
