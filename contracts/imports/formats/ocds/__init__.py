"""The Open Contracting Data Standard, 1.0 and 1.1, as Contracts Finder and Find a Tender publish it."""

from contracts.imports.formats.ocds.format import OCDS

__all__ = ["OCDS"]
