"""Changing a contract: whether it is allowed, and whether it owes a notice (sections 74 to 77, rule D25)."""

from decimal import Decimal
from enum import StrEnum
from typing import Final

from toolkit.law.case import Category, ChangeGround
from toolkit.law.days import last_of
from toolkit.law.decision import Change, Duty, Findings, Owed
from toolkit.law.facts import Facts, held, said, source
from toolkit.law.figures import Figure

CAPPED: Final = frozenset({ChangeGround.UNFORESEEABLE, ChangeGround.KNOWN_RISK, ChangeGround.ADDITIONAL})
HUNDRED: Final = 100
GROUND_NAMES: Final = {
    ChangeGround.NOT_SUBSTANTIAL: "The change is not substantial: the term moves little, no new kind of "
    "supply comes in, and the balance does not shift materially to the supplier",
    ChangeGround.BELOW_THRESHOLD: "The change is small, and such changes together stay below the threshold",
    ChangeGround.PROVIDED_FOR: "The contract and its tender or transparency notice provided for it without "
    "ambiguity, and its nature stays the same",
    ChangeGround.URGENCY: "Urgency or protection of life: a direct award on that ground would be possible",
    ChangeGround.UNFORESEEABLE: "Circumstances that could not be foreseen, and the nature stays the same",
    ChangeGround.KNOWN_RISK: "A risk that the tender or transparency notice named has come true; the "
    "change goes no further than needed, and a new award is not in the public interest",
    ChangeGround.ADDITIONAL: "Additional supply, where another supplier would mean incompatibility, "
    "disproportionate difficulty and substantial duplication of cost",
    ChangeGround.RESTRUCTURING: "The supplier is restructured, and the new one is not excluded",
}


class NoticeOwed(StrEnum):
    """Whether a change notice is owed."""

    OWED = "owed"
    NOT_OWED = "not_owed"
    ADVICE = "publish_or_take_advice"


def change_of(facts: Facts, found: Findings) -> tuple[Change | None, Duty | None]:
    """Whether the change is allowed, the notice it owes (added to what was found), and the copy."""
    if facts.light_touch:
        reason = "A light touch contract may always be changed, and owes no change notice."
        return Change(True, ("light touch",), NoticeOwed.NOT_OWED, reason, source("pa-74")), None
    if not facts.public and not convertible(facts):
        reason = (
            "The contract is below the threshold and stays there, so the rules on changes do not apply and "
            "no change notice is owed."
        )
        return Change(True, (), NoticeOwed.NOT_OWED, reason, source("pa-74")), None
    if not facts.public:
        found.warn(
            "The change lifts the contract to its threshold: from then on it follows the rules of one above."
        )
    grounds = _grounds(facts, found)
    notice, why = _notice(facts, found)
    allowed = _allowed(facts, grounds, found)
    copy = _publish(facts, notice, why, found)
    names = tuple(ground.value for ground in grounds)
    return Change(allowed, names, notice, why, source("pa-74")), copy


def _allowed(facts: Facts, grounds: list[ChangeGround], found: Findings) -> bool | None:
    """Whether a ground fits; None where what the case says does not show it."""
    case = facts.case
    if grounds:
        return True
    if not case.change_ground and (not _size_said(facts) or _unmeasured(facts)):
        return None
    if not case.change_ground and _may_be_insubstantial(facts):
        found.warn(
            "Whether the change is substantial is open: say whether a new kind of supply comes in, "
            "and whether the balance shifts materially to the supplier. If it is, it needs a ground of "
            "Schedule 8."
        )
        return None
    found.warn(
        "The change fits no ground that was given: it is substantial, so it needs a ground of Schedule 8, or "
        "it is a new procurement."
    )
    return False


def convertible(facts: Facts) -> bool:
    """Below the threshold now, and at it or above with the change."""
    value, more = facts.case.value, facts.case.change_value
    return value is not None and more is not None and facts.threshold.met_by(value + more)


def _size_said(facts: Facts) -> bool:
    return facts.case.change_value is not None or facts.case.change_term_months is not None


def _limit(facts: Facts) -> Figure:
    works = facts.case.category is Category.WORKS
    return held("change-value-percent-works" if works else "change-value-percent", facts.case.changed_on)


def _value_moves_by(facts: Facts) -> Decimal | None:
    """By how many parts of a hundred the value moves. None where it does not move or is not known."""
    value, more = facts.case.value, facts.case.change_value
    return abs(more) * HUNDRED / value if value and more else None


def _term_moves_by(facts: Facts) -> Decimal | None:
    term, more = facts.case.term_months, facts.case.change_term_months
    return Decimal(abs(more) * HUNDRED) / term if term and more else None


def _unmeasured(facts: Facts) -> tuple[str, ...]:
    """What the change cannot be compared with, as the case does not say it."""
    case = facts.case
    pairs = (
        (case.change_value, case.value, "what the contract is worth"),
        (case.change_term_months, case.term_months, "how long the longest term is"),
    )
    return tuple(name for more, whole, name in pairs if more and whole is None)


def _small(moves_by: Decimal | None, moves: bool, limit: Figure) -> bool | None:
    """Whether a move stays within its limit; None without a move. One of unknown size is not small."""
    if not moves:
        return None
    return moves_by is not None and limit.met_by(moves_by)


def _moves(facts: Facts) -> tuple[bool | None, bool | None]:
    """Whether value and term move by little; None for one that does not move."""
    case = facts.case
    term_limit = held("change-term-percent", case.changed_on)
    return (
        _small(_value_moves_by(facts), bool(case.change_value), _limit(facts)),
        _small(_term_moves_by(facts), bool(case.change_term_months), term_limit),
    )


def _grounds(facts: Facts, found: Findings) -> list[ChangeGround]:
    """The grounds that fit: the one that was given where its cap holds, and those that figures can show."""
    case = facts.case
    fits = []
    if case.change_ground and case.change_ground not in _BY_FIGURES and _within_cap(facts, found):
        fits.append(case.change_ground)
    if _not_substantial(facts):
        fits.append(ChangeGround.NOT_SUBSTANTIAL)
        _say_what_was_taken(facts, found)
    if not fits and _below_threshold_change(facts):
        fits.append(ChangeGround.BELOW_THRESHOLD)
    return fits


_BY_FIGURES: Final = frozenset({ChangeGround.NOT_SUBSTANTIAL, ChangeGround.BELOW_THRESHOLD})


def _answered(facts: Facts) -> bool:
    """Whether the case says what makes a change substantial apart from its term."""
    return facts.case.new_kind_of_supply is not None and facts.case.favours_supplier is not None


def _say_what_was_taken(facts: Facts, found: Findings) -> None:
    if not _answered(facts):
        found.warn(
            "Taken as not substantial: check that no new kind of supply comes in, and that the balance "
            "does not shift materially to the supplier."
        )


def _may_be_insubstantial(facts: Facts) -> bool:
    """Whether nothing that the case says makes the change substantial."""
    case = facts.case
    _, term_small = _moves(facts)
    return term_small is not False and not case.new_kind_of_supply and not case.favours_supplier


def _not_substantial(facts: Facts) -> bool:
    """What the case says or claims; where it leaves that open, a small change is taken for insubstantial."""
    if not _may_be_insubstantial(facts):
        return False
    if facts.case.change_ground is ChangeGround.NOT_SUBSTANTIAL:
        return True
    value_small, _ = _moves(facts)
    small = value_small is not False and facts.case.change_ground is None
    return _size_said(facts) and (_answered(facts) or small)


def _below_threshold_change(facts: Facts) -> bool:
    case = facts.case
    small, _ = _moves(facts)
    total = abs(case.change_value or Decimal(0)) + (case.already_changed or Decimal(0))
    return bool(small) and not case.new_kind_of_supply and not facts.threshold.met_by(total)


def _within_cap(facts: Facts, found: Findings) -> bool:
    """Whether the ground that was given covers a change of this size."""
    if facts.case.change_ground not in CAPPED or not facts.case.change_value or facts.case.change_value < 0:
        return True
    cap, moves_by = held("change-cap-percent"), _value_moves_by(facts)
    if moves_by is None:
        found.warn(f"The change may raise the value by at most {cap.said}. The value is not known.")
        return True
    if cap.met_by(moves_by):
        return True
    found.warn(f"The change raises the value by more than {cap.said}, which this ground does not cover.")
    return False


def _notice(facts: Facts, found: Findings) -> tuple[NoticeOwed, str]:
    """Whether UK10 is owed (section 75)."""
    if facts.case.change_ground is ChangeGround.RESTRUCTURING:
        return NoticeOwed.OWED, "A transfer to another supplier always owes a change notice."
    limits = _limits(facts)
    if missing := _unmeasured(facts):
        found.warn(f"The case does not say {' and '.join(missing)}: a small move owes no UK10.")
        return NoticeOwed.OWED, f"The change owes a change notice unless it stays within {limits}."
    moves = [small for small in _moves(facts) if small is not None]
    if not moves:
        return _without_move(facts, found)
    if all(moves):
        _say_of_splitting(facts, found)
        return NoticeOwed.NOT_OWED, f"The change stays within {limits}: no change notice is owed."
    if any(moves):
        found.warn(
            "Value and term both move, and only one stays within its limit. The words of section 75 leave "
            "room for doubt: publish UK10, or take advice."
        )
        return NoticeOwed.ADVICE, (
            f"Only one of two moves stays within its limit ({limits}): publish, or take advice."
        )
    return NoticeOwed.OWED, f"The change goes beyond {limits}."


def _limits(facts: Facts) -> str:
    """The limits of what moves, in words."""
    case = facts.case
    limits = []
    if case.change_value:
        limits.append(f"{_limit(facts).said} of the value")
    if case.change_term_months:
        limits.append(f"{held('change-term-percent', case.changed_on).said} of the longest term")
    return " and ".join(limits)


def _without_move(facts: Facts, found: Findings) -> tuple[NoticeOwed, str]:
    if _size_said(facts):
        found.warn(
            "Neither value nor term moves. No exemption names such a change: publish UK10, or take advice."
        )
        return NoticeOwed.ADVICE, "The change moves neither value nor term: publish, or take advice."
    found.warn(
        "The case does not say by how much value and term move. A small move of one of them owes no UK10."
    )
    return NoticeOwed.OWED, "A change of a public contract owes a change notice unless it is small."


def _say_of_splitting(facts: Facts, found: Findings) -> None:
    case = facts.case
    if case.already_changed and case.value and case.change_value:
        together = (abs(case.change_value) + case.already_changed) * HUNDRED / case.value
        if not _limit(facts).met_by(together):
            found.warn(
                "With earlier changes it goes beyond the limit. Changes that could have been made together "
                "count as one: splitting one to stay small does not work."
            )


def _publish(facts: Facts, notice: NoticeOwed, why: str, found: Findings) -> Duty | None:
    if notice is NoticeOwed.NOT_OWED:
        return None
    case = facts.case
    before = (
        f"before the change ({said(case.changed_on)})" if case.changed_on else "before the change is made"
    )
    found.notices.append(Owed("UK10", before, why, source("pa-75")))
    floor, days = held("contract-copy-value"), held("change-copy-days", case.changed_on)
    becomes = case.value + (case.change_value or Decimal(0)) if case.value is not None else None
    if not (facts.reaches(floor.key) or (becomes is not None and floor.met_by(becomes))):
        return None
    return Duty(
        "Publish a copy of the change, or of the changed contract",
        f"within {days.said}, the first being the day of the change",
        f"The contract is, or becomes, worth more than {floor.said}.", days.source,
        last_of(case.changed_on, days.number) if case.changed_on else None,
    )  # fmt: skip
