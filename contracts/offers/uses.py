"""Where a supplier's product is used, as it says: a section of its profile that its own people alone read."""

import datetime
from collections.abc import Iterable
from typing import Any, Final

from django import forms
from django.utils import timezone

from boroughs.models import Borough
from contracts.models import UseClaim
from suppliers.members.requests import NotPossible
from suppliers.models import Product, ProductOffer, Supplier
from suppliers.profiles.asking import DateField, Facts, SectionForm
from suppliers.profiles.resting import rests_until
from suppliers.profiles.section import Fact, Section, WrittenBy, said_date
from thirty3.audiences import Audience
from thirty3.design.formatting import fact_date
from thirty3.evidence import Seen
from thirty3.history.services import recording, remove

NAME: Final = "uses"


class UseForm(SectionForm):
    """Which product, which authority, and since when."""

    product = forms.ChoiceField(
        label="Product",
        help_text="One of those on your profile that show already.",
        error_messages={"required": "Choose a product."},
    )
    borough = forms.ChoiceField(label="Authority", error_messages={"required": "Choose an authority."})
    since = DateField("In use since", "Leave it blank if you do not know. For example 31/3/2024.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        product: Any = self.fields["product"]
        offers = ProductOffer.objects.filter(supplier=self.supplier).order_by("product__name", "pk")
        product.choices = [("", "Choose a product"), *offers.values_list("product__key", "product__name")]
        borough: Any = self.fields["borough"]
        authorities = Borough.objects.authorities().order_by("name")
        borough.choices = [("", "Choose an authority"), *authorities.values_list("slug", "name")]

    def clean_since(self) -> datetime.date | None:
        since: datetime.date | None = self.cleaned_data["since"]
        if since and since > timezone.localdate():
            raise forms.ValidationError("Enter a day that has passed.")
        return since


def facts_of(held: UseClaim) -> Facts:
    since = held.since_date.isoformat() if held.since_date else ""
    return {"product": held.product.key, "borough": held.borough.slug, "since": since}


def _claims(supplier: Supplier) -> Any:
    return UseClaim.objects.filter(supplier=supplier).with_names().order_by("product__name", "pk")


def read(supplier: Supplier, item: str) -> Facts:
    held = _claims(supplier).filter(key=item).first()
    return facts_of(held) if held else USES.blank


def items(supplier: Supplier) -> dict[str, tuple[str, Facts]]:
    claims = list(_claims(supplier))
    public = publicly_shown(claims)
    return {
        one.key: (f"{one.product} at {one.borough}. {state_of(one, one.pk in public)}", facts_of(one))
        for one in claims
    }


def publicly_shown(claims: Iterable[UseClaim]) -> set[int]:
    """Which claims a record that everyone may read shows. No hidden record is asked."""
    asked = list(claims)
    seen = Seen("technology", Audience.PUBLIC) if asked else None
    return {one.pk for one in asked if seen and one.borough.slug in seen.values(one.product.slug, "borough")}


def state_of(claim: UseClaim, public: bool) -> str:
    """What became of a claim, in words for its supplier: from what it may know alone."""
    if claim.confirmed_on:
        return f"Confirmed on {fact_date(claim.confirmed_on)}"
    if public:
        return "Shown by a public record"
    if claim.refused_on:
        return f"Not confirmed on {fact_date(claim.refused_on)}: {claim.reason}"
    return "Waits for the authority"


def write(supplier: Supplier, item: str, facts: Facts, by: WrittenBy) -> None:
    held = UseClaim.objects.filter(supplier=supplier, key=item).first()
    if facts == USES.blank:
        if held is not None:
            remove(held, actor=by.actor, why=by.why)
        return
    product = Product.objects.filter(key=facts["product"], offer__supplier=supplier).first()
    borough = Borough.objects.authorities().filter(slug=facts["borough"]).first()
    if product is None or borough is None:
        raise NotPossible("That product or authority is no longer there.")
    if (
        UseClaim.objects.filter(supplier=supplier, product=product, borough=borough)
        .exclude(key=item)
        .exists()
    ):
        raise NotPossible(f"You said already that {borough} uses {product}.")
    claim = held or UseClaim(supplier=supplier, key=item)
    with recording(claim, **by.recorded):
        claim.product, claim.borough = product, borough
        claim.since_date = datetime.date.fromisoformat(facts["since"]) if facts["since"] else None
        # What is said in other words is asked anew.
        claim.said_on, claim.confirmed_on, claim.system = timezone.localdate(), None, None
        claim.refused_on, claim.reason = None, ""
        claim.save()


def resting(supplier: Supplier, item: str, facts: Facts) -> str:
    """An authority that said no is not asked anew at once, in other words or by another claim."""
    held = _claims(supplier).filter(key=item, refused_on__isnull=False).first()
    again = rests_until(held.refused_on) if held else None
    if held is None or again is None:
        return ""
    return f"{held.borough} did not confirm this. You can change it or take it away from {fact_date(again)}."


def _product(key: Any) -> str:
    return Product.objects.filter(key=key).values_list("name", flat=True).first() or "" if key else ""


def _borough(slug: Any) -> str:
    return Borough.objects.filter(slug=slug).values_list("name", flat=True).first() or "" if slug else ""


USES: Final = Section(
    NAME,
    "Where your products are used",
    order=95,
    facts=(
        Fact("product", "Product", stands_elsewhere=True, words=_product),
        Fact("borough", "Authority", stands_elsewhere=True, words=_borough),
        Fact("since", "In use since", words=said_date),
    ),
    read=read,
    write=write,
    heading="In use",
    form=UseForm,
    items=items,
    needed=("product", "borough"),
    apart=True,
    own_people_alone=True,
    resting=resting,
    sought="The authority is asked. It shows once it confirms it, or where a public record shows it.",
)
