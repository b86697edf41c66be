"""Calls in the staff site: set up with their questions, frozen where somebody has begun to answer."""

import contextlib
from collections.abc import Iterator
from typing import Any, Final

from django import forms
from django.contrib import admin
from django.http import HttpRequest

from thirty3.history.admin import LeadsOn, RecordedAdmin
from thirty3.history.entries import IN_ADMIN
from toolkit.calls.freezing import PERIOD_STAYS, QUESTIONS_STAY, READERS_STAY, is_answered, kept_as_promised
from toolkit.models import Call, Question

ROWS_FOR_MORE: Final = 5


class CallForm(forms.ModelForm[Call]):
    """A call. What those who answer were told stays true."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not is_answered(self.instance):
            return cleaned
        before = Call.objects.get(pk=self.instance.pk)
        there = set(before.boroughs.values_list("pk", flat=True))
        if {borough.pk for borough in cleaned.get("boroughs", ())} - there:
            self.add_error("boroughs", READERS_STAY)
        if (cleaned.get("keep_days") or 0) > before.keep_days:
            self.add_error("keep_days", PERIOD_STAYS)
        return cleaned


class QuestionForm(forms.ModelForm[Question]):
    """A question. Browsers end lines in a way of their own; a question is not another one for that."""

    def has_changed(self) -> bool:
        """A row beyond the last without the words of a question is none."""
        asks = self.instance.pk is not None or bool(str(self["label"].value() or "").strip())
        return asks and super().has_changed()

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        return {name: _lines(value) for name, value in cleaned.items()}

    def says_otherwise(self) -> bool:
        """Whether it is new, goes, or is another question than before."""
        if self.instance.pk is None:
            return self.has_changed()
        given = self.cleaned_data
        return bool(given.get("DELETE")) or any(
            _lines(self.initial.get(name)) != given.get(name) for name in self.changed_data
        )


def _lines(value: Any) -> Any:
    return value.replace("\r\n", "\n") if isinstance(value, str) else value


class QuestionsFormSet(forms.BaseInlineFormSet[Question, Call, forms.ModelForm[Question]]):
    """The questions of a call, which stay as they are once somebody has begun to answer."""

    def clean(self) -> None:
        super().clean()
        questions: list[Any] = self.forms
        if is_answered(self.instance) and any(question.says_otherwise() for question in questions):
            raise forms.ValidationError(QUESTIONS_STAY)


class QuestionInline(admin.StackedInline[Question, Call]):
    """Its questions, in order."""

    model = Question
    form = QuestionForm
    formset = QuestionsFormSet
    ordering = ("position", "pk")

    def get_extra(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        """Rows for more questions, which those without scripts cannot add; none once it is answered."""
        return 0 if obj is not None and is_answered(obj) else ROWS_FOR_MORE


class CallAdmin(LeadsOn, RecordedAdmin):
    """Calls, the latest first."""

    form = CallForm
    inlines = (QuestionInline,)
    list_display = ("title", "kind", "who", "opens_at", "closes_at", "published")
    list_filter = ("kind", "published")
    search_fields = ("title", "slug")
    ordering = ("-closes_at", "pk")

    @contextlib.contextmanager
    def writing(
        self, record: Any, actor: Any, *, why: str = IN_ADMIN, seen: int | None = None
    ) -> Iterator[Any]:
        with super().writing(record, actor, why=why, seen=seen) as written, kept_as_promised(record):
            yield written
