"""What is given as an answer: a value for each question, and which of them are confidential, and why."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Self

from toolkit.models import Question

# Text, an option, a number as text, the key of a file; or several options.
type Value = str | list[str]
type Values = dict[str, Value]


@dataclass(frozen=True)
class Given:
    """An answer as a draft or as it was sent; values stand under the keys of their questions."""

    values: Values = field(default_factory=dict)
    # Questions whose value is still what the supplier's profile says.
    from_profile: tuple[str, ...] = ()
    confidential: tuple[str, ...] = ()
    confidential_reason: str = ""

    @classmethod
    def read(cls, held: Mapping[str, Any] | None) -> Self:
        """What a row holds; nothing of it may be missing, since only `as_json` writes it."""
        if not held:
            return cls()
        return cls(
            values=dict(held["values"]),
            from_profile=tuple(held["from_profile"]),
            confidential=tuple(held["confidential"]),
            confidential_reason=held["confidential_reason"],
        )

    def as_json(self) -> dict[str, Any]:
        return {
            "values": self.values,
            "from_profile": sorted(self.from_profile),
            "confidential": sorted(self.confidential),
            "confidential_reason": self.confidential_reason,
        }

    def missing(self, questions: Iterable[Question]) -> list[Question]:
        """The questions that have to be answered and are not."""
        return [one for one in questions if one.required and not self.values.get(one.key)]

    def file_keys(self, questions: Iterable[Question]) -> set[str]:
        """The files that it names."""
        files = (one.key for one in questions if one.kind == Question.Kind.FILE)
        return {str(self.values[key]) for key in files if self.values.get(key)}

    def beside(self, profile: Values) -> Self:
        """With every value marked that is what the profile says."""
        same = (key for key, value in profile.items() if value and self.values.get(key) == value)
        return replace(self, from_profile=tuple(same))


@dataclass(frozen=True)
class Line:
    """One question with what was answered, in words."""

    question: Question
    words: str
    # The key of a file and its name.
    file_key: str = ""
    from_profile: bool = False
    confidential: bool = False


def lines_of(given: Given, questions: Iterable[Question], file_names: Mapping[str, str]) -> list[Line]:
    """Every question with its answer. Files are told by their names, as far as they are still there."""
    return [_line(given, question, file_names) for question in questions]


def _line(given: Given, question: Question, file_names: Mapping[str, str]) -> Line:
    value = given.values.get(question.key, "")
    words, file_key = "; ".join(value) if isinstance(value, list) else value, ""
    if question.kind == Question.Kind.FILE and words:
        file_key, words = (words, file_names[words]) if words in file_names else ("", "")
    elif question.kind == Question.Kind.NUMBER and words and question.unit:
        words = f"{words} {question.unit}"
    return Line(
        question,
        words,
        file_key,
        from_profile=question.key in given.from_profile,
        confidential=question.key in given.confidential,
    )
