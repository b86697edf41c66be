"""What suppliers' own people said of them, what became of it, and how each claim is known."""

from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from boroughs.models import Borough, Function
from suppliers.models.suppliers import Supplier
from thirty3.history.records import Recorded
from thirty3.keys import new_key


class ProfileEditQuerySet(QuerySet["ProfileEdit"]):
    """Reading what was said."""

    def undecided(self) -> Self:
        """What staff have not decided about, oldest first."""
        states = (ProfileEdit.State.SHOWN, ProfileEdit.State.WAITING)
        return self.filter(state__in=states).order_by("said_at", "pk")

    def waiting(self) -> Self:
        """What does not show until staff approve it."""
        return self.filter(state=ProfileEdit.State.WAITING)

    def refused_since(self, moment: Any) -> Self:
        return self.filter(state=ProfileEdit.State.REFUSED, decided_at__gte=moment)

    def last_refused(self, supplier: Supplier, section: str, item: str) -> "ProfileEdit | None":
        """The last that was said there, where staff refused it."""
        last = self.of_section(supplier, section, item).order_by("-said_at", "-pk").first()
        return last if last is not None and last.state == ProfileEdit.State.REFUSED else None

    def of_section(self, supplier: Supplier, section: str, item: str) -> Self:
        return self.filter(supplier=supplier, section=section, item=item)


class ProfileEdit(models.Model):
    """One save of one section of a profile, by one person: what it was, what it became, and what staff say.

    Facts that show at once and facts that have to wait are two edits, though they were saved together.
    """

    class State(models.TextChoices):
        SHOWN = "shown", "Shown, not looked at yet"
        WAITING = "waiting", "Waiting, not shown"
        APPROVED = "approved", "Approved"
        REFUSED = "refused", "Refused"
        REPLACED = "replaced", "Replaced by a later one"

    key = models.CharField(max_length=10, unique=True, default=new_key, editable=False)
    supplier = models.ForeignKey(Supplier, models.CASCADE, related_name="+")
    # Null once the person's account is gone: what was said is the supplier's.
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    # The name of a `Section` in `suppliers/profiles/sections`, and which of several, such as a certificate.
    section = models.TextField()
    item = models.TextField(blank=True)
    # The changed facts alone.
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    # How the section was known before, so that a refusal can put that back too.
    known_before = models.JSONField(default=dict, blank=True)
    state = models.TextField(choices=State)
    said_at = models.DateTimeField(default=timezone.now)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    reason = models.TextField(blank=True)

    objects = ProfileEditQuerySet.as_manager()

    class Meta:
        verbose_name = "edit of a profile"
        verbose_name_plural = "edits of profiles"
        indexes: ClassVar = [
            # The queue of staff, oldest first.
            models.Index(fields=["state", "said_at"], name="profile_edit_queue"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["supplier", "section", "item"],
                condition=Q(state="waiting"),
                name="profile_edit_waits_once",
                violation_error_message="Another edit of this section waits already.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("shown", "waiting"), decided_at__isnull=True)
                | (~Q(state__in=("shown", "waiting")) & Q(decided_at__isnull=False)),
                name="profile_edit_decided_at_exactly_when_decided",
            ),
            models.CheckConstraint(
                condition=~Q(state="refused") | ~Q(reason=""),
                name="profile_edit_refused_with_a_reason",
                violation_error_message="A refusal gives its reason.",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | Q(user__isnull=True) | ~Q(decided_by=F("user")),
                name="profile_edit_not_decided_by_oneself",
                violation_error_message="Nobody decides about their own edit.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.supplier}: {self.section}"


class HowKnown(Recorded):
    """How what a section of a profile says is known, and since when: one row for each section or item."""

    class How(models.TextChoices):
        SAID = "said", "Said by the supplier"
        SEEN = "seen", "Seen by LOTI’s staff"
        CHECKED = "checked", "Checked with the issuer"
        CONFIRMED = "confirmed", "Confirmed by a buyer"

    supplier = models.ForeignKey(Supplier, models.CASCADE, related_name="+")
    section = models.TextField()
    item = models.TextField(blank=True)
    how = models.TextField("how it is known", choices=How)
    on_date = models.DateField("when")
    note = models.TextField("what was seen", blank=True, help_text="Only staff read it.")

    class Meta:
        verbose_name = "how a claim is known"
        verbose_name_plural = "how claims are known"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["supplier", "section", "item"],
                name="how_known_once",
                violation_error_message="How this is known is said already.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.supplier}, {self.section}: {self.get_how_display().lower()}"


class SupplierProfile(Recorded):
    """What a supplier says of itself, beside what registers and contracts tell of it."""

    class Vcse(models.TextChoices):
        VOLUNTARY = "voluntary", "Voluntary or community organisation"
        ENTERPRISE = "enterprise", "Social enterprise"
        BOTH = "both", "Both"

    class Standard(models.TextChoices):
        AA22 = "wcag-2.2-aa", "WCAG 2.2 AA"
        AA21 = "wcag-2.1-aa", "WCAG 2.1 AA"
        PARTLY = "partly", "Partly: the statement says what does not meet the standard"
        OTHER = "other", "Another standard"

    supplier = models.OneToOneField(Supplier, models.CASCADE, related_name="profile")
    description = models.TextField(blank=True)
    vcse_kind = models.TextField("kind of VCSE", choices=Vcse, blank=True)
    # Where it has substantive operations, for competitions that are reserved to local suppliers.
    boroughs = models.ManyToManyField(Borough, related_name="+", blank=True, verbose_name="authorities")
    counties = models.JSONField("counties and regions", default=list, blank=True)
    functions = models.ManyToManyField(Function, related_name="+", blank=True)
    accessibility_url = models.URLField("accessibility statement", blank=True)
    accessibility_date = models.DateField("date of the accessibility statement", null=True, blank=True)
    accessibility_standard = models.TextField("accessibility standard", choices=Standard, blank=True)
    social_value = models.TextField(blank=True)
    social_value_url = models.URLField("social value report", blank=True)
    # Whom to reach by role: a shared mailbox and a telephone number for each. Never a person's.
    contacts = models.JSONField(default=dict, blank=True)

    class Meta:
        verbose_name = "profile of a supplier"
        verbose_name_plural = "profiles of suppliers"

    def __str__(self) -> str:
        return f"Profile of {self.supplier}"


class SizeFigures(Recorded):
    """The figures by which a supplier's size was tested. Staff and its own people alone see them."""

    supplier = models.OneToOneField(Supplier, models.CASCADE, related_name="+")
    staff = models.PositiveIntegerField("people who work there")
    turnover_gbp = models.BigIntegerField("yearly turnover in pounds", null=True, blank=True)
    balance_sheet_gbp = models.BigIntegerField("balance sheet total in pounds", null=True, blank=True)
    as_at_date = models.DateField("last day of the year that the figures are of")

    class Meta:
        verbose_name = "figures of a supplier’s size"
        verbose_name_plural = "figures of suppliers’ sizes"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=(Q(turnover_gbp__isnull=True) | Q(turnover_gbp__gte=0))
                & (Q(balance_sheet_gbp__isnull=True) | Q(balance_sheet_gbp__gte=0)),
                name="size_figures_not_below_zero",
                violation_error_message="A figure cannot be below zero.",
            )
        ]

    def __str__(self) -> str:
        return f"Size of {self.supplier}"


class Reference(Recorded):
    """Somebody at an organisation who can tell what the supplier did there, named by their role alone.

    It shows only once that organisation agrees: an officer of it here, or staff who wrote that they asked.
    """

    key = models.CharField(max_length=10, unique=True, default=new_key, editable=False)
    supplier = models.ForeignKey(Supplier, models.CASCADE, related_name="+")
    # One of the authorities here, or the name of another organisation.
    borough = models.ForeignKey(
        Borough, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="authority"
    )
    organisation = models.TextField(blank=True)
    role = models.TextField(help_text="Such as Head of Housing Systems. Never a name.")
    about = models.TextField("what was done there", blank=True)
    # An officer said no; what is said anew can be asked anew.
    declined_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(borough__isnull=True) ^ Q(organisation=""),
                name="reference_is_of_one_organisation",
                violation_error_message="Choose an authority, or enter the name of another organisation.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.role}, {self.borough or self.organisation}"
