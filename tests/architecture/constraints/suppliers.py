"""Suppliers, their names and owners, what they make, and who keeps their profile."""

import datetime

from django.db import models

from suppliers.models import (
    Certification,
    CertificationReminder,
    Claim,
    FrameworkPlace,
    HowKnown,
    LikelyDuplicate,
    Product,
    ProductAlias,
    ProductOffer,
    ProfileEdit,
    Reference,
    SizeFigures,
    Supplier,
    SupplierAlias,
    SupplierInvitation,
    SupplierMember,
    SupplierOwnership,
    SupplierProfile,
    SupplierSplit,
)
from tests import factories
from tests.architecture.constraints.case import (
    DAY,
    EVE,
    ITSELF,
    NOW,
    OTHER,
    Checks,
    Once,
    Plain,
    Unique,
    somebody,
)

DECIDED = {"sent_at": NOW, "decided_at": NOW}
PLAIN: Plain = {
    Supplier: lambda: {"slug": "acme", "name": "Acme"},
    SupplierAlias: lambda: {"supplier": factories.supplier(), "spelling": "Acme", "folded": "acme"},
    Product: lambda: {"slug": "homes", "name": "Homes"},
    ProductAlias: lambda: {"product": factories.product(), "spelling": "Homes", "folded": "homes"},
    Certification: lambda: {"supplier": factories.supplier(), "scheme": "ISO 27001"},
    SupplierOwnership: lambda: {
        **{"supplier": factories.supplier(), "parent": factories.supplier()},
        **{"source": "Its accounts"},
    },
    LikelyDuplicate: lambda: {"first_id": 1, "second_id": 2, "confidence": 80},
    SupplierSplit: lambda: {"from_id": 1, "to_id": 2, "made": True, "why": "Two firms"},
    CertificationReminder: lambda: {
        "certification": Certification.objects.create(supplier=factories.supplier(), scheme="ISO 27001"),
        **{"step": 30, "expires_date": DAY, "due_on": DAY},
    },
    SupplierMember: lambda: {"user": somebody(), "supplier": factories.supplier(), "came_by": "staff"},
    Claim: lambda: {"user": somebody(), "kind": "register", "supplier": factories.supplier()},
    SupplierInvitation: lambda: {
        **{"user": somebody(), "supplier": factories.supplier()},
        **{"role": "editor", "lapses_at": NOW},
    },
    ProfileEdit: lambda: {
        **{"user": somebody(), "supplier": factories.supplier()},
        **{"section": "about", "state": "waiting"},
    },
    HowKnown: lambda: {
        **{"supplier": factories.supplier(), "section": "about"},
        **{"how": "said", "on_date": NOW.date()},
    },
    SupplierProfile: lambda: {"supplier": factories.supplier()},
    SizeFigures: lambda: {"supplier": factories.supplier(), "staff": 5, "as_at_date": NOW.date()},
    Reference: lambda: {"supplier": factories.supplier(), "role": "Head", "organisation": "A Trust"},
    ProductOffer: lambda: {"supplier": factories.supplier(), "product": factories.product()},
    FrameworkPlace: lambda: {"supplier": factories.supplier(), "framework": "G-Cloud 14"},
}
CHECKS: Checks = {
    "certification_reminder_step": (CertificationReminder, [{"step": 0}, {"step": 60}], [{"step": 14}]),
    "supplier_is_not_its_own_parent": (
        Supplier,
        [{"parent": None, "merged_into": None}],
        [{"parent": ITSELF}, {"merged_into": ITSELF}],
    ),
    "ownership_is_of_another": (SupplierOwnership, [{}], [{"parent": models.F("supplier")}]),
    "ownership_ends_after_it_began": (
        SupplierOwnership,
        [{"from_date": DAY, "until_date": DAY}, {"until_date": DAY}],
        [{"from_date": DAY, "until_date": EVE}],
    ),
    "ownership_kind_is_known": (SupplierOwnership, [{"kind": "renamed"}], [{"kind": "lent"}]),
    "ownership_has_a_source": (SupplierOwnership, [{"source": "Its accounts"}], [{"source": ""}]),
    "likely_duplicate_in_order": (LikelyDuplicate, [{"second_id": 3}], [{"second_id": 1}]),
    "likely_duplicate_in_hundredths": (
        LikelyDuplicate,
        [{"confidence": 1}, {"confidence": 100}],
        [{"confidence": 0}, {"confidence": 101}],
    ),
    "likely_duplicate_decision_is_known": (
        LikelyDuplicate,
        [{"decision": "different"}],
        [{"decision": "perhaps"}],
    ),
    "likely_duplicate_later_has_a_day": (
        LikelyDuplicate,
        [{"decision": "later", "again_date": DAY}],
        [{"decision": "later", "again_date": None}],
    ),
    "split_is_of_two_suppliers": (SupplierSplit, [{"to_id": 3}], [{"to_id": 1}]),
    "split_makes_one_or_parts_a_merge": (
        SupplierSplit,
        [{"made": False, "merge_id": 1}],
        [{"made": False}, {"merge_id": 1}],
    ),
    "product_not_merged_into_itself": (Product, [{"merged_into": None}], [{"merged_into": ITSELF}]),
    "product_does_not_succeed_itself": (Product, [{"successor": None}], [{"successor": ITSELF}]),
    "certification_expires_after_issue": (
        Certification,
        [
            {"issued_date": None, "expires_date": None},
            {"issued_date": DAY, "expires_date": None},
            {"issued_date": None, "expires_date": EVE},
            {"issued_date": DAY, "expires_date": DAY},
        ],
        [{"issued_date": DAY, "expires_date": EVE}],
    ),
    "claim_is_of_a_supplier": (
        Claim,
        [{"kind": "register", "supplier": None}, {"kind": "claim"}],
        [{"kind": "claim", "supplier": None}],
    ),
    "claim_approved_of_a_supplier": (
        Claim,
        [{"state": "refused", "supplier": None, **DECIDED}, {"state": "approved", **DECIDED}],
        [{"state": "approved", "supplier": None, **DECIDED}],
    ),
    "claim_sent_at_exactly_when_sent": (
        Claim,
        [{"state": "draft"}, {"state": "waiting", "sent_at": NOW}, {"state": "withdrawn", "sent_at": NOW}],
        [{"state": "draft", "sent_at": NOW}, {"state": "waiting"}, {"state": "withdrawn"}],
    ),
    "claim_decided_at_exactly_when_decided": (
        Claim,
        [{"state": "refused", **DECIDED}, {"state": "waiting", "sent_at": NOW}],
        [{"state": "refused", "sent_at": NOW}, {"state": "waiting", **DECIDED}],
    ),
    "claim_proved_at_exactly_when_proved": (
        Claim,
        [{"proof": ""}, {"proof": "code", "proved_at": NOW}],
        [{"proof": "seen"}, {"proved_at": NOW}],
    ),
    "claim_not_decided_by_oneself": (Claim, [{"decided_by": None}], [{"decided_by": models.F("user")}]),
    "profile_edit_decided_at_exactly_when_decided": (
        ProfileEdit,
        [{"state": "shown"}, {"state": "approved", "decided_at": NOW}],
        [{"state": "shown", "decided_at": NOW}, {"state": "replaced"}],
    ),
    "profile_edit_refused_with_a_reason": (
        ProfileEdit,
        [{"state": "refused", "decided_at": NOW, "reason": "No"}],
        [{"state": "refused", "decided_at": NOW}],
    ),
    "profile_edit_not_decided_by_oneself": (
        ProfileEdit,
        [{"decided_by": None}],
        [{"decided_by": models.F("user")}],
    ),
    "size_figures_not_below_zero": (
        SizeFigures,
        [{"turnover_gbp": 0, "balance_sheet_gbp": None}],
        [{"turnover_gbp": -1}, {"balance_sheet_gbp": -1}],
    ),
    "reference_is_of_one_organisation": (
        Reference,
        [{"organisation": "A Trust"}],
        [{"organisation": ""}],
    ),
    "framework_place_names_its_framework": (FrameworkPlace, [{}], [{"framework": ""}]),
}
UNIQUE: Unique = {
    "certification_reminder_once": (
        CertificationReminder,
        {},
        [{"step": 60}, {"expires_date": DAY + datetime.timedelta(days=1)}],
    ),
    "supplier_company_number_once": (
        Supplier,
        {"company_number": "01234567"},
        [{"company_number": "01234568"}, {"demonstration": True}, {"merged_into": OTHER["supplier"]}],
    ),
    "ownership_open_once": (
        SupplierOwnership,
        {},
        [{"supplier": OTHER["supplier"]}, {"until_date": DAY}],
    ),
    "likely_duplicate_once": (LikelyDuplicate, {}, [{"first_id": 0}, {"second_id": 3}]),
    "supplier_alias_once": (SupplierAlias, {}, [{"folded": "another"}, {"demonstration": True}]),
    "product_alias_once": (ProductAlias, {}, [{"folded": "another"}, {"demonstration": True}]),
    "supplier_member_once": (
        SupplierMember,
        {},
        [{"user": OTHER["user"]}, {"supplier": OTHER["supplier"]}],
    ),
    "claim_open_once": (
        Claim,
        {},
        [
            {"user": OTHER["user"]},
            {"supplier": OTHER["supplier"]},
            {"state": "withdrawn", "sent_at": NOW},
        ],
    ),
    "supplier_invitation_open_once": (
        SupplierInvitation,
        {},
        [
            {"user": OTHER["user"]},
            {"supplier": OTHER["supplier"]},
            {"accepted_at": NOW},
            {"withdrawn_at": NOW},
        ],
    ),
    "profile_edit_waits_once": (
        ProfileEdit,
        {},
        [
            {"supplier": OTHER["supplier"]},
            {"section": "size"},
            {"item": "2345678923"},
            {"state": "shown"},
        ],
    ),
    "how_known_once": (
        HowKnown,
        {},
        [{"supplier": OTHER["supplier"]}, {"section": "size"}, {"item": "2345678923"}],
    ),
}
ONCE: Once = [
    (Supplier, "slug"),
    (Supplier, "key"),
    (LikelyDuplicate, "key"),
    (SupplierSplit, "key"),
    (Product, "slug"),
    (Product, "key"),
    (Certification, "key"),
    (Claim, "key"),
    (SupplierInvitation, "key"),
    (ProfileEdit, "key"),
    (Reference, "key"),
    (ProductOffer, "key"),
    (ProductOffer, "product"),
    (FrameworkPlace, "key"),
    (SizeFigures, "supplier"),
    (SupplierProfile, "supplier"),
]
