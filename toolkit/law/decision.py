"""What the law asks of a case: a value that pages show and the command prints."""

import datetime
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from toolkit.law.figures import Figure, Source


class Regime(StrEnum):
    """Under which law a case falls."""

    PA2023 = "PA2023"
    PCR2015 = "PCR2015"
    EXEMPT = "exempt"


@dataclass(frozen=True)
class Owed:
    """A notice that the authority owes. `due` is None where the law names no day or a date is missing."""

    code: str
    when: str
    reason: str
    source: Source
    due: datetime.date | None = None


@dataclass(frozen=True)
class Duty:
    """Something else to do, publish or keep, which is no notice of its own."""

    what: str
    when: str
    reason: str
    source: Source
    due: datetime.date | None = None


@dataclass(frozen=True)
class Standstill:
    """The days between the contract award notice and the day on which the contract may be signed."""

    mandatory: bool
    working_days: int
    begins: datetime.date | None
    ends: datetime.date | None
    reason: str
    source: Source


@dataclass(frozen=True)
class Deadline:
    """The earliest day on which something may fall due to suppliers; `days` is None where no period binds."""

    days: int | None
    earliest: datetime.date | None
    reason: str
    source: Source


@dataclass(frozen=True)
class OpenRoute:
    """A way in which this contract may be let, or why it may not."""

    route: str
    name: str
    open: bool
    needs: tuple[str, ...]
    reason: str
    source: Source


@dataclass(frozen=True)
class Change:
    """Whether a contract may be changed without a new procurement, and on which grounds."""

    allowed: bool | None
    grounds: tuple[str, ...]
    notice: str
    reason: str
    source: Source


@dataclass(frozen=True)
class Decision:
    """All of it. `public_contract` is None where the old law decides."""

    regime: Regime
    public_contract: bool | None
    threshold: Figure | None
    reason: str
    source: Source
    notices: tuple[Owed, ...] = ()
    standstill: Standstill | None = None
    standstill_reason: str = ""
    earliest_signature: datetime.date | None = None
    warnings: tuple[str, ...] = ()
    tender_deadline: Deadline | None = None
    participation_deadline: Deadline | None = None
    contract_copy: Duty | None = None
    kpis: Duty | None = None
    change: Change | None = None
    duties: tuple[Duty, ...] = ()
    routes: tuple[OpenRoute, ...] = ()
    old_notices: tuple[Duty, ...] = ()
    commenced_on: datetime.date | None = None
    value: Decimal | None = None


@dataclass
class Findings:
    """What the rules find, collected one after the other."""

    notices: list[Owed] = field(default_factory=list)
    duties: list[Duty] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def warn(self, text: str) -> None:
        if text not in self.warnings:
            self.warnings.append(text)
