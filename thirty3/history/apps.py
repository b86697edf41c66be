"""The history app."""

from django.apps import AppConfig


class HistoryConfig(AppConfig):
    name = "thirty3.history"
    label = "history"
    verbose_name = "Change log"

    def ready(self) -> None:
        from thirty3.history.models import Change, Merge
        from thirty3.registry import HOLDERS, PersonalDataHolder

        HOLDERS.register(PersonalDataHolder(Change, "actor", "Who changed a record"))
        HOLDERS.register(PersonalDataHolder(Merge, "by", "Who merged two records"))
        HOLDERS.register(PersonalDataHolder(Merge, "undone_by", "Who undid a merge"))
