"""One record of each kind, with something in every set and list of child rows, and a fact that may change."""

from tests.architecture.records import boroughs, contracts, suppliers, thirty3, toolkit

__all__ = ("CHANGED", "MADE", "PARTS", "TABLES")

APPS = (thirty3, boroughs, suppliers, toolkit, contracts)
MADE = {kind: make for app in APPS for kind, make in app.MADE.items()}
CHANGED = {kind: change for app in APPS for kind, change in app.CHANGED.items()}
PARTS = suppliers.PARTS
TABLES = boroughs.TABLES | suppliers.TABLES
