"""Every address beside the staff site, each under one rule for those who look and one for those who send."""

from typing import Final

from tests.pages.permissions.accounts import ACCOUNTS
from tests.pages.permissions.address import Address, a_kind
from tests.pages.permissions.calls import CALLS
from tests.pages.permissions.journeys import JOURNEYS
from tests.pages.permissions.opportunities import OPPORTUNITIES
from tests.pages.permissions.projects import PROJECTS
from tests.pages.permissions.public import OTHERS_PUBLIC, RECORDS
from tests.pages.permissions.records import KEEPING, SHARING
from tests.pages.permissions.registers import IMPORTS
from tests.pages.permissions.roles import ROLES
from tests.pages.permissions.selling import SELLING
from tests.pages.permissions.speaking import SPEAKING
from tests.pages.permissions.toolkit import GUIDANCE
from tests.pages.permissions.toolkit_routes import TOOLKIT_ROUTES

ADDRESSES: Final = (
    *(Address(name, a_kind(name)) for name in OTHERS_PUBLIC),
    *(*RECORDS, *ACCOUNTS, *ROLES, *KEEPING, *SHARING, *IMPORTS, *SELLING, *SPEAKING),
    *PROJECTS,
    *GUIDANCE,
    *JOURNEYS,
    *TOOLKIT_ROUTES,
    *OPPORTUNITIES,
    *CALLS,
)
