"""Organisations that sell or make technology, and what they make: a class or a close family a module."""

from suppliers.models.certifications import Certification
from suppliers.models.identity import LikelyDuplicate, SupplierOwnership, SupplierSplit
from suppliers.models.members import (
    Claim,
    MemberRole,
    SupplierInvitation,
    SupplierMember,
    SupplierMemberQuerySet,
)
from suppliers.models.products import Product, ProductAlias, ProductQuerySet
from suppliers.models.suppliers import Supplier, SupplierAlias, SupplierQuerySet

__all__ = [
    "Certification",
    "Claim",
    "LikelyDuplicate",
    "MemberRole",
    "Product",
    "ProductAlias",
    "ProductQuerySet",
    "Supplier",
    "SupplierAlias",
    "SupplierInvitation",
    "SupplierMember",
    "SupplierMemberQuerySet",
    "SupplierOwnership",
    "SupplierQuerySet",
    "SupplierSplit",
]
