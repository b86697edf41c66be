"""A form that knows which version of its record the editor saw, and tells where it was changed since."""

from collections.abc import Iterable
from typing import Any, ClassVar, Final

from django import forms
from django.http import QueryDict

from thirty3.history.versions import ChangedSince, RemovedSince, Version, side_by_side

CHANGED_SINCE: Final = (
    "Somebody changed this since you opened it. Nothing is saved yet and what you entered is kept: compare "
    "it with what is held now, correct what you want, and save again."
)
REMOVED_SINCE: Final = (
    "Somebody removed this since you opened it. Nothing is saved. What you entered is kept on this page: "
    "copy what you still need before you leave it."
)
# Django refuses more rows than this can count.
MOST_DIGITS: Final = 4


class SeenVersionForm(forms.ModelForm[Any]):
    """Mixed into a form for a record, it carries the version that the editor saw.

    Whoever saves gives `cleaned_data["seen_version"]` to the service, and where that raises
    `ChangedSince` gives it to `tell` and shows the form again: `versions` are what stands side by side, and
    the next save is one in the knowledge of it.
    """

    seen_version = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    # Set on the class where the form is made anew after a service refused.
    changed_since: ClassVar[ChangedSince | None] = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.versions: list[Version] = []
        if self.instance.pk:
            self.initial["seen_version"] = self.instance.version

    def full_clean(self) -> None:
        super().full_clean()
        if self.is_bound and self.changed_since is not None:
            self.tell(self.changed_since)

    def tell(self, changed: ChangedSince) -> None:
        """Say that the record is gone, or was changed: then the version held now counts as seen."""
        if isinstance(changed, RemovedSince):
            self.add_error(None, REMOVED_SINCE)
            return
        self.versions = side_by_side(changed)
        sent: Any = self.data
        # The next save is one in the knowledge of what is held now.
        self.data = sent.copy()
        self.data[self.add_prefix("seen_version")] = str(changed.held)  # type: ignore[index]
        self.add_error(None, CHANGED_SINCE)


def with_gone_rows_as_new(data: QueryDict, prefix: str, pk: str, held: Iterable[int]) -> QueryDict:
    """What was sent of the rows of a record, where somebody else has taken some of them away since.

    Django would refuse such rows for good, and with them all that the editor entered. As new rows they reach
    the service, which tells the editor what became of them.
    """
    number = {name: data.get(f"{prefix}-{name}_FORMS", "") for name in ("TOTAL", "INITIAL")}
    if not all(text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS for text in number.values()):
        return data
    total, initial = int(number["TOTAL"]), int(number["INITIAL"])
    known = set(map(str, held))
    gone = [n for n in range(min(initial, total)) if data.get(f"{prefix}-{n}-{pk}") not in known]
    if not gone:
        return data
    kept = [n for n in range(min(initial, total)) if n not in gone]
    again = [n for n in gone if f"{prefix}-{n}-DELETE" not in data]
    order = [*kept, *again, *range(initial, total)]
    found = data.copy()
    for name in [name for name in data if _of_a_row(name, prefix)]:
        del found[name]
    for place, row in enumerate(order):
        start = f"{prefix}-{row}-"
        for name in [name for name in data if name.startswith(start)]:
            found.setlist(f"{prefix}-{place}-{name.removeprefix(start)}", data.getlist(name))
        if row in again:
            found[f"{prefix}-{place}-{pk}"] = ""
    found[f"{prefix}-TOTAL_FORMS"], found[f"{prefix}-INITIAL_FORMS"] = str(len(order)), str(len(kept))
    return found


def _of_a_row(name: str, prefix: str) -> bool:
    return name.startswith(f"{prefix}-") and name.removeprefix(f"{prefix}-").split("-")[0].isdigit()
