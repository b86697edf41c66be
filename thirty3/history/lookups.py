"""The staff site's fields that look a record up, made to bear whatever is sent to them."""

from collections.abc import Iterable
from typing import Any, Final

from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.db.models import ForeignKey, ManyToManyField
from django.http import HttpRequest

# More digits than any id has.
LONGEST_ID: Final = 18


def ids_in(values: Iterable[Any]) -> list[str]:
    """What of these values can be the id of a record: Django's own fields would ask the database for all."""
    found = (str(value) for value in values)
    return [value for value in found if value.isascii() and value.isdigit() and len(value) <= LONGEST_ID]


class LookUp(AutocompleteSelect):
    """One record. What cannot be an id is chosen by nothing; the form then says that it is no choice."""

    def optgroups(self, name: str, value: Any, attr: Any = None) -> Any:
        return super().optgroups(name, ids_in(value), attr)


class LookUps(AutocompleteSelectMultiple):
    """Several records."""

    def optgroups(self, name: str, value: Any, attr: Any = None) -> Any:
        return super().optgroups(name, ids_in(value), attr)


class LooksUp(admin.options.BaseModelAdmin[Any]):
    """An admin, or rows within one, whose `autocomplete_fields` bear nonsense."""

    def formfield_for_foreignkey(self, db_field: ForeignKey[Any], request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", LookUp(db_field, self.admin_site, using=kwargs.get("using")))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(
        self, db_field: ManyToManyField[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> Any:
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", LookUps(db_field, self.admin_site, using=kwargs.get("using")))
        return super().formfield_for_manytomany(db_field, request, **kwargs)
