"""Technology told from everything else that a register or a notice lists, with the reason.

What decides, in this order: that the row names a system or a function that we know; words of the title
and CPV codes, against each other where they differ; the category; the description.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from boroughs import cpv as vocabulary
from contracts.imports.technology_words import Found, find

Verdict = Literal["technology", "other", "unclear"]
# Descriptions say what is bought first; then come terms and the tendering portal.
OPENING = 300
DESCRIBING = ("certain", "strong", "other")


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whether something is technology, and the words that say why."""

    verdict: Verdict
    reason: str


@dataclass(frozen=True, slots=True)
class _Leaning:
    """What one part of a row says; `sure` unless other evidence may outweigh it."""

    verdict: Verdict | None
    reason: str = ""
    sure: bool = False


NOTHING = _Leaning(None)


def judge(
    *,
    title: str,
    description: str = "",
    cpv: Iterable[str] = (),
    category: str = "",
    functions: bool = False,
    system: bool = False,
) -> Judgement:
    """Whether a row is technology, by what it says of itself."""
    if system:
        return Judgement("technology", "the row names a system")
    if functions:
        return Judgement("technology", "the row names a function that technology serves")
    by_title = _words(find(title), "the title")
    by_code = _codes(cpv)
    decided = _together(by_title, by_code)
    if decided is None:
        decided = _alone(_words(find(category), "the category"))
    if decided is None:
        decided = _alone(_described(find(description[:OPENING])))
    return decided or Judgement("unclear", "neither the title nor anything beside it tells")


def _together(title: _Leaning, code: _Leaning) -> Judgement | None:
    """The title and the codes, where either tells: the surer where they differ."""
    if title.verdict is None or title.verdict == code.verdict:
        return _alone(code)
    if code.verdict is None:
        return _alone(title)
    if title.verdict == "unclear" or (title.verdict == "technology" and not title.sure):
        return _alone(code)
    if title.verdict == "technology":
        return _alone(title)
    return Judgement("unclear", f"{title.reason}, but {code.reason}")


def _alone(leaning: _Leaning) -> Judgement | None:
    return Judgement(leaning.verdict, leaning.reason) if leaning.verdict else None


def _words(found: Sequence[Found], where: str) -> _Leaning:
    """What the words of a text say together."""
    by_weight = {says: [one for one in found if one.says == says] for says in ("certain", "strong", "fair")}
    certain, strong, fair = by_weight.values()
    weak = list({one.phrase.casefold(): one for one in found if one.says == "weak"}.values())
    other = [one for one in found if one.says == "other"]
    told = certain or strong or fair or (weak if len(weak) > 1 else [])
    if certain or (told and not other):
        said = told[:1] if certain or strong or fair else told[:2]
        return _Leaning("technology", _quoting(where, said), sure=bool(certain or strong) and not other)
    if told:
        return _Leaning("unclear", _quoting(where, [told[0], other[0]]))
    return _Leaning("other", _quoting(where, other[:1])) if other else NOTHING


def _quoting(where: str, found: Iterable[Found]) -> str:
    return f"{where} says " + " and ".join(f"“{one.phrase}”" for one in found)


def _described(found: Iterable[Found]) -> _Leaning:
    """What a description says, where two of its phrases agree: one may be there by the way."""
    telling = [one for one in found if one.says in DESCRIBING and not one.in_titles_only]
    return (
        _words(telling, "the description") if len({one.phrase.casefold() for one in telling}) > 1 else NOTHING
    )


def _codes(texts: Iterable[str]) -> _Leaning:
    """What the codes say: the main one, which stands first, by the most specific code under it."""
    codes = [code for text in texts if (code := vocabulary.normal_code(text))]
    known = [code for code in codes if code[:2] in vocabulary.divisions()]
    if not known:
        return NOTHING
    main = known[0].rstrip("0")
    decisive = max((code for code in known if code.startswith(main)), key=lambda code: len(code.rstrip("0")))
    if vocabulary.is_open(decisive):
        decisive = next(filter(vocabulary.is_technology, known), "")
    if not decisive:
        return NOTHING
    label = vocabulary.label(decisive)
    name = label or vocabulary.divisions()[decisive[:2]].label
    said = name if name[:2].isupper() else name[:1].lower() + name[1:]
    return _Leaning("technology" if label else "other", f"CPV {decisive}: {said}")
