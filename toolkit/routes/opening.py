"""The first pages of questions: what is to be done, the contract, how it began, the route."""

from typing import Final

from toolkit.law.case import Category, Route
from toolkit.law.facts import facts_of, held
from toolkit.law.ways import ways_of
from toolkit.routes.question import (
    ABOUT,
    BUYING,
    NOT_SURE,
    Kind,
    Known,
    Options,
    Question,
    Step,
    day_question,
)

CATEGORIES: Final[Options] = (
    (Category.GOODS_SERVICES.value, "Goods or services: software, hardware, hosting, support, consultancy"),
    (Category.WORKS.value, "Works: building, and what is built in with it"),
    (Category.LIGHT_TOUCH.value, "Light touch: wholly or mainly listed services, such as social care or "
        "e-learning"),
    (Category.CONCESSION.value, "Concession: the supplier is paid wholly or partly by those who use it"),
    (Category.LIGHT_TOUCH_CONCESSION.value, "Light touch concession"),
)  # fmt: skip
EXEMPTIONS: Final[Options] = (
    ("none", "None of these"),
    ("controlled_company", "The supplier is a company that the council controls, alone or with others"),
    ("horizontal", "It is an arrangement between authorities for aims they share, such as a shared service"),
    ("land", "It concerns an interest in land"),
    ("public_comms", "Its main purpose is to give the public a communications network or service"),
    ("r_and_d", "It is research and development for public benefit, without goods or works"),
    ("city_private", "It is for the City of London’s work outside its public functions"),
    ("national_security", "National security"),
    ("other", "Another exemption of Schedule 2"),
)


def _routes(known: Known) -> Options:
    ways = ways_of(facts_of(known.case))
    return (*((way.route, f"{way.name}. {way.reason}") for way in ways if way.open), NOT_SURE)


FIRST: Final = Step(
    "about",
    "What do you want to do?",
    (
        Question(
            ABOUT,
            "What do you want to do?",
            Kind.CHOICE,
            options=(
                (BUYING, "Buy something, or work out how to"),
                (Route.CHANGE.value, "Change or extend a contract that is there"),
                (Route.END.value, "End a contract, or let one run out"),
                (Route.ABANDON.value, "Give up a procurement that has begun"),
            ),
            required=True,
        ),
    ),
)

CONTRACT: Final = Step(
    "contract",
    "The contract",
    (
        Question(
            "value",
            "The most it could cost, in pounds, including VAT",
            Kind.SUM,
            "Over the whole term with every option to extend or to buy more. For a framework, all that may "
            "be bought from it. Leave it empty if it cannot be estimated: the law then treats it as a "
            "large contract.",
        ),
        Question("category", "What is it for?", Kind.CHOICE, options=CATEGORIES, required=True),
        Question(
            "exempt",
            "Is one of these true of it?",
            Kind.CHOICE,
            "The Procurement Act does not apply to exempt contracts. If you are not sure, choose “None of "
            "these” and take advice.",
            EXEMPTIONS,
        ),
        Question(
            "mixed",
            "Does it bundle different kinds of things that could reasonably be bought separately?",
            Kind.YES_NO,
            "For example building works with software, or training with a licence.",
            (("yes", "Yes"), ("no", "No")),
            lambda known: known.buying,
        ),
    ),
)

BEGINNING: Final = Step(
    "beginning",
    "How it began",
    (
        day_question(
            "commenced_on",
            "When did the procurement begin, or when will it?",
            "The first of these: a tender or transparency notice is published, tenders are invited, or a "
            "supplier is contacted to start the award. It decides which threshold holds.",
            lambda known: known.more,
        ),
        day_question(
            "old_regime_act_on",
            "Was something done under the law of 2015?",
            "The day of a contract notice, an award, an entry on Contracts Finder, a voluntary "
            f"transparency notice or a negotiation without notice before {held('act-in-force').said}.",
            lambda known: known.case.exempt == "none" and not known.buying,
        ),
        Question(
            "framework_regime",
            "Was it bought from a framework or dynamic purchasing system?",
            Kind.CHOICE,
            "What is bought from one that was set up under the law of 2015 stays under that law.",
            (
                ("PCR2015", "Yes, one of the law of 2015"),
                ("PA2023", "Yes, one of the Procurement Act 2023"),
                ("", "No, or I do not know"),
            ),
            lambda known: known.case.exempt == "none" and not known.buying,
        ),
    ),
)

ROUTE: Final = Step(
    "route",
    "The route",
    (
        Question(
            "route",
            "Which way do you think of?",
            Kind.CHOICE,
            "These are open at this value. Your council’s contract standing orders may allow fewer.",
            _routes,
            lambda known: known.more and known.buying,
        ),
    ),
)
