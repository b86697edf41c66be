"""The answers to a call as a table: a row for each, two columns for each question."""

from collections import defaultdict
from collections.abc import Iterator

from django.utils import timezone

from boroughs.models import Borough
from thirty3.london_time import london_time
from thirty3.spreadsheets.writing import Value
from toolkit.calls.answering import questions_of
from toolkit.calls.content import Given, lines_of
from toolkit.calls.reading import answers_to
from toolkit.models import Call, LearnMore, Question, Response, ResponseFile

CONFIDENTIAL = "CONFIDENTIAL"


def table(call: Call, borough: Borough) -> tuple[list[str], list[list[Value]]]:
    """Headings and rows. Confidential answers are marked; the marks to learn more are the authority's own."""
    questions = questions_of(call)
    asked = [text for one in questions for text in (one.label, f"Confidential: {one.label}")]
    headings = ["Reference", "Respondent", "Sent (London time)", "To learn more", *asked, "Why confidential"]
    return headings, list(_rows(call, borough, questions))


def about(call: Call, borough: Borough) -> list[tuple[str, str]]:
    """What the workbook is, and how long its answers may be kept."""
    return [
        ("Call", call.title),
        ("For", f"officers of {borough.name}"),
        ("Closed", london_time(call.closes_at)),
        ("Delete by", london_time(call.kept_until)),
        ("Confidential", "Answers marked CONFIDENTIAL are for officers of the authorities named and LOTI."),
    ]


def _rows(call: Call, borough: Borough, questions: list[Question]) -> Iterator[list[Value]]:
    marked = set(
        LearnMore.objects.filter(borough=borough, response__call=call).values_list("response", flat=True)
    )
    names = _file_names(call)
    for response in answers_to(call):
        yield _row(response, questions, names[response.pk], marked=response.pk in marked)


def _file_names(call: Call) -> dict[int, dict[str, str]]:
    names: dict[int, dict[str, str]] = defaultdict(dict)
    for response, key, name in ResponseFile.objects.filter(response__call=call).values_list(
        "response", "key", "name"
    ):
        names[response][key] = name
    return names


def _row(
    response: Response, questions: list[Question], names: dict[str, str], *, marked: bool
) -> list[Value]:
    given = Given.read(response.sent)
    told = [
        cell
        for line in lines_of(given, questions, names)
        for cell in (line.words, CONFIDENTIAL if line.confidential else "")
    ]
    sent = timezone.localtime(response.sent_at).strftime("%Y-%m-%d %H:%M:%S %Z")
    learn = "yes" if marked else ""
    return [response.key, response.respondent, sent, learn, *told, given.confidential_reason]
