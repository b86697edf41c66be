"""Guidance: its stages, pages, templates and problems, and what readers say of a page."""

import datetime
from typing import ClassVar, Final, Self

from django.db import models
from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from thirty3.history.records import Recorded
from toolkit.guidance.renamed import now_called

LONGEST_COMMENT: Final = 1000


def a_year_before(day: datetime.date) -> datetime.date:
    """The same day a year ago; of 29 February the day before."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)


class StageQuerySet(QuerySet["Stage"]):
    """Reading stages."""

    def in_order(self) -> Self:
        return self.order_by("order", "pk")


class Stage(Recorded):
    """One of the five stages of buying technology; the guide books across them stand as a sixth."""

    slug = models.SlugField(unique=True)
    title = models.CharField(max_length=60)
    summary = models.CharField(max_length=160)
    order = models.PositiveIntegerField()

    objects = StageQuerySet.as_manager()

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("toolkit:stage", args=[self.slug])


class ResourceQuerySet(QuerySet["Resource"]):
    """Reading templates."""

    def in_order(self) -> Self:
        return self.select_related("stage").order_by("stage__order", "order", "pk")


class Resource(Recorded):
    """A template to start from: a document written as Markdown, the description of a workbook, or a file."""

    class Kind(models.TextChoices):
        DOCUMENT = "document", "Document"
        SPREADSHEET = "spreadsheet", "Spreadsheet"
        FILE = "file", "File as it was given"

    slug = models.SlugField(unique=True)
    title = models.CharField(max_length=90)
    summary = models.CharField(max_length=160)
    stage = models.ForeignKey(Stage, models.PROTECT, related_name="resources")
    order = models.PositiveIntegerField()
    kind = models.TextField(choices=Kind, default=Kind.DOCUMENT)
    body = models.TextField(blank=True, help_text="Markdown, or the sheets of a workbook as TOML.")
    checked_on = models.DateField()
    # The file: what it was called, and its name in the store (thirty3/documents/store.py).
    file_name = models.TextField(blank=True, editable=False)
    stored_as = models.CharField(max_length=64, blank=True, editable=False)
    size_bytes = models.PositiveIntegerField(default=0, editable=False)

    # A file that was replaced is deleted: an earlier state has none.
    stays_when_restored: ClassVar = ("file_name", "stored_as", "size_bytes")

    objects = ResourceQuerySet.as_manager()

    class Meta:
        verbose_name = "template"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=(Q(kind="file") & ~Q(stored_as=""))
                | (Q(kind__in=["document", "spreadsheet"]) & ~Q(body="")),
                name="resource_has_what_its_kind_needs",
                violation_error_message="A document or spreadsheet has a text, and a file is uploaded.",
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"{reverse('toolkit:templates')}#{self.slug}"


class PageQuerySet(QuerySet["Page"]):
    """Reading pages."""

    def in_order(self) -> Self:
        return self.select_related("stage").order_by("stage__order", "order", "pk")

    def outline(self) -> Self:
        """Every page as lists show it, without its text."""
        return self.in_order().defer("body")

    def to_be_checked(self, day: datetime.date) -> Self:
        """Those that nobody has checked for a year, and those whose day of review has come."""
        return self.filter(Q(checked_on__lt=a_year_before(day)) | Q(review_on__lte=day))

    def with_opinions(self) -> Self:
        """With how many readers said something of each, and how many found it useful."""
        useful = Count("feedback", filter=Q(feedback__useful=True))
        return self.annotate(found=Count("feedback"), found_useful=useful)


class Page(Recorded):
    """A page of guidance: what it is, why it matters, who does it, how, an example, a checklist."""

    # Other pages link to it by this name: staff never change it, and one that changed in the files leads on.
    slug = models.SlugField(unique=True)
    stage = models.ForeignKey(Stage, models.PROTECT, related_name="pages")
    title = models.CharField(max_length=90)
    summary = models.CharField(max_length=160)
    order = models.PositiveIntegerField()
    roles = models.JSONField(default=list, help_text="Who does it.")
    moments = models.JSONField(default=list, blank=True, help_text="When it fits a contract.")
    resources = models.ManyToManyField(Resource, blank=True, related_name="pages", verbose_name="templates")
    body = models.TextField()
    checked_on = models.DateField("checked on")
    review_on = models.DateField("to be reviewed on")

    # An earlier state has the address of today, to which the one of then leads.
    stays_when_restored: ClassVar = ("slug",)

    objects = PageQuerySet.as_manager()

    class Meta:
        verbose_name = "page of guidance"
        verbose_name_plural = "pages of guidance"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(review_on__gt=models.F("checked_on")),
                name="page_is_reviewed_after_it_was_checked",
                violation_error_message="The day of review is after the day on which the page was checked.",
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("toolkit:page", args=[self.stage.slug, self.slug])

    def is_stale(self, day: datetime.date) -> bool:
        """Whether nobody has checked it for a year."""
        return self.checked_on < a_year_before(day)


class RenderedPage(models.Model):
    """A page's text as HTML, and what it was made of. Its tokens are filled on the day of reading."""

    page = models.OneToOneField(Page, models.CASCADE, primary_key=True, related_name="rendered")
    made_of = models.CharField(max_length=64)
    html = models.TextField()
    # Its headings, each with a level, an id and words; and the keys of its sources in their order.
    contents = models.JSONField(default=list)
    sources = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"{self.page_id} as HTML"


class ProblemQuerySet(QuerySet["Problem"]):
    """Reading problems."""

    def in_order(self) -> Self:
        return self.order_by("order", "pk")


class Problem(Recorded):
    """Something that people who buy or sell find hard, in our own words, and the pages that help."""

    class Who(models.TextChoices):
        OFFICER = "officer", "Officers"
        SUPPLIER = "supplier", "Suppliers"
        LOTI = "loti", "LOTI’s staff"

    key = models.SlugField(unique=True)
    who = models.TextField(choices=Who)
    words = models.TextField()
    more = models.TextField(blank=True)
    # The slugs of pages, the most helpful first.
    pages = models.JSONField(default=list)
    order = models.PositiveIntegerField()

    objects = ProblemQuerySet.as_manager()

    def __str__(self) -> str:
        return self.words

    @property
    def helped_by(self) -> list[str]:
        """Its pages as they are called today."""
        return list(dict.fromkeys(map(now_called, self.pages)))


class PageFeedback(models.Model):
    """Whether a page was useful to somebody, and what they said of it. Nothing tells who it was."""

    page = models.ForeignKey(Page, models.CASCADE, related_name="feedback")
    useful = models.BooleanField()
    comment = models.CharField(max_length=LONGEST_COMMENT, blank=True)
    given_on = models.DateField()

    class Meta:
        verbose_name = "word on a page"
        verbose_name_plural = "words on pages"

    def __str__(self) -> str:
        return f"{'Useful' if self.useful else 'Not useful'}, {self.given_on}"
