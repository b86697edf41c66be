"""The rules of who may do what, written by hand from the design's table of people: never from the code."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

# What a request may come to.
SHOWN, LED = "shown", "led elsewhere"
TO_SIGN_IN, TO_SET_UP = "asked to sign in", "asked to set up an app"
REFUSED, MISSING, BEING_CHECKED, NO_METHOD = "refused", "missing", "being checked", "no such method"


class As(StrEnum):
    """As what somebody stands before a page. Most people stand as several at once."""

    ANYONE = "anyone"
    STRANGER = "whoever has not signed in"
    SIGNED_IN = "whoever signed in"
    OFFICER = "officer of any authority"
    HOLDER = "holder of a role here, though it may rest"
    READER = "reader here or more"
    EDITOR = "editor here or more"
    LEAD = "lead here or more"
    LEAD_SOMEWHERE = "lead of any authority or more"
    KEEPER = "member of the supplier here, in person"
    EDITING = "editor of the supplier here or more"
    OWNER = "owner of the supplier here or more"
    KEEPER_SOMEWHERE = "member of any supplier, in person"
    OWNER_WITHDRAWN = "owner of the supplier that withdrew its profile, or more"
    CLAIMANT = "the person who asks to keep a profile"
    STAFF = "staff"
    SUPERUSER = "superuser"
    INVITED = "the person who is invited"
    UPLOADER = "the person who uploaded the file"


@dataclass(frozen=True)
class Rule:
    """Who comes through, and what becomes of the others.

    `hidden_from` find nothing, `refused` are told that they may not, and the rest come to `otherwise`.
    Whoever has not signed in comes to `unknown`.
    """

    may: As | None
    hidden_from: As | None = None
    refused: As | None = None
    otherwise: str = MISSING
    unknown: str = TO_SIGN_IN

    def outcome(self, stands: frozenset[As], through: frozenset[str]) -> frozenset[str]:
        """What may come to somebody; `through` is what comes to those who may."""
        if self.may in stands:
            return through
        if As.STRANGER in stands:
            return frozenset({self.unknown})
        if self.hidden_from in stands:
            return frozenset({MISSING})
        return frozenset({REFUSED if self.refused in stands else self.otherwise})


# Public pages, and those that everyone who signed in has.
EVERYONE: Final = Rule(As.ANYONE)
SIGNED_IN: Final = Rule(As.SIGNED_IN)
STRANGERS: Final = Rule(As.STRANGER, otherwise=LED)
MIDWAY: Final = Rule(None, otherwise=LED)
NOBODY: Final = Rule(None, unknown=MISSING)
# An authority's own pages. To those of other authorities they are not there; to its own people they are,
# and one whose role is not enough is told so. Staff stand as leads everywhere.
READERS: Final = Rule(As.READER)
EDITORS: Final = Rule(As.EDITOR, refused=As.READER)
LEADS: Final = Rule(As.LEAD, refused=As.READER)
# A request for a role is not even told of to those who do not decide about it.
DECIDERS: Final = Rule(As.LEAD)
HOLDERS: Final = Rule(As.HOLDER)
# What authorities share with each other: pages of forms ask strangers to sign in, records and files do not.
AUTHORITIES: Final = Rule(As.OFFICER)
SHARED: Final = Rule(As.OFFICER, unknown=MISSING)
# What authorities do together about a supplier, for the one that takes part: to all others it is not there.
TAKING_PART: Final = Rule(As.EDITOR)
# A supplier's own pages, as an authority's are. Staff may do there what its owners do, but they are no
# members: they leave nothing, and never speak for a supplier.
OWNERS: Final = Rule(As.OWNER, refused=As.KEEPER)
OWNERS_DECIDE: Final = Rule(As.OWNER)
OWNERS_WITHDRAWN: Final = Rule(As.OWNER_WITHDRAWN)
KEEPERS: Final = Rule(As.KEEPER)
# Staff may say for every supplier what its profile tells.
PROFILE_EDITORS: Final = Rule(As.EDITING)
KEEPERS_ANYWHERE: Final = Rule(As.KEEPER_SOMEWHERE)
# Claims, registrations and returns are for staff, who have their pages beside the staff site.
STAFF_DECIDE: Final = Rule(As.STAFF)
# What belongs to one person.
CLAIMANT: Final = Rule(As.CLAIMANT)
INVITED: Final = Rule(As.INVITED)
UPLOADER: Final = Rule(As.UPLOADER, hidden_from=As.EDITOR, refused=As.READER)
STAFF_UPLOADER: Final = Rule(None, hidden_from=As.STAFF, refused=As.SIGNED_IN)
# Whoever is not staff is led away from the staff site's way out.
WAY_OUT: Final = Rule(As.STAFF, otherwise=LED, unknown=LED)
# The staff site: others who signed in are told that it is not for them. Staff keep everything there but
# accounts and erasures, which are for superusers.
STAFF: Final = Rule(As.STAFF, refused=As.SIGNED_IN)
SUPERUSERS: Final = Rule(As.SUPERUSER, refused=As.SIGNED_IN)
NOT_EVEN_STAFF: Final = Rule(None, refused=As.SIGNED_IN)
NOT_THERE_FOR_STAFF: Final = Rule(None, hidden_from=As.STAFF, refused=As.SIGNED_IN)
# Staff's own accounts have a second factor, and nobody else's have.
STAFF_ACCOUNTS: Final = Rule(As.STAFF)
