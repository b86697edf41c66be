"""The form of an answer, made from the questions of its call, and the forms of those who read answers."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any, Final

from django import forms

from thirty3.documents.kinds import LARGEST, NotAccepted, words_of
from toolkit.calls.answering import SentFile
from toolkit.calls.content import Given, Value, Values
from toolkit.models import Question

LONGEST_TEXT: Final = 5_000
LONGEST_REASON: Final = 1_000
ON_BEHALF: Final = "myself"
FROM_PROFILE: Final = "From your profile. What you change here stays in this answer."
FILE_KINDS: Final = "docx, odt, pdf, xlsx, md or txt, 5 MB at most."
CHECK: Final = "check"


class BeginForm(forms.Form):
    """For whom somebody answers."""

    whose = forms.ChoiceField(
        label="Whose answer is it?",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose whose answer it is.",
            "invalid_choice": "Choose whose answer it is.",
        },
    )

    def __init__(self, *args: Any, choices: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["whose"]
        field.choices = choices


class ResponseForm(forms.Form):
    """The questions of a call. A draft may leave any of them blank; what is sent may not."""

    edition = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(
        self,
        *args: Any,
        questions: Iterable[Question],
        draft: Given,
        edition: int,
        file_names: dict[str, str],
        **kwargs: Any,
    ) -> None:
        initial: dict[str, Any] = {_name(key): value for key, value in draft.values.items()}
        initial |= {
            "confidential": list(draft.confidential),
            "confidential_reason": draft.confidential_reason,
        }
        super().__init__(*args, **kwargs)
        self.initial = initial | {"edition": edition}
        self.questions, self.draft = list(questions), draft
        for question in self.questions:
            held = file_names.get(str(draft.values.get(question.key, "")), "")
            self.fields[_name(question.key)] = _field(question, question.key in draft.from_profile, held)
            if held and question.kind == Question.Kind.FILE:
                self.fields[_name(question.key, "away")] = forms.BooleanField(
                    label=f"Take {held} away", required=False
                )
        self.fields["confidential"] = forms.MultipleChoiceField(
            label="Which of your answers are confidential?",
            help_text=(
                "Officers of the authorities named and LOTI’s staff still see them. They are marked, and not "
                "told to anybody else unless the law asks for it."
            ),
            choices=[(question.key, question.label) for question in self.questions],
            widget=forms.CheckboxSelectMultiple,
            required=False,
            error_messages={"invalid_choice": "Choose among the questions of this call."},
        )
        self.fields["confidential_reason"] = forms.CharField(
            label="Why they are confidential",
            help_text=(
                "For example that they hold prices which your competitors do not know. Where they have "
                "different reasons, say which answer has which."
            ),
            max_length=LONGEST_REASON,
            widget=forms.Textarea(attrs={"rows": 3}),
            required=False,
            error_messages={"max_length": f"Give the reason in {LONGEST_REASON:,} characters or fewer."},
        )

    @property
    def wants_check(self) -> bool:
        """Whether the person goes on to send it, and so has to have answered what must be."""
        return self.data.get("then") == CHECK

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("confidential") and not cleaned.get("confidential_reason", "").strip():
            self.add_error("confidential_reason", "Enter why these answers are confidential.")
        for question in self.questions if self.wants_check else ():
            name = _name(question.key)
            if question.required and name not in self.errors and not self._answered(question, cleaned):
                self.add_error(name, _missing(question))
        return cleaned

    def _answered(self, question: Question, cleaned: dict[str, Any]) -> bool:
        if question.kind == Question.Kind.FILE:
            return cleaned.get(_name(question.key)) is not None or bool(self._held_file(question, cleaned))
        return cleaned.get(_name(question.key)) not in ("", None, [])

    def _held_file(self, question: Question, cleaned: dict[str, Any]) -> str:
        """The file that was given before and is not taken away."""
        away = cleaned.get(_name(question.key, "away"), False)
        return "" if away else str(self.draft.values.get(question.key, ""))

    def given(self) -> Given:
        """What was answered, new files left out."""
        values: Values = {}
        for question in self.questions:
            if value := self._value(question):
                values[question.key] = value
        return Given(
            values=values,
            confidential=tuple(self.cleaned_data["confidential"]),
            confidential_reason=self.cleaned_data["confidential_reason"].strip(),
        )

    def _value(self, question: Question) -> Value:
        value: Any = self.cleaned_data[_name(question.key)]
        match question.kind:
            case Question.Kind.FILE:
                return self._held_file(question, self.cleaned_data)
            case Question.Kind.SEVERAL:
                return [option for option in question.offered if option in value]
            case Question.Kind.NUMBER:
                return "" if value is None else number_words(value)
        return "\n".join(str(value).splitlines()).strip()

    def new_files(self) -> dict[str, SentFile]:
        """Under the keys of their questions."""
        asked = (one for one in self.questions if one.kind == Question.Kind.FILE)
        sent = {one.key: self.cleaned_data[_name(one.key)] for one in asked}
        return {key: file for key, file in sent.items() if file is not None}


class FileOfAnswerField(forms.FileField):
    """A file that is what its name says, of a kind that authorities can open."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        sent: Any = super().clean(data, None)
        if sent is None:
            return None
        name, content = str(sent.name), sent.read(LARGEST + 1)
        try:
            words_of(name, content)
        except NotAccepted as refused:
            raise forms.ValidationError(str(refused)) from refused
        return SentFile(name, content)


def number_words(value: Decimal) -> str:
    """A number without zeros that say nothing."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _name(key: str, what: str = "q") -> str:
    return f"{what}-{key}"


def _missing(question: Question) -> str:
    match question.kind:
        case Question.Kind.FILE:
            return f"Choose a file: {question.label}"
        case Question.Kind.CHOICE | Question.Kind.SEVERAL:
            return f"Choose an answer: {question.label}"
    return f"Answer: {question.label}"


def _field(question: Question, from_profile: bool, held_file: str) -> forms.Field:
    hints = (question.help_text, FROM_PROFILE if from_profile else "", _hint(question, held_file))
    common: dict[str, Any] = {
        "label": question.label if question.required else f"{question.label} (optional)",
        "help_text": " ".join(hint for hint in hints if hint),
        "required": False,
    }
    chosen = [(option, option) for option in question.offered]
    wrong = {"invalid_choice": "Choose among the answers that are offered."}
    match question.kind:
        case Question.Kind.CHOICE:
            return forms.ChoiceField(choices=chosen, widget=forms.RadioSelect, error_messages=wrong, **common)
        case Question.Kind.SEVERAL:
            return forms.MultipleChoiceField(
                choices=chosen, widget=forms.CheckboxSelectMultiple, error_messages=wrong, **common
            )
        case Question.Kind.NUMBER:
            return _number(question, common)
        case Question.Kind.FILE:
            return FileOfAnswerField(**common)
    return forms.CharField(
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"max_length": f"Answer in {LONGEST_TEXT:,} characters or fewer."},
        **common,
    )


def _number(question: Question, common: dict[str, Any]) -> forms.DecimalField:
    wrong = f"Enter a number{_bounds(question)}, with two decimals at most."
    return forms.DecimalField(
        min_value=question.least,
        max_value=question.most,
        max_digits=16,
        decimal_places=2,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-10"}),
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value", "max_digits", "max_decimal_places", "max_whole_digits"),
            wrong,
        ),
        **common,
    )


def _bounds(question: Question) -> str:
    least = "" if question.least is None else number_words(question.least)
    most = "" if question.most is None else number_words(question.most)
    match bool(least), bool(most):
        case True, True:
            return f" from {least} to {most}"
        case True, False:
            return f" of {least} or more"
        case False, True:
            return f" of {most} or less"
    return ""


def _hint(question: Question, held_file: str) -> str:
    match question.kind:
        case Question.Kind.NUMBER if question.unit:
            return f"In {question.unit}."
        case Question.Kind.SEVERAL:
            return "Choose all that apply."
        case Question.Kind.FILE if held_file:
            return f"You gave {held_file}. Another file replaces it: {FILE_KINDS}"
        case Question.Kind.FILE:
            return FILE_KINDS
    return ""


class FeedbackForm(forms.Form):
    """What to say to whoever answered."""

    text = forms.CharField(
        label="Your feedback",
        help_text="They read it beside their answer, with the name of who wrote: your authority or LOTI.",
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={
            "required": "Enter your feedback.",
            "max_length": f"Write {LONGEST_TEXT:,} characters or fewer.",
        },
    )
