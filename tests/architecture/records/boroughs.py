"""Of authorities and what they do: a record of each kind."""

import datetime

from django.utils import timezone

from boroughs.models import (
    Borough,
    EmailDomain,
    Function,
    HowToSell,
    Officer,
    Partnership,
    PartnershipMember,
    ServiceArea,
    Skill,
    SkillLevel,
)
from tests import factories
from tests.architecture.records.making import Changed, Made, Tables, written
from thirty3.accounts.models import User


def a_borough() -> Borough:
    neighbour = factories.borough("Islington")
    record = Borough(slug="camden", name="Camden", formal_name="Camden", kind="authority")
    return written(record, lambda one: one.parents.add(neighbour))


def a_domain() -> EmailDomain:
    camden = factories.borough()
    return written(EmailDomain(domain="camden.example"), lambda one: one.boroughs.add(camden))


def an_area() -> ServiceArea:
    return written(ServiceArea(slug="parks", name="Parks", side="frontline"))


def a_function() -> Function:
    housing = factories.area()
    return written(Function(slug="repairs", name="Repairs", area=housing, synonyms=["voids"]))


def a_partnership() -> Partnership:
    camden, repairs = factories.borough(), factories.function("Repairs")

    def fill(one: Partnership) -> None:
        one.functions.add(repairs)
        PartnershipMember.objects.create(partnership=one, borough=camden)

    return written(Partnership(slug="shared", name="Shared Digital", host=camden), fill)


def an_officer() -> Officer:
    person = User.objects.create_user("officer@camden.example")
    approved = timezone.now().replace(microsecond=0)
    return written(Officer(user=person, borough=factories.borough(), approved_at=approved))


def how_to_sell() -> HowToSell:
    day = datetime.date(2026, 11, 1)
    return written(HowToSell(borough=factories.borough(), mailbox="buy@camden.example", as_at_date=day))


def a_skill() -> Skill:
    return written(Skill(slug="python", name="Python", group="Data"))


def a_level() -> SkillLevel:
    return written(SkillLevel(borough=factories.borough(), skill=a_skill(), level=2))


MADE: Made = {
    Borough: a_borough,
    EmailDomain: a_domain,
    ServiceArea: an_area,
    Function: a_function,
    Partnership: a_partnership,
    Officer: an_officer,
    HowToSell: how_to_sell,
    Skill: a_skill,
    SkillLevel: a_level,
}
CHANGED: Changed = {
    Borough: ("formal_name", "The London Borough"),
    EmailDomain: ("checked_on", "23/11/2026"),
    ServiceArea: ("position", "7"),
    Function: ("name", "Repairs and voids"),
    Partnership: ("source_url", "https://example.org/"),
    Officer: ("role", "lead"),
    HowToSell: ("paid_in_30_days_percent", "97"),
    Skill: ("group", "Platforms"),
    SkillLevel: ("level", "4"),
}
TABLES: Tables = {
    Borough: (
        "slug,name,formal_name,kind,parents\ncamden,Camden,Changed,authority,\nfresh,Fresh,New,authority,camden\n"
    ),
    EmailDomain: "domain,authorities\ncamden.example,islington\nnew.example,camden; islington\n",
    ServiceArea: "slug,name,side\nparks,Parks and gardens,frontline\nfresh,Fresh,corporate\n",
    Function: "slug,name,area\nrepairs,Repairs and voids,housing\nfresh,Fresh,housing\n",
    Partnership: "slug,name,host,functions\nshared,Shared,camden,\nfresh,Fresh,camden,repairs\n",
    Skill: "slug,name,group\npython,Python,Changed\nfresh,Fresh,Data\n",
}
