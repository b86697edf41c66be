"""The questions of "Which procedure?": each with its help, and when it matters.

A question is named as the input of a case that it asks for (`toolkit/law/case.py`), so that the address of an
answer, the JSON to download and the command speak of the same things. The one that is no input is `about`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Final

from toolkit.law.case import COMPETED, Case, Route
from toolkit.law.decide import under_the_act
from toolkit.law.facts import facts_of, held

type Options = tuple[tuple[str, str], ...]

ABOUT: Final = "about"
BUYING: Final = "buy"
NOT_SURE: Final = ("", "I do not know yet")


class Kind(Enum):
    """How a question is answered."""

    CHOICE = "choice"
    YES_NO = "yes or no"
    SUM = "sum"
    DAY = "day"
    NUMBER = "number"


@dataclass(frozen=True)
class Known:
    """What the answers so far say."""

    case: Case

    @property
    def buying(self) -> bool:
        return not self.case.after_award

    @property
    def under_the_act(self) -> bool:
        return under_the_act(self.case)

    @property
    def public(self) -> bool:
        return facts_of(self.case).public

    @property
    def competed(self) -> bool:
        """Above the threshold and by competition."""
        return self.public and self.route in COMPETED

    @property
    def route(self) -> Route | None:
        return self.case.route

    @property
    def more(self) -> bool:
        """Whether anything beyond the first pages matters: not for what the Act does not govern."""
        return self.under_the_act

    def worth(self, key: str) -> bool:
        """Whether the value is on the side of a figure on which its rule holds; unknown values are."""
        return self.case.value is None or held(key).met_by(self.case.value)


@dataclass(frozen=True)
class Question:
    """One question. `options` may depend on what is known."""

    key: str
    label: str
    kind: Kind
    hint: str = ""
    options: Options | Callable[[Known], Options] = ()
    asked: Callable[[Known], bool] = lambda known: True
    required: bool = False

    def options_for(self, known: Known) -> Options:
        return self.options(known) if callable(self.options) else self.options


@dataclass(frozen=True)
class Step:
    """A page of questions that belong together."""

    slug: str
    title: str
    questions: tuple[Question, ...]

    def asked(self, known: Known) -> tuple[Question, ...]:
        return tuple(question for question in self.questions if question.asked(known))


def day_question(key: str, label: str, hint: str, asked: Callable[[Known], bool]) -> Question:
    return Question(
        key, label, Kind.DAY, f"{hint} For example 31/3/2027. Leave it empty if there is none yet.", (), asked
    )


def yes_no(key: str, label: str, hint: str, asked: Callable[[Known], bool]) -> Question:
    return Question(key, label, Kind.YES_NO, hint, (("yes", "Yes"), ("no", "No"), NOT_SURE), asked)
