"""What agreements are called, and what they say is bought."""

from contracts.demonstration.chances import Chances
from contracts.demonstration.tables import Need, Product
from contracts.demonstration.terms import ENDLESS, Term


def within(subject: str) -> str:
    """A subject as it stands within a sentence: "CIL" stays, "Housing" does not."""
    return subject if subject[1:2].isupper() or subject[1:2] == "-" else subject[:1].lower() + subject[1:]


def period(term: Term) -> str:
    """The years of an agreement."""
    first, last = term.start.year, term.end.year
    if term.exact in ENDLESS:
        return f"from {first}"
    return str(first) if first == last else f"{first} to {last}"


def title(chances: Chances, need: Need, product: Product, term: Term, age: str) -> str:
    subject = chances.one_of(need.subjects)
    forms: tuple[str, ...]
    if age == "past":
        forms = (
            f"{subject} {period(term)}",
            f"{product.name} annual support {period(term)}",
            f"{product.name}: licences and maintenance {period(term)}",
            f"{subject} ({product.name}) {period(term)}",
        )
    elif age == "to come":
        forms = (
            f"Replacement {within(subject)}",
            f"{subject}: next contract",
            f"{subject} from {term.start.year}",
        )
    else:
        forms = (
            subject,
            subject,
            f"{subject}: licences, hosting and support",
            f"{subject} ({product.name})",
            f"{product.name} licences and support",
            f"Provision of {within(subject)}",
            f"{subject} {period(term)}",
        )
    return chances.one_of(forms)


def description(chances: Chances, need: Need, product: Product) -> str:
    return chances.one_of(
        (
            f"{product.name} for {need.does}: licences, hosting and support.",
            f"Supply and support of {product.name}, used for {need.does}.",
            f"Software, implementation, training and support for {need.does}.",
            f"Hosted software with yearly upgrades for {need.does}.",
            f"Licences, a service desk in office hours and two upgrades a year of {product.name}, "
            f"for {need.does}.",
        )
    )
