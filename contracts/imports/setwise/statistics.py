"""Telling the planner what has just been staged."""

from django.db import connection

from contracts.models import ImportWrite, ListingDraft


def tell_the_planner() -> None:
    """PostgreSQL still takes tables filled a moment ago for empty ones, and joins them row by row."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        for model in (ImportWrite, ListingDraft):
            cursor.execute(f"ANALYZE {connection.ops.quote_name(model._meta.db_table)}")
