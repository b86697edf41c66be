"""Who could teach whom: the skills of authorities' people, for authorities and staff alone."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Final

from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from boroughs.models import Borough, Skill, SkillLevel
from thirty3.audiences import Audience, audience_of

Level = SkillLevel.Level
LEARNERS: Final = (Level.NONE, Level.LEARNING)


@dataclass(frozen=True)
class OwnSkill:
    """How well an authority's people know something, and which others know it better."""

    level: SkillLevel
    teachers: list[SkillLevel] = field(default_factory=list)


@dataclass(frozen=True)
class SharedSkill:
    """A skill, and the authorities that could teach it, know it well or could learn it."""

    skill: Skill
    teach: list[Borough]
    strong: list[Borough]
    learn: list[Borough]


@dataclass(frozen=True)
class World:
    """The skills that authorities told of, or those that are invented."""

    invented: bool
    skills: list[SharedSkill]


def skills_beside_others(borough: Borough) -> list[OwnSkill]:
    """What an authority shares of its skills, the best known first, beside who knows each better: one query.

    Whoever knows something strongly is worth asking; whoever could teach it stands first.
    """
    shared = SkillLevel.objects.shared()
    its_own = Q(borough=borough)
    levels = list(
        shared.filter(its_own | Q(level__gte=Level.STRONG))
        .filter(skill__in=shared.filter(its_own).values("skill"))
        .select_related("skill", "borough")
        .order_by("-level", "skill__name", "demonstration", "borough__name")
    )
    others = [one for one in levels if one.borough_id != borough.pk]
    return [
        OwnSkill(level, [one for one in others if _betters(one, level)])
        for level in levels
        if level.borough_id == borough.pk
    ]


def _betters(other: SkillLevel, level: SkillLevel) -> bool:
    """Nobody learns from an authority whose skill is invented, nor an invented learner from a real one."""
    same = (other.skill_id, other.demonstration) == (level.skill_id, level.demonstration)
    return same and other.level > level.level


@require_safe
@login_required
def skills(request: HttpRequest) -> HttpResponse:
    """Every skill that some authority shares, with who could teach it and who could learn it."""
    if audience_of(request) != Audience.BOROUGHS:
        raise Http404
    levels = (
        SkillLevel.objects.shared()
        .select_related("skill", "borough")
        .order_by("demonstration", "skill__group", "skill__name", "borough__name")
    )
    worlds = [
        World(invented, list(_by_skill(told)))
        for invented, told in groupby(levels, key=lambda level: level.demonstration)
    ]
    return render(request, "boroughs/skills.html", {"worlds": worlds})


def _by_skill(levels: Iterable[SkillLevel]) -> Iterator[SharedSkill]:
    for skill, told in groupby(levels, key=lambda level: level.skill):
        at = list(told)
        yield SharedSkill(
            skill,
            teach=[one.borough for one in at if one.level == Level.CAN_TEACH],
            strong=[one.borough for one in at if one.level == Level.STRONG],
            learn=[one.borough for one in at if one.level in LEARNERS],
        )
