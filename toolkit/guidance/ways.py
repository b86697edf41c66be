"""What the toolkit leads to beside its guidance. Whoever builds something that officers apply registers it.

A way under the name of a kind of link (`route`, `reservation`, `contracts`, `opportunities`, `calls`) is also
where such a link of a page goes.
"""

from dataclasses import dataclass

from django.urls import reverse

from thirty3.registry import Registry


@dataclass(frozen=True)
class Way:
    """A page that helps to apply the guidance: what it is called, and what one gets there."""

    name: str
    label: str
    words: str
    url_name: str
    order: int

    @property
    def href(self) -> str:
        return reverse(self.url_name)


WAYS: Registry[Way] = Registry()
