"""The short forms by which officers tell of an opportunity."""

import datetime
from typing import Any, ClassVar, Final

from django import forms
from django.utils import timezone

from boroughs.models import Borough, Function
from contracts.imports.cells.text import refusal
from contracts.keeping.fields import DayField, PoundsField
from contracts.keeping.states import HELP, StatedForm, without_field
from contracts.models import Opportunity, Stage
from contracts.opportunities.deadlines import NoSuchTime, in_london, read_time
from contracts.opportunities.steps import Notice, owed_for, problem_of_notice
from contracts.opportunities.writing import save
from thirty3.history.editing import SeenVersionForm
from thirty3.london_time import LONDON, time_words

YES_OR_NO: Final = (("yes", "Yes"), ("no", "No"), ("", "Not said"))
TRUTH: Final = {"yes": True, "no": False, "": None}
SAID: Final = {True: "yes", False: "no", None: ""}
LONGEST: Final = 5_000


def suitable_field(whom: str) -> forms.ChoiceField:
    """Whether a lot, or the whole, is particularly suitable for some."""
    return forms.ChoiceField(
        label=f"Is it particularly suitable for {whom}?",
        choices=YES_OR_NO,
        required=False,
        widget=forms.RadioSelect,
    )


class SectionForm(SeenVersionForm):
    """A part of an opportunity on a page of its own: nothing in it may name or reach a person."""

    heading: ClassVar[str]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        for name, value in cleaned.items():
            if isinstance(value, str) and (problem := refusal(value, "This")):
                self.add_error(name, problem)
        return cleaned

    def keep(self, actor: Any) -> Opportunity:
        """Write what was entered."""
        sets = {
            name: self.cleaned_data[name] for name in ("functions", "participants") if name in self.fields
        }
        seen = self.cleaned_data.get("seen_version") if self.instance.pk else None
        return save(opportunity=self.instance, actor=actor, seen=seen, **sets)


class NeedForm(SectionForm):
    """What is needed, and for whom."""

    heading = "What you need"
    functions = forms.ModelMultipleChoiceField(
        Function.objects.order_by("name", "pk"),
        required=False,
        label="Which function it serves",
        widget=forms.CheckboxSelectMultiple(attrs={"class": "govuk-checkboxes--small"}),
        help_text="Choose all that apply.",
    )
    participants = forms.ModelMultipleChoiceField(
        Borough.objects.by_name(),
        required=False,
        label="Other authorities that take part",
        widget=forms.CheckboxSelectMultiple(attrs={"class": "govuk-checkboxes--small"}),
        help_text="Only those that have agreed to be named.",
    )

    class Meta:
        model = Opportunity
        fields = ("title", "outcome", "for_whom", "functions", "participants")
        labels: ClassVar = {
            "title": "In one line",
            "outcome": "What it should bring about",
            "for_whom": "For whom",
        }
        help_texts: ClassVar = {
            "title": "Such as “Repairs booked by tenants themselves”.",
            "outcome": "The outcome, not the product: what will be different, and how you will know.",
            "for_whom": "Such as “12,000 tenants and the 40 people who book repairs for them”.",
        }
        error_messages: ClassVar = {
            "title": {"required": "Enter in one line what you need."},
            "outcome": {"required": "Enter what it should bring about."},
        }
        widgets: ClassVar = {"outcome": forms.Textarea(attrs={"rows": 6, "maxlength": LONGEST})}


class ValueForm(StatedForm, SectionForm):
    """What it may cost, and whom it suits."""

    heading = "Value and suitability"
    stated: ClassVar = {"value": "value"}
    value_min = PoundsField(label="From, in pounds", help_text="For the whole life with every extension.")
    value_max = PoundsField(label="To, in pounds", help_text="The same as above where you know one sum.")
    value_without = without_field("value")
    suits_smes = suitable_field("small and medium-sized enterprises (SMEs)")
    suits_vcses = suitable_field("voluntary, community and social enterprises (VCSEs)")

    class Meta:
        model = Opportunity
        fields = ("value_min", "value_max", "value_reason", "value_vat")
        labels: ClassVar = {"value_reason": "Why it is withheld", "value_vat": "Is VAT in it?"}
        error_messages: ClassVar = {"value_vat": {"required": "Choose whether VAT is in it."}}

    field_order = (
        *("value_min", "value_max", "value_vat", "value_without", "value_reason"),
        *("suits_smes", "suits_vcses"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["value_without"].help_text = HELP
        if self.instance.pk and self.instance.lots.exists():
            del self.fields["suits_smes"], self.fields["suits_vcses"]
            return
        for name in ("suits_smes", "suits_vcses"):
            self.initial[name] = SAID[getattr(self.instance, name)]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        low, high = cleaned.get("value_min"), cleaned.get("value_max")
        if low is not None and high is not None and high < low:
            self.add_error("value_max", "The second sum must be the same as or more than the first.")
        self.hold_state("value", given=low is not None or high is not None)
        self.need_reason("value")
        for name in ("suits_smes", "suits_vcses"):
            if name in self.fields:
                setattr(self.instance, name, TRUTH[cleaned.get(name, "")])
        return cleaned


class RespondingForm(SectionForm):
    """When and how suppliers respond, and whom they ask."""

    heading = "Dates and how to respond"
    expected_date = DayField(
        label="When you expect to invite tenders", help_text="A day, such as 31 March 2027. It may change."
    )
    day = DayField(label="Day of the deadline", help_text="Such as 26 March 2027.")
    time = forms.CharField(
        label="Time of the deadline, in London",
        required=False,
        max_length=20,
        help_text="Such as noon, 5pm or 17:00. It is shown with the time zone.",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
    )

    class Meta:
        model = Opportunity
        fields = ("expected_date", "how_to_respond", "respond_url", "contact_role")
        labels: ClassVar = {
            "how_to_respond": "How suppliers respond",
            "respond_url": "Where they respond",
            "contact_role": "Whom they ask, by role",
        }
        help_texts: ClassVar = {
            "how_to_respond": "Where to register, what to send, in which form. Nothing is sent through here.",
            "respond_url": "The address of your tendering portal, such as https://www.example.com/tender.",
            "contact_role": "Such as “Category manager, housing”. Name no person and no address of one.",
        }
        widgets: ClassVar = {"how_to_respond": forms.Textarea(attrs={"rows": 4, "maxlength": LONGEST})}
        error_messages: ClassVar = {"respond_url": {"invalid": "Enter an address that begins with https://."}}

    field_order = ("expected_date", "day", "time", "how_to_respond", "respond_url", "contact_role")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        deadline = self.instance.deadline
        if deadline is not None:
            local = deadline.astimezone(LONDON)
            self.initial.update(day=local.date(), time=time_words(local.time()))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        url = cleaned.get("respond_url") or ""
        if url and not url.startswith("https://"):
            self.add_error("respond_url", "Enter an address that begins with https://.")
        self._hold_deadline(cleaned.get("day"), cleaned.get("time") or "")
        return cleaned

    def _hold_deadline(self, day: datetime.date | None, time: str) -> None:
        if day is None and "day" not in self.errors:
            if time:
                self.add_error("day", "Enter the day of the deadline.")
            elif self.instance.stage == Stage.OPEN:
                self.add_error("day", "What is open has a deadline. Enter its day.")
            self.instance.deadline = None
        elif day is not None and not time:
            self.add_error("time", "Enter the time of the deadline, such as noon.")
        elif day is not None:
            try:
                self.instance.deadline = in_london(day, read_time(time))
            except NoSuchTime as wrong:
                self.add_error("time", str(wrong))


SECTIONS: Final[dict[str, type[SectionForm]]] = {
    "need": NeedForm,
    "value": ValueForm,
    "responding": RespondingForm,
}


class LotForm(forms.Form):
    """One lot."""

    title = forms.CharField(
        label="What the lot is", max_length=200, error_messages={"required": "Enter what the lot is."}
    )
    value = PoundsField(label="What it may cost, in pounds", help_text="Leave it blank if you do not know.")
    suits_smes = suitable_field("SMEs")
    suits_vcses = suitable_field("VCSEs")

    def clean_title(self) -> str:
        title = str(self.cleaned_data["title"])
        if problem := refusal(title, "The lot"):
            raise forms.ValidationError(problem)
        return title

    def facts(self) -> dict[str, Any]:
        """What was given."""
        given = self.cleaned_data
        return given | {name: TRUTH[given[name]] for name in ("suits_smes", "suits_vcses")}


class StepForm(forms.Form):
    """A step: on which day, and the notice that publishes it or why none is owed."""

    on_date = DayField(label="On which day", help_text="Such as 27 March 2027.")
    code = forms.ChoiceField(label="Which notice it is", required=False, widget=forms.RadioSelect)
    url = forms.CharField(
        label="Address of the notice",
        required=False,
        max_length=300,
        help_text="On Find a Tender. For a procurement under the earlier law, on Contracts Finder.",
    )
    reason = forms.CharField(
        label="If none is owed, why",
        required=False,
        max_length=500,
        help_text="Everybody reads this beside the step. Leave it blank where you gave a notice.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(
        self, *args: Any, opportunity: Opportunity, stage: Stage, names: dict[str, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.owed = owed_for(stage, opportunity)
        self.initial["on_date"] = timezone.localdate()
        if not self.owed:
            for name in ("code", "url", "reason"):
                del self.fields[name]
            return
        field: Any = self.fields["code"]
        said = [(code, f"{code}: {names.get(code, code)}") for code in self.owed]
        field.choices = [*said, ("", "A notice under the earlier law, or none")]
        self.initial["code"] = self.owed[0]

    def clean_on_date(self) -> datetime.date:
        day: datetime.date | None = self.cleaned_data["on_date"]
        if day is None:
            raise forms.ValidationError("Enter the day of this step.")
        if day > timezone.localdate():
            raise forms.ValidationError("The day must be today or in the past.")
        return day

    def clean_reason(self) -> str:
        reason = str(self.cleaned_data["reason"])
        if problem := refusal(reason, "The reason"):
            raise forms.ValidationError(problem)
        return reason

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and (problem := problem_of_notice(self.notice(), self.owed)):
            self.add_error("url" if self.owed else None, problem)
        return cleaned

    def notice(self) -> Notice:
        """What publishes the step. A code beside a reason was only the first of the choices."""
        given = self.cleaned_data
        url, reason = given.get("url", "").strip(), given.get("reason", "")
        return Notice(given.get("code", "") if url or not reason else "", url, reason)
