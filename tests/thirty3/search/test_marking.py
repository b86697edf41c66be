from thirty3.search.marking import Part, holds, marked, snippet
from thirty3.search.query import parse_query


def told(parts: list[Part]) -> str:
    return "".join(f"[{part.text}]" if part.marked else part.text for part in parts)


def test_words_are_marked_in_whatever_form_they_stand() -> None:
    query = parse_query("repair house")

    assert (
        told(marked("Housing repairs, and more Repairing", query))
        == "[Housing] [repairs], and more [Repairing]"
    )


def test_a_phrase_is_marked_where_it_stands_together() -> None:
    query = parse_query('"housing repairs"')

    assert (
        told(marked("Repairs of housing; housing repairs", query)) == "Repairs of housing; [housing repairs]"
    )


def test_a_text_without_the_words_is_left_as_it_is() -> None:
    assert told(marked("Parking", parse_query("housing"))) == "Parking"
    assert marked("", parse_query("housing")) == [Part("")]


def test_accents_and_compounds_are_marked() -> None:
    assert told(marked("The Café on G-Cloud", parse_query("cafe g-cloud"))) == "The [Café] on [G-Cloud]"


def test_a_long_text_is_cut_around_the_first_words() -> None:
    text = "before " * 60 + "the housing repairs " + "after " * 60
    (term,) = parse_query("housing").wanted
    cut = told(snippet(text, [term]))

    assert "[housing]" in cut
    assert cut.startswith("… ")
    assert cut.endswith(" …")
    assert len(cut) < len(text) / 2
    assert snippet("Parking", [term]) == []


def test_it_is_told_whether_a_text_has_a_term() -> None:
    (term,) = parse_query("2024-117").wanted

    assert holds("See 2024/117-A", term)
    assert not holds("See 2024", term)
