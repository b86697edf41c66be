"""What an authority's page shows of its own people's skills."""

import datetime
from typing import Any

from boroughs.models import Borough, HowToSell, SkillLevel
from boroughs.skills import OwnSkill, skills_beside_others
from thirty3.audiences import Audience
from thirty3.registry import PANELS, Panel

# What firms are told, beside the day.
TOLD = (
    "portal_url",
    "procurement_url",
    "mailbox",
    "pipeline_url",
    "rules_below_threshold",
    "paid_in_30_days_percent",
)


def skills_of(borough: Borough, audience: Audience, day: datetime.date) -> dict[str, Any] | None:
    """Who could teach whom: for authorities and staff alone."""
    if audience != Audience.BOROUGHS:
        return None
    skills = skills_beside_others(borough)
    if not skills:
        return None
    return {
        "teach": _at(skills, SkillLevel.Level.CAN_TEACH),
        "learn": _at(skills, SkillLevel.Level.LEARNING),
        "skills": skills,
        "demonstration": any(one.level.demonstration for one in skills),
    }


def _at(skills: list[OwnSkill], level: SkillLevel.Level) -> list[str]:
    """The real skills at a level, by name: what is invented is no offer, and the table marks it."""
    return [
        str(one.level.skill) for one in skills if one.level.level == level and not one.level.demonstration
    ]


def how_to_sell_to(borough: Borough, audience: Audience, day: datetime.date) -> dict[str, Any] | None:
    """What the authority tells firms; nothing where it has told nothing."""
    how = HowToSell.objects.filter(borough=borough).first()
    told = how is not None and any(getattr(how, fact) not in ("", None) for fact in TOLD)
    return {"how": how} if told else None


def own_skills(borough: Borough, person: Any, audience: Audience) -> dict[str, Any] | None:
    """What the authority keeps to itself, for its own people and staff; nothing for anybody else.

    No panel like the others: those are made for an audience, and this for one person.
    """
    if audience != Audience.BOROUGHS:
        return None
    levels = (
        SkillLevel.objects.own_of(person)
        .filter(borough=borough)
        .select_related("skill")
        .order_by("-level", "skill__name", "demonstration")
    )
    shown = list(levels)
    return {"levels": shown, "demonstration": any(level.demonstration for level in shown)} if shown else None


def register() -> None:
    """Put the panels on authorities' pages; called when the app is ready."""
    selling = "boroughs/panels/how-to-sell.html"
    PANELS.register(Panel("how-to-sell", "borough", 25, selling, how_to_sell_to, queries=1))
    PANELS.register(Panel("skills", "borough", 30, "boroughs/panels/skills.html", skills_of, queries=1))
