"""People, the change log, merges, the search engine and the periodic jobs."""

from tests.architecture.constraints.case import NOW, Checks, Once, Plain, Unique
from thirty3.accounts.models import OpenSession, User
from thirty3.history.models import Change, Merge, Tombstone
from thirty3.periodic.models import JobRun
from thirty3.search.models import FacetBits, SameWords, Stamp

PLAIN: Plain = {
    User: lambda: {"email": "someone@camden.example"},
    Change: lambda: {"kind": "a.b", "record_id": 1, "version": 1, "action": "created"},
    Merge: lambda: {"kind": "a.b", "loser_id": 1, "survivor_id": 2, "why": "They are one"},
    Tombstone: lambda: {"kind": "a.b", "key": "2345678923", "audience": "public"},
    JobRun: lambda: {"name": "tidying"},
    OpenSession: lambda: {
        "user": User.objects.get_or_create(email="a@b.example")[0],
        **{"session_key": "a", "device": "x"},
    },
    Stamp: lambda: {"kind": "contract", "audience": "public", "changed_at": NOW},
    FacetBits: lambda: {
        **{"kind": "contract", "audience": "public", "facet": "borough", "value": "camden"},
        **{"bits": b"", "stamp": 1},
    },
    SameWords: lambda: {"slug": "crm", "words": ["CRM", "customer relationship management"]},
}
CHECKS: Checks = {
    "user_email_in_small_letters": (
        User,
        [{"email": "other@camden.example"}],
        [{"email": "Other@camden.example"}],
    ),
    "change_action_is_known": (
        Change,
        [{"action": "created"}, {"action": "changed"}, {"action": "removed"}],
        [{"action": "moved"}, {"action": ""}],
    ),
    "merge_is_of_two_records": (Merge, [{"survivor_id": 2}], [{"survivor_id": 1}]),
    "job_began_before_it_ended": (
        JobRun,
        [{}, {"began_at": NOW}, {"began_at": NOW, "ended_at": NOW}],
        [{"ended_at": NOW}],
    ),
}
UNIQUE: Unique = {
    "change_version_once": (Change, {}, [{"kind": "a.c"}, {"record_id": 2}, {"version": 2}]),
    "merge_stands_once": (Merge, {}, [{"kind": "a.c"}, {"loser_id": 3}, {"undone_at": NOW}]),
    "tombstone_key_once": (Tombstone, {}, [{"kind": "a.c"}, {"key": "3456789234"}]),
    "stamp_of_kind_and_audience": (Stamp, {}, [{"kind": "system"}, {"audience": "boroughs"}]),
    "facet_value_once": (
        FacetBits,
        {},
        [{"kind": "system"}, {"audience": "boroughs"}, {"facet": "area"}, {"value": "brent"}],
    ),
}
ONCE: Once = [
    (User, "email"),
    (SameWords, "slug"),
    (JobRun, "name"),
    (OpenSession, "session_key"),
    (Merge, "key"),
]
