"""Keys that are guessed: what belongs to another authority, or to nobody, opens nothing at any address."""

import re
from collections.abc import Iterator

import pytest
from django.contrib import admin
from django.urls import resolve, reverse

from tests.pages.answers import answer_of
from tests.pages.permissions.address import Address
from tests.pages.permissions.addresses import ADDRESSES
from tests.pages.permissions.asking import PlainClient, ask, undone
from tests.pages.permissions.people import VISITORS, elsewhere, visitor_named
from tests.pages.permissions.place import Place
from tests.pages.permissions.records import as_shown
from tests.pages.permissions.rules import LED, MISSING, NO_METHOD, SHOWN
from tests.pages.permissions.selling import SELLING
from tests.pages.permissions.speaking import GROUP
from tests.pages.permissions.staff import FOR_SUPERUSERS

pytestmark = pytest.mark.django_db(databases="__all__")
# Of the form of a key, and none.
NO_KEY = "bcdfghjkmn"
A_KEY = re.compile(r"/[a-z0-9]{10}/")
# A call that names nobody belongs to no authority: staff read its answers, from whichever they look.
NOBODYS = "the answers to a call that names nobody"
# Numbers that are none, and one that no column holds.
NONSENSE = ("²", "9" * 30, "-1", "None", "1%00")


@pytest.fixture
def lead_elsewhere(place: Place) -> PlainClient:
    return elsewhere("lead")(place)


@pytest.fixture
def superuser(place: Place) -> PlainClient:
    return VISITORS[-1].arrive(place)


def of_objects(place: Place) -> Iterator[tuple[Address, str]]:
    """The addresses below an authority's own that name one of its objects, under another authority's name."""
    for address in ADDRESSES:
        if address.name == NOBODYS:
            continue
        path = address.where(place)
        match = resolve(path.partition("?")[0])
        named = match.kwargs.keys() - {"slug", "kept", "deed", "fact", "position"}
        if match.kwargs.get("slug") == place.borough.slug and named:
            yield address, path.replace(f"/{place.borough.slug}/", f"/{place.other.slug}/")


def test_what_belongs_to_one_authority_is_not_there_under_the_name_of_another(
    place: Place, lead_elsewhere: PlainClient, superuser: PlainClient
) -> None:
    addresses = list(of_objects(place))
    # Records, answers, notes, imports, roles and invitations.
    assert len(addresses) >= 17
    for client in (lead_elsewhere, superuser):
        for address, path in addresses:
            for method in ("get", "post"):
                came = ask(client, method, path, address.form(place))
                assert came.to in (MISSING, NO_METHOD), (method, path, came)
                assert not came.wrote, (method, path, came)


def test_another_authoritys_key_and_one_that_never_was_answer_alike(
    place: Place, lead_elsewhere: PlainClient
) -> None:
    for address, path in of_objects(place):
        never = A_KEY.sub(f"/{NO_KEY}/", path)
        if address.look is not None and never != path:
            assert answer_of(lead_elsewhere, path) == answer_of(lead_elsewhere, never), path


@pytest.mark.parametrize(
    ("name", "kept", "chosen"),
    [
        ("own-contracts", (), as_shown),
        ("change-several", ("contracts",), as_shown),
        ("undo-confirmations", (), lambda place: [str(place.confirmation.pk)]),
    ],
)
def test_a_form_of_one_authority_does_nothing_on_the_page_of_another(
    place: Place,
    lead_elsewhere: PlainClient,
    superuser: PlainClient,
    name: str,
    kept: tuple[str, ...],
    chosen: object,
) -> None:
    path = reverse(f"contracts:{name}", args=[place.other.slug, *kept])
    form = {"chosen": chosen(place), "review_date": "31 March 2030"}  # type: ignore[operator]
    for client in (lead_elsewhere, superuser):
        came = ask(client, "post", path, form)
        assert came.to in (SHOWN, LED)
        assert not came.wrote


def test_a_record_is_not_there_as_one_of_the_other_kind(place: Place, superuser: PlainClient) -> None:
    kept = {"systems": place.world.contract.key, "contracts": place.world.systems[0].key}
    for kind, key in kept.items():
        for name in ("edit-record", "record-as-public", "record-visibility"):
            path = reverse(f"contracts:{name}", args=[place.borough.slug, kind, key])
            assert ask(superuser, "get", path).to == MISSING
    for name, key in (("contract", kept["contracts"]), ("system", kept["systems"])):
        assert ask(superuser, "get", reverse(f"contracts:{name}", args=[key])).to == MISSING


def test_what_belongs_to_one_person_is_not_there_for_another(place: Place) -> None:
    invitation = reverse("boroughs:invitation", args=[place.invitation.key])
    form = {"interests": "None", "agreed": "on"}
    for visitor in VISITORS[1:]:
        if visitor.name == "a person who is invited":
            continue
        with undone():
            client = visitor.arrive(place)
            for method in ("get", "post"):
                came = ask(client, method, invitation, form)
                assert came.to == MISSING, (visitor, came)
                assert not came.wrote
            # Sessions of somebody else are not ended by their number.
            for number in ("1", "2", "3", "²", "9" * 30):
                came = ask(client, "post", reverse("account_sessions"), {"session": number})
                assert came.to == MISSING, (visitor, number, came)
                assert not came.wrote


def test_the_staff_site_bears_whatever_stands_for_a_number(place: Place, superuser: PlainClient) -> None:
    for model in admin.site._registry:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        for page in ("change", "delete", "history"):
            for nonsense in NONSENSE:
                came = ask(superuser, "get", reverse(f"{name}_{page}", args=[nonsense]))
                assert came.to in (LED, MISSING, "refused"), (name, page, nonsense, came)


@pytest.mark.parametrize("page", ["own-import-rows", "own-import-row"])
def test_the_pages_of_a_register_do_too(place: Place, page: str) -> None:
    lead = visitor_named("a lead").arrive(place)
    args = [place.borough.slug, place.batch.key, *([1] if page == "own-import-row" else [])]
    path = reverse(f"contracts:{page}", args=args)
    for nonsense in NONSENSE:
        came = ask(lead, "post", path, {"row": nonsense, "verdict": nonsense, "all": nonsense})
        assert came.to == LED
        assert not came.wrote


def test_whoever_may_see_nothing_of_a_kind_learns_of_no_record_by_its_number(place: Place) -> None:
    """A number that is held and one that is not are refused alike."""
    client = visitor_named("staff").arrive(place)
    kept_from_staff = [model for model in admin.site._registry if model._meta.label_lower in FOR_SUPERUSERS]
    assert len(kept_from_staff) == len(FOR_SUPERUSERS)
    for model in kept_from_staff:
        held = model._default_manager.order_by("pk")[0].pk
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        for page in ("change", "history"):
            came = [ask(client, "get", reverse(f"{name}_{page}", args=[pk])).to for pk in (held, 987654321)]
            assert came == ["refused", "refused"], (name, page)


def test_what_belongs_to_one_supplier_is_not_there_under_the_name_of_another(
    place: Place, superuser: PlainClient
) -> None:
    ours, other = place.firm.supplier.slug, place.firm.rival.slug
    paths = {address.where(place): address.form(place) for address in (*SELLING, *GROUP)}
    named = [
        (path.replace(f"/{ours}/", f"/{other}/"), form)
        for path, form in paths.items()
        if resolve(path).kwargs.get("slug") == ours and resolve(path).kwargs.keys() & {"number", "key"}
    ]
    # Two pages of a member, one of an invitation, four of asks, three of a reference, one of a certificate.
    assert len(named) == 11
    for client in (visitor_named("another supplier's owner").arrive(place), superuser):
        for path, form in named:
            for method in ("get", "post"):
                came = ask(client, method, path, form)
                assert came.to in (MISSING, NO_METHOD), (method, path, came)
                assert not came.wrote, (method, path, came)


def test_another_persons_request_and_one_that_never_was_answer_alike(place: Place) -> None:
    rival = visitor_named("another supplier's owner").arrive(place)
    for address in (*SELLING, *GROUP):
        path = address.where(place)
        never = A_KEY.sub(f"/{NO_KEY}/", path)
        if address.look is not None and never != path:
            found = answer_of(rival, path)
            assert found[0] == 404, path
            assert found == answer_of(rival, never), path
