"""Who owned a supplier, as staff write it on the supplier's form: the parent follows."""

from typing import Any

from django import forms
from django.contrib import admin
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest

from suppliers.identity.owners import Days, set_parent, would_own_itself
from suppliers.models import Supplier, SupplierOwnership


class OwnersFormSet(BaseInlineFormSet[SupplierOwnership, Supplier, Any]):
    """Owners of one supplier: their days do not overlap, and none is owned by it."""

    def clean(self) -> None:
        super().clean()
        if any(form.errors for form in self.forms):
            return
        said: list[tuple[Days, Supplier]] = []
        for form in self.forms:
            facts = form.cleaned_data
            if not facts or facts.get("DELETE") or not facts.get("parent"):
                continue
            parent, days = facts["parent"], Days(facts.get("from_date"), facts.get("until_date"))
            if self.instance.pk and would_own_itself(self.instance.pk, parent.pk):
                raise forms.ValidationError(f"{self.instance} owns {parent}, directly or through others.")
            if parent.demonstration != self.instance.demonstration:
                raise forms.ValidationError(f"{parent} is invented and the other is real, or the reverse.")
            for others, other in said:
                if days.overlaps(others):
                    raise forms.ValidationError(f"{other} and {parent} cannot both own it on the same day.")
            said.append((days, parent))


class OwnersInline(admin.TabularInline[SupplierOwnership, Supplier]):
    model = SupplierOwnership
    formset = OwnersFormSet
    fk_name = "supplier"
    extra = 0
    autocomplete_fields = ("parent",)


class FollowsOwners(admin.ModelAdmin[Any]):
    """An admin of suppliers: the parent is the owner of today, in the same change of the log."""

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        super().save_formset(request, form, formset, change)
        if formset.model is SupplierOwnership and formset.has_changed():
            set_parent(form.instance)
