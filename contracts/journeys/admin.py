"""Journeys and their tasks in the staff site."""

from thirty3.history.admin import ListAdmin


class JourneyAdmin(ListAdmin):
    list_display = ("title", "borough", "state", "started_on", "target_date", "closed_on")
    list_select_related = ("borough",)
    list_filter = ("state",)
    search_fields = ("title", "key", "contract_key", "borough__name")
    ordering = ("-started_on", "-pk")
    autocomplete_fields = ("borough", "function")


class JourneyTaskAdmin(ListAdmin):
    list_display = ("task", "journey", "state")
    list_select_related = ("journey",)
    list_filter = ("state",)
    search_fields = ("task", "journey__title", "journey__key")
    ordering = ("-journey", "pk")
    autocomplete_fields = ("journey",)
