"""Contracts, systems and their sources in the staff site; imports have a module of their own."""

from contextlib import AbstractContextManager
from typing import Any, ClassVar

from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import BaseInlineFormSet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_safe

from contracts.forms import ContractForm, SystemForm
from contracts.imports.admin import ImportBatchAdmin
from contracts.imports.round_trip.links import OWNERS
from contracts.imports.round_trip.views import listed_workbook, records_workbook
from contracts.journeys.admin import JourneyAdmin, JourneyTaskAdmin
from contracts.models import (
    Assertion,
    Contract,
    ContractSupplier,
    DataIssue,
    Disagreement,
    ExtensionOption,
    GroupAnswer,
    GroupAsk,
    GroupMember,
    ImportBatch,
    Journey,
    JourneyTask,
    OfferConfirmation,
    Opportunity,
    PracticeNote,
    PublishedRating,
    Source,
    SystemInUse,
    UseClaim,
)
from contracts.opportunities.admin import OpportunityAdmin
from contracts.quality.admin import DataIssueAdmin
from contracts.services.editing import editing
from contracts.services.states import problem_of
from contracts.sharing.forms import PracticeNoteForm
from contracts.tables import AssertionTable, ContractTable, SourceTable, SystemTable
from thirty3.history.admin import LeadsOn, ListAdmin, PlainListAdmin, PlainTableAdmin
from thirty3.history.entries import IN_ADMIN
from thirty3.history.lookups import LooksUp

admin.site.register(ImportBatch, ImportBatchAdmin)
admin.site.register(DataIssue, DataIssueAdmin)
admin.site.register(Journey, JourneyAdmin)
admin.site.register(JourneyTask, JourneyTaskAdmin)
admin.site.register(Opportunity, OpportunityAdmin)


class EditedByHand(LeadsOn, ListAdmin):
    """What staff change here is said by hand: it counts before what files say (precedence)."""

    import_export_change_list_template = "admin/imports/own_records.html"

    def writing(
        self, record: Any, actor: Any, *, why: str = IN_ADMIN, seen: int | None = None
    ) -> AbstractContextManager[Any]:
        return editing(record, actor=actor, why=why, seen=seen)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(require_safe(self.records_view))
        return [path("records.xlsx", view, name=self.records_name), *super().get_urls()]

    @property
    def records_name(self) -> str:
        return f"records-{self.model._meta.model_name}"

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Filtered by an authority, the list offers its records as a workbook, by the same filters."""
        own = f"{OWNERS[str(self.opts.model_name)]}__exact" in request.GET
        address = f"{reverse(f'admin:{self.records_name}')}?{request.GET.urlencode()}" if own else ""
        return super().changelist_view(request, {**(extra_context or {}), "records_address": address})

    def records_view(self, request: HttpRequest) -> HttpResponse:
        """One authority's own records as a workbook that can be changed and uploaded again.

        The address takes the parameters of the public list, or those of the list here.
        """
        if not self.has_view_permission(request):
            raise PermissionDenied
        if "borough" in request.GET:
            return records_workbook(request, self.model)
        return listed_workbook(request, self)


class InStepWithItsState(BaseInlineFormSet[Any, Any, Any]):
    """Rows of a fact whose state stands on the contract: they are there exactly when it is known."""

    fact: ClassVar[str]

    def clean(self) -> None:
        super().clean()
        rows = [form for form in self.forms if form.has_changed() or form.instance.pk]
        left = len([form for form in rows if form not in self.deleted_forms])
        if problem := problem_of(self.fact, getattr(self.instance, f"{self.fact}_state"), left):
            raise ValidationError(problem)


class SupplierRows(InStepWithItsState):
    fact = "supplier"


class ExtensionRows(InStepWithItsState):
    fact = "extensions"


class ContractSupplierInline(LooksUp, admin.TabularInline[ContractSupplier, Contract]):
    model = ContractSupplier
    formset = SupplierRows
    autocomplete_fields = ("supplier",)
    extra = 0


class ExtensionOptionInline(admin.TabularInline[ExtensionOption, Contract]):
    model = ExtensionOption
    formset = ExtensionRows
    extra = 0


@admin.register(Contract)
class ContractAdmin(EditedByHand):
    """Agreements. Many at once come in as spreadsheets, under Imports."""

    form = ContractForm
    resource_classes = (ContractTable,)
    list_display = ("title", "lead_buyer", "kind", "end_date", "value", "demonstration", "updated_at")
    list_filter = ("kind", "demonstration", "lead_buyer")
    list_select_related = ("lead_buyer",)
    search_fields = ("title", "reference", "ocid", "key")
    autocomplete_fields = (
        "lead_buyer",
        "participants",
        "products",
        "functions",
        "called_off_from",
        "predecessors",
    )
    inlines = (ContractSupplierInline, ExtensionOptionInline)
    ordering = ("-updated_at", "-pk")


@admin.register(SystemInUse)
class SystemInUseAdmin(EditedByHand):
    """What authorities run."""

    form = SystemForm
    resource_classes = (SystemTable,)
    list_display = ("product", "borough", "status", "supplier", "demonstration", "updated_at")
    list_filter = ("status", "demonstration", "borough")
    list_select_related = ("product", "borough", "supplier")
    search_fields = ("product__name", "borough__name", "reference", "key")
    autocomplete_fields = ("borough", "product", "supplier", "functions", "contract")
    ordering = ("-updated_at", "-pk")


@admin.register(PracticeNote)
class PracticeNoteAdmin(ListAdmin):
    """What authorities share. Its authority writes it on this site; staff take out what may not stand."""

    form = PracticeNoteForm
    list_display = ("title", "borough", "kind", "state", "written_on", "lapses_on")
    list_filter = ("kind", "state", "borough")
    list_select_related = ("borough",)
    search_fields = ("title", "text", "engagement", "borough__name", "key")
    autocomplete_fields = ("borough", "product", "function")
    ordering = ("-written_on", "-pk")


class GroupAnswerInline(admin.StackedInline[GroupAnswer, GroupAsk]):
    model = GroupAnswer
    extra = 0


@admin.register(GroupAsk)
class GroupAskAdmin(ListAdmin):
    """What authorities ask a supplier together. They write it; staff take out what may not stand."""

    list_display = ("title", "supplier", "state", "written_on", "asked_on")
    list_filter = ("state",)
    list_select_related = ("supplier",)
    search_fields = ("title", "text", "supplier__name", "key")
    autocomplete_fields = ("supplier", "boroughs", "published_by")
    inlines = (GroupAnswerInline,)
    ordering = ("-written_on", "-pk")


@admin.register(GroupMember)
class GroupMemberAdmin(ListAdmin):
    """Which authorities joined the group on a supplier."""

    list_display = ("supplier", "borough", "joined_on")
    list_select_related = ("supplier", "borough")
    search_fields = ("supplier__name", "borough__name")
    autocomplete_fields = ("supplier", "borough")
    ordering = ("-joined_on", "-pk")


@admin.register(Disagreement)
class DisagreementAdmin(ListAdmin):
    """Where authorities disagree with suppliers. Staff take out what may not stand."""

    list_display = ("supplier", "borough", "statement", "written_on", "told_on", "answer_by", "shown_from")
    list_select_related = ("supplier", "borough")
    search_fields = ("supplier__name", "borough__name", "statement", "text", "key")
    autocomplete_fields = ("supplier", "borough")
    ordering = ("-written_on", "-pk")


@admin.register(OfferConfirmation)
class OfferConfirmationAdmin(ListAdmin):
    """What authorities confirm of the answers of makers."""

    list_display = ("offer", "borough", "answer", "confirmed_on")
    list_select_related = ("offer__product", "offer__supplier", "borough")
    list_filter = ("answer",)
    search_fields = ("offer__product__name", "borough__name")
    ordering = ("-confirmed_on", "-pk")
    autocomplete_fields = ("offer", "borough")


@admin.register(UseClaim)
class UseClaimAdmin(ListAdmin):
    """What suppliers say that authorities use, and what these answered."""

    list_display = ("supplier", "product", "borough", "said_on", "confirmed_on", "refused_on")
    list_select_related = ("supplier", "product", "borough")
    search_fields = ("supplier__name", "product__name", "borough__name", "key")
    ordering = ("-said_on", "-pk")
    autocomplete_fields = ("supplier", "product", "borough", "system")


@admin.register(PublishedRating)
class PublishedRatingAdmin(ListAdmin):
    """What contract performance notices say, word for word."""

    list_display = ("contract_key", "measure", "rating", "published_on", "source")
    search_fields = ("contract_key", "measure", "rating", "source")
    ordering = ("-published_on", "-pk")


@admin.register(Source)
class SourceAdmin(PlainTableAdmin):
    """Where values come from."""

    resource_classes = (SourceTable,)
    list_display = ("name", "rank", "borough", "licence", "published", "demonstration")
    list_select_related = ("borough",)
    search_fields = ("name", "slug", "publisher")
    autocomplete_fields = ("borough",)
    prepopulated_fields = {"slug": ("name",)}
    ordering = ("name", "pk")


@admin.register(Assertion)
class AssertionAdmin(PlainListAdmin):
    """What each source says of each record: read here, written by imports and edits."""

    resource_classes = (AssertionTable,)
    list_display = ("source", "source_record_id", "record_kind", "record_id", "rank", "as_at_date", "batch")
    list_filter = ("rank", "record_kind", "source")
    list_select_related = ("source",)
    search_fields = ("source_record_id", "url", "batch")
    ordering = ("-pk",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
