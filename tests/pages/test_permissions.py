"""Who may do what, as the design has it: written from the table of people, never from the code."""

from dataclasses import dataclass
from typing import Final

import pytest
from django.test import Client
from django.urls import reverse

from contracts.models import Contract
from contracts.quality.holding import hold
from tests import factories
from tests.pages.answers import answer_of
from tests.pages.kinds import (
    ABOUT,
    HISTORIES,
    KINDS,
    OPEN_DATA,
    SEARCH,
    SERVICES,
    STAFF_PAGES,
    SUPPLIERS,
    TECHNOLOGIES,
)
from tests.pages.visitors import Visitor, client_of
from tests.pages.worlds import CLOSED, OWN, World
from tests.signing_in import sign_in, staff_member
from thirty3.history.services import remove

pytestmark = pytest.mark.django_db(databases="__all__")
SIGN_IN, SET_UP = "/account/sign-in/", "/account/authenticator/"
# What a visitor may come to.
SHOWN, ASKED_TO_SIGN_IN, ASKED_TO_SET_UP = "shown", "asked to sign in", "asked to set up an app"
CHECKED = "being checked"
REFUSED, MISSING, ELSEWHERE, NO_SUCH_METHOD = "refused", "missing", "sent elsewhere", "no such method"
# In the order of the people: anyone, a person with no role, an officer, staff.
type Four = tuple[str, str, str, str]
EVERYONE: Final[Four] = (SHOWN, SHOWN, SHOWN, SHOWN)
SIGNED_IN: Final[Four] = (ASKED_TO_SIGN_IN, SHOWN, SHOWN, SHOWN)
STAFF: Final[Four] = (ASKED_TO_SIGN_IN, REFUSED, REFUSED, SHOWN)
NOBODY: Final[Four] = (MISSING, MISSING, MISSING, MISSING)
# Of a reader's own authority: it is there, and not for readers.
FOR_LEADS: Final[Four] = (ASKED_TO_SIGN_IN, MISSING, REFUSED, SHOWN)


@dataclass(frozen=True)
class Rule:
    """Who may look at an address, and who may send something to it."""

    look: Four
    send: Four | None = None


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
        name: Rule((ASKED_TO_SIGN_IN, MISSING, SHOWN, SHOWN), NOT_SENT)
        for name in (
            "contracts that an authority keeps",
            "systems that an authority keeps",
            "a contract as its authority holds it",
        )
    },
    **{
        name: Rule(FOR_LEADS, NOT_SENT)
        for name in (
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
    # Last, since it does what it says.
    "give up a role": Rule(
        (ASKED_TO_SIGN_IN, MISSING, SHOWN, MISSING), (ASKED_TO_SIGN_IN, MISSING, ELSEWHERE, MISSING)
    ),
}


FOUR = (Visitor.ANYONE, Visitor.PERSON, Visitor.OFFICER, Visitor.STAFF)
# While staff set up their app they may do that, fetch its picture, and sign out.
WHILE_SETTING_UP = {"set up your app": SHOWN, "sign out": SHOWN}


@pytest.fixture
def addresses(world: World) -> dict[str, str]:
    """Where everything of the matrix is."""
    found = {kind.name: kind.address(world) for kind in KINDS}
    found["closed contract"] = next(
        c for c in world.contracts if c.visibility.get("record") == CLOSED
    ).get_absolute_url()
    found |= {
        f"import: {what}": reverse(f"admin:import-{what}", args=[world.batch.key])
        for what in ("apply", "undo", "compare", "give-up")
    }
    whose = [world.borough.slug, world.batch.key]
    found |= {
        f"register: {what}": reverse(f"contracts:own-import-{what}", args=whose)
        for what in ("apply", "undo", "compare", "give-up", "rows")
    }
    found["file of a register"] = reverse("contracts:own-import-file", args=whose)
    found["workbook of a register"] = reverse("contracts:own-import-annotated", args=whose)
    number = world.contract.pk
    found["staff form: contract"] = reverse("admin:contracts_contract_change", args=[number])
    found["staff form: new supplier"] = reverse("admin:suppliers_supplier_add")
    found["staff form: remove a contract"] = reverse(
        "admin:contracts_contract_delete", args=[world.contract.pk]
    )
    found["an authority's own contract"] = own_contract().get_absolute_url()
    found["contract on hold"] = held_contract().get_absolute_url()
    found["staff site under another name"] = "/admin/nowhere/"
    found["staff site: change a password"] = reverse("admin:password_change")
    whose = f"?borough={world.borough.slug}"
    found["staff workbook of contracts"] = reverse("admin:records-contract") + whose
    found["staff workbook of systems"] = reverse("admin:records-systeminuse") + whose
    found["staff workbook of an import"] = reverse("admin:import-annotated", args=[world.batch.key])
    found["take confirmations back"] = reverse("contracts:undo-confirmations", args=[world.borough.slug])
    found["staff table out"] = reverse("admin:contracts_contract_export")
    found["staff table in"] = reverse("admin:boroughs_skill_import")
    return found


def own_contract() -> Contract:
    return factories.contract("Own", visibility={"record": OWN})


def held_contract() -> Contract:
    record = factories.contract("Held")
    hold(record=record, actor=None, why="Reported")
    return record


def outcome(client: Client, address: str, method: str) -> str:
    """What becomes of a request, told as the matrix tells it."""
    response = getattr(client, method)(address)
    if response.streaming:
        list(response)
    for _ in range(3):
        if response.status_code != 302:
            break
        path = response.headers["Location"].partition("?")[0]
        if path == SIGN_IN and not getattr(response.wsgi_request, "user", None).is_authenticated:
            return ASKED_TO_SIGN_IN
        if path == SET_UP:
            return ASKED_TO_SET_UP
        if path != "/admin/login/":
            return ELSEWHERE
        response = client.get(response.headers["Location"])
    return {200: SHOWN, 403: REFUSED, 404: MISSING, 410: CHECKED, 405: NO_SUCH_METHOD}[response.status_code]


def test_the_matrix_covers_every_kind_of_page() -> None:
    states = {"contracts found by words", "contracts filtered every way", "contracts, none found"}
    states |= {"contracts, with a filter that makes no sense", "contracts, beyond the last page"}
    states |= {"insights narrowed every way", "insights, with a filter that makes no sense"}
    assert {kind.name for kind in KINDS} - states <= MATRIX.keys()


@pytest.mark.parametrize(("visitor", "place"), [(visitor, n) for n, visitor in enumerate(FOUR)])
def test_who_may_look(addresses: dict[str, str], visitor: Visitor, place: int) -> None:
    client = client_of(visitor)
    for method in ("get", "head"):
        found = {name: outcome(client, addresses[name], method) for name in MATRIX}
        assert found == {name: rule.look[place] for name, rule in MATRIX.items()}


@pytest.mark.parametrize(("visitor", "place"), [(visitor, n) for n, visitor in enumerate(FOUR)])
def test_who_may_send(addresses: dict[str, str], visitor: Visitor, place: int) -> None:
    client = client_of(visitor)
    rules = {name: rule.send for name, rule in MATRIX.items() if rule.send is not None}
    for method in ("post", "put", "delete"):
        # The staff site's forms take a POST alone; what they do with another method is to show themselves.
        asked = rules if method == "post" else {name: r for name, r in rules.items() if r is NOT_SENT}
        found = {name: outcome(client, addresses[name], method) for name in asked}
        assert found == {name: rule[place] for name, rule in asked.items()}


def test_staff_without_a_second_factor_are_led_to_set_one_up_from_everywhere(
    addresses: dict[str, str],
) -> None:
    client = client_of(Visitor.NEW_STAFF)
    for method in ("get", "post"):
        found = {
            name: outcome(client, addresses[name], method) for name in MATRIX if name not in WHILE_SETTING_UP
        }
        assert set(found.values()) == {ASKED_TO_SET_UP}
    assert {name: outcome(client, addresses[name], "get") for name in WHILE_SETTING_UP} == WHILE_SETTING_UP


def test_staff_who_did_not_use_their_second_factor_are_signed_out(
    addresses: dict[str, str],
) -> None:
    client, person = Client(), staff_member("unproven@loti.example")
    for name in MATRIX:
        client.force_login(person)
        assert outcome(client, addresses[name], "get") == ASKED_TO_SIGN_IN, name
        assert "_auth_user_id" not in client.session
        client.force_login(person)
        assert outcome(client, addresses[name], "post") == ASKED_TO_SIGN_IN, name


def test_staff_whom_nobody_gave_a_right_see_nothing_of_the_staff_site(
    addresses: dict[str, str],
) -> None:
    client, person = Client(), staff_member("new@loti.example")
    person.is_superuser = False
    person.save()
    sign_in(client, person)
    assert outcome(client, "/admin/", "get") == SHOWN
    forms = {
        name for name in MATRIX if name.startswith(("staff list", "staff form", "staff table", "upload"))
    }
    assert len(forms) > 20
    assert {
        outcome(client, addresses[name], "get") for name in forms | {"review an import", "forget a name"}
    } == {REFUSED}
    imports = {f"import: {what}" for what in ("apply", "undo", "compare", "give-up")}
    assert {outcome(client, addresses[name], "post") for name in imports | {"forget a name"}} == {REFUSED}


@pytest.mark.parametrize(
    "name", ["upload a spreadsheet", "import: apply", "import: undo", "forget a name", "staff form: contract"]
)
def test_a_form_from_elsewhere_is_refused(addresses: dict[str, str], name: str) -> None:
    client = client_of(Visitor.STAFF)
    client.handler.enforce_csrf_checks = True
    response = client.post(addresses[name])
    assert response.status_code == 403


def test_signing_out_takes_a_form_and_its_token() -> None:
    client = client_of(Visitor.PERSON)
    client.get("/account/sign-out/")
    assert "_auth_user_id" in client.session
    client.post("/account/sign-out/")
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("visitor", [Visitor.ANYONE, Visitor.PERSON, Visitor.OFFICER])
def test_a_hidden_record_and_one_that_never_was_answer_alike(visitor: Visitor) -> None:
    audience = OWN if visitor == Visitor.OFFICER else CLOSED
    client, missing = client_of(visitor), "/contracts/bcdfghjkmn/"
    hidden = factories.contract("Hidden", visibility={"record": audience})
    removed = factories.contract("Removed", visibility={"record": audience})
    remove(removed)
    for record in (hidden, removed):
        assert answer_of(client, f"/contracts/{record.key}/") == answer_of(client, missing)
        assert answer_of(client, missing)[0] == 404


def test_a_filter_by_a_hidden_name_finds_as_much_as_one_by_no_name_at_all(client: Client) -> None:
    seller = factories.supplier("Secret Seller")
    factories.contract("One", suppliers=[seller], visibility={"supplier": CLOSED})
    known, unknown = seller.slug, "n" * len(seller.slug)
    for address in ("/contracts/?supplier={}", "/contracts.csv?supplier={}", "/contracts/?q={}"):
        hidden, nobody = (answer_of(client, address.format(slug)) for slug in (known, unknown))
        assert hidden[0] == nobody[0]
        assert hidden[2].replace(known.encode(), b"?") == nobody[2].replace(unknown.encode(), b"?")
