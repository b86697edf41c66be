"""What lists, pages, charts and downloads read: the projection, the filter and the one selection.

Whoever writes many records makes their rows ready (`draft_rows`, `drafts_ready`) before its
transaction and moves them in at its end (`publish`). Everything else is read through `select()`.
"""

from contracts.listing.lookups import load_lookups
from contracts.listing.projection import Subject, draft_rows, subject_assertion
from contracts.listing.publishing import drafts_ready, publish, room_for_drafts

__all__ = [
    "Subject",
    "draft_rows",
    "drafts_ready",
    "load_lookups",
    "publish",
    "room_for_drafts",
    "subject_assertion",
]
