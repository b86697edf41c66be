"""Questions about an opportunity: asked of its officers, and answered to everybody at once."""

from typing import Any, Final

from django import forms
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from boroughs.officers.letters import keepers
from contracts.imports.cells.text import refusal
from contracts.models import Opportunity, OpportunityQuestion, Stage
from contracts.opportunities.letters import write_to
from contracts.opportunities.news import note
from contracts.opportunities.steps import GONE, NotPossible
from contracts.opportunities.writing import as_it_is, changing
from contracts.sharing.wording import refuse_names

LONGEST: Final = 2_000
# As long as these last, somebody may ask.
ASKABLE: Final = (Stage.NEED, Stage.ENGAGEMENT, Stage.PLANNED, Stage.OPEN)
MOST_WAITING: Final = 200


def takes_questions(opportunity: Opportunity) -> bool:
    """Whether a question may still be asked of it."""
    return not opportunity.is_draft and opportunity.stage_at(timezone.now()) in ASKABLE


@transaction.atomic
def ask(*, opportunity: Opportunity, text: str) -> None:
    """Give a question to the officers. Nothing is kept of who asked."""
    refuse_names(text)
    held = as_it_is(opportunity)
    if not takes_questions(held):
        raise NotPossible("Questions are no longer taken.")
    if held.questions.filter(answer="").count() >= MOST_WAITING:
        raise NotPossible("Too many questions wait for an answer. Ask again later.")
    OpportunityQuestion.objects.create(opportunity=held, text=text.strip(), asked_on=timezone.localdate())
    page = reverse("contracts:own-opportunity", args=[opportunity.borough.slug, opportunity.key])
    write_to(keepers(opportunity.borough), "question", opportunity.title, page=page)


@transaction.atomic
def answer(*, opportunity: Opportunity, actor: Any, key: str, text: str, said: str) -> None:
    """Publish a question, in words that do not tell who asked, with its answer."""
    with changing(opportunity, actor, "Answered a question") as held:
        refuse_names(text, said)
        if held.is_draft:
            raise NotPossible("It is not published.")
        question = held.questions.filter(key=key).first()
        if question is None:
            raise NotPossible(GONE)
        before, now = (question.text, question.answer), (text.strip(), said.strip())
        if before == now:
            return
        first = not question.answer
        question.text, question.answer = now
        question.answered_at = question.answered_at or timezone.now()
        question.save()
        held.last_answer_at = timezone.now()
        held.save(update_fields=["last_answer_at"])
        if first:
            note(held, "A question was answered.")


class AskForm(forms.Form):
    """A question of somebody who is signed in."""

    text = forms.CharField(
        label="Your question",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=(
            "It is published with its answer, for everybody, without saying who asked. "
            "Leave out what tells who you are, and what is only yours to know."
        ),
        error_messages={"required": "Enter your question."},
    )

    def clean_text(self) -> str:
        text = str(self.cleaned_data["text"])
        if problem := refusal(text, "The question"):
            raise forms.ValidationError(problem)
        return text


class AnswerForm(AskForm):
    """The question as it is published, and its answer."""

    said = forms.CharField(
        label="The answer",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Everybody reads it at the same moment, and those who follow the opportunity are told.",
        error_messages={"required": "Enter the answer."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        text = self.fields["text"]
        text.label = "The question, as everybody reads it"
        text.help_text = "Take out whatever tells who asked."

    def clean_said(self) -> str:
        said = str(self.cleaned_data["said"])
        if problem := refusal(said, "The answer"):
            raise forms.ValidationError(problem)
        return said
