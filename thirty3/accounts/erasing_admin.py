"""Erasing a text about a person in the staff site: look where it stands, say why, and take it out."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.debug import sensitive_post_parameters

from thirty3.accounts.closed_admin import ClosedAdmin
from thirty3.accounts.erasing import (
    CannotErase,
    accounts_with,
    digest_of,
    erase_text,
    places,
    refuse_if_unfit,
)
from thirty3.accounts.models import Erasure, User
from thirty3.accounts.rewriting import SHORTEST, CannotRewrite


class TextForm(forms.Form):
    """What to erase; its length is told by what refuses it."""

    text = forms.CharField(
        label="Name, e-mail address or other text",
        max_length=254,
        help_text=f"At least {SHORTEST} characters, as it would be written. Words that contain it count.",
        widget=forms.TextInput(attrs={"class": "vTextField", "autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": "Enter the text to erase."},
    )

    def __init__(self, *args: Any, actor: User | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor

    def clean_text(self) -> str:
        text = str(self.cleaned_data["text"]).strip()
        try:
            refuse_if_unfit(text=text, actor=self.actor)
        except CannotErase as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
        return text


class WhyForm(TextForm):
    """That it is to be erased, and why."""

    why = forms.CharField(
        label="Why is it erased?",
        max_length=300,
        help_text="For example: asked for in writing on 3 March. Do not repeat the text or name anyone.",
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        error_messages={"required": "Say why it is erased."},
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("text", "").lower() in given.get("why", "").lower() and given.get("text"):
            self.add_error("why", "Say why without the text: this stays.")
        return given


class ErasureAdmin(ClosedAdmin):
    """What was erased, when, by whom and why. A mark is never changed, and never says what it was."""

    list_display = ("at", "by", "why", "places", "left")
    readonly_fields = ("at", "by", "why", "places", "left")
    list_select_related = ("by",)
    ordering = ("-at", "-pk")
    show_facets = admin.ShowFacets.NEVER

    def has_change_permission(self, request: HttpRequest, obj: Erasure | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Erasure | None = None) -> bool:
        return False

    @method_decorator(sensitive_post_parameters("text"))
    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        """First where the text stands; then, once somebody says why, it goes."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        actor = request.user if isinstance(request.user, User) else None
        if "erase" in request.POST:
            form: TextForm = WhyForm(request.POST, actor=actor)
            if form.is_valid() and self._erase(request, form.cleaned_data, actor):
                return redirect(_marks())
        else:
            form = TextForm(request.POST or None, actor=actor)
        text = form.cleaned_data.get("text") if form.is_bound and "text" not in form.errors else None
        context = {
            **self.admin_site.each_context(request),
            "title": "Erase a text about a person",
            "opts": self.opts,
            "marks": _marks(),
            "form": form,
        }
        if text:
            context |= _found(text)
            if not isinstance(form, WhyForm):
                context["form"] = WhyForm(initial={"text": text}, actor=actor)
        return TemplateResponse(request, "admin/erasing/erase.html", context)

    def _erase(self, request: HttpRequest, given: dict[str, Any], actor: User | None) -> bool:
        try:
            mark = erase_text(text=given["text"], actor=actor, why=given["why"])
        except (CannotErase, CannotRewrite) as refusal:
            messages.error(request, f"Nothing was erased. {refusal}")
            return False
        self.log_addition(request, mark, [{"added": {}}])
        left = f"{mark.left} still hold words like it: look there." if mark.left else "Nothing holds it now."
        messages.success(request, f"The text was erased from {mark.places} places. {left}")
        return True


def _marks() -> str:
    return reverse("admin:accounts_erasure_changelist")


def _found(text: str) -> dict[str, Any]:
    counted = places(text)
    return {
        "text": text,
        "places": counted,
        "all": sum(counted.values()),
        "accounts": len(accounts_with(text)),
        "before": list(Erasure.objects.of(digest_of(text))),
    }
