"""Authorities, what they do and who works for them, in the staff site."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from boroughs.models import (
    Borough,
    BoroughName,
    EmailDomain,
    Function,
    HowToSell,
    LotiMembership,
    Officer,
    Partnership,
    PartnershipMember,
    RoleRequest,
    ServiceArea,
    Skill,
    SkillLevel,
)
from boroughs.names import fold
from boroughs.tables import (
    BoroughNameTable,
    BoroughTable,
    EmailDomainTable,
    FunctionTable,
    PartnershipTable,
    ServiceAreaTable,
    SkillTable,
)
from thirty3.history.admin import LeadsOn, ListAdmin, PlainTableAdmin, TableAdmin
from thirty3.history.forms import SeveralField
from thirty3.history.lookups import LooksUp, ids_in
from thirty3.history.merging.staff import CanBeMerged


class FunctionForm(forms.ModelForm[Function]):
    """A function, with its lists as people write them."""

    synonyms = SeveralField()
    lgsl_ids = SeveralField(kind=int, what="a number", label="National service ids")


class PartnershipForm(forms.ModelForm[Partnership]):
    """A shared service, with its names as people write them."""

    spellings = SeveralField()


class BoroughNameForm(forms.ModelForm[BoroughName]):
    """A spelling; the form that look-ups compare follows from it."""

    class Meta:
        model = BoroughName
        fields = ("borough", "spelling")

    def clean_spelling(self) -> str:
        spelling = str(self.cleaned_data["spelling"]).strip()
        self.instance.folded = fold(spelling)
        taken = BoroughName.objects.filter(folded=self.instance.folded).exclude(pk=self.instance.pk).first()
        if taken is not None:
            raise forms.ValidationError(f"“{taken}” already means {taken.borough}.")
        return spelling


class BoroughNameInline(admin.TabularInline[BoroughName, Borough]):
    model = BoroughName
    form = BoroughNameForm
    extra = 0


class LotiMembershipInline(admin.TabularInline[LotiMembership, Borough]):
    model = LotiMembership
    extra = 0


class PartnershipMemberInline(LooksUp, admin.TabularInline[PartnershipMember, Partnership]):
    model = PartnershipMember
    autocomplete_fields = ("borough",)
    extra = 0


@admin.register(Borough)
class BoroughAdmin(LeadsOn, TableAdmin):
    resource_classes = (BoroughTable,)
    list_display = ("name", "formal_name", "kind", "ring", "gss_code")
    list_filter = ("kind", "ring")
    search_fields = ("name", "formal_name", "slug", "gss_code")
    ordering = ("name", "pk")
    prepopulated_fields = {"slug": ("name",)}
    autocomplete_fields = ("parents",)
    # Computed from the boundaries.
    readonly_fields = ("neighbours",)
    inlines = (BoroughNameInline, LotiMembershipInline)


@admin.register(BoroughName)
class BoroughNameAdmin(PlainTableAdmin):
    resource_classes = (BoroughNameTable,)
    form = BoroughNameForm
    list_display = ("spelling", "borough", "folded")
    list_select_related = ("borough",)
    search_fields = ("spelling", "folded", "borough__name")
    ordering = ("folded", "pk")
    autocomplete_fields = ("borough",)


@admin.register(EmailDomain)
class EmailDomainAdmin(TableAdmin):
    resource_classes = (EmailDomainTable,)
    list_display = ("domain", "authorities", "checked_on")
    list_filter = (("checked_on", admin.EmptyFieldListFilter),)
    search_fields = ("domain", "boroughs__name")
    ordering = ("domain", "pk")
    autocomplete_fields = ("boroughs",)

    def get_queryset(self, request: Any) -> Any:
        return super().get_queryset(request).prefetch_related("boroughs")

    @admin.display
    def authorities(self, domain: EmailDomain) -> str:
        return ", ".join(sorted(borough.name for borough in domain.boroughs.all()))


@admin.register(ServiceArea)
class ServiceAreaAdmin(TableAdmin):
    resource_classes = (ServiceAreaTable,)
    list_display = ("name", "side", "position")
    list_filter = ("side",)
    search_fields = ("name", "slug")
    ordering = ("position", "pk")
    prepopulated_fields = {"slug": ("name",)}


@admin.register(Function)
class FunctionAdmin(LeadsOn, CanBeMerged, TableAdmin):
    form = FunctionForm
    resource_classes = (FunctionTable,)
    list_display = ("name", "area", "protective", "position", "merged_into")
    list_select_related = ("area", "merged_into")
    list_filter = ("protective", "area__side", "area", ("merged_into", admin.EmptyFieldListFilter))
    readonly_fields = ("merged_into",)
    search_fields = ("name", "slug", "synonyms")
    ordering = ("area__position", "position", "name", "pk")
    prepopulated_fields = {"slug": ("name",)}
    autocomplete_fields = ("area",)


@admin.register(Partnership)
class PartnershipAdmin(TableAdmin):
    form = PartnershipForm
    resource_classes = (PartnershipTable,)
    list_display = ("name", "host")
    list_select_related = ("host",)
    search_fields = ("name", "slug")
    ordering = ("name", "pk")
    prepopulated_fields = {"slug": ("name",)}
    autocomplete_fields = ("host", "functions")
    inlines = (PartnershipMemberInline,)


@admin.register(Officer)
class OfficerAdmin(ListAdmin):
    list_display = ("user", "borough", "role", "approved_at", "ended_at")
    list_select_related = ("user", "borough")
    list_filter = ("role", ("approved_at", admin.EmptyFieldListFilter), "borough")
    search_fields = ("user__email", "borough__name")
    ordering = ("borough__name", "pk")
    autocomplete_fields = ("user", "borough", "domain")


@admin.register(HowToSell)
class HowToSellAdmin(ListAdmin):
    list_display = ("borough", "as_at_date", "paid_in_30_days_percent")
    list_select_related = ("borough",)
    search_fields = ("borough__name",)
    ordering = ("borough__name", "pk")
    autocomplete_fields = ("borough",)


@admin.register(RoleRequest)
class RoleRequestAdmin(admin.ModelAdmin[RoleRequest]):
    """Who asked for a role. Staff decide on the page on which leads do, by the same rules."""

    list_display = ("user", "borough", "role", "asked_at", "outcome", "decided_at")
    list_select_related = ("user", "borough")
    list_filter = (("outcome", admin.EmptyFieldListFilter), "borough")
    search_fields = ("user__email", "borough__name")
    ordering = ("outcome", "asked_at", "pk")
    show_facets = admin.ShowFacets.NEVER

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        asked = RoleRequest.objects.filter(pk__in=ids_in([object_id])).first()
        if asked is None:
            return redirect("admin:boroughs_rolerequest_changelist")
        return redirect("boroughs:role-request", asked.key)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: RoleRequest | None = None) -> bool:
        return False


@admin.register(Skill)
class SkillAdmin(TableAdmin):
    resource_classes = (SkillTable,)
    list_display = ("name", "group")
    list_filter = ("group",)
    search_fields = ("name", "slug", "group")
    ordering = ("group", "name", "pk")
    prepopulated_fields = {"slug": ("name",)}


@admin.register(SkillLevel)
class SkillLevelAdmin(ListAdmin):
    list_display = ("borough", "skill", "level", "as_at_date", "own", "demonstration")
    list_select_related = ("borough", "skill")
    list_filter = ("demonstration", "own", "level", "skill")
    search_fields = ("borough__name", "skill__name")
    ordering = ("borough__name", "skill__name", "pk")
    autocomplete_fields = ("borough", "skill")
