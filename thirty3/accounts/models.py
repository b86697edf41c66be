"""People who sign in."""

from datetime import datetime
from typing import Any, ClassVar, Self

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.contrib.sessions.models import Session
from django.db import models
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Lower
from django.utils import timezone

from thirty3.registry import AUDIENCE_GRANTS


class UserManager(BaseUserManager["User"]):
    """Creates people by e-mail address, the only name they have here."""

    def create_user(self, email: str, **fields: Any) -> "User":
        if not email:
            raise ValueError("A person needs an e-mail address.")
        user = self.model(email=email.strip().lower(), **fields)
        # Nobody has a password: people sign in by a code sent to their address.
        user.set_unusable_password()
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, **fields: Any) -> "User":
        fields.pop("password", None)
        return self.create_user(email, **{"is_staff": True, "is_superuser": True, **fields})

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(AbstractBaseUser, PermissionsMixin):
    """A person, known by an e-mail address alone. Names of officers are never asked for."""

    email = models.EmailField(
        "e-mail address",
        max_length=254,
        unique=True,
        error_messages={"unique": "Someone already has this e-mail address."},
    )
    is_staff = models.BooleanField("LOTI staff", default=False)
    is_active = models.BooleanField(default=True)
    is_demonstration = models.BooleanField(default=False)
    joined_at = models.DateTimeField(default=timezone.now)
    # When a code that was sent to this address last came back. Blank again when the address changes.
    mailbox_proved_at = models.DateTimeField(null=True, blank=True, editable=False)
    # The day on which a letter said that the account, which nobody uses, is about to be deleted.
    warned_on = models.DateField(null=True, blank=True, editable=False)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = UserManager()

    class Meta:
        constraints = [
            # With small letters alone, unique means unique whichever way people type it.
            models.CheckConstraint(
                condition=models.Q(email=Lower("email")),
                name="user_email_in_small_letters",
                violation_error_message="Enter the e-mail address in small letters.",
            )
        ]

    def __str__(self) -> str:
        return self.email

    @property
    def sees_what_boroughs_share(self) -> bool:
        """Staff and officers with a current role see what authorities share only with each other."""
        if not self.is_active:
            return False
        return self.is_staff or any(grant.holds(self.pk) for grant in AUDIENCE_GRANTS)


class OpenSessionQuerySet(QuerySet["OpenSession"]):
    """Reading the sessions of people."""

    def of(self, person: User) -> Self:
        """A person's sessions that have not ended, the latest first."""
        stored = Session.objects.filter(pk=OuterRef("session_key"), expire_date__gt=timezone.now())
        return self.filter(Exists(stored), user=person).order_by("-signed_in_at", "-pk")

    def ended(self, now: datetime) -> Self:
        """What is left of sessions that ran out."""
        stored = Session.objects.filter(pk=OuterRef("session_key"), expire_date__gt=now)
        return self.filter(~Exists(stored))


class OpenSession(models.Model):
    """A session that somebody signed in to: enough to know it again and to end it.

    The kind of device and the day that it was last used tell a person whether it is theirs. No internet
    address is kept, and the row goes with the session.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    session_key = models.CharField(max_length=40, unique=True)
    device = models.TextField()
    signed_in_at = models.DateTimeField(default=timezone.now)
    last_seen_on = models.DateField(default=timezone.localdate)

    objects = OpenSessionQuerySet.as_manager()

    def __str__(self) -> str:
        return self.device


class ErasureQuerySet(QuerySet["Erasure"]):
    """Reading what was erased."""

    def of(self, digest: str) -> Self:
        """When this text was erased before, the latest first."""
        return self.filter(digest=digest).order_by("-at", "-pk")


class Erasure(models.Model):
    """The mark that a text about a person was erased: who did it, when and why, and never the text.

    Its digest is keyed: whoever asks again can be told, and a copy of this table tells nobody what it was.
    """

    at = models.DateTimeField("when", default=timezone.now, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", editable=False
    )
    why = models.TextField()
    places = models.PositiveIntegerField("how many places", editable=False)
    # Places in which words that are like it still follow one another, or that could not be reached.
    left = models.PositiveIntegerField("places left", default=0, editable=False)
    digest = models.CharField(max_length=64, editable=False)

    objects = ErasureQuerySet.as_manager()

    class Meta:
        verbose_name = "erasure of a text"
        verbose_name_plural = "erasures of a text"
        indexes = [models.Index(fields=["digest"], name="erasure_digest")]  # erased before?

    def __str__(self) -> str:
        return f"Erasure of {timezone.localtime(self.at):%-d %B %Y}"
