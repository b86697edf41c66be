"""Groups of facts: what a source says in one breath, and what therefore comes from one source.

An end with its precision and its state, say, or a value with its VAT basis: taking the sum from
one source and its span from another would say what nobody said.
"""

from collections.abc import Mapping

from contracts.models import Contract, SystemInUse

type Groups = Mapping[str, tuple[str, ...]]

# Words of a source that no fact of the record holds: they stand in what it asserts, and show nowhere else.
STATED = "stated"

CONTRACT: Groups = {
    "title": ("title",),
    "reference": ("reference",),
    "ocid": ("ocid",),
    "description": ("description",),
    "department": ("department",),
    "kind": ("kind",),
    "buyers": ("lead_buyer_id", "participants"),
    "supplier": ("supplier_links", "supplier_state", "supplier_reason"),
    "products": ("products",),
    "functions": ("functions",),
    "cpv": ("cpv",),
    "route": ("route", "route_state", "route_note"),
    "framework": ("framework",),
    "competition": ("competition",),
    "regime": ("regime",),
    "award": ("award_date", "award_precision"),
    "start": ("start_date", "start_precision"),
    "end": ("end_date", "end_precision", "end_kind", "end_state"),
    "extensions": ("extension_options", "extensions_state", "extensions_note"),
    "notice": ("notice_months", "notice_state"),
    "review": ("review_date", "review_state"),
    "value": (
        "value",
        "value_state",
        "value_reason",
        "value_kind",
        "value_span",
        "value_vat",
        "value_note",
    ),
    "irrecoverable_vat": ("irrecoverable_vat",),
    "notes": ("notes",),
    "links": ("links",),
}

SYSTEM: Groups = {
    "borough": ("borough_id",),
    "product": ("product_id",),
    "supplier": ("supplier_id",),
    "functions": ("functions",),
    "reference": ("reference",),
    "status": ("status",),
    "since": ("since_date", "since_precision"),
    "hosting": ("hosting", "hosting_state"),
    "users": ("users", "users_state"),
    "satisfaction": ("satisfaction", "satisfaction_state"),
    "replacement": ("plan_to_replace", "replace_by_date"),
    "contract": ("contract_id", "contract_as_stated"),
    "notes": ("notes",),
}

SKILL_LEVEL: Groups = {
    "borough": ("borough_id",),
    "skill": ("skill_id",),
    # With whether it may be shown to others: this record has no projection that would decide it.
    "level": ("level", "own"),
    "as_at": ("as_at_date",),
}

# The fact that tells a group's state, where it is one of those that carry one.
STATES: Mapping[str, Mapping[str, str]] = {
    Contract.record_kind(): {
        "supplier": "supplier_state",
        "value": "value_state",
        "end": "end_state",
        "extensions": "extensions_state",
        "notice": "notice_state",
        "review": "review_state",
        "route": "route_state",
    },
    SystemInUse.record_kind(): {
        "hosting": "hosting_state",
        "users": "users_state",
        "satisfaction": "satisfaction_state",
    },
}

GROUPS: Mapping[str, Groups] = {
    Contract.record_kind(): CONTRACT,
    SystemInUse.record_kind(): SYSTEM,
    "boroughs.skilllevel": SKILL_LEVEL,
}
