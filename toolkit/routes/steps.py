"""The pages of questions in their order."""

from typing import Final

from toolkit.routes.dates import DATES
from toolkit.routes.details import DETAILS
from toolkit.routes.opening import BEGINNING, CONTRACT, FIRST, ROUTE
from toolkit.routes.question import Step

STEPS: Final[tuple[Step, ...]] = (FIRST, CONTRACT, BEGINNING, ROUTE, DETAILS, DATES)
