"""What suppliers say of themselves, in the staff site. Edits are decided on pages of their own."""

from thirty3.history.admin import ListAdmin


class SupplierProfileAdmin(ListAdmin):
    list_display = ("supplier", "vcse_kind", "accessibility_standard")
    list_select_related = ("supplier",)
    list_filter = ("vcse_kind", "accessibility_standard")
    search_fields = ("supplier__name", "description")
    ordering = ("supplier__name", "pk")
    autocomplete_fields = ("supplier", "boroughs", "functions")


class HowKnownAdmin(ListAdmin):
    list_display = ("supplier", "section", "how", "on_date")
    list_select_related = ("supplier",)
    list_filter = ("how", "section")
    search_fields = ("supplier__name", "note")
    ordering = ("supplier__name", "pk")
    autocomplete_fields = ("supplier",)


class SizeFiguresAdmin(ListAdmin):
    list_display = ("supplier", "staff", "turnover_gbp", "balance_sheet_gbp", "as_at_date")
    list_select_related = ("supplier",)
    search_fields = ("supplier__name",)
    ordering = ("supplier__name", "pk")
    autocomplete_fields = ("supplier",)


class ReferenceAdmin(ListAdmin):
    list_display = ("supplier", "role", "borough", "organisation", "declined_at")
    list_select_related = ("supplier", "borough")
    search_fields = ("supplier__name", "organisation", "role")
    ordering = ("supplier__name", "pk")
    autocomplete_fields = ("supplier", "borough")
