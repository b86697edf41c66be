"""The pages about Thirty3, in the order in which the foot of every page lists them."""

from dataclasses import dataclass
from typing import Final

from django.urls import reverse


@dataclass(frozen=True)
class AboutPage:
    """A page below /about/, and what links to it say."""

    name: str
    label: str

    @property
    def href(self) -> str:
        return reverse(f"about:{self.name}")


PAGES: Final = (
    AboutPage("about", "About Thirty3"),
    AboutPage("contact", "Contact"),
    AboutPage("accessibility", "Accessibility statement"),
    AboutPage("privacy", "Privacy notice"),
    AboutPage("cookies", "Cookies"),
    AboutPage("terms", "Terms and moderation"),
    AboutPage("licences", "Licences and attribution"),
)
