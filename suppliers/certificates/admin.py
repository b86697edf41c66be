"""What suppliers say of products and frameworks, in the staff site."""

from thirty3.history.admin import ListAdmin


class ProductOfferAdmin(ListAdmin):
    list_display = (
        "product",
        "supplier",
        "hosting",
        "price_model",
        "open_api",
        "extracts",
        "fees",
        "exit_help",
    )
    list_select_related = ("product", "supplier")
    list_filter = ("open_api", "extracts", "fees", "exit_help")
    search_fields = ("product__name", "supplier__name", "key")
    ordering = ("product__name", "pk")
    autocomplete_fields = ("product", "supplier")


class FrameworkPlaceAdmin(ListAdmin):
    list_display = ("framework", "lot", "supplier", "until_date")
    list_select_related = ("supplier",)
    search_fields = ("framework", "supplier__name", "key")
    ordering = ("framework", "pk")
    autocomplete_fields = ("supplier",)
