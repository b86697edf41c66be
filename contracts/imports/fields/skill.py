"""The known columns of a table of skills."""

from typing import Final

from boroughs.models import SkillLevel
from contracts.imports.fields.field import Field, also

SKILL_FIELDS: Final = (
    Field(
        "borough",
        "skill",
        "Borough",
        "boroughs",
        "The authority whose people have the skill.",
        "A name of an authority",
        "Camden",
        also("boroughs; authority; local authority; council; authority slug"),
    ),
    Field(
        "skill",
        "skill",
        "Skill",
        "line",
        "A discipline or a technology.",
        "Text. Every row needs it",
        "Service design",
        also("skills; discipline; technology; skill name"),
        required=True,
    ),
    Field(
        "group",
        "skill",
        "Group",
        "line",
        "The kind of skill that it is.",
        "Text",
        "Design",
        also("skill group; category; skill category"),
    ),
    Field(
        "level",
        "skill",
        "Level",
        "skill_level",
        "How well your people know it. Only authorities and staff see it.",
        "One of the list",
        "Could teach others",
        also("skill level; capability; skills level"),
        choices=tuple(SkillLevel.Level.labels),
        required=True,
    ),
    Field(
        "as_at",
        "skill",
        "As at",
        "date_first",
        "The day on which that was true.",
        "A day, a month or a year",
        "30/09/2026",
        also("as at date; date; assessed on; page date"),
    ),
)
