"""What the demonstration holds: enough of everything, and a market shaped as London's is reported."""

import datetime
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import pairwise
from typing import Any

from contracts.demonstration.agreements import behind
from contracts.demonstration.chances import quotas
from contracts.demonstration.faults import FAULTS
from contracts.demonstration.market import suppliers_of, uses
from contracts.demonstration.tables import Tables
from contracts.demonstration.workbook import SEED, Rows, generate
from contracts.imports.cells import parse
from contracts.imports.fields import FIELDS
from suppliers.names import fold, normal_company_number

TABLES = Tables.load()
SPELLINGS = (
    r"\d\d/\d\d/\d{4}",
    r"\d{1,2} [A-Z][a-z]+ \d{4}",
    r"\d{4}-\d\d-\d\d",
    r"\d\d-[A-Z][a-z]{2}-\d\d",
    r"[A-Z][a-z]+ \d{4}",
    r"\d{4}",
)
PLANTED = [fault.row for fault in FAULTS]
NAMES = {name: a.slug for a in TABLES.authorities for name in (a.name, a.formal_name)}


def without_faults(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    return [row for row in rows if row not in PLANTED]


def suppliers(rows: Iterable[dict[str, Any]]) -> Counter[str]:
    """Contracts by supplier, of those that name one."""
    named = (str(row["supplier"]) for row in without_faults(rows) if row.get("supplier"))
    return Counter(fold(name) for name in named if not name.startswith("Withheld"))


def share_of_top(number: int, counts: Counter[str]) -> float:
    return sum(count for _, count in counts.most_common(number)) / counts.total()


def serving(made: Rows, *functions: str) -> list[dict[str, Any]]:
    return [row for row in made.contracts if set(functions) & set(str(row.get("function", "")).split("; "))]


def test_it_holds_as_many_records_as_city_tools_did_and_more(made: Rows) -> None:
    assert 1_000 <= len(made.systems) <= 1_300
    assert len(made.contracts) > 1_000
    functions = {name for row in made.systems for name in str(row.get("function", "")).split("; ")}
    assert len(functions) >= 60


def test_every_authority_has_systems_contracts_and_about_twenty_skills(made: Rows) -> None:
    slugs = {authority.slug for authority in TABLES.authorities}
    assert len(slugs) == 33
    assert {NAMES[str(row["borough"])] for row in made.systems} == slugs
    leads = {str(row["borough"]).split("; ")[0] for row in without_faults(made.contracts)}
    assert {NAMES[lead] for lead in leads} == slugs
    skills = Counter(NAMES[str(row["borough"])] for row in made.skills)
    assert set(skills) == slugs
    assert all(18 <= number <= 22 for number in skills.values())


def test_completeness_falls_evenly_from_95_to_10_per_cent(made: Rows) -> None:
    stated = sorted((authority.completeness for authority in TABLES.authorities), reverse=True)
    assert (stated[0], stated[-1]) == (0.95, 0.1)
    assert all(0 < more - less < 0.04 for more, less in pairwise(stated))
    systems = Counter(NAMES[str(row["borough"])] for row in without_faults(made.systems))
    for authority in TABLES.authorities:
        assert abs(systems[authority.slug] / TABLES.systems_of_all - authority.completeness) < 0.01


def test_fuller_returns_leave_fewer_cells_blank(made: Rows) -> None:
    filled: dict[str, list[int]] = defaultdict(list)
    for row in without_faults(made.contracts):
        lead = NAMES[str(row["borough"]).split("; ")[0]]
        filled[lead].append(sum(value not in (None, "") for value in row.values()))
    mean = {slug: sum(cells) / len(cells) for slug, cells in filled.items()}
    ranked = sorted(TABLES.authorities, key=lambda authority: authority.completeness)
    thin, full = ([mean[a.slug] for a in part] for part in (ranked[:8], ranked[-8:]))
    assert max(thin) < min(full)


def test_fifteen_suppliers_hold_85_to_90_per_cent_of_the_contracts_that_name_one(made: Rows) -> None:
    counts = suppliers(made.contracts)
    assert 0.85 <= share_of_top(15, counts) <= 0.9
    assert share_of_top(10, counts) > 0.5


def test_three_suppliers_hold_about_70_per_cent_of_housing_management(made: Rows) -> None:
    assert 0.66 <= share_of_top(3, suppliers(serving(made, "Housing management"))) <= 0.74


def test_two_suppliers_hold_about_86_per_cent_of_social_care_case_management(made: Rows) -> None:
    care = serving(made, "Adult social care case management", "Children’s social care case management")
    assert 0.82 <= share_of_top(2, suppliers(care)) <= 0.9


def test_suppliers_and_products_are_many_distinct_and_numbered_where_nothing_is_registered(
    made: Rows,
) -> None:
    assert 80 <= len(suppliers(made.contracts)) <= 150
    assert 150 <= len({row["system"] for row in without_faults(made.systems)}) <= 250
    numbers = {str(row["registration_number"]) for row in made.contracts if row.get("registration_number")}
    assert all(re.fullmatch(r"995\d{5}", number) for number in numbers)
    assert all(normal_company_number(number) == number for number in numbers)


def test_names_are_not_numbered(made: Rows) -> None:
    texts = [str(row.get(name, "")) for row in made.contracts for name in ("title", "supplier", "system")]
    assert not [
        text for text in texts if re.search(r"\b(supplier|product|system|contract) \d{1,3}\b", text, re.I)
    ]


def test_makers_often_sell_through_somebody_else(made: Rows) -> None:
    both = [row for row in made.systems if row.get("manufacturer") and row.get("supplier")]
    apart = [row for row in both if fold(str(row["manufacturer"])) != fold(str(row["supplier"]))]
    assert 0.15 < len(apart) / len(both) < 0.5


def test_contracts_end_in_every_year_from_2019_to_2032_and_housing_ones_together() -> None:
    agreements = [agreement for use in uses(TABLES, SEED) for agreement in behind(use, SEED)]
    years = Counter(agreement.term.end.year for agreement in agreements)
    assert set(years) == set(range(2019, 2033))
    assert min(years.values()) >= 20
    assert {agreement.age for agreement in agreements} == {"past", "present", "to come"}
    housing = Counter(
        (agreement.term.end.year, (agreement.term.end.month - 1) // 3 + 1)
        for agreement in agreements
        if agreement.functions[0].area == "housing" and agreement.age == "present"
    )
    bunched = sum(housing[quarter] for quarter in ((2027, 1), (2027, 2), (2028, 1)))
    assert bunched / housing.total() > 0.7


def test_the_more_suppliers_an_authority_has_the_less_satisfied_it_is(made: Rows) -> None:
    numbers = suppliers_of(uses(TABLES, SEED))
    scores: dict[str, list[int]] = defaultdict(list)
    for row in without_faults(made.systems):
        if row.get("satisfaction"):
            scores[NAMES[str(row["borough"])]].append(int(str(row["satisfaction"])))
    pairs = [(numbers[slug], sum(given) / len(given)) for slug, given in scores.items()]
    assert len(pairs) == 33
    assert correlation(pairs) < -0.5


def correlation(pairs: list[tuple[float, float]]) -> float:
    mean_x, mean_y = (sum(values) / len(pairs) for values in zip(*pairs, strict=True))
    x2 = sum((x - mean_x) ** 2 for x, _ in pairs)
    y2 = sum((y - mean_y) ** 2 for _, y in pairs)
    return float(sum((x - mean_x) * (y - mean_y) for x, y in pairs) / (x2 * y2) ** 0.5)


def test_some_contracts_are_shared_in_either_way_of_saying_so(made: Rows) -> None:
    assert sum("; " in str(row["borough"]) for row in made.contracts) >= 15
    assert sum(bool(row.get("shared_with")) for row in made.contracts) >= 15


def test_every_reference_on_the_systems_sheet_is_a_contract_of_that_authority(made: Rows) -> None:
    given = Counter(
        (NAMES[str(row["borough"]).split("; ")[0]], row["reference"])
        for row in without_faults(made.contracts)
        if row.get("reference")
    )
    meant = [
        (NAMES[str(row["borough"])], row["contract_reference"])
        for row in without_faults(made.systems)
        if row.get("contract_reference")
    ]
    assert len(meant) > 700
    assert all(given[one] == 1 for one in meant)


def test_every_cell_but_the_planted_ones_is_read_without_a_word(made: Rows) -> None:
    sheets = (("contract", made.contracts), ("system", made.systems), ("skill", made.skills))
    for target, rows in sheets:
        fields = {field.name: field for field in FIELDS[target]}
        for row in without_faults(rows):
            for name, value in row.items():
                cell: Any = float(value) if hasattr(value, "quantize") else value
                assert not parse(fields[name], cell).problems, (name, value)


def test_all_four_states_all_lists_and_several_spellings_of_dates_occur(made: Rows) -> None:
    said: dict[str, set[str]] = defaultdict(set)
    for row in [*made.contracts, *made.systems]:
        for name, value in row.items():
            said[name].add(str(value))
    for name in ("value", "supplier", "hosting"):
        assert any(text.startswith("Withheld: ") for text in said[name])
    assert "None" in said["extensions"]
    assert "None" in said["notice_period"]
    assert {"Rolling", "Until terminated"} <= said["end_date"]
    for target in ("contract", "system"):
        for field in FIELDS[target]:
            assert set(field.choices) <= said[field.name], field.name
    ends = [row["end_date"] for row in made.contracts if row.get("end_date")]
    assert any(isinstance(end, datetime.date) for end in ends)
    for form in SPELLINGS:
        assert any(isinstance(end, str) and re.fullmatch(form, end) for end in ends), form


def test_protective_functions_are_among_them(made: Rows) -> None:
    protective = {f.name for need in TABLES.needs for f in need.functions if f.protective}
    said = {name for row in made.systems for name in str(row.get("function", "")).split("; ")}
    assert protective
    assert protective <= said


def test_no_award_is_later_than_the_anchor_day_and_no_year_is_out_of_bounds(made: Rows) -> None:
    field = next(field for field in FIELDS["contract"] if field.name == "award_date")
    awards = [parse(field, row["award_date"]).value.day for row in made.contracts if row.get("award_date")]
    assert max(awards) <= datetime.date(2026, 11, 23)
    assert min(awards).year >= 2010


def test_another_seed_makes_another_market_with_as_much_in_it(made: Rows) -> None:
    other = generate(SEED + 1)
    assert other.systems != made.systems
    assert len(other.systems) == len(made.systems)
    assert len(other.contracts) > 1_000


def test_shares_are_given_out_whole_and_fairly() -> None:
    assert quotas([50, 30, 20], 10) == [5, 3, 2]
    assert quotas([1, 1, 1], 2) == [1, 1, 0]
    assert quotas([47, 39, 8, 6], 17) == [8, 7, 1, 1]
    assert sum(quotas([5, 7, 11], 33)) == 33
