"""Authorities, what they do, who works for them and what these know."""

from django.db import models

from boroughs.models import (
    Borough,
    BoroughName,
    EmailDomain,
    Function,
    HowToSell,
    Invitation,
    LotiMembership,
    Officer,
    Partnership,
    PartnershipMember,
    RoleRequest,
    ServiceArea,
    Skill,
    SkillLevel,
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
from thirty3.accounts.models import User


def a_domain() -> EmailDomain:
    return EmailDomain.objects.get_or_create(domain="b.example")[0]


PLAIN: Plain = {
    Borough: lambda: {"slug": "camden", "name": "Camden", "formal_name": "Camden", "kind": "authority"},
    BoroughName: lambda: {"borough": factories.borough("Brent"), "spelling": "Brent", "folded": "brent"},
    EmailDomain: lambda: {"domain": "camden.example"},
    LotiMembership: lambda: {"borough": factories.borough(), "since_date": DAY},
    ServiceArea: lambda: {"slug": "parks", "name": "Parks", "side": "frontline"},
    Function: lambda: {"slug": "repairs", "name": "Repairs", "area": factories.area()},
    Partnership: lambda: {"slug": "shared", "name": "Shared"},
    PartnershipMember: lambda: {
        "borough": factories.borough(),
        "partnership": Partnership.objects.create(slug="shared", name="Shared"),
    },
    Officer: lambda: {"user": User.objects.create_user("a@b.example"), "borough": factories.borough()},
    HowToSell: lambda: {"borough": factories.borough(), "as_at_date": DAY},
    RoleRequest: lambda: {
        **{"user": somebody(), "borough": factories.borough()},
        **{"domain": a_domain(), "role": "reader", "statement_version": 1, "stated_on": DAY},
        "interests": "None",
    },
    Invitation: lambda: {
        **{"user": somebody(), "borough": factories.borough()},
        **{"domain": a_domain(), "role": "reader", "lapses_at": NOW},
    },
    Skill: lambda: {"slug": "python", "name": "Python"},
    SkillLevel: lambda: {
        "borough": factories.borough(),
        "skill": Skill.objects.create(slug="python", name="Python"),
        "level": 2,
    },
}
CHECKS: Checks = {
    "borough_tile_has_both": (
        Borough,
        [{"tile_x": None, "tile_y": None}, {"tile_x": 1, "tile_y": 2}],
        [{"tile_x": 1, "tile_y": None}, {"tile_x": None, "tile_y": 2}],
    ),
    "loti_membership_ends_after_start": (
        LotiMembership,
        [{"until_date": None}, {"until_date": DAY}],
        [{"until_date": EVE}],
    ),
    "partnership_member_ends_after_start": (
        PartnershipMember,
        [
            {"since_date": None, "until_date": None},
            {"since_date": DAY, "until_date": None},
            {"since_date": None, "until_date": DAY},
            {"since_date": DAY, "until_date": DAY},
        ],
        [{"since_date": DAY, "until_date": EVE}],
    ),
    "how_to_sell_percent_up_to_100": (
        HowToSell,
        [{"paid_in_30_days_percent": value} for value in (None, 0, 100)],
        [{"paid_in_30_days_percent": 101}],
    ),
    "role_request_decided_at_exactly_when_decided": (
        RoleRequest,
        [
            {"outcome": "", "decided_at": None},
            {"outcome": "approved", "decided_at": NOW},
            {"outcome": "refused", "decided_at": NOW},
        ],
        [{"outcome": "", "decided_at": NOW}, {"outcome": "approved", "decided_at": None}],
    ),
    "role_request_not_decided_by_oneself": (
        RoleRequest,
        [{"decided_by": None}],
        [{"decided_by": models.F("user")}],
    ),
    "skill_level_from_0_to_4": (SkillLevel, [{"level": 0}, {"level": 4}], [{"level": 5}]),
    "function_not_merged_into_itself": (Function, [{"merged_into": None}], [{"merged_into": ITSELF}]),
}
UNIQUE: Unique = {
    "borough_gss_code_once": (Borough, {"gss_code": "E09000007"}, [{"gss_code": "E09000019"}]),
    "borough_tile_once": (Borough, {"tile_x": 1, "tile_y": 1}, [{"tile_x": 2}, {"tile_y": 2}]),
    "function_name_once_in_area": (Function, {}, [{"name": "Voids"}, {"area": OTHER["area"]}]),
    "how_to_sell_once": (HowToSell, {}, [{"borough": OTHER["borough"]}]),
    "role_request_waits_once": (
        RoleRequest,
        {},
        [
            {"user": OTHER["user"]},
            {"borough": OTHER["borough"]},
            {"outcome": "refused", "decided_at": NOW},
        ],
    ),
    "invitation_open_once": (
        Invitation,
        {},
        [
            {"user": OTHER["user"]},
            {"borough": OTHER["borough"]},
            {"accepted_at": NOW},
            {"withdrawn_at": NOW},
        ],
    ),
    "officer_one_role_each": (Officer, {}, [{"user": OTHER["user"]}, {"borough": OTHER["borough"]}]),
    "skill_level_once_for_borough": (
        SkillLevel,
        {},
        [{"borough": OTHER["borough"]}, {"skill": OTHER["skill"]}, {"demonstration": True}],
    ),
}
ONCE: Once = [
    (Borough, "slug"),
    (BoroughName, "folded"),
    (EmailDomain, "domain"),
    (ServiceArea, "slug"),
    (ServiceArea, "name"),
    (Function, "slug"),
    (Partnership, "slug"),
    (Partnership, "name"),
    (Skill, "slug"),
    (Skill, "name"),
    (RoleRequest, "key"),
    (Invitation, "key"),
]
