"""What authorities learn, ask, say and are told about contracts and suppliers."""

from contracts.models import (
    Answer,
    DataIssue,
    Disagreement,
    GroupAnswer,
    GroupAsk,
    GroupMember,
    OfferConfirmation,
    Opinion,
    PracticeNote,
    PublishedRating,
    ReportedWords,
    UseClaim,
)
from suppliers.models import ProductOffer
from tests import factories
from tests.architecture.constraints.case import A_DAY, DAY, EVE, NOW, OTHER, Checks, Once, Plain, Unique


def an_ask() -> GroupAsk:
    return GroupAsk.objects.create(**PLAIN[GroupAsk]())


ASKED = ("asked", "answered", "agreed", "refused", "closed")
PLAIN: Plain = {
    Answer: lambda: {"borough": factories.borough()},
    OfferConfirmation: lambda: {
        "offer": ProductOffer.objects.create(supplier=factories.supplier(), product=factories.product()),
        **{"borough": factories.borough(), "answer": "fees", "words": "No", "confirmed_on": DAY},
    },
    UseClaim: lambda: {
        **{"supplier": factories.supplier(), "product": factories.product()},
        **{"borough": factories.borough(), "said_on": DAY},
    },
    PracticeNote: lambda: {
        **{"borough": factories.borough(), "role": "Editor", "title": "One", "text": "Two"},
        **{"engagement": "Supplier day", "written_on": EVE, "confirmed_on": EVE, "lapses_on": DAY},
    },
    GroupMember: lambda: {
        **{"supplier": factories.supplier(), "borough": factories.borough(), "joined_on": DAY},
    },
    GroupAsk: lambda: {"supplier": factories.supplier(), "title": "One", "text": "Two", "written_on": DAY},
    GroupAnswer: lambda: {
        **{"ask": an_ask(), "text": "Yes", "said_on": DAY},
        **{"recorded_by": factories.borough(), "source": "A letter"},
    },
    PublishedRating: lambda: {
        **{"contract_key": "2345678923", "measure": "Calls", "rating": "Good", "published_on": DAY},
        **{"source": "UK9", "source_url": "https://example.org/notice"},
    },
    Opinion: lambda: {"subject": "product", "subject_id": 1, "year": 2026, "halves": 7, "count": 3},
    Disagreement: lambda: {
        **{"supplier": factories.supplier(), "borough": factories.borough(), "statement": "exit:fee"},
        **{"statement_words": "No fee.", "text": "There was one.", "written_on": EVE},
    },
    DataIssue: lambda: {"wrong": "date", "due_date": DAY},
    ReportedWords: lambda: {
        "issue": DataIssue.objects.create(wrong="date", due_date=DAY),
        "text": "It is wrong",
    },
}
CHECKS: Checks = {
    "practice_note_about_one_thing": (
        PracticeNote,
        [{"engagement": "Call"}, {"engagement": "", "contract_key": "2345678923"}],
        [{"engagement": ""}, {"contract_key": "2345678923"}],
    ),
    "practice_note_lapses_after_it_was_confirmed": (
        PracticeNote,
        [{"lapses_on": DAY}],
        [{"lapses_on": EVE}],
    ),
    "group_ask_state_is_known": (
        GroupAsk,
        [{"state": "draft"}, *({"state": one, "asked_on": DAY} for one in ASKED)],
        [{"state": "", "asked_on": DAY}, {"state": "done", "asked_on": DAY}],
    ),
    "group_ask_has_a_day_once_asked": (
        GroupAsk,
        [{"state": "asked", "asked_on": DAY}],
        [{"state": "asked"}, {"asked_on": DAY}],
    ),
    "group_answer_noted_with_its_source": (
        GroupAnswer,
        [{"source": "Minutes"}, {"recorded_by": None, "source": ""}],
        [{"source": ""}, {"recorded_by": None}],
    ),
    "published_rating_has_words_and_source": (
        PublishedRating,
        [{"rating": "Other"}],
        [{"rating": ""}, {"source": ""}, {"source_url": ""}],
    ),
    "opinion_from_1_to_5": (Opinion, [{"halves": 2}, {"halves": 10}], [{"halves": 1}, {"halves": 11}]),
    "opinion_of_three_at_least": (Opinion, [{"count": 3}], [{"count": 2}]),
    "disagreement_gives_time_once_told": (
        Disagreement,
        [{"told_on": EVE, "answer_by": DAY}],
        [{"told_on": DAY}, {"answer_by": DAY}, {"told_on": DAY, "answer_by": DAY}],
    ),
    "disagreement_shown_after_its_time": (
        Disagreement,
        [{"told_on": DAY - 2 * A_DAY, "answer_by": EVE, "shown_from": DAY}],
        [{"shown_from": DAY}, {"told_on": EVE, "answer_by": DAY, "shown_from": DAY}],
    ),
    "disagreement_answered_on_a_day": (
        Disagreement,
        [{"answer": "No.", "answered_on": DAY}],
        [{"answer": "No."}, {"answered_on": DAY}],
    ),
    "problem_state_is_known": (
        DataIssue,
        [{"state": "new"}, {"state": "looked-at"}, {"state": "done", "closed_at": NOW}],
        [{"state": "lost"}, {"state": ""}],
    ),
    "problem_subject_and_key_go_together": (
        DataIssue,
        [{}, {"subject": "contract", "subject_key": "2345678923"}],
        [{"subject": "contract"}, {"subject_key": "2345678923"}],
    ),
    "problem_closed_exactly_when_decided": (
        DataIssue,
        [{"state": "done", "closed_at": NOW}, {"state": "looked-at"}],
        [{"state": "done"}, {"state": "new", "closed_at": NOW}],
    ),
    "problem_refused_with_a_reason": (
        DataIssue,
        [{"state": "refused", "closed_at": NOW, "reason": "It is right."}, {"reason": ""}],
        [{"state": "refused", "closed_at": NOW}],
    ),
    "use_claim_confirmed_or_refused": (
        UseClaim,
        [{"confirmed_on": DAY}, {"refused_on": DAY, "reason": "No"}],
        [{"confirmed_on": DAY, "refused_on": DAY, "reason": "No"}],
    ),
    "use_claim_refused_with_a_reason": (
        UseClaim,
        [{"refused_on": DAY, "reason": "No"}],
        [{"refused_on": DAY}, {"reason": "No"}],
    ),
}
UNIQUE: Unique = {
    "group_member_once": (
        GroupMember,
        {},
        [{"supplier": OTHER["supplier"]}, {"borough": OTHER["borough"]}],
    ),
    "opinion_once_a_year": (
        Opinion,
        {},
        [{"subject": "function"}, {"subject_id": 2}, {"year": 2027}],
    ),
    "disagreement_once": (
        Disagreement,
        {},
        [
            *({"supplier": OTHER["supplier"]}, {"borough": OTHER["borough"]}, {"statement": "exit:help"}),
            {"taken_back_on": DAY},
        ],
    ),
    "offer_confirmation_once": (
        OfferConfirmation,
        {},
        [{"borough": OTHER["borough"]}, {"answer": "standards"}],
    ),
    "use_claim_once": (
        UseClaim,
        {},
        [{"supplier": OTHER["supplier"]}, {"product": OTHER["product"]}, {"borough": OTHER["borough"]}],
    ),
}
ONCE: Once = [
    (PracticeNote, "key"),
    (GroupAsk, "key"),
    (Disagreement, "key"),
    (UseClaim, "key"),
    (DataIssue, "reference"),
    (Answer, "key"),
]
