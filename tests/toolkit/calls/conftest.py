"""A call with one question of each kind, a supplier with a profile and those who keep it, and officers."""

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from boroughs.models import Borough, Officer
from suppliers.models import Certification, ProductOffer, Supplier, SupplierMember, SupplierProfile
from tests import factories
from tests.signing_in import sign_in, staff_member
from tests.thirty3.documents.files import PDF
from thirty3.accounts.models import User
from thirty3.history.services import recording
from toolkit.calls import answering
from toolkit.calls.answering import SentFile, questions_of
from toolkit.calls.content import Given
from toolkit.models import Call, Question, Response

HOUR = datetime.timedelta(hours=1)
DAY = 24 * HOUR
type Asked = dict[str, Question]


@pytest.fixture(autouse=True)
def documents(settings: Any, tmp_path: Path) -> Path:
    settings.DOCUMENTS_DIR = tmp_path / "documents"
    return tmp_path / "documents"


@pytest.fixture
def camden(db: None) -> Borough:
    return factories.borough("Camden")


@pytest.fixture
def acme(camden: Borough) -> Supplier:
    """It told its profile what most calls ask."""
    made = factories.supplier("Acme Software Ltd", company_number="01234567", size="small", listed=True)
    profile = SupplierProfile(supplier=made, counties=["Essex"])
    with recording(profile):
        profile.save()
        profile.boroughs.add(camden)
    with recording(made):
        Certification.objects.create(supplier=made, scheme="Cyber Essentials")
    offer = ProductOffer(supplier=made, product=factories.product("Homes", maker=made), open_api="yes")
    with recording(offer):
        offer.save()
    return made


def member(email: str, of: Supplier) -> User:
    person = User.objects.create_user(email)
    one = SupplierMember(user=person, supplier=of, role="owner", came_by="staff")
    with recording(one):
        one.save()
    return person


@pytest.fixture
def anna(acme: Supplier) -> User:
    """She keeps Acme's profile."""
    return member("anna@acme.example", acme)


@pytest.fixture
def officer(camden: Borough) -> User:
    return officer_at(camden)


def officer_at(borough: Borough, role: str = "editor") -> User:
    person = User.objects.create_user(f"{role}@{borough.slug}.example")
    with recording(made := Officer(user=person, borough=borough, role=role, approved_at=timezone.now())):
        made.save()
    return person


@pytest.fixture
def staff(db: None) -> User:
    return staff_member()


QUESTIONS: dict[str, dict[str, Any]] = {
    "name": {"label": "What are you called?", "profile_source": "name", "required": True},
    "size": {
        **{"label": "How large are you?", "kind": "choice", "profile_source": "size"},
        "options": "Micro (fewer than 10 people)\nSmall (10 to 49)\nMedium (50 to 249)",
    },
    "holds": {
        **{"label": "What do you hold?", "kind": "several", "profile_source": "certifications"},
        "options": "ISO 27001\nCYBER ESSENTIALS",
    },
    "weeks": {"label": "How many weeks?", "kind": "number", "unit": "weeks", "least": 0, "most": 52},
    "plan": {"label": "Your plan", "kind": "file"},
}


def a_call(*boroughs: Borough, questions: dict[str, dict[str, Any]] | None = None, **facts: Any) -> Call:
    """A survey that is open now, unless something else is said."""
    now = timezone.now()
    told: dict[str, Any] = {
        **{"slug": "housing", "title": "Software for housing", "introduction": "What is there?"},
        **{"kind": "survey", "who": "suppliers", "published": True, "keep_days": 30},
        **{"opens_at": now - DAY, "closes_at": now + DAY},
    }
    call = Call(**told | facts)
    with recording(call):
        call.save()
        call.boroughs.set(boroughs)
        for position, (name, question) in enumerate((questions or QUESTIONS).items()):
            Question.objects.create(call=call, position=position, key=f"{name:a<10}", **question)
    return call


@pytest.fixture
def call(camden: Borough) -> Call:
    return a_call(camden)


@pytest.fixture
def asked(call: Call) -> Asked:
    return {question.key.rstrip("a"): question for question in questions_of(call)}


@pytest.fixture
def window(db: None) -> Callable[[User], Client]:
    """A browser in which somebody is signed in."""

    def of(person: User) -> Client:
        client = Client()
        sign_in(client, person)
        return client

    return of


@pytest.fixture
def answered(call: Call, acme: Supplier, anna: User, asked: Asked) -> Response:
    """Acme sent an answer with a file, a part of it confidential."""
    now = timezone.now()
    draft = answering.begin(call=call, person=anna, supplier=acme, now=now)
    given = Given(
        values={asked["name"].key: "=Acme", asked["weeks"].key: "6"},
        confidential=(asked["weeks"].key,),
        confidential_reason="Rivals do not know",
    )
    files = {asked["plan"].key: SentFile("plan.pdf", PDF)}
    saved = answering.keep_draft(response=draft, person=anna, given=given, files=files, seen=0, now=now)
    return answering.send(response=saved, seen=1, now=now)
