"""The grounds on which a contract may be awarded directly, and what an officer has to be able to show."""

import re
from dataclasses import dataclass
from typing import Final

from toolkit.law.figures import figures

SWITCH: Final = "switch_s43"
PROTECT_LIFE: Final = "s42"
USER_CHOICE: Final = "user_choice"
URGENCY: Final = frozenset({"13", "14"})
REPEAT: Final = "8"

# "5", "para 5", "sch5_para_5", "Schedule 5, paragraphs 13-14": the first paragraph counts.
_PARAGRAPH: Final = re.compile(
    r"(?:sch(?:edule)?[ _.]*5[ _,]*)?(?:para(?:graph)?s?)?[ _.]*([1-9]\d?)(?: *[-–] *\d+)?"
)
_SWITCH: Final = frozenset({"switch", "switch_s43", "s43", "s.43", "43", "section_43"})
_PROTECT_LIFE: Final = frozenset({"s42", "s.42", "42", "section_42", "protect_life", "s42_protect_life"})


@dataclass(frozen=True)
class Ground:
    """A ground, its name, and the test that it has to pass."""

    key: str
    name: str
    test: str


def _grounds() -> tuple[Ground, ...]:
    years = figures()["repeat-award-years"][-1].said
    prototype = "Only to test, to find out whether something is viable, or to develop it; not to roll it out."
    alone = "Only this supplier can supply it, and there is no reasonable alternative."
    bargain = "The terms are better because the supplier is in insolvency, and the offer cannot wait."
    urgent = "Strictly necessary, not brought about by the authority, and not to be foreseen."
    return (
        Ground("2", "Prototype or new development (paragraph 2)", prototype),
        Ground("3", "Prototype or new development (paragraph 3)", prototype),
        Ground("5", "Intellectual property or exclusive rights (paragraph 5)", alone),
        Ground("6", "No competition for technical reasons (paragraph 6)", alone),
        Ground(
            "7",
            "Extension or part replacement by the supplier there is (paragraph 7)",
            "Another supplier’s goods or services would differ or not fit, and that would make use or "
            "upkeep technically difficult out of all proportion.",
        ),
        Ground(
            REPEAT,
            "Repeat of similar supply by the supplier there is (paragraph 8)",
            f"The first contract was let by competition within {years} before the transparency notice, and "
            "its tender said that this might follow. A call-off under a framework is no such first contract.",
        ),
        Ground("11", "Good terms from an insolvency (paragraph 11)", bargain),
        Ground("12", "Good terms from an insolvency (paragraph 12)", bargain),
        Ground("13", "Extreme and unavoidable urgency (paragraph 13)", urgent),
        Ground("14", "Extreme and unavoidable urgency (paragraph 14)", urgent),
        Ground(
            SWITCH,
            "Switch after a competition that drew no suitable tender (section 43)",
            "There was a competition, it brought no suitable tender or request, and another is not likely "
            "to.",
        ),
        Ground(
            PROTECT_LIFE,
            "Protecting life or public order, where regulations say so (section 42)",
            "Regulations made under section 42 name contracts of this kind.",
        ),
        Ground(USER_CHOICE, "The user chooses the supplier", "Only the kinds of service that the Act names."),
    )


GROUNDS: Final[dict[str, Ground]] = {ground.key: ground for ground in _grounds()}


def ground_key(text: str) -> str | None:
    """A ground as people write it ("5", "para 5", "sch5_para_5", "switch_s43"). None if it reads as none."""
    said = text.strip().casefold()
    joined = "_".join(said.split())
    if joined in _SWITCH:
        return SWITCH
    if joined in _PROTECT_LIFE:
        return PROTECT_LIFE
    if joined == USER_CHOICE:
        return USER_CHOICE
    paragraph = _PARAGRAPH.fullmatch(said)
    return paragraph[1] if paragraph else None
