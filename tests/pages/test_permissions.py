"""Who may do what at every address, by every method: each answer follows from the rules, none is recorded.

The rules are in `tests/pages/permissions/rules.py`, the people in `people.py`, and which address stands under
which rule in `addresses.py` and `staff.py`. A new address needs a line there.
"""

from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, resolve

from tests.pages.permissions.addresses import ADDRESSES
from tests.pages.permissions.asking import PlainClient, ask
from tests.pages.permissions.matrix import problem
from tests.pages.permissions.people import VISITORS, Visitor
from tests.pages.permissions.place import Place
from tests.pages.permissions.rules import REFUSED, SHOWN, TO_SET_UP, TO_SIGN_IN
from tests.pages.permissions.staff import STAFF_ADDRESSES
from tests.signing_in import sign_in, staff_member

pytestmark = pytest.mark.django_db(databases="__all__")
EVERY = (*ADDRESSES, *STAFF_ADDRESSES)
# Asked in turn: another of them by each visitor.
OTHER_METHODS = ("head", "put", "patch", "delete")


def routes(resolver: URLResolver, before: str = "") -> Iterator[str]:
    """Every pattern that addresses follow."""
    for pattern in resolver.url_patterns:
        part = str(pattern.pattern)
        route = before + (part.removeprefix("^") if before else part)
        if isinstance(pattern, URLPattern):
            yield route
        else:
            yield from routes(pattern, route)


def test_no_address_is_without_a_rule(place: Place) -> None:
    covered = {resolve(address.where(place).partition("?")[0]).route for address in EVERY}
    assert sorted(set(routes(get_resolver())) - covered) == []


# For staff, and nothing for anyone else to know of.
STAFF_ALONE: Final[Four] = (ASKED_TO_SIGN_IN, MISSING, MISSING, SHOWN)
NOT_SENT: Final[Four] = (NO_SUCH_METHOD,) * 4
MATRIX: dict[str, Rule] = {
    # Everyone reads everything public; nothing is sent to a public page.
    **{
        name: Rule(EVERYONE, NOT_SENT)
        for name in (
            "home",
            "contracts",
            "contracts as CSV",
            "the empty workbook",
            "contract",
            "protective contract",
            "authorities",
            "authority",
            "insights",
            "figures as CSV",
            "components of the demonstration",
            *(
                kind.name
                for kind in (*SEARCH, *OPEN_DATA, *TECHNOLOGIES, *SUPPLIERS, *SERVICES, *ABOUT, *HISTORIES)
            ),
            "robots.txt",
            *(kind.name for kind in KINDS if kind.name.startswith("sitemap")),
            "alive?",
            "ready?",
            "outbox of the demonstration",
        )
    },
    "page not found": Rule(NOBODY, NOBODY),
    # A closed contract is for officers and staff; one authority's own is in no list and on no page.
    "closed contract": Rule((MISSING, MISSING, SHOWN, SHOWN), NOT_SENT),
    "an authority's own contract": Rule(NOBODY, NOT_SENT),
    # Accounts
    "your account": Rule(SIGNED_IN, (NO_SUCH_METHOD,) * 4),
    "sign in": Rule((SHOWN, ELSEWHERE, ELSEWHERE, ELSEWHERE)),
    "give the code": Rule((ASKED_TO_SIGN_IN, ELSEWHERE, ELSEWHERE, ELSEWHERE)),
    "give the app's code": Rule((ASKED_TO_SIGN_IN, ELSEWHERE, ELSEWHERE, ELSEWHERE)),
    "sign out": Rule((ELSEWHERE, SHOWN, SHOWN, SHOWN)),
    "account closed": Rule(EVERYONE),
    "set up your app": Rule((ASKED_TO_SIGN_IN, MISSING, MISSING, ELSEWHERE)),
    "give the app's code again": Rule((ASKED_TO_SIGN_IN, REFUSED, REFUSED, SHOWN)),
    "recovery codes": Rule((ASKED_TO_SIGN_IN, MISSING, MISSING, ELSEWHERE)),
    "new recovery codes": Rule((ASKED_TO_SIGN_IN, MISSING, MISSING, ELSEWHERE)),
    # Roles and an authority's own pages; the officer is a reader at the first authority.
    "your roles": Rule(SIGNED_IN, NOT_SENT),
    "ask for a role": Rule(SIGNED_IN, SIGNED_IN),
    "who waits for a role": Rule((ASKED_TO_SIGN_IN, MISSING, MISSING, SHOWN), NOT_SENT),
    "decide about a role": Rule(
        (ASKED_TO_SIGN_IN, MISSING, MISSING, SHOWN), (ASKED_TO_SIGN_IN, MISSING, MISSING, SHOWN)
    ),
    "my authority": Rule((ASKED_TO_SIGN_IN, SHOWN, ELSEWHERE, SHOWN), NOT_SENT),
    "an authority's own page": Rule((ASKED_TO_SIGN_IN, MISSING, SHOWN, SHOWN), NOT_SENT),
    "people of an authority": Rule(FOR_LEADS, NOT_SENT),
    # An empty form is all that it needs: what is left blank is not told.
    "say how to sell to an authority": Rule(FOR_LEADS, (*FOR_LEADS[:3], ELSEWHERE)),
    "invite a colleague": Rule(FOR_LEADS, FOR_LEADS),
    "end a role": Rule(
        (ASKED_TO_SIGN_IN, MISSING, MISSING, SHOWN), (ASKED_TO_SIGN_IN, MISSING, MISSING, SHOWN)
    ),
    # What an authority shares, and questions between authorities.
    "share what you learnt": Rule(SIGNED_IN, NOT_SENT),
    "an authority's notes": Rule((ASKED_TO_SIGN_IN, MISSING, SHOWN, SHOWN), NOT_SENT),
    "write a note": Rule(FOR_LEADS, FOR_LEADS),
    "ask an authority": Rule(
        (ASKED_TO_SIGN_IN, MISSING, SHOWN, SHOWN), (ASKED_TO_SIGN_IN, MISSING, SHOWN, SHOWN)
    ),
    "an authority's own contracts": Rule(FOR_LEADS, FOR_LEADS),
    # Editors keep records and say who sees them; the officer is a reader.
    **{
        name: Rule(FOR_LEADS, NOT_SENT)
        for name in (
            "contracts that an authority keeps",
            "systems that an authority keeps",
            "who sees what of a contract",
            "a contract as the public sees it",
            "a system as the public sees it",
        )
    },
    **{
        name: Rule(FOR_LEADS, FOR_LEADS)
        for name in (
            *("add a contract", "edit a contract", "add a system in use", "edit a system in use"),
            *("say who sees a fact", "change several contracts"),
        )
    },
    # Registers: for editors, as above.
    **{
        name: Rule(FOR_LEADS, (ASKED_TO_SIGN_IN, *(NO_SUCH_METHOD,) * 3))
        for name in ("review a register", "workbook of a register")
    },
    "registers of an authority": Rule(FOR_LEADS, NOT_SENT),
    "send a register": Rule(FOR_LEADS, FOR_LEADS),
    **{
        name: Rule(FOR_LEADS, (*FOR_LEADS[:3], ELSEWHERE))
        for name in (
            "say what columns of a register are",
            "choose what names in a register mean",
            "decide about a row of a register",
        )
    },
    # The uploader alone has the file, and nobody here uploaded one.
    "file of a register": Rule(
        (ASKED_TO_SIGN_IN, MISSING, REFUSED, MISSING), (ASKED_TO_SIGN_IN, *(NO_SUCH_METHOD,) * 3)
    ),
    **{
        f"register: {what}": Rule((ASKED_TO_SIGN_IN, *(NO_SUCH_METHOD,) * 3), (*FOR_LEADS[:3], ELSEWHERE))
        for what in ("apply", "undo", "compare", "give-up")
    },
    # Without a verdict there is nothing of that name.
    "register: rows": Rule((ASKED_TO_SIGN_IN, *(NO_SUCH_METHOD,) * 3), (*FOR_LEADS[:3], MISSING)),
    "an authority's answers with a link": Rule(FOR_LEADS, (*FOR_LEADS[:3], ELSEWHERE)),
    "an answer with a link": Rule(EVERYONE, NOT_SENT),
    "take confirmations back": Rule((NO_SUCH_METHOD,) * 4, (ASKED_TO_SIGN_IN, MISSING, REFUSED, ELSEWHERE)),
    "passkeys": Rule((ASKED_TO_SIGN_IN, MISSING, MISSING, SHOWN)),
    "new passkey": Rule((ASKED_TO_SIGN_IN, MISSING, MISSING, ELSEWHERE)),
    "where you are signed in": Rule(SIGNED_IN),
    "delete your account": Rule(SIGNED_IN),
    "account deleted": Rule(EVERYONE, NOT_SENT),
    # The staff site
    **{kind.name: Rule(STAFF) for kind in STAFF_PAGES},
    "upload a spreadsheet": Rule(STAFF, STAFF),
    "review an import": Rule(STAFF),
    "merge two technologies": Rule(STAFF, STAFF),
    "merge of the past": Rule(STAFF, (ASKED_TO_SIGN_IN, REFUSED, REFUSED, ELSEWHERE)),
    "forget a name": Rule(STAFF, (ASKED_TO_SIGN_IN, REFUSED, REFUSED, ELSEWHERE)),
    **{
        f"import: {what}": Rule(
            (ASKED_TO_SIGN_IN, REFUSED, REFUSED, NO_SUCH_METHOD),
            (ASKED_TO_SIGN_IN, REFUSED, REFUSED, ELSEWHERE),
        )
        for what in ("apply", "undo", "compare", "give-up")
    },
    "staff form: contract": Rule(STAFF, STAFF),
    # Without word of what was seen, nothing is put back.
    "state to put back": Rule(STAFF, (ASKED_TO_SIGN_IN, REFUSED, REFUSED, ELSEWHERE)),
    "staff form: new supplier": Rule(STAFF, STAFF),
    "staff form: remove a contract": Rule(STAFF),
    "staff site under another name": Rule((ASKED_TO_SIGN_IN, REFUSED, REFUSED, MISSING)),
    "staff site: change a password": Rule((ASKED_TO_SIGN_IN, REFUSED, REFUSED, MISSING)),
    "staff table out": Rule(STAFF),
    "staff workbook of contracts": Rule(STAFF),
    "staff workbook of systems": Rule(STAFF),
    "staff workbook of an import": Rule(STAFF),
    "staff table in": Rule(STAFF),
    # Anyone reports a problem; staff hold what may do harm, and everyone who saw it is told.
    "report a problem": Rule(EVERYONE, EVERYONE),
    "report a problem with a contract": Rule(EVERYONE, EVERYONE),
    "what became of a report": Rule(EVERYONE, NOT_SENT),
    "log of problems": Rule(EVERYONE, NOT_SENT),
    "contract on hold": Rule((CHECKED,) * 4, NOT_SENT),
    "erase a text": Rule(STAFF, STAFF),
    "hold a record": Rule(STAFF, (ASKED_TO_SIGN_IN, REFUSED, REFUSED, ELSEWHERE)),
    # Suppliers' own people; nobody of the four is one.
    "register or claim a supplier": Rule(EVERYONE, NOT_SENT),
    "address to register with": Rule(
        (SHOWN, ELSEWHERE, ELSEWHERE, ELSEWHERE), (SHOWN, ELSEWHERE, ELSEWHERE, ELSEWHERE)
    ),
    "begin a registration": Rule(SIGNED_IN, SIGNED_IN),
    "my suppliers": Rule(SIGNED_IN, NOT_SENT),
    "claim a supplier": Rule(SIGNED_IN, SIGNED_IN),
    "who waits to keep a profile": Rule(STAFF_ALONE, NOT_SENT),
    "people of a supplier": Rule(STAFF_ALONE, NOT_SENT),
    **{
        name: Rule(STAFF_ALONE, STAFF_ALONE)
        for name in (
            *("decide about a claim", "change a member's role", "end a membership"),
            "invite to a supplier",
        )
    },
    # What they say of it
    "edits of profiles": Rule(STAFF_ALONE, NOT_SENT),
    "profile of a supplier": Rule(STAFF_ALONE, NOT_SENT),
    "preview of a profile": Rule(STAFF_ALONE, NOT_SENT),
    "items of a section": Rule(STAFF_ALONE, (*STAFF_ALONE[:3], ELSEWHERE)),
    **{
        name: Rule(STAFF_ALONE, STAFF_ALONE)
        for name in (
            *("edit of a profile", "section of a profile", "add to a section", "item of a section"),
            *("mark a section as seen", "mark an item as seen"),
        )
    },
    "agree to a reference": Rule(FOR_LEADS, FOR_LEADS),
    "take an item away": Rule(STAFF_ALONE, (*STAFF_ALONE[:3], ELSEWHERE)),
    # In this order, since they do what they say.
    **{
        name: Rule(STAFF_ALONE, (*STAFF_ALONE[:3], ELSEWHERE))
        for name in ("withdraw a profile", "bring a profile back")
    },
    # Last, since it does what it says.
    "give up a role": Rule(
        (ASKED_TO_SIGN_IN, MISSING, SHOWN, MISSING), (ASKED_TO_SIGN_IN, MISSING, ELSEWHERE, MISSING)
    ),
}


@pytest.mark.parametrize("visitor", VISITORS, ids=str)
def test_everyone_comes_as_far_as_the_rules_say(place: Place, visitor: Visitor) -> None:
    client, other = visitor.arrive(place), OTHER_METHODS[VISITORS.index(visitor) % len(OTHER_METHODS)]
    found = []
    for address in EVERY:
        where, form = address.where(place), address.form(place)
        for method in ("get", "post", other):
            came = ask(client, method, where, form if method == "post" else None)
            found.append(problem(address, method, visitor, came))
    wrong_ones = [one for one in found if one]
    # Said at length: a comparison would be cut short.
    if wrong_ones:
        pytest.fail("\n".join(wrong_ones), pytrace=False)


def test_staff_without_a_second_factor_are_led_to_set_one_up_from_everywhere(place: Place) -> None:
    client = PlainClient()
    sign_in(client, staff_member("new@loti.example", with_authenticator=False))
    # Meanwhile they may do that, fetch its picture, and sign out.
    open_to_them = {"mfa_activate_totp": SHOWN, "mfa_totp_qr": "missing", "account_logout": SHOWN}
    for address in EVERY:
        for method in ("get", "post"):
            came = ask(
                client, method, address.where(place), address.form(place) if method == "post" else None
            )
            if address.name not in open_to_them:
                assert came.to == TO_SET_UP, (method, address.name, came)
                assert not came.wrote
            elif method == "get":
                assert came.to == open_to_them[address.name], (address.name, came)


def test_staff_who_did_not_use_their_second_factor_are_signed_out(place: Place) -> None:
    client = PlainClient()
    client.force_login(staff_member("unproven@loti.example"))
    for address in EVERY:
        for method in ("get", "post"):
            came = ask(
                client, method, address.where(place), address.form(place) if method == "post" else None
            )
            assert came.to == TO_SIGN_IN, (method, address.name, came)
            assert not came.wrote
    client.get("/about/")
    assert "_auth_user_id" not in client.session


def test_a_form_from_elsewhere_is_refused_everywhere(place: Place) -> None:
    client = VISITORS[-1].arrive(place)
    client.handler.enforce_csrf_checks = True  # type: ignore[attr-defined]
    for address in EVERY:
        if address.send is not None:
            came = ask(client, "post", address.where(place), address.form(place))
            assert came.to == REFUSED, (address.name, came)
            assert not came.wrote


def test_signing_out_takes_a_form(place: Place) -> None:
    client = VISITORS[1].arrive(place)
    client.get("/account/sign-out/")
    assert "_auth_user_id" in client.session
    client.post("/account/sign-out/")
    assert "_auth_user_id" not in client.session
