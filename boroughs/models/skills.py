"""The skills survey of City Tools: who could teach whom."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q, QuerySet

from boroughs.models.authorities import Borough
from boroughs.models.officers import Officer
from thirty3.history.records import Recorded


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
