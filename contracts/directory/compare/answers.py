"""How every comparison is answered: what is compared, what could not be, and what could be added."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from contracts.directory.compare.chosen import MOST, Chosen, Other
from contracts.directory.compare.sheet import Sheet
from thirty3.headers import keep_out_of_search_engines

WORDS: Final = {1: "one", 2: "two", 3: "three", 4: "four", 5: "five"}


@dataclass(frozen=True)
class Kind:
    """What is compared: in the singular and plural, where all are listed, and how another is asked for."""

    one: str
    many: str
    list_name: str
    list_url: str
    field_label: str
    field_hint: str = ""

    def heading(self, count: int) -> str:
        return f"Compare {WORDS[count]} {self.many}" if count > 1 else f"Compare {self.many}"


def answer[T](
    request: HttpRequest,
    kind: Kind,
    chosen: Chosen[T],
    sheet: Sheet,
    name_of: Callable[[T], str],
    *,
    others: Iterable[Other] = (),
    **more: Any,
) -> HttpResponse:
    """Combinations are endless, so search engines list none of them."""
    context = {
        "kind": kind,
        "chosen": chosen,
        "most": WORDS[MOST],
        "heading": kind.heading(len(sheet.columns)),
        "sheet": sheet,
        "waiting": [(name_of(one), chosen.without(value)) for value, one in chosen.beyond.items()],
        "others": list(others),
        **more,
    }
    return keep_out_of_search_engines(render(request, "contracts/compare/compare.html", context))
