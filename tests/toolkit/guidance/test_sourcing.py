"""The finder of sentences without a source: what it catches, what it lets stand, what cannot slip by."""

import pytest

from toolkit.guidance.pieces import NotTaken, pieces
from toolkit.guidance.sourcing import faults_of


def found(text: str) -> list[str]:
    return [fault.words for piece in pieces(text) for fault in faults_of(piece)]


@pytest.mark.parametrize(
    "text",
    [
        "You must publish it.",
        "An authority may not split a purchase.",
        "A notice is owed.",
        "It has to be published.",
        "The buyer is required to say why.",
        "That is unlawful.",
        "The Act says so.",
        "By law this is open.",
        "Nobody is allowed to.",
        "A notice is mandatory.",
        "It takes 30 days.",
        "It takes thirty days.",
        "Ask half of them.",
        "Ask twice.",
        "It began in February.",
        "Look at it in March.",
        "It costs two million.",
        "See {{figure:notifiable}}.",
        "Publish the {{notice:UK4}}.",
        # However it is dressed up.
        "You **mu**st publish it.",
        "You m*us*t publish it.",
        "You `must` publish it.",
        "You [must](https://a.example) publish it.",
        "You mu\u00adst publish it.",
        "You m\u200bust publish it.",
        "It takes &#51;0 days.",
        "It takes ３０ days.",
        "It takes ½ a day.",
        "You\nmust\npublish it.",
        "> You must publish it.",
        "* You must publish it",
        "- Do this:\n  - you must publish it",
        "| a | b |\n| - | - |\n| You must | publish |",
        "## What you must do",
        # A source belongs to its sentence.
        "It is fine [@own]. You must publish it.",
        "You must publish it. It is fine [@own].",
        "You must publish it. [@pa-21]",
        "You must publish it! then rest [@own].",
        # What looks like a question and asks nothing.
        "You must publish it?",
        "Is it 30 days?",
        "Is it {{figure:notifiable}}?",
        # Nor is it a source what only looks like one.
        "You must publish it [pa-21].",
        "You must publish it [@pa-21](https://a.example).",
        "[@pa-21]: https://a.example\n\nYou must publish it [@pa-21].",
        "## Example [@example]\n\n## Law\n\nYou must publish it.",
    ],
)
def test_a_sentence_that_states_something_needs_a_source(text: str) -> None:
    lacking = ("No source beside", "A heading takes no source")
    assert any(words.startswith(lacking) for words in found(text)), found(text)


@pytest.mark.parametrize(
    "text",
    [
        "Ask the people who do the work.",
        "Must we publish it?",
        "### Do we have to tell losing suppliers why?",
        "To whom must we send it?",
        "May is a month in which one may walk.",
        "March on.",
        "No one answered, and one of us asked again.",
        "You must publish it [@pa-21].",
        "You must publish it [@pa-21; own].",
        "Publish the {{notice:UK4}} by {{figure:act-in-force}} [@pa-21].",
        "Ask five suppliers, e.g. small ones [@own].",
        "## Worked example [@example]\n\nIt costs £5 for 30 days.\n\n### A part\n\nIt must be 7.",
        "| a | b |\n| - | - |\n| You must | publish [@pa-21] |",
        "Read [the page](https://a.example/2026/30-days).",
        "A summary of musty acts.",
    ],
)
def test_what_states_nothing_or_says_its_source_stands(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("It is reached at £207,720 [@pa-21].", "{{figure:threshold-goods-services}}"),
        # A sum of the law is one whatever source is named.
        ("It is reached at £207,720 [@own].", "{{figure:threshold-goods-services}}"),
        ("The limit was £214,904 [@own].", "{{figure:threshold-goods-services}}"),
        ("From £5 million it needs more [@own].", "{{figure:kpi-contract-value}}"),
        ("From £5,000,000 it needs more [@own].", "{{figure:kpi-contract-value}}"),
        ("It has been so since 24 February 2025 [@own].", "{{figure:act-in-force}}"),
        ("Wait 8 working days [@pa-51].", "{{figure:standstill-working-days}}"),
        ("Wait eight working days [@pa-51].", "{{figure:standstill-working-days}}"),
        ("It may grow by 10 per cent [@pa-74].", "per cent"),
        ("Use UK4 [@pa-21].", "{{code:UK4}}"),
        ("## Worked example [@example]\n\nUse UK4.", "{{code:UK4}}"),
        ("See {{figure:nothing}} [@own].", "no figure “nothing”"),
        ("See {{notice:UK99}} [@own].", "no notice “UK99”"),
        ("See {{UK4}} [@own].", "is no token"),
        ("See {{figure:notifiable [@own].", "not closed"),
        ("It is so [@nobody].", "no source “nobody”"),
        ("It is so [@].", "no source “”"),
        ("## Why [@own]\n\nBecause.", "Only [@example]"),
    ],
)
def test_law_is_never_written_out_and_nothing_unknown_is_named(text: str, said: str) -> None:
    assert any(said in words for words in found(text)), found(text)


@pytest.mark.parametrize(
    "text",
    [
        "We keep our notes for 30 days [@own].",
        "It costs £1,207,720 [@own].",
        "It costs £5,500 [@own].",
        "## Worked example [@example]\n\nIt costs £207,720 for 30 days.",
    ],
)
def test_our_own_figures_and_those_of_an_example_are_written_out(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "text", ["```\nYou must.\n```", "    You must.", "Above\n\n***\n\nBelow", "![You must](x)"]
)
def test_what_would_hide_words_is_not_taken(text: str) -> None:
    with pytest.raises(NotTaken):
        pieces(text)


def test_a_fault_tells_its_line() -> None:
    piece = pieces("All is well.\nYou must\npublish it.", 10)[0]
    assert [fault.line for fault in faults_of(piece)] == [11]
