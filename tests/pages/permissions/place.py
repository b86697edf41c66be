"""The authority before whose pages everyone stands, and one of everything that its addresses name."""

from dataclasses import dataclass
from io import BytesIO
from typing import Final

from django.utils import timezone

from boroughs.models import Borough, Invitation, Officer, RoleRequest
from contracts.answers.keeping import keep
from contracts.imports import quarantine
from contracts.models import Answer, Confirmation, Contract, ImportBatch, PracticeNote
from contracts.quality.holding import hold
from contracts.services.confirming import confirm
from tests import factories
from tests.pages.permissions.selling_place import Firm, firm
from tests.pages.worlds import CLOSED, OWN, TODAY, World, in_days, saved
from tests.signing_in import staff_member
from thirty3.accounts.models import Erasure, User
from thirty3.documents import store
from thirty3.history.services import recording
from thirty3.search.models import SameWords
from toolkit.models import Project, ProjectLink

SIZE: Final = 2


@dataclass(frozen=True)
class Place:
    """What the addresses of the matrix lead to."""

    world: World
    colleague: Officer
    uploader: User
    invited: User
    invitation: Invitation
    request: RoleRequest
    note: PracticeNote
    answer: Answer
    confirmation: Confirmation
    closed: Contract
    own: Contract
    held: Contract
    firm: Firm

    @property
    def borough(self) -> Borough:
        return self.world.borough

    @property
    def other(self) -> Borough:
        """Another authority, which takes part in the contracts here and has officers of its own."""
        return self.world.others[0]

    @property
    def batch(self) -> ImportBatch:
        """An import whose rows are staged."""
        return self.world.batch

    @property
    def sent(self) -> ImportBatch:
        """An import whose file still waits in the quarantine."""
        return self.world.batches[1]


def made() -> Place:
    """A place with all of it."""
    world = World().grow(SIZE)
    borough = world.borough
    staff = staff_member("deeds@loti.example")
    uploader = User.objects.create_user("uploader@authority.example")
    saved(Officer(user=uploader, borough=borough, role="editor", approved_at=timezone.now()))
    colleague = Officer(user=User.objects.create_user("colleague@authority.example"), borough=borough)
    colleague.approved_at = timezone.now()
    _upload(world.batches[1], uploader)
    invitation = Invitation.objects.filter(borough=borough).select_related("user").order_by("pk")[0]
    _file_of_project(world)
    # What the staff site lists, and no page of an authority's.
    saved(SameWords(slug="payroll", words=["payroll", "pay"]))
    Erasure.objects.create(digest="0" * 64, why="Asked for in writing", by=staff, places=1)
    Invitation.objects.filter(pk=invitation.pk).update(invited_by=staff)
    return Place(
        world=world,
        colleague=saved(colleague),
        uploader=uploader,
        invited=invitation.user,
        invitation=invitation,
        request=RoleRequest.objects.filter(borough=borough).order_by("pk")[1],
        note=_note(borough),
        answer=keep(borough=borough, actor=staff),
        confirmation=confirm(records=[world.contract], borough=borough, actor=staff)[0],
        closed=factories.contract("Closed", buyer=borough, visibility={"record": CLOSED}),
        own=factories.contract("Own", buyer=borough, visibility={"record": OWN}),
        held=_held(factories.contract("Held", buyer=borough)),
        firm=firm(world, invitation.user),
    )


def _upload(batch: ImportBatch, uploader: User) -> None:
    """A file of the authority's own waits in the quarantine."""
    kept = quarantine.keep(BytesIO(b"Title\nAgreement\n"))
    batch.uploaded_by, batch.stored_as, batch.sha256 = uploader, kept.name, kept.sha256
    batch.save()


def _note(borough: Borough) -> PracticeNote:
    """A note with a document, which authorities share."""
    content = b"%PDF-1.7"
    dates = {"written_on": TODAY, "confirmed_on": TODAY, "lapses_on": in_days(30)}
    file = {"file_name": "plan.pdf", "stored_as": store.keep(content), "size_bytes": len(content)}
    told = {"title": "A plan", "text": "One.", "role": "Editor", "engagement": "Supplier day"}
    return saved(PracticeNote(borough=borough, state=PracticeNote.State.SHARED, **dates, **file, **told))


def _file_of_project(world: World) -> None:
    content = b"%PDF-1.7"
    project = Project.objects.order_by("pk")[0]
    file = {"file_name": "plan.pdf", "stored_as": store.keep(content), "size_bytes": len(content)}
    with recording(project):
        ProjectLink.objects.create(project=project, title="A plan", **file)


def _held(record: Contract) -> Contract:
    hold(record=record, actor=None, why="Reported")
    return record
