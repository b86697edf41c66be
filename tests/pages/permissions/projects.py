"""Projects: everyone reads them, and nothing is sent there."""

from typing import Final

from tests.pages.permissions.address import Address, a_kind
from tests.pages.permissions.place import Place
from toolkit.models import ProjectLink


def file(place: Place) -> str:
    held = ProjectLink.objects.select_related("project").exclude(stored_as="")[0]
    return f"{held.project.get_absolute_url()}files/{held.pk}/"


PROJECTS: Final = (
    *(Address(name, a_kind(name)) for name in ("toolkit:projects", "toolkit:project")),
    Address("toolkit:project-file", file),
)
