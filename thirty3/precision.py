"""How exactly a date is known."""

from django.db import models


class Precision(models.TextChoices):
    """How much of a date was given. The stored day is the last possible one (for a start, the first)."""

    DAY = "day", "Day"
    MONTH = "month", "Month"
    QUARTER = "quarter", "Quarter"
    YEAR = "year", "Year"
