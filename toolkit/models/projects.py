"""Projects: what authorities did together to buy technology better, told step by step."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q, QuerySet
from django.urls import reverse

from thirty3.history.records import Recorded
from thirty3.precision import Precision


class ProjectQuerySet(QuerySet["Project"]):
    """Reading projects."""

    def by_name(self) -> Self:
        return self.order_by("name", "pk")


class Project(Recorded):
    """A piece of work that authorities did together. Whom it names are organisations, never people."""

    class Status(models.TextChoices):
        PLANNED = "planned", "Planned"
        UNDER_WAY = "under-way", "Under way"
        FINISHED = "finished", "Finished"
        HANDED_ON = "handed-on", "Handed on"

    slug = models.SlugField(unique=True)
    name = models.TextField(unique=True)
    summary = models.CharField(max_length=200, help_text="One sentence, for lists.")
    introduction = models.TextField(help_text="Markdown, as pages of guidance.")
    status = models.TextField(choices=Status)
    status_note = models.TextField("what became of it", blank=True)

    part_of_record: ClassVar = ("collaborators", "problem_areas", "timeline", "links")

    objects = ProjectQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("toolkit:project", args=[self.slug])


class Collaborator(models.Model):
    """An organisation that took part, and what it did."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="collaborators")
    name = models.TextField("organisation")
    part = models.TextField("what it did")
    url = models.URLField("its page", max_length=500, blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return self.name


class ProblemArea(models.Model):
    """A difficulty that the project found, and the page of guidance that helps with it."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="problem_areas")
    title = models.TextField()
    text = models.TextField(blank=True)
    guidance = models.SlugField("page of the toolkit", blank=True)
    source_url = models.URLField("address of the source", max_length=500, blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return self.title


class TimelineEntry(models.Model):
    """A step of a project. Its date is as exact as it is known, and may not be known at all."""

    class Kind(models.TextChoices):
        KICK_OFF = "kick-off", "Kick-off"
        INTERVIEWS = "interviews", "Interviews"
        SURVEY = "survey", "Survey"
        WORKSHOP = "workshop", "Workshop"
        PUBLICATION = "publication", "Publication"
        CALL = "call", "Call"
        MILESTONE = "milestone", "Milestone"

    project = models.ForeignKey(Project, models.CASCADE, related_name="timeline")
    # An entry without a date has its place among the others too.
    position = models.PositiveSmallIntegerField()
    kind = models.TextField(choices=Kind)
    on_date = models.DateField("date", null=True, blank=True, help_text="Leave blank where it is not known.")
    until_date = models.DateField("until", null=True, blank=True, help_text="For what took longer.")
    precision = models.TextField(choices=Precision, default=Precision.DAY)
    title = models.TextField()
    text = models.TextField(blank=True, help_text="Markdown, as pages of guidance.")
    source_url = models.URLField("address of the source", max_length=500, blank=True)

    class Meta:
        verbose_name_plural = "timeline"
        ordering: ClassVar = ["position", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(until_date__isnull=True) | Q(on_date__isnull=False, until_date__gte=F("on_date")),
                name="timeline_entry_ends_after_it_began",
                violation_error_message="Give the day on which it began, no later than its end.",
            )
        ]

    def __str__(self) -> str:
        return self.title


class ProjectLink(models.Model):
    """Something to read or to download: at its address, or a file that is kept here."""

    class Kind(models.TextChoices):
        RESOURCE = "resource", "To read"
        DOWNLOAD = "download", "To download"

    project = models.ForeignKey(Project, models.CASCADE, related_name="links")
    kind = models.TextField(choices=Kind, default=Kind.RESOURCE)
    title = models.TextField()
    url = models.URLField("address", max_length=500, blank=True)
    note = models.TextField("what it is", blank=True)
    # The file: what it was called, and its name in the store (thirty3/documents/store.py).
    file_name = models.TextField(blank=True, editable=False)
    stored_as = models.CharField(max_length=64, blank=True, editable=False)
    size_bytes = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=(~Q(url="") & Q(stored_as="")) | (Q(url="") & ~Q(stored_as="")),
                name="project_link_has_address_or_file",
                violation_error_message="Give an address or a file, not both.",
            )
        ]

    def __str__(self) -> str:
        return self.title
