"""Of what every app uses: a record of each kind."""

from tests.architecture.records.making import Changed, Made, written
from thirty3.search.models import SameWords


def some_words() -> SameWords:
    return written(SameWords(slug="crm", words=["CRM", "customer relationship management"]))


MADE: Made = {
    SameWords: some_words,
}
CHANGED: Changed = {
    SameWords: ("words", "CRM\ncustomer relationship management\nclient relationships"),
}
