"""Opportunities in the staff site. Their authorities write them; staff take out what may not stand."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path

from contracts.imports.cells.text import refusal
from contracts.models import BarrierAnswer, Opportunity, OpportunityLot, OpportunityStep
from contracts.opportunities.admin_import import bring_in
from contracts.opportunities.steps import WRONG_ADDRESS, is_notice_address
from thirty3.history.admin import ListAdmin


class OpportunityForm(forms.ModelForm[Opportunity]):
    """An opportunity as staff change it."""

    def clean(self) -> dict[str, Any] | None:
        cleaned: dict[str, Any] = super().clean() or {}
        for field in ("title", "outcome", "for_whom", "how_to_respond", "contact_role"):
            if problem := refusal(str(cleaned.get(field) or ""), "This"):
                self.add_error(field, problem)
        return cleaned


class StepForm(forms.ModelForm[OpportunityStep]):
    """A step as staff change it."""

    def clean_notice_url(self) -> str:
        url = str(self.cleaned_data["notice_url"])
        if url and not is_notice_address(url):
            raise forms.ValidationError(WRONG_ADDRESS)
        return url


class StepInline(admin.StackedInline[OpportunityStep, Opportunity]):
    model = OpportunityStep
    form = StepForm
    extra = 0


class LotInline(admin.StackedInline[OpportunityLot, Opportunity]):
    model = OpportunityLot
    extra = 0


class BarrierInline(admin.StackedInline[BarrierAnswer, Opportunity]):
    model = BarrierAnswer
    extra = 0


class OpportunityAdmin(ListAdmin):
    form = OpportunityForm
    list_display = ("title", "borough", "stage", "deadline", "published_at", "ocid")
    list_filter = ("stage", "borough")
    list_select_related = ("borough",)
    search_fields = ("title", "outcome", "borough__name", "key", "ocid")
    autocomplete_fields = ("borough", "participants", "functions")
    inlines: ClassVar = (StepInline, LotInline, BarrierInline)
    ordering = ("-updated_at", "-pk")
    import_export_change_list_template = "admin/opportunities/list.html"

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.bring_in_view)
        return [path("bring-in/", view, name="bring-in-opportunities"), *super().get_urls()]

    def bring_in_view(self, request: HttpRequest) -> HttpResponse:
        """Bring notices in."""
        context = self.admin_site.each_context(request)
        return bring_in(request, context=context, may=self.has_add_permission(request))
