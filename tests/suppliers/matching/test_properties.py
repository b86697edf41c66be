"""What holds of the matching of any names, drawn from words, marks and legal forms as registers mix them."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from suppliers.matching.candidates import Index
from suppliers.matching.likeness import SAME_INITIALS
from suppliers.matching.rule import same

# Made-up words, trades, charities, places, joining words, shortenings and figures.
_WORDS = """
quillbrook nettlecup ozwell fernhill dunmore halewick systems software services management mgmt svcs catering
technology development hospice school charity trust society foundation group grp holdings trading leeds york
essex yorks of in for and the uk st saint 1 2 365 co cab
"""
WORDS = st.sampled_from(_WORDS.split())
ENDINGS = st.sampled_from(["", "", " Ltd", " Limited", " LLP", " plc", " CIC", " (UK)", " T/A Halewick"])
MADE_UP = st.sampled_from(["Quillbrook", "Nettlecup", "Ozwell", "Fernhill", "Dunmore", "Halewick"])
TRADES = st.sampled_from(["Systems", "Software", "Catering", "Hospice", "Services", "Group", "Management"])


@st.composite
def names(draw: st.DrawFn) -> str:
    words = draw(st.lists(WORDS, min_size=1, max_size=5))
    return " ".join(words) + draw(ENDINGS)


@st.composite
def company_names(draw: st.DrawFn) -> str:
    """A name that says who it is: words of its own, then what it does."""
    own = draw(st.lists(MADE_UP, min_size=1, max_size=2, unique=True))
    return " ".join([*own, draw(TRADES)])


ANY_TEXT = st.text(min_size=1, max_size=40).filter(str.strip)
ANY_NAMES = names() | ANY_TEXT


@st.composite
def noisy(draw: st.DrawFn, name: str) -> str:
    """The name in other letters and spaces, with "&" for "and" and full stops after words."""
    words = []
    for word in name.split():
        if word.casefold() in ("and", "&"):
            words.append(draw(st.sampled_from(["and", "&", "AND", "And"])))
        else:
            words.append(draw(st.sampled_from([word, word.upper(), word.lower(), word.title()])))
    spaces = st.sampled_from([" ", "  ", "\t", "\u00a0"])
    text = "".join(word + draw(spaces) for word in words).rstrip()
    return draw(st.sampled_from(["", " "])) + text + draw(st.sampled_from(["", ".", " ", ". "]))


@given(ANY_NAMES, ANY_NAMES)
def test_the_rule_asks_in_no_order(one: str, other: str) -> None:
    assert same(one, other) == same(other, one)


@given(ANY_NAMES)
def test_a_name_is_itself(name: str) -> None:
    assert same(name, name)


@given(st.data(), names(), names())
def test_noise_changes_no_decision(data: st.DataObject, one: str, other: str) -> None:
    as_noise = data.draw(noisy(one))
    assert same(one, as_noise)
    assert same(as_noise, other) == same(one, other)


@given(company_names(), st.sampled_from([".", " ."]))
def test_full_stops_after_initials_change_nothing(name: str, stop: str) -> None:
    assert same(f"B.T. {name}", f"BT {name}")
    assert same(f"{name} L.L.P{stop}", f"{name} LLP")


@given(company_names(), st.integers(1, 99_999), st.sampled_from(["{} {}", "{1} {0}", "{} ({})", "{} No {}"]))
def test_a_number_tells_two_names_apart(name: str, number: int, shape: str) -> None:
    assert not same(name, shape.format(name, number))
    assert not same(f"{name} Ltd", f"{shape.format(name, number)} Ltd")


@given(company_names(), st.integers(1, 999), st.integers(1, 999))
def test_another_number_is_another_supplier(name: str, one: int, other: int) -> None:
    assert same(f"{name} {one}", f"{name} {other}") == (one == other)


@given(company_names(), st.integers(1, 99), st.integers(1, 99))
def test_figures_that_stand_apart_are_not_run_together(name: str, one: int, other: int) -> None:
    assert not same(f"{name} {one} {other}", f"{name} {one}{other}")


@given(
    company_names(),
    st.sampled_from(["UK", "U.K.", "Leeds", "York", "West Midlands", "Ireland", "Europe", "London"]),
    st.sampled_from(["", " Ltd", " plc"]),
)
def test_a_place_in_brackets_tells_two_names_apart(name: str, place: str, form: str) -> None:
    assert not same(f"{name}{form}", f"{name} ({place}){form}")
    assert not same(f"{name}{form}", f"{name}{form} ({place})")


@given(st.lists(names(), min_size=1, max_size=8), ANY_NAMES)
def test_what_an_index_decides_is_what_the_rule_says_of_one_supplier_alone(
    known: list[str], asked: str
) -> None:
    fit = {pk for pk, name in enumerate(known) if same(name, asked)}
    decided = Index(enumerate(known)).decide(asked)
    assert decided == (fit.pop() if len(fit) == 1 else None)


@given(st.data(), company_names())
def test_an_index_never_takes_one_of_two_that_fit(data: st.DataObject, name: str) -> None:
    one, other = data.draw(noisy(name)), data.draw(noisy(f"{name} Ltd"))
    assert Index([(1, one), (2, other)]).decide(name) is None
    # Two spellings of one supplier are no doubt.
    assert Index([(1, one), (1, other)]).decide(name) == 1


@given(st.lists(company_names(), min_size=1, max_size=12, unique=True), st.data())
def test_the_first_candidate_is_the_exact_name(known: list[str], data: st.DataObject) -> None:
    asked = data.draw(st.sampled_from(range(len(known))))
    found = Index(enumerate(known)).candidates(known[asked])
    assert found[0].pk == asked
    assert found[0].score == pytest.approx(1)


def test_of_equals_the_name_that_is_written_so_stands_first() -> None:
    index = Index([(1, "Nettlecup Management Services"), (2, "Nettlecup Mgmt Svcs")])
    assert index.candidates("Nettlecup Mgmt Svcs Ltd")[0].pk == 2


@given(company_names(), st.integers(0, 200))
def test_a_large_family_does_not_hide_the_exact_name(name: str, place: int) -> None:
    family = [f"{name} Branch{number}" for number in range(200)]
    family.insert(place, name)
    assert Index(enumerate(family)).candidates(name)[0].pk == place


@given(st.lists(names(), min_size=1, max_size=12), ANY_NAMES, st.integers(1, 5))
def test_candidates_stand_in_order_each_supplier_once(known: list[str], asked: str, limit: int) -> None:
    # Two names each, so that a supplier could be listed twice.
    found = Index((at // 2, name) for at, name in enumerate(known)).candidates(asked, limit)
    scores = [candidate.score for candidate in found]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1.000001 for score in scores)
    assert len({candidate.pk for candidate in found}) == len(found) <= limit
    assert all(candidate.name in known[candidate.pk * 2 : candidate.pk * 2 + 2] for candidate in found)


@given(st.lists(names(), max_size=8), names())
def test_likely_candidates_are_the_first_ones(known: list[str], asked: str) -> None:
    index = Index(enumerate(known))
    likely = index.likely(asked)
    assert likely == index.candidates(asked)[: len(likely)]


@given(st.lists(company_names(), max_size=6), company_names())
def test_a_name_that_is_added_later_is_found(known: list[str], later: str) -> None:
    assume(not any(same(name, later) for name in known))
    index = Index(enumerate(known))
    assert index.decide(later) is None
    index.add(99, later)
    assert index.decide(later) == 99
    assert index.candidates(later)[0].pk == 99
    # In whatever order names became known.
    assert index.candidates(later) == Index([*enumerate(known), (99, later)]).candidates(later)


@given(st.lists(company_names(), min_size=1, max_size=12), company_names(), st.integers(0, 2**12))
def test_names_that_are_not_asked_for_take_no_part(known: list[str], asked: str, which: int) -> None:
    index, wanted, among = Index(), Index(), set[int]()
    for pk, name in enumerate(known):
        places = index.offer(pk, name)
        if which >> pk & 1:
            wanted.offer(pk, name)
            among.update(places)
    assert index.candidates(asked, among=among) == wanted.candidates(asked)


@given(st.lists(ANY_TEXT, max_size=6), ANY_TEXT)
def test_no_text_is_too_odd_for_an_index(known: list[str], asked: str) -> None:
    index = Index(enumerate(known))
    index.decide(asked)
    index.candidates(asked)


def test_initials_find_the_name_that_they_stand_for() -> None:
    index = Index([(1, "Royal Ozwell Institute of Fernhill"), (2, "Ozwell Fernhill Systems")])
    first = index.candidates("ROIF")[0]
    assert (first.pk, first.why) == (1, SAME_INITIALS)


def test_an_index_that_knows_nothing_finds_nothing() -> None:
    assert Index().decide("Quillbrook") is None
    assert Index().candidates("Quillbrook") == []
