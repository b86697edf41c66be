"""The products that a supplier makes, and what it says of each. Names and websites wait for staff."""

from typing import Any, Final

from boroughs.models import Function
from suppliers.adding import add_product
from suppliers.members.requests import NotPossible
from suppliers.models import Product, ProductAlias, ProductOffer, Supplier
from suppliers.names import fold_product
from suppliers.profiles.asking import Facts
from suppliers.profiles.data_freedom import PRODUCTS as NAME
from suppliers.profiles.product_form import CHOICES, ProductForm
from suppliers.profiles.section import Fact, Section, WrittenBy
from suppliers.profiles.sections.functions import names_of
from thirty3.audiences import Audience
from thirty3.evidence import known_slugs
from thirty3.history.services import recording, remove

# Which facts lie on the product, and which on its offer.
OF_PRODUCT: Final = ("name", "website", "stage")
OF_OFFER: Final = (
    *("hosting", "price_model", "open_api", "open_api_url", "extracts", "extract_formats"),
    *("fees", "fees_note", "exit_help", "standards"),
)


def facts_of(product: Product, offer: ProductOffer) -> Facts:
    told = {name: getattr(product, name) for name in OF_PRODUCT}
    told |= {name: getattr(offer, name) for name in OF_OFFER}
    return told | {"functions": sorted(function.slug for function in product.functions.all())}


def read(supplier: Supplier, item: str) -> Facts:
    offer = ProductOffer.objects.filter(supplier=supplier, key=item).select_related("product").first()
    if offer is not None:
        return facts_of(offer.product, offer)
    product = _made_by(supplier, item)
    return facts_of(product, ProductOffer()) if product else PRODUCTS.blank


def _made_by(supplier: Supplier, item: str) -> Product | None:
    """A product of it that public records show, and of which it has not said anything yet."""
    made = Product.objects.current().filter(maker=supplier, offer__isnull=True, key=item).first()
    return made if made and made.slug in known_slugs("technology", Audience.PUBLIC) else None


def items(supplier: Supplier) -> dict[str, tuple[str, Facts]]:
    held = ProductOffer.objects.filter(supplier=supplier).select_related("product")
    offers = held.prefetch_related("product__functions")
    found = {
        offer.key: (offer.product.name, facts_of(offer.product, offer))
        for offer in offers.order_by("product__name", "pk")
    }
    theirs = Product.objects.current().filter(maker=supplier, offer__isnull=True)
    made = theirs.order_by("name", "pk").prefetch_related("functions")
    # A product that only a hidden record names must not be told to its maker.
    known = known_slugs("technology", Audience.PUBLIC) if made else frozenset()
    shown = (product for product in made if product.slug in known)
    return found | {product.key: (product.name, facts_of(product, ProductOffer())) for product in shown}


def write(supplier: Supplier, item: str, facts: Facts, by: WrittenBy) -> None:
    offer = ProductOffer.objects.filter(supplier=supplier, key=item).select_related("product").first()
    if facts == PRODUCTS.blank:
        _take_away(offer, by)
        return
    product = offer.product if offer else _product_for(supplier, item, facts["name"], by)
    _write_product(product, supplier, facts, by)
    offer = offer or ProductOffer(key=item)
    with recording(offer, **by.recorded):
        offer.supplier, offer.product = supplier, product
        for name in OF_OFFER:
            setattr(offer, name, facts[name])
        offer.save()


def _product_for(supplier: Supplier, item: str, name: str, by: WrittenBy) -> Product:
    """The product of that name, if nobody else makes it; or a new one."""
    held = _made_by(supplier, item) or _called(name, supplier.demonstration)
    if held is None:
        return add_product(name=name, demonstration=supplier.demonstration, **by.recorded)
    if held.maker_id not in (None, supplier.pk) or ProductOffer.objects.filter(product=held).exists():
        raise NotPossible(f"{held} is known already, as that of {held.maker or 'another supplier'}.")
    return held


def _called(name: str, demonstration: bool) -> Product | None:
    alias = ProductAlias.objects.filter(folded=fold_product(name), demonstration=demonstration)
    found = alias.select_related("product__maker").first()
    return found.product if found else None


def _write_product(product: Product, supplier: Supplier, facts: Facts, by: WrittenBy) -> None:
    other = _called(facts["name"], supplier.demonstration)
    if other is not None and other.pk != product.pk:
        raise NotPossible(f"{other} is another technology that has this name.")
    with recording(product, **by.recorded):
        for name in OF_PRODUCT:
            setattr(product, name, facts[name])
        # What its maker offers openly says nothing of who runs it.
        product.maker, product.offered = supplier, True
        product.save()
        product.functions.set(Function.objects.filter(slug__in=facts["functions"]))
        if other is None:
            spelling = facts["name"]
            product.aliases.create(
                spelling=spelling, folded=fold_product(spelling), demonstration=product.demonstration
            )


def _take_away(offer: ProductOffer | None, by: WrittenBy) -> None:
    """It is not offered any more. The product and its maker stay: records may name them."""
    if offer is None:
        return
    product = offer.product
    remove(offer, actor=by.actor, why=by.why)
    with recording(product, **by.recorded):
        product.offered = False
        product.save()


def _choice(name: str) -> Any:
    return lambda value: str(dict(CHOICES[name].choices).get(value, ""))


PRODUCTS: Final = Section(
    NAME,
    "Products",
    order=25,
    facts=(
        Fact("name", "Name", waits=True),
        Fact("website", "Website", waits=True, is_link=True),
        # Named on the technology's page; a list of products would ask for the names of each.
        Fact("functions", "Functions served", [], stands_elsewhere=True, words=names_of),
        Fact("stage", "Stage", words=_choice("stage")),
        Fact("hosting", "Where it runs", words=_choice("hosting")),
        Fact("price_model", "How it is charged for", words=_choice("price_model")),
        Fact("open_api", "Open API", words=_choice("open_api")),
        Fact("open_api_url", "About the API", is_link=True),
        Fact("extracts", "Data extracts", words=_choice("extracts")),
        Fact("extract_formats", "Formats of extracts"),
        Fact("fees", "Fees for data or for leaving", words=_choice("fees")),
        Fact("fees_note", "What the fees are for"),
        Fact("exit_help", "Help on leaving", words=_choice("exit_help")),
        Fact("standards", "Open standards"),
    ),
    read=read,
    write=write,
    heading="Product",
    form=ProductForm,
    items=items,
    needed=("name",),
    apart=True,
    sought="Buyers look for products, and ask first how free their data is in them.",
)
