"""What it does for the places where it works."""

from typing import Final

from boroughs.officers.describing import address_field
from suppliers.members.forms import text_field
from suppliers.models import Supplier
from suppliers.profiles.asking import Facts, SectionForm
from suppliers.profiles.keeping import read_profile, write_profile
from suppliers.profiles.section import Fact, Section, WrittenBy

NAMES: Final = ("social_value", "social_value_url")


class SocialValueForm(SectionForm):
    """A few sentences, and where more is said."""

    social_value = text_field(
        "Social value",
        "In up to 500 characters: what you did, such as jobs or carbon saved, with figures and years.",
        longest=500,
    )
    social_value_url = address_field("Social value report", "A page or report that says more.")


def read(supplier: Supplier, item: str) -> Facts:
    return read_profile(supplier, NAMES)


def write(supplier: Supplier, item: str, facts: Facts, by: WrittenBy) -> None:
    write_profile(supplier, facts, by)


SOCIAL_VALUE: Final = Section(
    "social-value",
    "Social value",
    order=80,
    facts=(
        Fact("social_value", "Social value"),
        Fact("social_value_url", "More about it", is_link=True),
    ),
    read=read,
    write=write,
    heading="Social value",
    form=SocialValueForm,
    sought="Authorities have to consider it when they buy.",
)
