"""Products on a profile: what waits, what shows, whose they may be, and what their maker may not learn."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from suppliers.adding import add_product
from suppliers.members.requests import NotPossible
from suppliers.models import Product, ProductOffer, ProfileEdit, Supplier
from suppliers.profiles.deciding import approve
from suppliers.profiles.saying import Said, say
from suppliers.profiles.section import SECTIONS
from tests import factories
from thirty3.accounts.models import User
from thirty3.keys import new_key

pytestmark = pytest.mark.django_db(databases="__all__")
type Opens = Callable[[User], Client]
FREE = {
    "open_api": "yes",
    "open_api_url": "https://acme.example/api",
    "extracts": "partly",
    "extract_formats": "CSV",
}


def product(person: User, supplier: Supplier, name: str, item: str = "", **facts: Any) -> Said:
    section = SECTIONS["products"]
    item = item or new_key()
    held = section.read(supplier, item)
    return say(
        person=person, supplier=supplier, section="products", item=item, values=held | {"name": name} | facts
    )


def named(name: str, maker: Supplier | None = None) -> Product:
    """A technology that an import knows by its name."""
    made = add_product(name=name)
    Product.objects.filter(pk=made.pk).update(maker=maker)
    return made


@pytest.fixture
def homes(acme: Supplier, olga: User, staff: User) -> ProductOffer:
    said = product(olga, acme, "Acme Homes", stage="live", **FREE)
    assert said.waiting is not None
    approve(edit=said.waiting, actor=staff)
    return ProductOffer.objects.get()


def test_a_new_product_waits_whole_and_is_known_once_approved(
    acme: Supplier, olga: User, staff: User, client: Client
) -> None:
    said = product(olga, acme, "Acme Homes", stage="live", **FREE)
    assert said.shown is None
    assert not Product.objects.exists()
    assert said.waiting is not None
    approve(edit=said.waiting, actor=staff)
    made = Product.objects.get()
    assert (made.name, made.maker, made.offered, made.stage) == ("Acme Homes", acme, True, "live")
    assert [alias.folded for alias in made.aliases.all()] == ["acme homes"]
    text = client.get(made.get_absolute_url()).content.decode()
    assert "What Acme Software Ltd says of it" in text
    assert "Partly: CSV" in text
    assert "Said by the supplier on" in text


def test_of_a_held_product_answers_show_at_once_and_its_name_and_website_wait(
    homes: ProductOffer, acme: Supplier, olga: User
) -> None:
    site = "https://homes.acme.example/"
    said = product(olga, acme, "Better Homes", homes.key, website=site, fees="no", exit_help="included")
    assert said.shown is not None
    assert said.waiting is not None
    assert set(said.shown.after) == {"fees", "exit_help"}
    assert said.waiting.after == {"name": "Better Homes", "website": site}
    homes.refresh_from_db()
    assert (homes.fees, homes.exit_help, homes.product.name) == ("no", "included", "Acme Homes")


def test_what_another_supplier_makes_cannot_be_taken(acme: Supplier, olga: User, staff: User) -> None:
    rival = factories.supplier("Rival Ltd")
    theirs = named("Rival Homes", rival)
    said = product(olga, acme, "rival homes")
    assert said.waiting is not None
    with pytest.raises(NotPossible):
        approve(edit=said.waiting, actor=staff)
    said.waiting.refresh_from_db()
    theirs.refresh_from_db()
    assert (said.waiting.state, theirs.maker, ProductOffer.objects.count()) == ("waiting", rival, 0)


def test_a_product_that_nobody_is_said_to_make_is_taken_for_its_own(
    acme: Supplier, olga: User, staff: User
) -> None:
    known = named("Acme Homes")
    said = product(olga, acme, "ACME Homes")
    assert said.waiting is not None
    approve(edit=said.waiting, actor=staff)
    known.refresh_from_db()
    assert (Product.objects.count(), known.maker, ProductOffer.objects.get().product) == (1, acme, known)


def test_taking_a_product_away_waits_and_leaves_it_to_the_records(
    homes: ProductOffer, acme: Supplier, olga: User, staff: User, client: Client
) -> None:
    blank = SECTIONS["products"].blank
    said = say(person=olga, supplier=acme, section="products", item=homes.key, values=blank)
    assert said.shown is None
    assert said.waiting is not None
    approve(edit=said.waiting, actor=staff)
    assert not ProductOffer.objects.exists()
    left = Product.objects.get()
    assert not left.offered
    assert client.get(left.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("seen", [True, False])
def test_its_maker_learns_of_no_product_that_only_a_hidden_record_names(
    seen: bool, acme: Supplier, olga: User, window: Opens
) -> None:
    made = factories.product("Quiet Homes", maker=acme)
    visibility = {} if seen else {"record": {"audience": "own", "reason": "Security"}}
    factories.system(made, visibility=visibility)
    pages = [
        reverse("suppliers:profile", args=[acme.slug]),
        reverse("suppliers:profile-section", args=[acme.slug, "products"]),
        reverse("suppliers:profile-preview", args=[acme.slug]),
    ]
    assert [("Quiet Homes" in window(olga).get(page).content.decode()) for page in pages] == [seen] * 3
    item = reverse("suppliers:profile-item", args=[acme.slug, "products", made.key])
    assert window(olga).get(item).status_code == (200 if seen else 404)


def test_hostile_words_are_text_and_wrong_ones_are_told(
    acme: Supplier, olga: User, staff: User, window: Opens
) -> None:
    address = reverse("suppliers:profile-add", args=[acme.slug, "products"])
    opened = window(olga).get(address).context["form"].initial["opened"]
    wrong = {
        "opened": opened,
        "name": "™",
        "website": "javascript:alert(1)",
        "stage": "sold",
        "fees_note": "£1",
    }
    text = window(olga).post(address, wrong).content.decode()
    for told in (
        "Enter a name with letters",
        "like https://www",
        "Answer this first",
        "Select a valid choice",
    ):
        assert told in text
    assert not ProfileEdit.objects.exists()
    right = {"opened": opened, "name": "<script>x</script>", "standards": "<img src=x>"}
    assert window(olga).post(address, right).status_code == 302
    approve(edit=ProfileEdit.objects.get(), actor=staff)
    page = window(staff).get(Product.objects.get().get_absolute_url()).content.decode()
    assert "<script>x" not in page
    assert "<img src=x>" not in page
    assert "&lt;script&gt;x" in page


def test_a_withdrawn_profile_tells_nothing_of_products(
    homes: ProductOffer, acme: Supplier, client: Client
) -> None:
    address = homes.product.get_absolute_url()
    assert "says of it" in client.get(address).content.decode()
    Supplier.objects.filter(pk=acme.pk).update(withdrawn_on="2026-01-01")
    assert "says of it" not in client.get(address).content.decode()
