"""The Contracts sheet: each agreement as its authority writes it down."""

import datetime as dt
from decimal import Decimal
from typing import Final

from contracts.demonstration import letting, wording
from contracts.demonstration.agreements import Agreement
from contracts.demonstration.chances import Chances
from contracts.demonstration.habits import Habits
from contracts.demonstration.tables import Tables
from contracts.models import Contract
from thirty3.spreadsheets.writing import Value

type Written = dict[str, Value]

EXTENSIONS: Final = (
    ("None", 0.24),
    ("12 months", 0.2),
    ("2 x 12 months", 0.3),
    ("24 months", 0.12),
    ("1 year + 1 year", 0.09),
    ("4 x 12 months", 0.05),
)
NOTICE: Final = (("3 months", 0.45), ("6 months", 0.3), ("12 months", 0.1), ("1 month", 0.08), ("None", 0.07))
WITHHELD: Final = (
    "Withheld: commercially sensitive (FOI section 43)",
    "Withheld: commercially sensitive until the next award",
    "Withheld: the supplier's prices are confidential until 2028",
)
NOTES: Final = (
    "Moves to the supplier's cloud within the term.",
    "The specification may be reused by other authorities.",
    "One extension was taken in 2025.",
    "Includes a test environment and yearly training.",
    "A market engagement is planned before the next award.",
    "Merged from two earlier agreements.",
    "Prices rise each April by an index.",
    "Includes data migration out at the end.",
)
ROUNDED: Final = ((1, 0.2), (10, 0.2), (100, 0.25), (1000, 0.25), (5000, 0.1))
# What a thin return still says, and what only a full one does.
OFTEN: Final = ("start_date", "department", "function", "service_area", "system", "reference", "value")
NEVER_BLANK: Final = ("borough", "shared_with", "title", "end_date", "supplier", "agreement_kind", "as_at")


def contract_row(
    agreement: Agreement, habits: Habits, tables: Tables, seed: int, titles: set[str]
) -> Written:
    """One row. What the authority leaves blank is left out; `titles` are those that it gave already."""
    chances = Chances(seed, "row", agreement.authority.slug, agreement.title, agreement.term.end.isoformat())
    full = _whole_row(chances, agreement, habits, tables) | {"title": _unlike(agreement, titles)}
    titles.add(str(full["title"]))
    return {name: value for name, value in full.items() if _is_filled(chances, name, habits.filled)}


def _is_filled(chances: Chances, name: str, filled: float) -> bool:
    if name in NEVER_BLANK:
        return True
    if name.startswith("value_"):
        return chances.happens(0.5 + filled / 2)
    return chances.happens(1 - (1 - filled) / 2.5 if name in OFTEN else filled)


def _unlike(agreement: Agreement, titles: set[str]) -> str:
    """A title that this authority has not given yet."""
    if agreement.title not in titles:
        return agreement.title
    dated = f"{agreement.title} {wording.period(agreement.term)}"
    return dated if dated not in titles else f"{dated}, {agreement.functions[0].name.casefold()}"


def _whole_row(chances: Chances, agreement: Agreement, habits: Habits, tables: Tables) -> Written:
    term, function = agreement.term, agreement.functions[0]
    area = tables.areas[function.area]
    annual = agreement.annual * habits.scale
    let = letting.letting(chances, term, annual * term.years)
    row: Written = _buyers(chances, agreement, habits) | {
        "department": habits.department(area),
        "reference": habits.next_reference(chances, term.start.year),
        "description": agreement.description,
        "service_area": function.area_name,
        "function": "; ".join(one.name for one in agreement.functions),
        "cpv": area.cpv if chances.happens(0.6) else None,
        "agreement_kind": let.kind,
        "route": let.route,
        "framework": let.framework or None,
        "competition": let.competition,
        "regime": let.regime,
        "award_date": habits.date(let.award),
        "start_date": habits.start_of(term),
        "end_date": habits.end_of(term),
        "extensions": "None" if agreement.age == "past" else chances.weighted(*EXTENSIONS),
        "notice_period": chances.weighted(*NOTICE),
        "review_date": habits.date(term.end - dt.timedelta(chances.whole(180, 400))),
        "notes": chances.one_of(NOTES) if chances.happens(0.1) else None,
        "as_at": habits.as_at,
    }
    if agreement.product:
        row |= {"system": agreement.product.name, "manufacturer": agreement.product.maker.name}
    return row | _seller(chances, agreement, habits) | _money(chances, annual, term.years, habits)


def _buyers(chances: Chances, agreement: Agreement, habits: Habits) -> Written:
    """The lead stands first, the others beside it or in a column of their own."""
    others = [partner.name for partner in agreement.partners]
    if others and chances.happens(0.5):
        return {"borough": habits.name, "shared_with": "; ".join(others)}
    return {"borough": "; ".join([habits.name, *others])}


def _seller(chances: Chances, agreement: Agreement, habits: Habits) -> Written:
    if chances.happens(0.015):
        return {"supplier": "Withheld: the award is under challenge"}
    seller = agreement.seller
    return {
        "supplier": habits.supplier(seller),
        "registration_number": seller.number,
        "sme": "Yes" if seller.sme else "No",
        "vcse": "Yes" if seller.vcse else "No",
    }


def _money(chances: Chances, annual: float, years: float, habits: Habits) -> Written:
    if chances.happens(0.05):
        return {"value": chances.one_of(WITHHELD)}
    span = chances.weighted(
        (Contract.ValueSpan.WHOLE_LIFE, 0.62),
        (Contract.ValueSpan.ANNUAL, 0.28),
        (Contract.ValueSpan.NOT_STATED, 0.1),
    )
    vat = chances.weighted(
        (Contract.Vat.EXCLUDING, 0.62), (Contract.Vat.INCLUDING, 0.16), (Contract.Vat.NOT_STATED, 0.22)
    )
    kind = chances.weighted(
        (Contract.ValueKind.AWARDED, 0.6),
        (Contract.ValueKind.TENDER, 0.14),
        (Contract.ValueKind.CEILING, 0.13),
        (Contract.ValueKind.SPEND, 0.03),
        (Contract.ValueKind.NOT_STATED, 0.1),
    )
    pounds = annual if span == Contract.ValueSpan.ANNUAL else annual * years
    if vat == Contract.Vat.INCLUDING:
        pounds *= 1.2
    to = chances.weighted(*ROUNDED)
    return {
        "value": habits.sum_of(Decimal(max(round(pounds / to), 2) * to)),
        "value_covers": str(span.label),
        "value_vat": str(vat.label),
        "value_kind": str(kind.label),
        "value_note": "Without the options to extend" if chances.happens(0.06) else None,
        "irrecoverable_vat": 0 if chances.happens(0.3) else None,
    }
