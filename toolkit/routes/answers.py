"""Answers that live in an address: read strictly, and only those that matter."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from toolkit.law.case import AFTER_AWARD, Case
from toolkit.law.reading import BadCase, case_of
from toolkit.routes.question import ABOUT, Kind, Known, Question, Step
from toolkit.routes.steps import STEPS


@dataclass(frozen=True)
class Answers:
    """What was answered, by question, in their order; and what in the address makes no sense."""

    given: dict[str, str] = field(default_factory=dict)
    problems: tuple[str, ...] = ()

    @property
    def case(self) -> Case:
        return case_from(self.given)

    @property
    def known(self) -> Known:
        return Known(self.case)

    @property
    def query(self) -> str:
        return urlencode(self.given)

    def without(self, step: Step) -> dict[str, str]:
        """The answers to what this step does not ask."""
        own = {question.key for question in step.asked(self.known)}
        return {key: value for key, value in self.given.items() if key not in own}

    def asked(self) -> Iterator[tuple[Step, tuple[Question, ...]]]:
        """The steps that matter, each with its questions that do."""
        for step in STEPS:
            if questions := step.asked(self.known):
                yield step, questions


def read_answers(sent: Mapping[str, str]) -> Answers:
    """The answers of an address. An answer to a question that does not matter is left out."""
    given: dict[str, str] = {}
    problems = []
    for question in (question for step in STEPS for question in step.questions):
        value = sent.get(question.key, "").strip()
        known = Known(case_from(given))
        if not value or question.key in given or not question.asked(known):
            continue
        try:
            _check(question, value, known)
            case_from({**given, question.key: value})
        except BadCase as problem:
            problems.append(_plainly(str(problem)))
        else:
            given[question.key] = value
    return Answers(given, tuple(problems))


def _plainly(problem: str) -> str:
    """What is wrong, with the questions as they are asked in place of their keys."""
    for question in (question for step in STEPS for question in step.questions):
        problem = problem.replace(f"“{question.key}”", f"“{question.label}”")
    return problem


def _check(question: Question, value: str, known: Known) -> None:
    options = [option for option, _ in question.options_for(known)]
    if question.kind in (Kind.CHOICE, Kind.YES_NO) and value not in options:
        raise BadCase(f"“{value}” is no answer to “{question.label}”.")


def case_from(given: Mapping[str, str]) -> Case:
    """The case that answers describe. Raises BadCase."""
    said: dict[str, Any] = {key: _typed(key, value) for key, value in given.items() if key != ABOUT}
    if given.get(ABOUT) in AFTER_AWARD:
        said["route"] = given[ABOUT]
    return case_of(said)


def _typed(key: str, value: str) -> str | int:
    """A number as a number; everything else is read from text."""
    if not key.endswith(("_months", "_days")):
        return value
    try:
        return int(value)
    except ValueError as error:
        raise BadCase(f"“{key}”: “{value}” is no whole number.") from error
