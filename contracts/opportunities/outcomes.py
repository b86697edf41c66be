"""What became of the processes of a package, for whoever brought it in, and what is left to do."""

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import Final

from django.db.models import QuerySet
from django.urls import reverse

from contracts.models import Contract, Opportunity, Stage

SET_ASIDE: Final = "set aside"
UNCHANGED: Final = "unchanged"
ENDED: Final = frozenset({Stage.AWARDED, Stage.WITHDRAWN})
WITHDRAWN_BEFORE: Final = "It ended without a contract, and was no opportunity here before"
AWARDED_BEFORE: Final = (
    "It is awarded, and was no opportunity here before. Import the same package as contracts"
)
HELD_BEFORE: Final = (
    "It is awarded, and was no opportunity here before. What it led to is held as a contract already"
)
NOT_HELD_YET: Final = (
    "Its contract is not held yet. Import the same package as contracts, then bring it in here once more: "
    "the two are linked then"
)
NO_FUNCTION: Final = (
    "notices do not say for which function of an authority they buy, and the codes of what is bought do not "
    "tell it. It stands as not said until somebody chooses it on the page of each"
)
CHOOSE_FUNCTION: Final = "Choose its function"
LINKED: Final = "It is linked to its contract"
SEVERAL: Final = (
    "Several contracts of its process are held, and no notice says that one of them is all that came of it: "
    "it is linked to none"
)


@dataclass(frozen=True)
class Outcome:
    """What was done with a process, why, and the page on which somebody goes on from there."""

    done: str
    why: str = ""
    to_do: str = ""
    page: str = ""

    @property
    def lacks_function(self) -> bool:
        """Whether it is an opportunity for which nobody said which function it serves."""
        return self.to_do == CHOOSE_FUNCTION


@dataclass(frozen=True)
class Line:
    """What became of one process of a file."""

    ocid: str
    title: str
    outcome: Outcome


@dataclass
class Report:
    """What became of a file: every process with what was done, and how often."""

    lines: list[Line] = field(default_factory=list)

    @property
    def counts(self) -> Counter[str]:
        return Counter(line.outcome.done for line in self.lines)

    @property
    def outcomes(self) -> list[tuple[str, int]]:
        """How many processes came to each end, the most first."""
        return self.counts.most_common()

    @property
    def reasons(self) -> list[tuple[str, int]]:
        """How often each reason to set one aside was given, the most first."""
        aside = (line.outcome for line in self.lines if line.outcome.done == SET_ASIDE)
        return Counter(outcome.why for outcome in aside).most_common()

    @property
    def awarded_before(self) -> bool:
        """Whether contracts are to be imported from the same file."""
        return any(why == AWARDED_BEFORE for why, _ in self.reasons)

    @property
    def without_function(self) -> int:
        """For how many of them somebody has to say which function they serve: no notice does."""
        return sum(line.outcome.lacks_function for line in self.lines)


def left_to_say(record: Opportunity, outcome: Outcome) -> Outcome:
    """The same with what its officers, or staff, still have to say of an opportunity."""
    if record.functions.exists():
        return outcome
    page = reverse("contracts:edit-opportunity", args=[record.borough.slug, record.key, "need"])
    return replace(outcome, to_do=CHOOSE_FUNCTION, page=page)


def ended_before(ocid: str, stage: Stage) -> Outcome:
    """Of a process that had ended before anybody told of it here."""
    if stage == Stage.WITHDRAWN:
        return Outcome(SET_ASIDE, WITHDRAWN_BEFORE)
    contract = contracts_of(ocid).first()
    if contract is None:
        return Outcome(
            SET_ASIDE, AWARDED_BEFORE, "Import contracts", reverse("admin:contracts_importbatch_add")
        )
    page = reverse("admin:contracts_contract_change", args=[contract.pk])
    return Outcome(SET_ASIDE, HELD_BEFORE, "See the contract", page)


def contracts_of(ocid: str) -> QuerySet[Contract]:
    """The real agreements that are held of a process, the first one first."""
    return Contract.objects.filter(ocid=ocid, demonstration=False).order_by("pk")


def contract_of(ocid: str) -> tuple[Contract | None, str]:
    """The contract that came of a process where it is certain which, and what is said of it."""
    found = list(contracts_of(ocid)[:2])
    if len(found) == 1:
        return found[0], LINKED
    return None, SEVERAL if found else NOT_HELD_YET
