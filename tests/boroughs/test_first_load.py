"""Loading the reference data where there is none yet."""

from io import StringIO

from django.core.management import call_command

from boroughs.models import Function, ServiceArea
from boroughs.reference import load_reference
from thirty3.history.services import recording


def test_a_function_that_staff_made_first_is_taken_for_the_same(db: None) -> None:
    area = ServiceArea(slug="ict", name="Information and communication technology", side="corporate")
    with recording(area):
        area.save()
    made = Function(slug="backups", name="Backup and recovery", area=area, protective=False)
    with recording(made):
        made.save()
    load_reference()
    assert Function.objects.filter(name="Backup and recovery").get().slug == "backups"


def test_the_command_prints_what_it_did(db: None) -> None:
    first, second = StringIO(), StringIO()
    call_command("load_reference", stdout=first)
    call_command("load_reference", stdout=second)
    assert "authorities: 38 added, 0 changed" in first.getvalue()
    assert "Everything was up to date." in second.getvalue()
