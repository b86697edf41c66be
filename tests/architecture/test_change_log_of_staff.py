"""Whatever staff add, change, remove or bring in as a table in the staff site is in the change log."""

from typing import Any

import pytest
from django.contrib import admin
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Model
from django.test import Client
from django.urls import reverse
from import_export.admin import ImportMixin

from tests import factories
from tests.architecture.records import CHANGED, MADE, PARTS, TABLES
from tests.architecture.records.suppliers import a_supplier
from tests.logged import changes_of, record_models, unlogged
from tests.signing_in import sign_in, staff_member
from tests.staff_forms import filled_in
from thirty3.history.admin import PartAdmin, RecordedAdmin
from thirty3.history.models import Change
from thirty3.history.records import Recorded
from thirty3.history.tables import PartResource, RecordedResource

# What waits to be confirmed lies in the cache, which is a database of its own on SQLite.
pytestmark = pytest.mark.django_db(databases="__all__")
KINDS = pytest.mark.parametrize("model", MADE, ids=lambda model: model._meta.label)


@pytest.fixture
def staff(client: Client) -> Client:
    sign_in(client, staff_member())
    return client


def url(model: type[Model], page: str, *args: Any) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


@KINDS
def test_the_staff_site_logs_what_is_added_changed_and_removed(model: type[Recorded], staff: Client) -> None:
    record = MADE[model]()
    form = filled_in(staff.get(url(model, "change", record.pk)))
    versions = changes_of(record).count()
    assert staff.post(url(model, "change", record.pk), form).status_code == 302
    assert changes_of(record).count() == versions, "Nothing was changed, yet something was logged."

    field, value = CHANGED[model]
    assert staff.post(url(model, "change", record.pk), form | {field: value}).status_code == 302
    assert changes_of(record).count() == versions + 1
    last = changes_of(record)[0]
    assert (last.action, field in last.after, last.role) == ("changed", True, "LOTI staff")
    assert unlogged() == []

    assert staff.post(url(model, "delete", record.pk), {"post": "yes"}).status_code == 302
    assert not model._default_manager.filter(pk=record.pk).exists()
    assert unlogged() == []

    of_the_old_one = ("-id", f"-{model._meta.model_name}", "-ask")
    anew = {name: value for name, value in form.items() if not name.endswith(of_the_old_one)}
    anew |= {name: "0" for name in anew if name.endswith("INITIAL_FORMS")}
    assert staff.post(url(model, "add"), anew).status_code == 302
    made = model._default_manager.order_by("-pk")[0]
    assert [change.action for change in changes_of(made)][-1:] == ["created"]
    assert unlogged() == []

    chosen = {"action": "delete_selected", "_selected_action": [made.pk], "post": "yes"}
    assert staff.post(url(model, "changelist"), chosen).status_code == 302
    assert not model._default_manager.filter(pk=made.pk).exists()
    assert unlogged() == []


def test_every_part_of_a_record_with_a_page_of_its_own_is_among_these() -> None:
    parts = {
        model._meta.get_field(name).related_model
        for model in record_models()
        for name in getattr(model, "part_of_record", ())
    }
    assert {part for part in parts if part in admin.site._registry} == set(PARTS)


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part._meta.label)
def test_a_part_with_a_page_of_its_own_is_logged_with_its_record(part: type[Model], staff: Client) -> None:
    link, make, name = PARTS[part]
    record = make()
    other = factories.supplier() if link == "supplier" else factories.product()
    row = part._default_manager.get(**{link: record})
    form = filled_in(staff.get(url(part, "change", row.pk)))
    assert staff.post(url(part, "change", row.pk), form | {link: other.pk}).status_code == 302
    assert changes_of(record)[0].after == {name: []}
    assert len(changes_of(other)[0].after[name]) == 1
    assert staff.post(url(part, "delete", row.pk), {"post": "yes"}).status_code == 302
    assert changes_of(other)[0].after == {name: []}
    assert staff.post(url(part, "add"), form).status_code == 302
    assert len(changes_of(record)[0].after[name]) == 1
    chosen = [one.pk for one in part._default_manager.all()]
    staff.post(
        url(part, "changelist"), {"action": "delete_selected", "_selected_action": chosen, "post": "yes"}
    )
    assert not part._default_manager.exists()
    assert unlogged() == []


def test_every_admin_of_a_record_or_its_parts_keeps_the_log() -> None:
    recorded = {model: one for model, one in admin.site._registry.items() if issubclass(model, Recorded)}
    assert set(recorded) == set(record_models())
    assert [model for model, one in recorded.items() if not isinstance(one, RecordedAdmin)] == []
    assert [part for part in PARTS if not isinstance(admin.site._registry[part], PartAdmin)] == []
    for model, one in admin.site._registry.items():
        if isinstance(one, ImportMixin):
            kind = RecordedResource if issubclass(model, Recorded) else PartResource
            if issubclass(model, Recorded) or model in PARTS:
                assert all(issubclass(table, kind) for table in one.resource_classes), model


def test_every_table_that_comes_in_is_among_these() -> None:
    registry = admin.site._registry
    coming = {model for model, one in registry.items() if isinstance(one, ImportMixin)}
    assert coming & ({*record_models()} | {*PARTS}) == set(TABLES)


@pytest.mark.parametrize("model", TABLES, ids=lambda model: model._meta.label)
def test_each_row_of_a_table_that_comes_in_is_logged(model: type[Model], staff: Client) -> None:
    MADE.get(model, a_supplier)()
    factories.borough("Islington")
    before = Change.objects.count()
    file = SimpleUploadedFile("table.csv", TABLES[model].encode(), "text/csv")
    first = staff.post(url(model, "import"), {"import_file": file, "format": "0"})
    staff.post(url(model, "process_import"), first.context["confirm_form"].initial)
    assert Change.objects.count() == before + 2
    assert set(Change.objects.order_by("-pk")[:2].values_list("role", flat=True)) == {"LOTI staff"}
    assert unlogged() == []
