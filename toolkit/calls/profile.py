"""What a supplier's profile says already, so that nobody has to type it again."""

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from suppliers.models import Certification, FrameworkPlace, ProductOffer, Supplier, SupplierProfile
from suppliers.profiles.data_freedom import answers_of, full_words
from toolkit.calls.content import Value, Values
from toolkit.models import Question

Profile = Question.Profile


def _profile(supplier: Supplier) -> SupplierProfile | None:
    return SupplierProfile.objects.filter(supplier=supplier).first()


def _about(supplier: Supplier) -> list[str]:
    profile = _profile(supplier)
    return [profile.description] if profile else []


def _location(supplier: Supplier) -> list[str]:
    """Where it has operations; without a word of that, the authority in which it is based."""
    profile = _profile(supplier)
    named = list(profile.boroughs.order_by("name").values_list("name", flat=True)) if profile else []
    elsewhere = [str(county) for county in profile.counties] if profile else []
    home = [supplier.home_borough.name] if supplier.home_borough else []
    return [*named, *elsewhere] or home


def _functions(supplier: Supplier) -> list[str]:
    profile = _profile(supplier)
    return list(profile.functions.order_by("name").values_list("name", flat=True)) if profile else []


def _offers(supplier: Supplier) -> Iterable[ProductOffer]:
    return (
        ProductOffer.objects.filter(supplier=supplier)
        .select_related("product")
        .order_by("product__name", "pk")
    )


def _products(supplier: Supplier) -> list[str]:
    return [offer.product.name for offer in _offers(supplier)]


def _certifications(supplier: Supplier) -> list[str]:
    held = Certification.objects.filter(supplier=supplier).order_by("scheme", "pk")
    return list(dict.fromkeys(held.values_list("scheme", flat=True)))


def _data_freedom(supplier: Supplier) -> list[str]:
    return [
        f"{offer.product}, {answer.label.lower()}: {full_words(answer)}"
        for offer in _offers(supplier)
        for answer in answers_of(offer)
    ]


def _frameworks(supplier: Supplier) -> list[str]:
    return [
        str(place) for place in FrameworkPlace.objects.filter(supplier=supplier).order_by("framework", "pk")
    ]


SAID: Final[Mapping[str, Callable[[Supplier], list[str]]]] = {
    Profile.NAME: lambda supplier: [supplier.name],
    Profile.COMPANY_NUMBER: lambda supplier: [supplier.company_number],
    Profile.SIZE: lambda supplier: [supplier.get_size_display()],
    Profile.WEBSITE: lambda supplier: [supplier.website],
    Profile.ABOUT: _about,
    Profile.LOCATION: _location,
    Profile.PRODUCTS: _products,
    Profile.FUNCTIONS: _functions,
    Profile.CERTIFICATIONS: _certifications,
    Profile.DATA_FREEDOM: _data_freedom,
    Profile.FRAMEWORKS: _frameworks,
}


def filled_from(supplier: Supplier | None, questions: Iterable[Question]) -> Values:
    """The values that a supplier's profile gives, under the keys of the questions that ask for them."""
    if supplier is None:
        return {}
    asked = [one for one in questions if one.profile_source]
    told = ((one, [words for words in SAID[one.profile_source](supplier) if words]) for one in asked)
    fitted = {one.key: _fitted(one, said) for one, said in told}
    return {key: value for key, value in fitted.items() if value}


def _fitted(question: Question, said: list[str]) -> Value:
    """As the question takes it: of a choice only what it offers, whatever the letters' case."""
    offered = {option.casefold(): option for option in question.offered}
    known = [offered[words.casefold()] for words in said if words.casefold() in offered]
    match question.kind:
        case Question.Kind.TEXT:
            return "\n".join(said)
        case Question.Kind.CHOICE:
            return known[0] if known else ""
        case Question.Kind.SEVERAL:
            return [option for option in question.offered if option in known]
    return ""
