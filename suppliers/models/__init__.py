"""Organisations that sell or make technology, and what they make: a class or a close family a module."""

from suppliers.models.certifications import STEPS, Certification, CertificationReminder
from suppliers.models.identity import LikelyDuplicate, SupplierOwnership, SupplierSplit
from suppliers.models.members import (
    Claim,
    MemberRole,
    SupplierInvitation,
    SupplierMember,
    SupplierMemberQuerySet,
)
from suppliers.models.offers import FrameworkPlace, ProductOffer
from suppliers.models.products import Product, ProductAlias, ProductQuerySet
from suppliers.models.profiles import (
    HowKnown,
    ProfileEdit,
    ProfileEditQuerySet,
    Reference,
    SizeFigures,
    SupplierProfile,
)
from suppliers.models.suppliers import Supplier, SupplierAlias, SupplierQuerySet

__all__ = [
    "STEPS",
    "Certification",
    "CertificationReminder",
    "Claim",
    "FrameworkPlace",
    "HowKnown",
    "LikelyDuplicate",
    "MemberRole",
    "Product",
    "ProductAlias",
    "ProductOffer",
    "ProductQuerySet",
    "ProfileEdit",
    "ProfileEditQuerySet",
    "Reference",
    "SizeFigures",
    "Supplier",
    "SupplierAlias",
    "SupplierInvitation",
    "SupplierMember",
    "SupplierMemberQuerySet",
    "SupplierOwnership",
    "SupplierProfile",
    "SupplierQuerySet",
    "SupplierSplit",
]
