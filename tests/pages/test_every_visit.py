"""What is true of every kind of page, whoever comes: each is visited once, and each test reads the answer."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http.cookies import SimpleCookie
from typing import Final

import html5lib
import pytest
from django.http.response import ResponseHeaders

from tests.pages.conftest import forgotten_afterwards, shown_as_demonstration
from tests.pages.kinds import KINDS, PUBLIC, Kind
from tests.pages.reading import elements, faults, text
from tests.pages.test_caching import expected
from tests.pages.test_policy import CACHEABLE, SECURE
from tests.pages.visitors import Visitor, client_of
from tests.pages.worlds import World

pytestmark = pytest.mark.django_db(databases="__all__")
type Visit = tuple[Kind, Visitor]
type Visits = Callable[[Kind, Visitor], "Answer"]


def name_of(value: object) -> str:
    return getattr(value, "name", str(value))


def every(visits: list[Visit]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(("kind", "visitor"), visits, ids=name_of)


EVERY_VISIT: Final = [(kind, visitor) for kind in KINDS for visitor in kind.visitors]
PAGES: Final = [visit for visit in EVERY_VISIT if visit[0].html]
SIGNED_IN: Final = [visit for visit in EVERY_VISIT if visit[1] != Visitor.ANYONE]
LINKING: Final = [(kind, Visitor.ANYONE) for kind in PUBLIC if kind.html and Visitor.ANYONE in kind.visitors]
# The one page that cannot work without says so, and how to go on: tests/thirty3/accounts/test_passkeys.py.
NEEDS_SCRIPTS: Final = {"new passkey"}


@dataclass(frozen=True)
class Answer:
    """What a visitor is given."""

    address: str
    status: int
    headers: ResponseHeaders
    cookies: SimpleCookie
    body: bytes

    @property
    def html(self) -> str:
        return self.body.decode()

    @property
    def of_staff_site(self) -> bool:
        return self.address.startswith("/admin/")


@pytest.fixture(scope="module")
def visits(world: World, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visits]:
    """The answer to a visit, which is made when a test first asks for it and leaves no trace."""
    answers: dict[tuple[str, Visitor], Answer] = {}

    def answer(kind: Kind, visitor: Visitor) -> Answer:
        if (kind.name, visitor) not in answers:
            with forgotten_afterwards(), shown_as_demonstration(tmp_path_factory.mktemp("visit")):
                address = kind.address(world)
                response = client_of(visitor).get(address)
                answers[kind.name, visitor] = Answer(
                    address, response.status_code, response.headers, response.cookies, b"".join(response)
                )
        return answers[kind.name, visitor]

    return answer


@every(PAGES)
def test_a_page_is_sound(visits: Visits, kind: Kind, visitor: Visitor) -> None:
    answer = visits(kind, visitor)
    assert answer.status == kind.status
    assert faults(answer.html, staff_site=answer.of_staff_site) == []


@every(LINKING)
def test_no_robot_is_led_to_a_filtered_list(visits: Visits, kind: Kind, visitor: Visitor) -> None:
    root = html5lib.parse(visits(kind, visitor).html, namespaceHTMLElements=False)
    links = [a for a in elements(root, "a") if "?" in (a.get("href") or "")]
    assert [a.get("href") for a in links if "nofollow" not in (a.get("rel") or "").split()] == []


@every(EVERY_VISIT)
def test_every_answer_carries_the_strict_policy(visits: Visits, kind: Kind, visitor: Visitor) -> None:
    headers = visits(kind, visitor).headers
    assert {name: headers.get(name) for name in SECURE} == SECURE


@every(EVERY_VISIT)
def test_every_answer_says_who_may_keep_it(visits: Visits, kind: Kind, visitor: Visitor) -> None:
    assert visits(kind, visitor).headers.get("Cache-Control") == expected(kind, visitor)


@every([(kind, Visitor.ANYONE) for kind in CACHEABLE])
def test_a_public_page_may_be_kept_and_leaves_nothing_behind(
    visits: Visits, kind: Kind, visitor: Visitor
) -> None:
    answer = visits(kind, visitor)
    assert answer.headers["Cache-Control"].startswith("public, max-age=")
    assert not answer.cookies
    assert "Cookie" in answer.headers["Vary"]
    if kind.html:
        assert "csrfmiddlewaretoken" not in answer.html
        assert 'method="post"' not in answer.html


@every(SIGNED_IN)
def test_an_answer_to_somebody_signed_in_is_kept_by_nobody(
    visits: Visits, kind: Kind, visitor: Visitor
) -> None:
    headers = visits(kind, visitor).headers
    assert headers["Cache-Control"] == "private, no-store"
    assert "Cookie" in headers["Vary"]


@every([visit for visit in PAGES if visit[0].name not in NEEDS_SCRIPTS])
def test_what_a_page_offers_needs_no_script(visits: Visits, kind: Kind, visitor: Visitor) -> None:
    answer = visits(kind, visitor)
    if answer.of_staff_site:
        return
    root = html5lib.parse(answer.html, namespaceHTMLElements=False)
    for e in elements(root, "a"):
        assert e.get("href"), text(e)
        assert not e.get("href", "").startswith("javascript:")
    for form in elements(root, "form"):
        assert form.get("method") in ("get", "post")
        assert [e for e in elements(form, "button", "input") if e.get("type") == "submit"]
    within = {id(e) for form in elements(root, "form") for e in elements(form)}
    forms = {form.get("id") for form in elements(root, "form")} - {None}
    # A button outside a form works by script alone; such a one is hidden until the script is there.
    for e in elements(root, "button"):
        assert id(e) in within or e.get("form") in forms or e.get("hidden") is not None, text(e)
    for e in elements(root):
        assert "t3-hidden" not in (e.get("class") or "").split()
