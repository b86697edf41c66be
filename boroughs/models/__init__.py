"""London's authorities, what they do, and who works for them here: a class or a close family a module."""

from boroughs.models.authorities import Borough, BoroughName, EmailDomain, HowToSell, LotiMembership
from boroughs.models.functions import Function, ServiceArea
from boroughs.models.officers import Invitation, Officer, RoleRequest
from boroughs.models.partnerships import Partnership, PartnershipMember
from boroughs.models.skills import Skill, SkillLevel

__all__ = [
    "Borough",
    "BoroughName",
    "EmailDomain",
    "Function",
    "HowToSell",
    "Invitation",
    "LotiMembership",
    "Officer",
    "Partnership",
    "PartnershipMember",
    "RoleRequest",
    "ServiceArea",
    "Skill",
    "SkillLevel",
]
