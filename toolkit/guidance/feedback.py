"""What readers say of a page: whether it was useful, and why. Nobody is asked who they are."""

import datetime
from typing import Final

from django import forms

from thirty3.spam import GuardedForm
from toolkit.models import LONGEST_COMMENT, Page, PageFeedback

YES, NO = "yes", "no"
ANSWERS: Final = ((YES, "Yes"), (NO, "No"))


class FeedbackForm(GuardedForm):
    """Yes or no, and a comment."""

    guarded_text, guarded_as = "comment", "page-feedback"

    answer = forms.ChoiceField(
        label="Was this page useful?",
        choices=ANSWERS,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose yes or no."},
    )
    comment = forms.CharField(
        label="What was good, missing or wrong? (optional)",
        help_text="Staff alone read it. Name no person, and do not give your own name or address.",
        max_length=LONGEST_COMMENT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"max_length": f"Write no more than {LONGEST_COMMENT:,} characters."},
    )

    @property
    def useful(self) -> bool:
        return bool(self.cleaned_data["answer"] == YES)


def say_of_page(*, page: Page, useful: bool, comment: str, day: datetime.date) -> PageFeedback:
    """Keep what somebody said of a page."""
    return PageFeedback.objects.create(page=page, useful=useful, comment=comment.strip(), given_on=day)
