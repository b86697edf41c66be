"""Suppliers and their products in the staff site."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from suppliers.certificates.admin import FrameworkPlaceAdmin, ProductOfferAdmin
from suppliers.identity.staff import LikelyDuplicateAdmin, SupplierSplitAdmin
from suppliers.identity.staff_owners import FollowsOwners, OwnersInline
from suppliers.models import (
    Certification,
    Claim,
    FrameworkPlace,
    HowKnown,
    LikelyDuplicate,
    Product,
    ProductAlias,
    ProductOffer,
    Reference,
    SizeFigures,
    Supplier,
    SupplierAlias,
    SupplierMember,
    SupplierProfile,
    SupplierSplit,
)
from suppliers.names import fold, fold_product, normal_company_number
from suppliers.profiles.admin import HowKnownAdmin, ReferenceAdmin, SizeFiguresAdmin, SupplierProfileAdmin
from suppliers.tables import CertificationTable, ProductTable, SupplierTable
from thirty3.history.admin import LeadsOn, ListAdmin, PartAdmin, PartTableAdmin, TableAdmin
from thirty3.history.lookups import ids_in
from thirty3.history.merging.staff import CanBeMerged

admin.site.register(SupplierProfile, SupplierProfileAdmin)
admin.site.register(HowKnown, HowKnownAdmin)
admin.site.register(SizeFigures, SizeFiguresAdmin)
admin.site.register(Reference, ReferenceAdmin)
admin.site.register(ProductOffer, ProductOfferAdmin)
admin.site.register(FrameworkPlace, FrameworkPlaceAdmin)


class SupplierForm(forms.ModelForm[Supplier]):
    """A supplier, with its company number as Companies House writes it."""

    def clean_company_number(self) -> str:
        text = str(self.cleaned_data["company_number"]).strip()
        number = normal_company_number(text)
        if text and number is None:
            raise forms.ValidationError("Enter a company number: eight figures, or two letters and six.")
        return number or ""


class SupplierAliasForm(forms.ModelForm[SupplierAlias]):
    """A spelling of a supplier's name. It is demonstration data where its supplier is."""

    class Meta:
        model = SupplierAlias
        fields = ("supplier", "spelling")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        supplier = cleaned.get("supplier")
        if supplier is not None and cleaned.get("spelling"):
            self.instance.demonstration = supplier.demonstration
            self.instance.folded = fold(cleaned["spelling"])
            _refuse_taken(SupplierAlias, self.instance)
        return cleaned


class ProductAliasForm(forms.ModelForm[ProductAlias]):
    """A spelling of a product's name. It is demonstration data where its product is."""

    class Meta:
        model = ProductAlias
        fields = ("product", "spelling")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        product = cleaned.get("product")
        if product is not None and cleaned.get("spelling"):
            self.instance.demonstration = product.demonstration
            self.instance.folded = fold_product(cleaned["spelling"])
            _refuse_taken(ProductAlias, self.instance)
        return cleaned


def _refuse_taken(model: type[Any], alias: Any) -> None:
    taken = model.objects.filter(folded=alias.folded, demonstration=alias.demonstration)
    if (other := taken.exclude(pk=alias.pk).first()) is not None:
        owner = other.supplier if model is SupplierAlias else other.product
        raise forms.ValidationError({"spelling": f"“{other}” already means {owner}."})


class SupplierAliasInline(admin.TabularInline[SupplierAlias, Supplier]):
    model = SupplierAlias
    form = SupplierAliasForm
    extra = 0


class ProductAliasInline(admin.TabularInline[ProductAlias, Product]):
    model = ProductAlias
    form = ProductAliasForm
    extra = 0


class CertificationInline(admin.TabularInline[Certification, Supplier]):
    model = Certification
    extra = 0


@admin.register(Supplier)
class SupplierAdmin(LeadsOn, CanBeMerged, FollowsOwners, TableAdmin):
    resource_classes = (SupplierTable,)
    form = SupplierForm
    list_display = ("name", "company_number", "size", "is_sme", "is_vcse", "merged_into", "demonstration")
    list_select_related = ("merged_into",)
    list_filter = ("demonstration", "size", "is_sme", "is_vcse", ("merged_into", admin.EmptyFieldListFilter))
    search_fields = ("name", "company_number", "aliases__spelling")
    ordering = ("name", "pk")
    prepopulated_fields = {"slug": ("name",)}
    autocomplete_fields = ("home_borough",)
    # A merge moves everything that refers to the supplier; a field that is merely set would not. The
    # parent is the owner of today.
    readonly_fields = ("parent", "merged_into", "key", "demonstration", "listed", "withdrawn_on")
    inlines = (SupplierAliasInline, CertificationInline, OwnersInline)


@admin.register(SupplierAlias)
class SupplierAliasAdmin(LeadsOn, PartAdmin):
    part_of = "supplier"
    form = SupplierAliasForm
    list_display = ("spelling", "supplier", "demonstration")
    list_select_related = ("supplier",)
    list_filter = ("demonstration",)
    search_fields = ("spelling", "supplier__name")
    ordering = ("spelling", "pk")
    autocomplete_fields = ("supplier",)


@admin.register(Product)
class ProductAdmin(LeadsOn, CanBeMerged, TableAdmin):
    resource_classes = (ProductTable,)
    list_display = ("name", "maker", "stage", "offered", "merged_into", "demonstration")
    list_select_related = ("maker", "merged_into")
    list_filter = ("demonstration", "stage", "offered", ("merged_into", admin.EmptyFieldListFilter))
    search_fields = ("name", "maker__name", "aliases__spelling")
    ordering = ("name", "pk")
    prepopulated_fields = {"slug": ("name",)}
    autocomplete_fields = ("maker", "functions", "successor")
    readonly_fields = ("merged_into", "key", "demonstration")
    inlines = (ProductAliasInline,)


@admin.register(ProductAlias)
class ProductAliasAdmin(LeadsOn, PartAdmin):
    part_of = "product"
    form = ProductAliasForm
    list_display = ("spelling", "product", "demonstration")
    list_select_related = ("product",)
    list_filter = ("demonstration",)
    search_fields = ("spelling", "product__name")
    ordering = ("spelling", "pk")
    autocomplete_fields = ("product",)


@admin.register(Certification)
class CertificationAdmin(PartTableAdmin):
    part_of = "supplier"
    resource_classes = (CertificationTable,)
    list_display = ("scheme", "supplier", "number", "issued_date", "expires_date", "checked_date")
    list_select_related = ("supplier",)
    list_filter = ("scheme",)
    search_fields = ("scheme", "number", "supplier__name")
    ordering = ("supplier__name", "pk")
    autocomplete_fields = ("supplier",)


@admin.register(SupplierMember)
class SupplierMemberAdmin(ListAdmin):
    list_display = ("user", "supplier", "role", "came_by", "since_at", "ended_at")
    list_select_related = ("user", "supplier")
    list_filter = ("role", "came_by", ("ended_at", admin.EmptyFieldListFilter))
    search_fields = ("user__email", "supplier__name")
    ordering = ("supplier__name", "pk")
    autocomplete_fields = ("user", "supplier")


@admin.register(Claim)
class ClaimAdmin(admin.ModelAdmin[Claim]):
    """Who asked to keep a profile. Staff decide on the page on which owners do, by the same rules."""

    list_display = ("user", "kind", "title", "state", "sent_at", "proof", "looked_up", "decided_at")
    list_select_related = ("user", "supplier")
    list_filter = ("state", "kind", "proof", "looked_up")
    search_fields = ("user__email", "supplier__name", "name", "company_number")
    ordering = ("-changed_at", "pk")
    show_facets = admin.ShowFacets.NEVER

    def get_queryset(self, request: HttpRequest) -> Any:
        # A draft is nobody's but its writer's.
        return super().get_queryset(request).exclude(state=Claim.State.DRAFT)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        asked = self.get_queryset(request).filter(pk__in=ids_in([object_id])).first()
        if asked is None:
            return redirect("admin:suppliers_claim_changelist")
        return redirect("suppliers:decide", asked.key)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Claim | None = None) -> bool:
        return False


admin.site.register(LikelyDuplicate, LikelyDuplicateAdmin)
admin.site.register(SupplierSplit, SupplierSplitAdmin)
