"""Texts of guidance for tests: a page that is fit to be shown, and a folder of a few."""

import datetime
from typing import Any

from thirty3.history.records import Recorded
from thirty3.history.services import recording
from toolkit.guidance.folder import File, Folder, read_folder
from toolkit.guidance.keeping import keep
from toolkit.guidance.texts import Text, read_head
from toolkit.models import Page, Problem, Resource, Stage

CHECKED = datetime.date(2026, 11, 26)
REVIEW = datetime.date(2027, 11, 26)
FILLER = "Ask the people who do the work and write down what they say in their own words. " * 40

BODY = f"""## What it is

A notice is owed from {{{{figure:threshold-goods-services}}}}, with VAT [@pa-21; own].
{FILLER}

## Why it matters

It saves work, as the [other page](toolkit:other-page) says.

## Who does it

- **Service team**: says what is needed.
- **Procurement**: publishes the {{{{notice:UK4}}}} [@pa-21].

## How

1. Talk to five suppliers [@own].
2. Write it with the [statement](template:needs) and look at [the text](https://www.legislation.gov.uk/).

| Step | Who |
| --- | --- |
| Publish the {{{{code:UK4}}}} [@pa-21] | **Procurement** |

## Worked example [@example]

A borough pays £100,000 a year for 4 years: 4 × £100,000 = £400,000.

## Checklist

- [ ] The needs are written down
- [ ] The users have read them
- [ ] The market has been asked
- [ ] The value includes the tax
- [ ] The notice is ready to publish
- [ ] The award criteria are agreed

## Questions this answers

### What do people need?

Ask them and listen.

### Who is to be asked?

Those who do the work.
"""


def a_text(body: str = BODY, **head: Any) -> Text:
    """A page as it is read from a file."""
    usual = {
        **{
            "title": "Start with what people need",
            "summary": "What to ask people before anything is bought.",
        },
        **{"order": 10, "roles": ["service", "procurement"], "moments": ["24", "18"]},
        **{"problems": ["old-specification"], "templates": ["needs"]},
        **{"checked_on": CHECKED, "review_on": REVIEW},
    }
    return Text(usual | head, body.strip(), 14)


DOCUMENT = """Fill this in with the people who do the work.

## Who needs it

*Name the groups of users.*

| Group | What they need |
| --- | --- |
| | |

## What stands in law

1. A notice for a purchase of {{figure:threshold-goods-services}} or more, with VAT [@pa-21].
2. Read **all** of [the page](toolkit:first-page).

- [ ] The users have read it
"""

WORKBOOK = """title = "Register"
summary = "Every contract with its end."
stage = "preparation"
order = 20
kind = "spreadsheet"
checked_on = 2026-11-26

[[sheet]]
name = "Contracts"
note = "One line for each contract. A notice is owed from {{figure:notifiable}} [@pa-87]."

[[sheet.column]]
heading = "Title"
help = "What the contract is called."
example = "Housing system"

[[sheet.column]]
heading = "State"
help = "Whether it is live."
example = "live"
choices = ["live", "ended"]
"""


def a_folder() -> Folder:
    """Two pages, a document, a workbook and a problem, and the stages as they are."""
    stages = read_folder().stages
    head = {"title": "User needs", "summary": "Who needs what.", "stage": "preparation", "order": 10}
    document = Text(head | {"kind": "document", "checked_on": CHECKED}, DOCUMENT)
    problem = {
        **{"key": "old-specification", "who": "officer", "words": "We describe the old system."},
        **{"more": "So the old supplier wins.", "pages": ["first-page", "other-page"]},
    }
    return Folder(
        stages=stages,
        pages=[
            File("pages/preparation/first-page.md", "first-page", a_text(), "preparation"),
            File(
                "pages/preparation/other-page.md",
                "other-page",
                a_text(
                    BODY.replace("toolkit:other-page", "toolkit:first-page"), title="Ask the market", order=20
                ),
                "preparation",
            ),
        ],
        templates=[
            File("templates/needs.md", "needs", document),
            File("templates/register.toml", "register", Text(read_head(WORKBOOK), WORKBOOK)),
        ],
        problems=[problem],
    )


def stage(slug: str = "preparation", order: int = 10) -> Stage:
    """A stage, made once."""
    facts = {
        "title": slug.title(),
        "summary": "What comes first, and what may be left for later.",
        "order": order,
    }
    return once(Stage, slug=slug, **facts)


def template(slug: str = "needs", **facts: Any) -> Resource:
    """A template that is a document."""
    usual = {"title": f"Template {slug}", "summary": "Who needs what.", "order": 10, "body": DOCUMENT.strip()}
    return once(Resource, slug=slug, **(usual | {"stage": stage(), "checked_on": CHECKED} | facts))


def page(slug: str = "first-page", **facts: Any) -> Page:
    """A page of guidance with its HTML beside it."""
    usual = {
        **{
            "title": f"Page {slug}",
            "summary": "What to ask people before anything is bought.",
            "order": 10,
            "roles": ["service"],
        },
        **{
            "moments": ["24"],
            "body": BODY.strip(),
            "checked_on": CHECKED,
            "review_on": REVIEW,
            "stage": stage(),
        },
    }
    made = once(Page, slug=slug, **(usual | facts))
    keep(made)
    return made


def problem(key: str = "old-specification", pages: tuple[str, ...] = ("first-page",)) -> Problem:
    """Something that officers find hard."""
    facts = {"who": "officer", "words": "We describe the old system.", "pages": list(pages), "order": 10}
    return once(Problem, key=key, **facts)


def once[R: Recorded](model: type[R], **facts: Any) -> R:
    """The record of that name, made where it is not there."""
    name = "key" if "key" in facts else "slug"
    held = model._default_manager.filter(**{name: facts[name]}).first()
    if held is not None:
        return held
    record = model(**facts)
    with recording(record):
        record.save()
    return record
