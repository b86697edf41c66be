"""The form that asks a supplier of one of its products."""

from typing import Any, Final

from django import forms
from django.db.models import TextChoices

from boroughs.officers.describing import address_field
from suppliers.members.forms import LONGEST_NAME, text_field
from suppliers.models import Product, ProductOffer
from suppliers.names import fold_product
from suppliers.profiles.asking import SectionForm, functions_by_area

MOST_FUNCTIONS: Final = 30
# Fact -> what may be chosen.
CHOICES: Final[dict[str, type[TextChoices]]] = {
    "stage": Product.Stage,
    "hosting": ProductOffer.Hosting,
    "price_model": ProductOffer.PriceModel,
    "open_api": ProductOffer.Answer,
    "extracts": ProductOffer.Answer,
    "fees": ProductOffer.Answer,
    "exit_help": ProductOffer.ExitHelp,
}


def _chosen(name: str, label: str, hint: str = "") -> forms.ChoiceField:
    return forms.ChoiceField(
        choices=[*CHOICES[name].choices, ("", "Not said")],
        label=label,
        help_text=hint,
        required=False,
        widget=forms.RadioSelect,
    )


class ProductForm(SectionForm):
    """What it is, how it is run and paid for, and how free an authority's data is in it."""

    name = forms.CharField(
        label="Name of the product",
        max_length=LONGEST_NAME,
        error_messages={"required": "Enter the name of the product."},
    )
    website = address_field("Website of the product")
    functions = forms.MultipleChoiceField(
        label="Functions that it serves",
        help_text=f"Open the areas of your customers, and choose {MOST_FUNCTIONS} at most.",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    stage = _chosen("stage", "Stage")
    hosting = _chosen("hosting", "Where it runs")
    price_model = _chosen("price_model", "How it is charged for")
    open_api = _chosen("open_api", "Does it have an open API?", "One that anybody may read about and use.")
    open_api_url = address_field("Page about the API")
    extracts = _chosen("extracts", "Can an authority take out all of its data by itself?")
    extract_formats = forms.CharField(
        label="In which formats", help_text="Such as CSV, JSON or SQL.", required=False, max_length=200
    )
    fees = _chosen("fees", "Do you charge for data, or for leaving?")
    fees_note = text_field("What the fees are for", "In up to 300 characters.", longest=300)
    exit_help = _chosen("exit_help", "Do you help an authority that leaves?")
    standards = text_field(
        "Open standards that it keeps to", "Such as Open Referral UK. In up to 300 characters.", longest=300
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["functions"]
        field.choices = functions_by_area()

    def clean_name(self) -> str:
        name = " ".join(str(self.cleaned_data["name"]).split())
        if not fold_product(name):
            raise forms.ValidationError("Enter a name with letters or figures.")
        return name

    def clean_functions(self) -> list[str]:
        chosen = sorted(self.cleaned_data["functions"])
        if len(chosen) > MOST_FUNCTIONS:
            raise forms.ValidationError(f"Choose {MOST_FUNCTIONS} functions at most.")
        return chosen

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        for answer, more in (("extracts", "extract_formats"), ("fees", "fees_note")):
            if cleaned.get(more) and cleaned.get(answer) not in ("yes", "partly"):
                self.add_error(answer, "Answer this first with yes or partly.")
        if cleaned.get("open_api_url") and cleaned.get("open_api") not in ("yes", "partly"):
            self.add_error("open_api", "Answer this first with yes or partly.")
        return cleaned
