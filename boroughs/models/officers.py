"""Who works for an authority here, and how they came to their role."""

import datetime
from typing import Any, ClassVar, Final, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import Concat
from django.utils import timezone

from boroughs.models.authorities import Borough, EmailDomain
from thirty3.history.records import Recorded
from thirty3.keys import new_key

# How long a mailbox counts as a person's after a code that was sent to it came back.
PROVED_FOR: Final = datetime.timedelta(days=90)


class OfficerQuerySet(QuerySet["Officer"]):
    """Reading roles."""

    def held(self) -> Self:
        """Those that were approved and have not ended, whether or not their mailbox was proved of late."""
        return self.filter(approved_at__isnull=False, ended_at__isnull=True)

    def in_force(self) -> Self:
        """Those that open something now: held, and their mailbox was proved in the last 90 days.

        Whoever has not come in by a code since proofs are kept is counted from the approval. An address
        that is no longer at the role's domain proves nothing of it.
        """
        since = timezone.now() - PROVED_FOR
        proved = Q(user__mailbox_proved_at__gte=since)
        proved |= Q(user__mailbox_proved_at__isnull=True, approved_at__gte=since)
        at_domain = Q(user__email__endswith=Concat(Value("@"), F("domain__domain")))
        return self.held().filter(proved, at_domain | Q(domain__isnull=True))

    def of(self, person: Any) -> Self:
        """A person's, with their authorities, by these."""
        return self.filter(user=person).select_related("borough", "user").order_by("borough__name", "pk")

    def is_officer(self, person_id: int) -> bool:
        """Whether a person works for an authority here."""
        return self.in_force().filter(user=person_id).exists()


class Officer(Recorded):
    """A person's role at an authority, as staff or a lead there approved it."""

    class Role(models.TextChoices):
        READER = "reader", "Reader"
        EDITOR = "editor", "Editor"
        LEAD = "lead", "Lead"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    borough = models.ForeignKey(Borough, models.PROTECT, related_name="officers")
    role = models.TextField(choices=Role, default=Role.READER)
    domain = models.ForeignKey(
        EmailDomain,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="The domain by which the mailbox is the authority's. Blank where staff vouch for it.",
    )
    approved_at = models.DateTimeField(null=True, blank=True, help_text="Blank while the role waits.")
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = OfficerQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user", "borough"],
                name="officer_one_role_each",
                violation_error_message="This person already has a role at this authority.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} at {self.borough}"

    @property
    def lapses_at(self) -> datetime.datetime | None:
        """When it stops opening anything unless a code comes back from the mailbox before."""
        proved = self.user.mailbox_proved_at or self.approved_at
        return proved + PROVED_FOR if proved else None


class RoleRequestQuerySet(QuerySet["RoleRequest"]):
    """Reading requests for roles."""

    def waiting(self) -> Self:
        """Those on which nobody has decided, oldest first."""
        return self.filter(outcome="").order_by("asked_at", "pk")

    def with_people(self) -> Self:
        return self.select_related("user", "borough", "domain", "decided_by")


class RoleRequest(models.Model):
    """A person's wish for a role at an authority, what they stated with it, and what became of it.

    It is a record of its own: the change log of roles holds nothing that somebody wrote of themselves.
    """

    class Outcome(models.TextChoices):
        APPROVED = "approved", "Approved"
        REFUSED = "refused", "Refused"

    key = models.CharField(max_length=10, unique=True, default=new_key, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    borough = models.ForeignKey(Borough, models.PROTECT, related_name="+")
    domain = models.ForeignKey(EmailDomain, models.PROTECT, related_name="+")
    role = models.TextField(choices=Officer.Role)
    asked_at = models.DateTimeField(default=timezone.now)
    # The text by its version: boroughs/officers/statement.py.
    statement_version = models.PositiveSmallIntegerField()
    stated_on = models.DateField()
    interests = models.TextField("outside interests")
    outcome = models.TextField(choices=Outcome, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    reason = models.TextField(blank=True)

    objects = RoleRequestQuerySet.as_manager()

    class Meta:
        verbose_name = "request for a role"
        verbose_name_plural = "requests for roles"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user", "borough"],
                condition=Q(outcome=""),
                name="role_request_waits_once",
                violation_error_message="This person already waits for a role at this authority.",
            ),
            models.CheckConstraint(
                condition=Q(outcome="", decided_at__isnull=True)
                | (~Q(outcome="") & Q(decided_at__isnull=False)),
                name="role_request_decided_at_exactly_when_decided",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("user")),
                name="role_request_not_decided_by_oneself",
                violation_error_message="Nobody decides about their own role.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} at {self.borough}"


class InvitationQuerySet(QuerySet["Invitation"]):
    """Reading invitations."""

    def open(self) -> Self:
        """Those that can be accepted now, newest first."""
        waiting = self.filter(accepted_at__isnull=True, withdrawn_at__isnull=True)
        return waiting.filter(lapses_at__gt=timezone.now()).order_by("-invited_at", "pk")


class Invitation(models.Model):
    """A lead's offer of a role to a colleague, who takes it up by signing in with a code."""

    key = models.CharField(max_length=10, unique=True, default=new_key, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    borough = models.ForeignKey(Borough, models.PROTECT, related_name="+")
    domain = models.ForeignKey(EmailDomain, models.PROTECT, related_name="+")
    role = models.TextField(choices=Officer.Role)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    invited_at = models.DateTimeField(default=timezone.now)
    lapses_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user", "borough"],
                condition=Q(accepted_at__isnull=True, withdrawn_at__isnull=True),
                name="invitation_open_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} at {self.borough}"
