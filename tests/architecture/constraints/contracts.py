"""Contracts, systems in use, the files they come from and the rows that lists show."""

from typing import Any

from contracts.models import (
    Assertion,
    ColumnChoice,
    Contract,
    ContractSupplier,
    ExtensionOption,
    ImportAnswer,
    ImportBatch,
    ImportRow,
    ImportWrite,
    Listing,
    ListingDraft,
    Source,
    State,
    SystemInUse,
)
from tests import factories
from tests.architecture.constraints.case import (
    DAY,
    EVE,
    ITSELF,
    NOW,
    OTHER,
    Checks,
    Facts,
    Once,
    Plain,
    Unique,
)


def a_batch() -> ImportBatch:
    return ImportBatch.objects.create(file_name="a.csv")


def a_list_row() -> Facts:
    return {
        **{"kind": "contract", "audience": "public", "record_id": 1, "key": "2345678923"},
        **{"demonstration": False, "title": "Housing system", "updated_at": NOW, "data": {}},
    }


def in_step(fact: str, column: str, value: Any, blank: Any = None) -> tuple[list[Facts], list[Facts]]:
    """A value stands exactly when its state is known: neither, both, and each alone."""
    state = f"{fact}_state"
    others = [one for one in State.values if one != State.KNOWN]
    accepted = [{state: "known", column: value}, *({state: one, column: blank} for one in others)]
    refused = [{state: "known", column: blank}, *({state: one, column: value} for one in others)]
    return accepted, refused


def one_of_four(fact: str, **when_known: Any) -> tuple[list[Facts], list[Facts]]:
    state = f"{fact}_state"
    accepted = [{state: one} for one in State.values if one != State.KNOWN] + [{state: "known", **when_known}]
    return accepted, [{state: "perhaps"}, {state: ""}, {state: "Known"}]


ON_A_DATE = {"end_kind": "fixed", "end_date": DAY}
PLAIN: Plain = {
    Contract: lambda: {"title": "Housing system", "lead_buyer": factories.borough()},
    ContractSupplier: lambda: {"contract": factories.contract(), "supplier": factories.supplier()},
    ExtensionOption: lambda: {"contract": factories.contract(), "position": 1, "months": 12},
    Listing: lambda: a_list_row(),
    ListingDraft: lambda: {**a_list_row(), "run": "2345678923"},
    SystemInUse: lambda: {"borough": factories.borough(), "product": factories.product()},
    Source: lambda: {"slug": "register", "name": "Register", "rank": 2},
    Assertion: lambda: {
        **{"source": factories.source(), "source_record_id": "1", "rank": 2},
        **{"record_kind": "contracts.contract", "record_id": 1},
    },
    ImportBatch: lambda: {"file_name": "a.csv"},
    ColumnChoice: lambda: {"borough": factories.borough(), "heading": "what", "meaning": "title"},
    ImportAnswer: lambda: {"batch": a_batch(), "kind": "row", "sheet": "", "row_number": 2},
    ImportRow: lambda: {"batch": a_batch(), "position": 1, "row_number": 2, "outcome": "new"},
    ImportWrite: lambda: {
        **{"batch": a_batch(), "record_kind": "contracts.contract", "record_id": 1, "action": "new"},
    },
}
CHECKS: Checks = {
    "contract_supplier_state_is_one_of_four": (Contract, *one_of_four("supplier")),
    "contract_value_state_is_one_of_four": (Contract, *one_of_four("value", value=1)),
    "contract_end_state_is_one_of_four": (Contract, *one_of_four("end", end_kind="rolling")),
    "contract_extensions_state_is_one_of_four": (Contract, *one_of_four("extensions")),
    "contract_notice_state_is_one_of_four": (Contract, *one_of_four("notice", notice_months=3)),
    "contract_review_state_is_one_of_four": (Contract, *one_of_four("review", review_date=DAY)),
    "contract_route_state_is_one_of_four": (Contract, *one_of_four("route", route="open")),
    "contract_value_value_exactly_when_known": (Contract, *in_step("value", "value", "0.00")),
    "contract_notice_value_exactly_when_known": (Contract, *in_step("notice", "notice_months", 3)),
    "contract_review_value_exactly_when_known": (Contract, *in_step("review", "review_date", DAY)),
    "contract_route_value_exactly_when_known": (Contract, *in_step("route", "route", "open", blank="")),
    "contract_end_value_exactly_when_known": (Contract, *in_step("end", "end_kind", "rolling", blank="")),
    "contract_end_date_exactly_when_fixed": (
        Contract,
        [
            {"end_state": "known", **ON_A_DATE},
            {"end_state": "known", "end_kind": "until-terminated", "end_date": None},
            {"end_state": "unknown", "end_kind": "", "end_date": None},
        ],
        [
            {"end_state": "known", "end_kind": "fixed", "end_date": None},
            {"end_state": "known", "end_kind": "rolling", "end_date": DAY},
            {"end_state": "unknown", "end_kind": "", "end_date": DAY},
        ],
    ),
    "contract_ends_on_or_after_start": (
        Contract,
        [
            {"start_date": DAY, "end_date": None},
            {"start_date": None, "end_state": "known", **ON_A_DATE},
            {"start_date": DAY, "end_state": "known", **ON_A_DATE},
        ],
        [{"start_date": DAY, "end_state": "known", "end_kind": "fixed", "end_date": EVE}],
    ),
    "contract_value_is_not_negative": (
        Contract,
        [
            {"value": "0.00", "value_state": "known"},
            {"kind": "spend", "value": "-0.01", "value_state": "known"},
            {"value": None, "value_state": "withheld"},
        ],
        [
            {"value": "-0.01", "value_state": "known"},
            {"kind": "framework", "value": "-1.00", "value_state": "known"},
        ],
    ),
    "contract_vat_is_not_negative": (
        Contract,
        [{"irrecoverable_vat": None}, {"irrecoverable_vat": "0.00"}],
        [{"irrecoverable_vat": "-0.01"}, {"kind": "spend", "irrecoverable_vat": "-0.01"}],
    ),
    "contract_not_called_off_from_itself": (
        Contract,
        [{"called_off_from": None}],
        [{"called_off_from": ITSELF}],
    ),
    "extension_option_has_length": (ExtensionOption, [{"months": 1}], [{"months": 0}]),
    "system_hosting_state_is_one_of_four": (SystemInUse, *one_of_four("hosting", hosting="saas")),
    "system_users_state_is_one_of_four": (SystemInUse, *one_of_four("users", users=40)),
    "system_satisfaction_state_is_one_of_four": (SystemInUse, *one_of_four("satisfaction", satisfaction=4)),
    "system_hosting_value_exactly_when_known": (
        SystemInUse,
        *in_step("hosting", "hosting", "saas", blank=""),
    ),
    "system_users_value_exactly_when_known": (SystemInUse, *in_step("users", "users", 0)),
    "system_satisfaction_value_exactly_when_known": (
        SystemInUse,
        *in_step("satisfaction", "satisfaction", 4),
    ),
    "system_satisfaction_from_1_to_5": (
        SystemInUse,
        [
            {"satisfaction": 1, "satisfaction_state": "known"},
            {"satisfaction": 5, "satisfaction_state": "known"},
            {"satisfaction": None, "satisfaction_state": "none"},
        ],
        [
            {"satisfaction": 0, "satisfaction_state": "known"},
            {"satisfaction": 6, "satisfaction_state": "known"},
        ],
    ),
    "import_applied_at_exactly_when_applied": (
        ImportBatch,
        [
            {"status": "applied", "applied_at": NOW},
            {"status": "undone", "applied_at": NOW},
            {"status": "ready", "applied_at": None},
        ],
        [
            {"status": "applied", "applied_at": None},
            {"status": "undone", "applied_at": None},
            {"status": "ready", "applied_at": NOW},
        ],
    ),
}
UNIQUE: Unique = {
    "contract_supplier_once": (
        ContractSupplier,
        {},
        [{"contract": OTHER["contract"]}, {"supplier": OTHER["supplier"]}],
    ),
    "extension_option_position_once": (
        ExtensionOption,
        {},
        [{"contract": OTHER["contract"]}, {"position": 2}],
    ),
    "listing_once_for_audience": (
        Listing,
        {},
        [
            {"kind": "system"},
            {"record_id": 2, "key": "3456789234"},
            {"audience": "boroughs"},
        ],
    ),
    "listing_key_once_for_audience": (
        Listing,
        {},
        [{"kind": "system"}, {"record_id": 2, "key": "3456789234"}, {"audience": "boroughs"}],
    ),
    "listing_draft_once": (
        ListingDraft,
        {},
        [{"run": "3456789234"}, {"kind": "system"}, {"record_id": 2}, {"audience": "boroughs"}],
    ),
    "assertion_source_row_once": (Assertion, {}, [{"source": OTHER["source"]}, {"source_record_id": "2"}]),
    "column_choice_once": (ColumnChoice, {}, [{"borough": OTHER["borough"]}, {"heading": "who"}]),
    "import_answer_once": (
        ImportAnswer,
        {},
        [
            {"batch": OTHER["batch"]},
            {"kind": "cell"},
            {"sheet": "Other"},
            {"row_number": 3},
            {"subject": "title"},
        ],
    ),
    "import_row_position_once": (ImportRow, {}, [{"batch": OTHER["batch"]}, {"position": 2}]),
    "import_write_once": (
        ImportWrite,
        {},
        [{"batch": OTHER["batch"]}, {"record_kind": "contracts.systeminuse"}, {"record_id": 2}],
    ),
}
ONCE: Once = [
    (Contract, "key"),
    (SystemInUse, "key"),
    (Source, "slug"),
    (ImportBatch, "key"),
    (ImportBatch, "undoes"),
]
