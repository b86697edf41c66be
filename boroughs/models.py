"""London's authorities, what they do, and who works for them here."""

import datetime
from typing import Any, ClassVar, Final, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import Concat
from django.urls import reverse
from django.utils import timezone

from thirty3.history.records import Recorded
from thirty3.keys import new_key
from thirty3.states import is_no_state


class BoroughQuerySet(QuerySet["Borough"]):
    """Reading authorities."""

    def authorities(self) -> Self:
        """The 33: the 32 boroughs and the City of London Corporation."""
        return self.filter(kind=Borough.Kind.AUTHORITY).order_by("name")

    def by_name(self) -> Self:
        return self.order_by("name", "pk")


class Borough(Recorded):
    """One of London's 33 local authorities, another London public body, or a body that one controls."""

    class Kind(models.TextChoices):
        AUTHORITY = "authority", "Local authority"
        PUBLIC_BODY = "public-body", "Other London public body"
        CONTROLLED = "controlled", "Body that an authority controls"

    class Ring(models.TextChoices):
        INNER = "inner", "Inner London"
        OUTER = "outer", "Outer London"

    slug = models.SlugField(unique=True)
    name = models.TextField()
    formal_name = models.TextField()
    kind = models.TextField(choices=Kind)
    # London Government Act 1963, section 1 and schedule 1; the City is counted as inner. Statistics
    # of the ONS draw the line elsewhere: do not mix the two.
    ring = models.TextField(choices=Ring, blank=True)
    gss_code = models.CharField("GSS code", max_length=9, blank=True)
    website = models.URLField(blank=True)
    short_name = models.CharField(max_length=3, blank=True, help_text="Three letters for the tile map.")
    tile_x = models.PositiveSmallIntegerField(null=True, blank=True)
    tile_y = models.PositiveSmallIntegerField(null=True, blank=True)
    neighbours = models.ManyToManyField("self", blank=True)
    parents = models.ManyToManyField("self", symmetrical=False, blank=True, related_name="controlled_bodies")

    # Computed from the boundaries, and a fact of the neighbour as well.
    stays_when_restored: ClassVar = ("neighbours",)

    objects = BoroughQuerySet.as_manager()

    class Meta:
        verbose_name = "authority"
        verbose_name_plural = "authorities"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["gss_code"],
                condition=~Q(gss_code=""),
                name="borough_gss_code_once",
                violation_error_message="Another authority has this GSS code.",
            ),
            models.UniqueConstraint(
                fields=["tile_x", "tile_y"],
                name="borough_tile_once",
                violation_error_message="Another authority has this square of the map.",
            ),
            models.CheckConstraint(
                condition=Q(tile_x__isnull=True, tile_y__isnull=True)
                | Q(tile_x__isnull=False, tile_y__isnull=False),
                name="borough_tile_has_both",
                violation_error_message="A square of the map needs both x and y.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("boroughs:borough", args=[self.slug])


class HowToSell(Recorded):
    """What an authority tells firms that want to sell to it. All of it is public.

    A record beside the authority's own, so that a changed address does not remake the lists of its contracts.
    """

    borough = models.ForeignKey(Borough, models.PROTECT, related_name="+")
    portal_url = models.URLField("tender portal", blank=True)
    procurement_url = models.URLField("procurement page", blank=True)
    mailbox = models.EmailField("shared mailbox", blank=True, help_text="Never that of one person.")
    # Procurement Act 2023, section 93: planned contracts of more than £2 million in the next 18 months.
    pipeline_url = models.URLField("pipeline notice", blank=True)
    rules_below_threshold = models.TextField(blank=True)
    # Procurement Act 2023, section 69: invoices paid within 30 days are told twice a year.
    paid_in_30_days_percent = models.PositiveSmallIntegerField(
        "invoices paid within 30 days, in per cent", null=True, blank=True
    )
    as_at_date = models.DateField("checked on")

    class Meta:
        verbose_name = "how to sell to an authority"
        verbose_name_plural = "how to sell to authorities"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["borough"],
                name="how_to_sell_once",
                violation_error_message="This authority tells already how to sell to it.",
            ),
            models.CheckConstraint(
                condition=Q(paid_in_30_days_percent__isnull=True) | Q(paid_in_30_days_percent__lte=100),
                name="how_to_sell_percent_up_to_100",
                violation_error_message="Enter a whole number from 0 to 100.",
            ),
        ]

    def __str__(self) -> str:
        return f"How to sell to {self.borough}"


class BoroughName(models.Model):
    """A spelling under which an authority, a body or a partnership appears in files."""

    borough = models.ForeignKey(Borough, models.CASCADE, related_name="spellings")
    spelling = models.TextField()
    # Folded by `boroughs.names.fold`; the form that look-ups compare.
    folded = models.TextField(unique=True)

    def __str__(self) -> str:
        return self.spelling


class EmailDomain(Recorded):
    """A domain whose addresses belong to people of these authorities."""

    domain = models.TextField(unique=True)
    boroughs = models.ManyToManyField(Borough, related_name="email_domains")
    checked_on = models.DateField(null=True, blank=True, help_text="Blank until staff have checked it.")

    def __str__(self) -> str:
        return self.domain


class LotiMembership(models.Model):
    """A time during which an authority belonged to LOTI. No row means that nobody has said."""

    borough = models.ForeignKey(Borough, models.CASCADE, related_name="loti_memberships")
    since_date = models.DateField()
    until_date = models.DateField(null=True, blank=True)
    source_url = models.URLField(blank=True)

    class Meta:
        verbose_name = "LOTI membership"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(until_date__isnull=True) | Q(until_date__gte=F("since_date")),
                name="loti_membership_ends_after_start",
                violation_error_message="A membership cannot end before it starts.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.borough} since {self.since_date}"


class ServiceAreaQuerySet(QuerySet["ServiceArea"]):
    """Reading service areas."""

    def in_order(self) -> Self:
        return self.order_by("position", "name")


class ServiceArea(Recorded):
    """A field of an authority's work: housing, finance. Frontline or corporate, as City Tools split them."""

    class Side(models.TextChoices):
        FRONTLINE = "frontline", "Frontline"
        CORPORATE = "corporate", "Corporate"

    slug = models.SlugField(unique=True, validators=[is_no_state])
    name = models.TextField(unique=True)
    side = models.TextField(choices=Side)
    position = models.PositiveSmallIntegerField(default=0)

    objects = ServiceAreaQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("boroughs:area", args=[self.slug])


class FunctionQuerySet(QuerySet["Function"]):
    """Reading functions."""

    def current(self) -> Self:
        """Those that were not merged into another."""
        return self.filter(merged_into__isnull=True)

    def with_merged(self) -> Self:
        """All of them in order, those that were merged as well."""
        return self.select_related("area").order_by("area__position", "position", "name")

    def in_order(self) -> Self:
        return self.with_merged().current()


class Function(Recorded):
    """Something that an authority does and may run technology for: housing management, payroll."""

    slug = models.SlugField(unique=True, validators=[is_no_state])
    name = models.TextField()
    area = models.ForeignKey(ServiceArea, models.PROTECT, related_name="functions")
    synonyms = models.JSONField(default=list, blank=True, help_text="Other words for it, as a list.")
    lgsl_ids = models.JSONField(
        "national service ids", default=list, blank=True, help_text="Local Government Service List numbers."
    )
    protective = models.BooleanField(
        default=False,
        help_text=(
            "It protects the authority (identity, backup, network security). Supplier, product and hosting "
            "are then shown to authorities alone, unless they are already public."
        ),
    )
    position = models.PositiveSmallIntegerField(default=0)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged_from")

    # A merge moved what refers to it, and has an undo of its own.
    stays_when_restored: ClassVar = ("merged_into_id",)

    objects = FunctionQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["area", "name"], name="function_name_once_in_area"),
            models.CheckConstraint(
                condition=~Q(merged_into=F("id")),
                name="function_not_merged_into_itself",
                violation_error_message="A function cannot be merged into itself.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Its page lies below that of its service area, which has to be loaded with it."""
        return reverse("boroughs:function", args=[self.area.slug, self.slug])


class Partnership(Recorded):
    """A shared service: a name in files that means its members on that day."""

    slug = models.SlugField(unique=True)
    name = models.TextField(unique=True)
    host = models.ForeignKey(
        Borough, models.PROTECT, null=True, blank=True, related_name="hosted_partnerships"
    )
    functions = models.ManyToManyField(Function, blank=True, related_name="+")
    spellings = models.JSONField(default=list, blank=True, help_text="Names under which it buys, as a list.")
    source_url = models.URLField(blank=True)

    part_of_record: ClassVar = ("members",)

    def __str__(self) -> str:
        return self.name


class PartnershipMember(models.Model):
    """An authority's time in a shared service. A missing date means that nobody has said."""

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="members")
    borough = models.ForeignKey(Borough, models.PROTECT, related_name="partnership_memberships")
    since_date = models.DateField(null=True, blank=True)
    until_date = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(until_date__isnull=True)
                | Q(since_date__isnull=True)
                | Q(until_date__gte=F("since_date")),
                name="partnership_member_ends_after_start",
                violation_error_message="A membership cannot end before it starts.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.borough} in {self.partnership}"


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


class Skill(Recorded):
    """A discipline or technology of the City Tools skills survey."""

    slug = models.SlugField(unique=True)
    name = models.TextField(unique=True)
    group = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.name


class SkillLevelQuerySet(QuerySet["SkillLevel"]):
    """Reading levels as far as somebody may see them."""

    def shared(self) -> Self:
        """What authorities share with each other."""
        return self.filter(own=False)

    def own_of(self, person: Any) -> Self:
        """What an authority's own people, and staff, see beyond that."""
        own = self.filter(own=True)
        if person.is_staff:
            return own
        roles = Officer.objects.in_force().filter(user=person)
        return own.filter(borough__in=roles.values("borough"))


class SkillLevel(Recorded):
    """How well an authority's people know a discipline: who could teach whom.

    Seen by authorities and staff alone; by that authority and staff alone where it is its own.
    """

    class Level(models.IntegerChoices):
        NONE = 0, "No skill in house"
        LEARNING = 1, "Learning"
        WORKING = 2, "Working knowledge"
        STRONG = 3, "Strong"
        CAN_TEACH = 4, "Could teach others"

    borough = models.ForeignKey(Borough, models.PROTECT, related_name="skill_levels")
    skill = models.ForeignKey(Skill, models.PROTECT, related_name="levels")
    level = models.PositiveSmallIntegerField(choices=Level)
    as_at_date = models.DateField(null=True, blank=True)
    own = models.BooleanField(
        "kept to its authority and staff",
        default=False,
        help_text="Nobody has said that it may be published, so other authorities do not see it.",
    )
    demonstration = models.BooleanField(default=False, editable=False)

    objects = SkillLevelQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["borough", "skill", "demonstration"], name="skill_level_once_for_borough"
            ),
            models.CheckConstraint(condition=Q(level__range=(0, 4)), name="skill_level_from_0_to_4"),
        ]

    def __str__(self) -> str:
        return f"{self.borough}: {self.skill} {self.level}"
