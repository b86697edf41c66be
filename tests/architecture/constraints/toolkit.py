"""Guidance, projects, calls and what is answered to these."""

import datetime

from tests import factories
from tests.architecture.constraints.case import (
    A_DAY,
    DAY,
    EVE,
    ITSELF,
    NOW,
    OTHER,
    Checks,
    Once,
    Plain,
    Unique,
    somebody,
)
from tests.toolkit.guidance import texts
from toolkit.models import (
    Call,
    Collaborator,
    LearnMore,
    Page,
    PageFeedback,
    Problem,
    ProblemArea,
    Project,
    ProjectLink,
    Question,
    RenderedPage,
    Resource,
    Response,
    ResponseFile,
    Stage,
    TimelineEntry,
)


def a_project() -> Project:
    words = {"summary": "One", "introduction": "Two", "status": "planned"}
    return Project.objects.create(slug="shared", name="Shared", **words)


def a_call() -> Call:
    return Call.objects.filter(slug="housing").first() or Call.objects.create(**PLAIN[Call]())


PLAIN: Plain = {
    Stage: lambda: {"slug": "design", "title": "Design", "summary": "One", "order": 30},
    Resource: lambda: {
        **{"slug": "plan", "title": "Plan", "summary": "One", "stage": texts.stage(), "order": 10},
        **{"body": "Write.", "checked_on": DAY},
    },
    Page: lambda: {
        **{"slug": "begin", "title": "Begin", "summary": "One", "stage": texts.stage(), "order": 10},
        **{"body": "Write.", "checked_on": DAY, "review_on": DAY + datetime.timedelta(days=365)},
    },
    RenderedPage: lambda: {"page": Page.objects.create(**PLAIN[Page]()), "made_of": "1", "html": "One"},
    Problem: lambda: {"key": "hard", "who": "officer", "words": "It is hard.", "order": 10},
    PageFeedback: lambda: {"page": texts.page(), "useful": True, "given_on": DAY},
    Project: lambda: {
        **{"slug": "together", "name": "Together", "summary": "One", "introduction": "Two"},
        "status": "finished",
    },
    Collaborator: lambda: {"project": a_project(), "name": "LOTI", "part": "ran it."},
    ProblemArea: lambda: {"project": a_project(), "title": "One"},
    TimelineEntry: lambda: {"project": a_project(), "position": 1, "kind": "survey", "title": "One"},
    ProjectLink: lambda: {"project": a_project(), "title": "One", "url": "https://example.org/"},
    Call: lambda: {
        **{"slug": "housing", "title": "Housing", "introduction": "What?", "kind": "survey"},
        **{"opens_at": NOW - A_DAY, "closes_at": NOW},
    },
    Question: lambda: {"call": a_call(), "key": "2345678923", "label": "What?"},
    Response: lambda: {"call": a_call(), "supplier": factories.supplier()},
    ResponseFile: lambda: {
        "response": Response.objects.create(**PLAIN[Response]()),
        **{"name": "a.pdf", "stored_as": "a", "size_bytes": 1},
    },
    LearnMore: lambda: {
        "response": Response.objects.create(**PLAIN[Response]()),
        "borough": factories.borough(),
    },
}
CHECKS: Checks = {
    "project_link_has_address_or_file": (
        ProjectLink,
        [{}, {"url": "", "stored_as": "a"}],
        [{"url": ""}, {"stored_as": "a"}],
    ),
    "timeline_entry_ends_after_it_began": (
        TimelineEntry,
        [{}, {"on_date": DAY}, {"on_date": DAY, "until_date": DAY}],
        [{"until_date": DAY}, {"on_date": DAY, "until_date": EVE}],
    ),
    "page_is_reviewed_after_it_was_checked": (
        Page,
        [{"review_on": DAY + datetime.timedelta(days=1)}],
        [{"review_on": DAY}, {"review_on": EVE}],
    ),
    "resource_has_what_its_kind_needs": (
        Resource,
        [{}, {"kind": "spreadsheet"}, {"kind": "file", "stored_as": "a", "body": ""}],
        [{"body": ""}, {"kind": "file"}, {"kind": "picture", "stored_as": "a"}],
    ),
    "call_closes_after_it_opens": (
        Call,
        [{"closes_at": NOW + A_DAY}],
        [{"closes_at": NOW - A_DAY}, {"closes_at": NOW - 2 * A_DAY}],
    ),
    "call_engagement_has_its_notice": (
        Call,
        [
            *({"kind": "engagement", "published": False}, {"published": True}),
            {"kind": "engagement", "published": True, "uk2_url": "https://x.example/"},
            {"kind": "engagement", "published": True, "no_uk2_reason": "Below the threshold"},
        ],
        [{"kind": "engagement", "published": True}],
    ),
    "call_has_a_notice_or_a_reason": (
        Call,
        [{"uk2_url": "https://x.example/"}],
        [{"uk2_url": "https://x.example/", "no_uk2_reason": "None"}],
    ),
    "call_keeps_answers_for_a_time": (
        Call,
        [{"keep_days": 1}, {"keep_days": 3650}],
        [{"keep_days": 0}, {"keep_days": 3651}],
    ),
    "call_does_not_belong_with_itself": (Call, [{"belongs_with": None}], [{"belongs_with": ITSELF}]),
    "question_most_is_no_less_than_least": (
        Question,
        [{"least": 1, "most": 1}, {"least": 1}, {"most": 1}],
        [{"least": 2, "most": 1}],
    ),
    "question_of_choice_has_options": (
        Question,
        [{"kind": "choice", "options": "A"}, {"kind": "several", "options": "A"}],
        [{"kind": "choice"}, {"kind": "several"}],
    ),
    "response_is_of_a_supplier_or_a_person": (
        Response,
        [{}],
        [{"supplier": None}],
    ),
    "response_sent_at_exactly_when_sent": (
        Response,
        [{"sent_at": NOW, "first_sent_at": NOW, "sent": {}}],
        [{"sent_at": NOW, "first_sent_at": NOW}, {"sent": {}}, {"sent_at": NOW, "sent": {}}],
    ),
}
UNIQUE: Unique = {
    "question_key_once": (Question, {}, [{"key": "3456789234"}]),
    "response_of_a_supplier_once": (
        Response,
        {},
        [{"supplier": OTHER["supplier"]}, {"supplier": None, "person": somebody}],
    ),
    "response_of_a_person_once": (
        Response,
        {"supplier": None, "person": somebody},
        [{"person": OTHER["user"]}],
    ),
    "learn_more_once": (LearnMore, {}, [{"borough": OTHER["borough"]}]),
}
ONCE: Once = [
    (Project, "slug"),
    (Project, "name"),
    (Stage, "slug"),
    (Page, "slug"),
    (Resource, "slug"),
    (Problem, "key"),
    (Call, "slug"),
    (Response, "key"),
    (ResponseFile, "key"),
]
