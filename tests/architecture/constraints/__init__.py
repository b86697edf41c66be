"""Of every model: a plain row, and on both sides of each constraint the rows that try it."""

from tests.architecture.constraints import (
    boroughs,
    contracts,
    opportunities,
    sharing,
    suppliers,
    thirty3,
    toolkit,
)
from tests.architecture.constraints.case import ITSELF, OTHER, Facts

__all__ = ("CHECKS", "ITSELF", "ONCE", "OTHER", "PLAIN", "UNIQUE", "Facts")

APPS = (thirty3, boroughs, suppliers, toolkit, contracts, opportunities, sharing)
PLAIN = {model: facts for app in APPS for model, facts in app.PLAIN.items()}
CHECKS = {name: case for app in APPS for name, case in app.CHECKS.items()}
UNIQUE = {name: case for app in APPS for name, case in app.UNIQUE.items()}
ONCE = [column for app in APPS for column in app.ONCE]
