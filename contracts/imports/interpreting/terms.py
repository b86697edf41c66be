"""What a row says of how an agreement was let, how long it runs and what it costs."""

import datetime
from typing import Any, Final

from contracts.imports.cells import read_note
from contracts.imports.interpreting.cells import RowCells
from contracts.imports.problems import Problem
from contracts.models import State
from thirty3.history.facts import Facts, plain

# A notice whose status is complete says that there was an award; its value is still the tender's.
ONLY_TENDERED = "notice status complete"
# Registers count the last day of a term in different ways.
SAME_DAY: Final = 2


def add_route(cells: RowCells, values: dict[str, Facts]) -> None:
    said = cells.parsed("route")
    if said.state != State.UNKNOWN:
        values["route"] = {
            "route": said.value or "",
            "route_state": said.state.value,
            "route_note": said.note or said.reason,
        }


def add_dates(cells: RowCells, values: dict[str, Facts]) -> None:
    for group, name in (("award", "award_date"), ("start", "start_date")):
        if day := cells.value(name):
            values[group] = {f"{group}_date": plain(day.day), f"{group}_precision": day.precision.value}
    end = cells.parsed("end_date")
    if end.state != State.UNKNOWN:
        values["end"] = {
            "end_date": plain(end.value.day) if end.value else None,
            "end_precision": end.value.precision.value if end.value else "day",
            "end_kind": end.value.kind.value if end.value else "",
            "end_state": end.state.value,
        }
    review = cells.parsed("review_date")
    if review.state != State.UNKNOWN:
        values["review"] = {
            "review_date": plain(review.value.day) if review.value else None,
            "review_state": review.state.value,
        }
    notice = cells.parsed("notice_period")
    if notice.state != State.UNKNOWN:
        values["notice"] = {"notice_months": notice.value, "notice_state": notice.state.value}


def add_extensions(cells: RowCells, values: dict[str, Facts]) -> None:
    said = cells.parsed("extensions")
    if said.state == State.UNKNOWN and not said.note:
        add_extension_until(cells, values)
        return
    months = said.value.months if said.value else ()
    values["extensions"] = {
        "extension_options": [
            {"position": position, "months": length, "decide_by_date": None, "taken_date": None}
            for position, length in enumerate(months, 1)
        ],
        "extensions_state": said.state.value,
        "extensions_note": said.note or said.reason,
    }


def add_extension_until(cells: RowCells, values: dict[str, Facts]) -> None:
    """The end with every extension taken: less the end itself, that is what the options come to."""
    latest = cells.value("maximum_end_date")
    end = cells.value("end_date")
    if latest is None:
        return
    words = cells.as_given("maximum_end_date")
    if end is None or end.day is None:
        cells.complain(
            Problem(
                "maximum-end-alone",
                "This is the end with every extension taken, and the row does not give the end itself.",
                "",
                words,
            ),
            "maximum_end_date",
        )
        return
    months = whole_months(end.day, latest.day)
    if months is None or months < 0:
        cells.complain(
            Problem(
                "maximum-end-unclear",
                "The latest end is no whole number of months after the end, so no options were read from it.",
                "",
                words,
            ),
            "maximum_end_date",
        )
        return
    values["extensions"] = {
        "extension_options": [{"position": 1, "months": months, "decide_by_date": None, "taken_date": None}]
        if months
        else [],
        "extensions_state": (State.KNOWN if months else State.NONE).value,
        "extensions_note": f"{cells.heading('maximum_end_date')}: {words}. In one or several steps.",
    }


def whole_months(first: datetime.date, last: datetime.date) -> int | None:
    """The months from one end to a later one, a day or two more or less; None where it is no whole number."""
    months = (last.year - first.year) * 12 + last.month - first.month
    days = last.day - first.day
    if abs(days) <= SAME_DAY or (_last_of_month(first) and _last_of_month(last)):
        return months
    return None


def _last_of_month(day: datetime.date) -> bool:
    return (day + datetime.timedelta(days=1)).day == 1


def add_value(cells: RowCells, values: dict[str, Facts]) -> None:
    said = cells.parsed("value")
    vat = cells.parsed("irrecoverable_vat")
    if vat.value is not None:
        values["irrecoverable_vat"] = {"irrecoverable_vat": plain(vat.value.amount)}
    if said.state == State.UNKNOWN and not said.note:
        return
    money: Any = said.value
    note = cells.value("value_note")
    read = read_note(note.text, money.amount if money else None) if note else None
    values["value"] = {
        "value": plain(money.amount) if money else None,
        "value_state": said.state.value,
        "value_reason": said.reason,
        "value_kind": _first(
            cells.value("value_kind"),
            money.kind if money else "",
            read.kind if read else "",
            "tender" if str(cells.value("evidence", "")).startswith(ONLY_TENDERED) and money else "",
        ),
        "value_span": _first(
            cells.value("value_covers"),
            money.span if money else "",
            cells.implied("value", "value_covers"),
            read.span if read else "",
        ),
        "value_vat": _first(
            cells.value("value_vat"),
            money.vat if money else "",
            cells.implied("value", "value_vat"),
            read.vat if read else "",
        ),
        "value_note": "; ".join(filter(None, [note.text if note else "", said.note])),
    }


def _first(*said: str | None) -> str:
    """The first that says anything."""
    return next((str(one) for one in said if one), "not-stated")


def check_dates(cells: RowCells, values: dict[str, Facts]) -> None:
    start = values.get("start", {}).get("start_date")
    end = values.get("end", {}).get("end_date")
    if start and end and end < start:
        cells.complain(
            Problem(
                "end-before-start",
                f"The contract would end before it starts ({start}). Correct one of the two dates.",
                "",
                str(end),
                "error",
            ),
            "end_date",
        )
