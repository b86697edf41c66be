"""A purchase, or something that happens in a contract's life, as the questions of procurement law need it."""

import datetime
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Category(StrEnum):
    """What is bought: each kind has its own threshold."""

    GOODS_SERVICES = "goods_services"
    WORKS = "works"
    LIGHT_TOUCH = "light_touch"
    CONCESSION = "concession"
    LIGHT_TOUCH_CONCESSION = "light_touch_concession"

    @property
    def light_touch(self) -> bool:
        return self in (Category.LIGHT_TOUCH, Category.LIGHT_TOUCH_CONCESSION)

    @property
    def concession(self) -> bool:
        return self in (Category.CONCESSION, Category.LIGHT_TOUCH_CONCESSION)


class Exemption(StrEnum):
    """Why the Act does not apply to a contract at all (Schedule 2)."""

    NONE = "none"
    CONTROLLED_COMPANY = "controlled_company"
    HORIZONTAL = "horizontal"
    LAND = "land"
    PUBLIC_COMMS = "public_comms"
    R_AND_D = "r_and_d"
    CITY_PRIVATE = "city_private"
    NATIONAL_SECURITY = "national_security"
    OTHER = "other"


class Route(StrEnum):
    """How the contract is let; or that it is changed, ends, or is given up before award."""

    OPEN = "open"
    FLEXIBLE = "flexible"
    DYNAMIC_MARKET = "dynamic_market"
    FRAMEWORK_CALL_OFF = "framework_call_off"
    DIRECT_AWARD = "direct_award"
    QUOTES = "quotes"
    ADVERTISED_BELOW = "advertised_below"
    RESERVED_BELOW = "reserved_below"
    CHANGE = "change"
    END = "end"
    ABANDON = "abandon"


AFTER_AWARD = frozenset({Route.CHANGE, Route.END, Route.ABANDON})
COMPETED = frozenset({Route.OPEN, Route.FLEXIBLE, Route.DYNAMIC_MARKET})
BELOW_ONLY = frozenset({Route.QUOTES, Route.ADVERTISED_BELOW, Route.RESERVED_BELOW})


class FrameworkRegime(StrEnum):
    """Under which law the framework or market was set up."""

    PA2023 = "PA2023"
    PCR2015 = "PCR2015"


class ChangeGround(StrEnum):
    """Why a contract may be changed without a new procurement (section 74 and Schedule 8)."""

    NOT_SUBSTANTIAL = "not_substantial"
    BELOW_THRESHOLD = "below_threshold"
    PROVIDED_FOR = "provided_for"
    URGENCY = "urgency"
    UNFORESEEABLE = "unforeseeable"
    KNOWN_RISK = "known_risk"
    ADDITIONAL = "additional"
    RESTRUCTURING = "restructuring"


class MarketStep(StrEnum):
    """What happens to a dynamic market itself."""

    INTENDED = "intended"
    ESTABLISHED = "established"
    CHANGED = "changed"
    ENDED = "ended"


@dataclass(frozen=True)
class Case:
    """What is known. Nothing is None where it is not known; every sum includes VAT."""

    value: Decimal | None = None
    category: Category = Category.GOODS_SERVICES
    exempt: Exemption = Exemption.NONE
    route: Route | None = None
    framework_regime: FrameworkRegime | None = None
    framework_call_off_has_competition_or_objective_mechanism: bool | None = None
    framework_commenced_on: datetime.date | None = None
    framework_ends_on: datetime.date | None = None
    is_framework: bool = False
    direct_ground: str | None = None
    mixed: bool = False
    authority_spend_over_100m: bool | None = None

    advertised: bool | None = None
    engaged_market: bool = False
    electronic: bool | None = None
    all_docs_together: bool | None = None
    preselected: bool | None = None
    period_agreed: bool = False
    urgent: bool = False

    old_regime_act_on: datetime.date | None = None
    commenced_on: datetime.date | None = None
    uk3_on: datetime.date | None = None
    uk4_on: datetime.date | None = None
    uk5_on: datetime.date | None = None
    invited_on: datetime.date | None = None
    uk6_on: datetime.date | None = None
    standstill_days: int | None = None
    entered_on: datetime.date | None = None
    ended_on: datetime.date | None = None
    changed_on: datetime.date | None = None
    paid_on: datetime.date | None = None
    payment: Decimal | None = None
    breach_on: datetime.date | None = None
    market_step: MarketStep | None = None

    term_months: int | None = None
    change_value: Decimal | None = None
    change_term_months: int | None = None
    change_ground: ChangeGround | None = None
    new_kind_of_supply: bool | None = None
    favours_supplier: bool | None = None
    already_changed: Decimal | None = None

    @property
    def market_alone(self) -> bool:
        """A step in a dynamic market’s own life, by which nothing is bought."""
        return self.market_step is not None and self.route is None

    @property
    def after_award(self) -> bool:
        return self.route in AFTER_AWARD or self.market_alone
