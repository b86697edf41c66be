"""Who keeps a supplier's profile, how they came to, and what people ask for on the way."""

from typing import Any, ClassVar, Final, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from boroughs.models import Borough
from suppliers.models.suppliers import Supplier
from thirty3.history.records import Recorded
from thirty3.keys import new_key


class MemberRole(models.TextChoices):
    """What a member does for a supplier."""

    EDITOR = "editor", "Editor"
    OWNER = "owner", "Owner"


class SupplierMemberQuerySet(QuerySet["SupplierMember"]):
    """Reading members."""

    def in_force(self) -> Self:
        """Those that open something now."""
        return self.filter(ended_at__isnull=True, user__is_active=True)

    def of(self, person: Any) -> Self:
        """A person's, with their suppliers, by these."""
        mine = self.in_force().filter(user=person).select_related("supplier", "user")
        return mine.order_by("supplier__name", "pk")

    def with_people(self) -> Self:
        return self.select_related("user", "supplier").order_by("user__email", "pk")


class SupplierMember(Recorded):
    """A person who keeps a supplier's profile. A row is there only once that was approved."""

    class CameBy(models.TextChoices):
        REGISTERED = "registered", "Registered the supplier"
        CLAIMED = "claimed", "Claimed the supplier"
        JOINED = "joined", "Asked to join"
        INVITED = "invited", "Was invited"
        STAFF = "staff", "Added by staff"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    supplier = models.ForeignKey(Supplier, models.PROTECT, related_name="members")
    role = models.TextField(choices=MemberRole, default=MemberRole.EDITOR)
    came_by = models.TextField(choices=CameBy)
    since_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = SupplierMemberQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user", "supplier"],
                name="supplier_member_once",
                violation_error_message="This person already is or was a member of this supplier.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} of {self.supplier}"


class ClaimQuerySet(QuerySet["Claim"]):
    """Reading what people asked for."""

    def drafts(self) -> Self:
        return self.filter(state=Claim.State.DRAFT)

    def waiting(self) -> Self:
        """Those on which nobody has decided, oldest first."""
        return self.filter(state=Claim.State.WAITING).order_by("sent_at", "pk")

    def open(self) -> Self:
        return self.filter(state__in=(Claim.State.DRAFT, Claim.State.WAITING))

    def of(self, person: Any) -> Self:
        """A person's, the latest first."""
        mine = self.filter(user=person).select_related("supplier", "user")
        return mine.order_by("-started_at", "-pk")

    def with_people(self) -> Self:
        return self.select_related("user", "supplier", "home_borough", "decided_by", "mends")


class Claim(models.Model):
    """A person's wish to keep a supplier's profile: what they said, how it was proved, what became of it.

    It is a record of its own, never rewritten once it is decided: what was refused is mended in another.
    """

    class Kind(models.TextChoices):
        REGISTER = "register", "Registration"
        CLAIM = "claim", "Claim"
        JOIN = "join", "Request to join"
        RETURN = "return", "Bring the profile back"

    class State(models.TextChoices):
        DRAFT = "draft", "Not sent yet"
        WAITING = "waiting", "Waiting"
        APPROVED = "approved", "Approved"
        REFUSED = "refused", "Refused"
        WITHDRAWN = "withdrawn", "Withdrawn"

    class Proof(models.TextChoices):
        CODE = "code", "A code to an address at the domain of the known website"
        SEEN = "seen", "Seen by staff"

    class LookedUp(models.TextChoices):
        FOUND = "found", "Found"
        NOT_FOUND = "not-found", "Not found"
        NOT_CHECKED = "not-checked", "Not checked"
        DOWN = "down", "The register did not answer"

    key = models.CharField(max_length=10, unique=True, default=new_key, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    kind = models.TextField(choices=Kind)
    # Of a registration, blank until it is approved.
    supplier = models.ForeignKey(Supplier, models.CASCADE, null=True, blank=True, related_name="+")
    state = models.TextField(choices=State, default=State.DRAFT)
    started_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)
    message = models.TextField(blank=True, help_text="What the person does there, in their words.")
    # What was refused before and is mended here.
    mends = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="+")

    # What a registration says of the organisation. An address is never asked for.
    organisation = models.TextField("kind of organisation", choices=Supplier.Kind, blank=True)
    name = models.TextField(blank=True)
    company_number = models.CharField(max_length=8, blank=True)
    charity_number = models.TextField(blank=True)
    other_number = models.TextField("number in another register", blank=True)
    ppon = models.TextField("PPON", blank=True)
    website = models.URLField(blank=True)
    home_borough = models.ForeignKey(Borough, models.PROTECT, null=True, blank=True, related_name="+")
    # Slugs of known suppliers that were offered, and of which the person said that they are others.
    passed_over = models.JSONField(default=list, blank=True)

    proof = models.TextField(choices=Proof, blank=True)
    proved_at = models.DateTimeField(null=True, blank=True)
    proved_domain = models.TextField(blank=True)
    seen = models.TextField("what staff saw", blank=True)
    # A code that was sent and has not come back; neither it nor the address is kept.
    code_digest = models.CharField(max_length=64, blank=True, editable=False)
    code_domain = models.TextField(blank=True, editable=False)
    code_sent_at = models.DateTimeField(null=True, blank=True, editable=False)
    code_tries = models.PositiveSmallIntegerField(default=0, editable=False)

    looked_up = models.TextField(choices=LookedUp, blank=True)
    looked_up_name = models.TextField("name in the register", blank=True)
    looked_up_at = models.DateTimeField(null=True, blank=True)

    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    reason = models.TextField(blank=True)

    objects = ClaimQuerySet.as_manager()

    class Meta:
        verbose_name = "request to keep a profile"
        verbose_name_plural = "requests to keep a profile"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user", "supplier"],
                condition=Q(state__in=("draft", "waiting"), supplier__isnull=False),
                name="claim_open_once",
                violation_error_message="This person already waits for an answer about this supplier.",
            ),
            models.CheckConstraint(
                condition=Q(kind="register") | Q(supplier__isnull=False), name="claim_is_of_a_supplier"
            ),
            models.CheckConstraint(
                condition=~Q(state="approved") | Q(supplier__isnull=False),
                name="claim_approved_of_a_supplier",
            ),
            models.CheckConstraint(
                condition=Q(state="draft", sent_at__isnull=True)
                | (~Q(state="draft") & Q(sent_at__isnull=False)),
                name="claim_sent_at_exactly_when_sent",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("approved", "refused"), decided_at__isnull=False)
                | (~Q(state__in=("approved", "refused")) & Q(decided_at__isnull=True)),
                name="claim_decided_at_exactly_when_decided",
            ),
            models.CheckConstraint(
                condition=Q(proof="", proved_at__isnull=True) | (~Q(proof="") & Q(proved_at__isnull=False)),
                name="claim_proved_at_exactly_when_proved",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("user")),
                name="claim_not_decided_by_oneself",
                violation_error_message="Nobody decides about their own request.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.title}"

    @property
    def title(self) -> str:
        """The name of the organisation that it is about."""
        return self.supplier.name if self.supplier else self.name or "No name yet"

    @property
    def is_open(self) -> bool:
        return self.state in (Claim.State.DRAFT, Claim.State.WAITING)


# What a registration says of the organisation, as it goes into a new supplier.
ANSWERS: Final = (
    *("organisation", "name", "company_number", "charity_number", "other_number", "ppon"),
    *("website", "home_borough"),
)


class SupplierInvitationQuerySet(QuerySet["SupplierInvitation"]):
    """Reading invitations."""

    def open(self) -> Self:
        """Those that can be accepted now, newest first."""
        waiting = self.filter(accepted_at__isnull=True, withdrawn_at__isnull=True)
        return waiting.filter(lapses_at__gt=timezone.now()).order_by("-invited_at", "pk")


class SupplierInvitation(models.Model):
    """An owner's offer to a colleague, who takes it up by signing in with a code."""

    key = models.CharField(max_length=10, unique=True, default=new_key, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    supplier = models.ForeignKey(Supplier, models.CASCADE, related_name="+")
    role = models.TextField(choices=MemberRole)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    invited_at = models.DateTimeField(default=timezone.now)
    lapses_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = SupplierInvitationQuerySet.as_manager()

    class Meta:
        verbose_name = "invitation to a supplier"
        verbose_name_plural = "invitations to suppliers"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user", "supplier"],
                condition=Q(accepted_at__isnull=True, withdrawn_at__isnull=True),
                name="supplier_invitation_open_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} of {self.supplier}"
