"""A record on hold is in no output, for anybody but staff, and comes back as it was."""

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from contracts.answers.keeping import keep
from contracts.imports.undoing import undo_batch
from contracts.models import Contract, Listing
from contracts.my_authority.own import own_contracts
from contracts.open_data.lists import LISTS
from contracts.quality.holding import hold, release
from suppliers.models import Product, Supplier
from tests import factories
from tests.importing import CONTRACT, csv_file, imported
from tests.logged import unlogged
from tests.pages.answers import answers_of, different
from tests.pages.visitors import Visitor, client_of
from tests.pages.worlds import CLOSED, OWN, in_days
from tests.signing_in import staff_member
from thirty3.audiences import Audience
from thirty3.history.models import Change, Tombstone
from thirty3.history.records import Keyed
from thirty3.history.services import remove
from thirty3.registry import SITEMAPS

pytestmark = pytest.mark.django_db(databases="__all__")
VISITORS = (Visitor.ANYONE, Visitor.OFFICER, Visitor.STAFF)


class World:
    """An authority with two contracts and two systems, of two suppliers and what they make."""

    def __init__(self) -> None:
        self.serves = factories.function("Payroll")
        self.sellers = [factories.supplier(f"{name} Ltd") for name in ("Ash", "Birch")]
        self.made = [
            factories.product(f"{name}pay", maker=seller)
            for name, seller in zip(("Elm", "Fir"), self.sellers, strict=True)
        ]
        self.contracts = [self.contract(number) for number in range(2)]
        self.systems = [
            factories.system(made, supplier=seller, functions=[self.serves], contract=contract)
            for made, seller, contract in zip(self.made, self.sellers, self.contracts, strict=True)
        ]

    def contract(self, number: int, title: str = "") -> Contract:
        return factories.contract(
            title or f"Agreement {number}",
            suppliers=[self.sellers[number]],
            products=[self.made[number]],
            functions=[self.serves],
            value=1000 * (number + 1),
            start_date=in_days(-100),
            end_date=in_days(100 + number),
        )

    def pages(self) -> list[str]:
        """Every list, page, figure, search and download of this small world."""
        lists = ("contracts", "technologies", "insights", "newest", "matrix", "matrix-csv")
        files = ("contracts-csv", "contracts-json", "contracts-transparency", "technologies-csv")
        pages = ["/", *(reverse(f"contracts:{name}") for name in (*lists, *files, "technologies-json"))]
        pages += [reverse("boroughs:boroughs"), factories.borough().get_absolute_url(), "/about/licences/"]
        pages += [reverse(f"api:{one.name}") for one in LISTS]
        pages += [reverse("sitemap-section", args=[section.name]) for section in SITEMAPS]
        pages += [reverse("suppliers:suppliers"), reverse("suppliers:suppliers-csv"), "/search/?q=agreement"]
        pages += ["/search/?q=ash", "/search/?q=elmpay", "/contracts/?q=agreement&sort=value"]
        pages += [f"{reverse('contracts:contracts')}?supplier=withheld", "/insights/?function=payroll"]
        return pages + [one.get_absolute_url() for one in (*self.contracts, *self.sellers, *self.made)]


@pytest.fixture
def world() -> World:
    return World()


def bodies(client: Client, pages: list[str]) -> dict[str, tuple[int, bytes]]:
    return {page: (status, body) for page, (status, _, body) in answers_of(client, pages).items()}


def put_on_hold(record: Keyed) -> None:
    assert hold(record=record, actor=None, why="Reported")


def test_everyone_is_told_that_the_record_is_being_checked(world: World) -> None:
    record = world.contracts[0]
    put_on_hold(record)
    for visitor in VISITORS:
        response = client_of(visitor).get(record.get_absolute_url())
        assert response.status_code == 410
        assert "This record is being checked" in response.content.decode()
        assert record.title not in response.content.decode()


def test_those_who_never_saw_it_are_told_nothing_of_the_hold(world: World) -> None:
    shared = factories.contract("Shared", visibility={"record": CLOSED})
    own = factories.contract("Own", visibility={"record": OWN})
    for record in (shared, own):
        put_on_hold(record)
    clients = {visitor: client_of(visitor) for visitor in (Visitor.ANYONE, Visitor.OFFICER)}
    answers = {
        visitor: [client.get(one.get_absolute_url()).status_code for one in (shared, own)]
        for visitor, client in clients.items()
    }
    assert answers == {Visitor.ANYONE: [404, 404], Visitor.OFFICER: [410, 404]}


@pytest.mark.parametrize("visitor", VISITORS)
def test_pages_are_as_if_the_records_had_never_been(world: World, visitor: Visitor) -> None:
    client, pages = client_of(visitor), world.pages()
    before = bodies(client, pages)
    more = world.contract(0, "One more agreement")
    paid = factories.system(world.made[0], functions=[world.serves], contract=more)
    assert bodies(client, pages) != before
    put_on_hold(more)
    put_on_hold(paid)
    assert bodies(client, pages) == before
    assert not Listing.objects.filter(record_id=more.pk, kind="contract").exists()


def test_what_changes_of_a_record_on_hold_moves_no_byte(world: World, client: Client) -> None:
    record, system = world.contracts[0], world.systems[0]
    factories.change(world.contracts[1], predecessors=[record])
    put_on_hold(record)
    put_on_hold(system)
    pages = world.pages()
    before = answers_of(client, pages)
    factories.change(record, title="Another title", value=77, notes="Something of it")
    factories.change(system, status="retired", contract=None)
    assert different(before, answers_of(client, pages)) == []
    assert record.key not in str([body for page, (_, _, body) in before.items() if record.key not in page])


def test_a_released_record_is_as_it_was_but_for_the_day_on_which_it_came_back(
    world: World, client: Client
) -> None:
    dated = ("api", "sitemap", ".json")
    pages = [page for page in world.pages()[1:] if not any(part in page for part in dated)]
    before = bodies(client, pages)
    for record in (world.contracts[0], world.systems[0], world.sellers[0], world.made[0]):
        put_on_hold(record)
    assert bodies(client, pages) != before
    for record in (world.contracts[0], world.systems[0], world.sellers[0], world.made[0]):
        assert release(record=record, actor=None, why="Nothing is wrong with it")
    after = bodies(client, pages)
    assert [page for page in pages if after[page] != before[page]] == []


def test_hold_and_release_stand_in_the_history_once(world: World) -> None:
    record = world.contracts[0]
    put_on_hold(record)
    assert not hold(record=record, actor=None, why="Again")
    assert release(record=record, actor=None, why="Checked")
    assert not release(record=record, actor=None, why="Again")
    changes = Change.objects.of(record.record_kind(), record.pk)[:2]
    assert [(one.before, one.after, one.why) for one in changes] == [
        ({"held_from": "public"}, {"held_from": ""}, "Checked"),
        ({"held_from": ""}, {"held_from": "public"}, "Reported"),
    ]
    assert unlogged() == []


def test_a_record_removed_while_on_hold_is_gone_for_those_who_saw_it(world: World, client: Client) -> None:
    record = world.contracts[0]
    put_on_hold(record)
    remove(record)
    assert Tombstone.objects.get(key=record.key).audience == Audience.PUBLIC
    response = client.get(record.get_absolute_url())
    assert (response.status_code, "has been removed" in response.content.decode()) == (410, True)


@pytest.mark.parametrize("of", ["sellers", "made"])
@pytest.mark.parametrize("visitor", VISITORS)
def test_a_name_on_hold_is_shown_nowhere(world: World, visitor: Visitor, of: str) -> None:
    record: Supplier | Product = getattr(world, of)[0]
    client, slug, name = client_of(visitor), record.slug, record.name
    put_on_hold(record)
    assert client.get(record.get_absolute_url()).status_code == 410
    answers = answers_of(client, [page for page in world.pages() if "?q=" not in page])
    naming = [page for page, (_, _, body) in answers.items() if slug in str(body) or name in str(body)]
    assert naming == []
    page = client.get(world.contracts[0].get_absolute_url()).content.decode()
    assert "it is being checked" in page


@pytest.mark.parametrize("of", ["sellers", "made"])
def test_what_changes_of_a_name_on_hold_moves_no_byte(world: World, client: Client, of: str) -> None:
    record = getattr(world, of)[0]
    put_on_hold(record)
    pages = [*world.pages(), "/search/?q=another"]
    before = answers_of(client, pages)
    factories.change(record, name="Another Name", website="https://another.example/")
    assert different(before, answers_of(client, pages)) == []


def test_other_suppliers_of_a_contract_stay_on_it(world: World, client: Client) -> None:
    both = factories.contract("Both", suppliers=world.sellers)
    put_on_hold(world.sellers[0])
    page = client.get(both.get_absolute_url()).content.decode()
    assert "Birch Ltd" in page
    assert "a name that is being checked" in page
    assert "Ash Ltd" not in page
    of_the_other = f"{reverse('contracts:contracts')}?supplier={world.sellers[1].slug}"
    assert both.get_absolute_url() in client.get(of_the_other).content.decode()


def test_a_name_on_hold_still_protects_its_authority(client: Client) -> None:
    guard = factories.product("Guardian")
    with_function = factories.function("Identity", protective=True)
    factories.change(guard, functions=[with_function])
    secret = factories.contract("Secret wall", products=[guard])
    put_on_hold(guard)
    assert "Secret wall" not in client.get(secret.get_absolute_url()).content.decode()


def test_what_is_openly_offered_is_held_too(client: Client) -> None:
    product = factories.product("Offered", offered=True)
    assert client.get(product.get_absolute_url()).status_code == 200
    put_on_hold(product)
    assert client.get(product.get_absolute_url()).status_code == 410
    assert "Offered" not in client.get("/search/?q=offered").content.decode().replace("q=offered", "")


def test_a_register_that_comes_in_again_leaves_the_hold(tmp_path: Path, client: Client) -> None:
    factories.borough()
    imported(csv_file(tmp_path / "first.csv", [CONTRACT]))
    record = Contract.objects.get()
    put_on_hold(record)
    changed = imported(csv_file(tmp_path / "again.csv", [CONTRACT | {"value": 99000}]))
    record.refresh_from_db()
    assert (record.value, record.held_from) == (99000, "public")
    assert client.get(record.get_absolute_url()).status_code == 410
    undo_batch(batch=changed)
    record.refresh_from_db()
    assert (record.value, record.held_from) == (125000, "public")
    assert not Listing.objects.filter(record_id=record.pk, kind="contract").exists()


@pytest.mark.parametrize("of", ["sellers", "made"])
def test_an_answer_that_was_given_before_names_nothing_on_hold(world: World, of: str) -> None:
    both = factories.contract("Both", suppliers=world.sellers, functions=[world.serves])
    answer = keep(borough=both.lead_buyer, actor=staff_member("maker@loti.example"))
    record = getattr(world, of)[0]
    assert record.name in Client().get(answer.get_absolute_url()).text
    put_on_hold(record)
    # What the records say today makes no difference to what was told then.
    factories.change(world.systems[0], supplier=world.sellers[1], product=world.made[1])
    page = Client().get(answer.get_absolute_url()).text
    assert record.name not in page
    assert "it is being checked" in page


def test_officers_do_not_see_a_record_of_their_own_that_is_on_hold(world: World) -> None:
    record = world.contracts[0]
    assert record in own_contracts(record.lead_buyer)
    put_on_hold(record)
    assert record not in own_contracts(record.lead_buyer)
