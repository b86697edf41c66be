"""Writing many records of a table, each change a row of the log."""

import pytest

from boroughs.models import ServiceArea
from thirty3.history.many import recording_table
from thirty3.history.models import Change
from thirty3.history.services import recording

KIND = "boroughs.servicearea"


def area(slug: str) -> ServiceArea:
    record = ServiceArea(slug=slug, name=slug.capitalize(), side="frontline")
    with recording(record):
        record.save()
    return record


def test_each_record_that_changed_gets_a_row_and_a_version(db: None) -> None:
    housing, planning, parks = area("housing"), area("planning"), area("parks")
    with recording_table(ServiceArea, role="Reference data", batch="reference") as tally:
        ServiceArea.objects.filter(pk=housing.pk).update(position=3)
        ServiceArea.objects.filter(pk=parks.pk).delete()
        made = ServiceArea.objects.create(slug="finance", name="Finance", side="corporate")
    assert (tally.created, tally.changed, tally.removed) == (1, 1, 1)
    rows = {change.record_id: change for change in Change.objects.in_batch("reference")}
    assert set(rows) == {housing.pk, parks.pk, made.pk}
    assert (rows[housing.pk].before, rows[housing.pk].after) == ({"position": 0}, {"position": 3})
    assert (rows[housing.pk].version, rows[parks.pk].action) == (2, "removed")
    versions = dict(ServiceArea.objects.values_list("slug", "version"))
    assert versions == {"housing": 2, "planning": planning.version, "finance": 1}


def test_where_nothing_changes_nothing_is_logged(db: None) -> None:
    housing = area("housing")
    with recording_table(ServiceArea) as tally:
        ServiceArea.objects.filter(pk=housing.pk).update(position=0)
    assert tally.changed == 0
    assert Change.objects.of(KIND, housing.pk).count() == 1


def test_a_fault_leaves_neither_the_change_nor_the_row(db: None) -> None:
    housing = area("housing")

    def fail() -> None:
        with recording_table(ServiceArea):
            ServiceArea.objects.filter(pk=housing.pk).update(position=3)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    housing.refresh_from_db()
    assert (housing.position, Change.objects.of(KIND, housing.pk).count()) == (0, 1)


def test_of_a_large_table_only_the_records_named_are_read_and_logged(db: None) -> None:
    housing, parks = area("housing"), area("parks")
    with recording_table(ServiceArea, only={housing.pk}, batch="some") as tally:
        ServiceArea.objects.filter(pk=housing.pk).update(position=3)
    assert (tally.created, tally.changed, tally.removed) == (0, 1, 0)
    assert [change.record_id for change in Change.objects.in_batch("some")] == [housing.pk]
    parks.refresh_from_db()
    assert parks.version == 1
