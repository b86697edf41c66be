"""Forms in GOV.UK's markup, and the admin's in its own."""

import re
from typing import Any

import pytest
from django import forms
from django.contrib.admin.widgets import AdminTextInputWidget
from django.template import Context, Template
from django.test.html import parse_html


class EveryField(forms.Form):
    title = forms.CharField(label="Title", help_text="As in the contract.")
    email = forms.EmailField(label="E-mail address")
    value = forms.DecimalField(label="Value in pounds")
    users = forms.IntegerField(label="Users")
    kind = forms.ChoiceField(label="Kind", choices=[("a", "Contract"), ("b", "Call-off")])
    route = forms.ChoiceField(
        label="Route to market", widget=forms.RadioSelect, choices=[("f", "Framework"), ("o", "Open tender")]
    )
    areas = forms.MultipleChoiceField(
        label="Service areas",
        widget=forms.CheckboxSelectMultiple,
        choices=[("h", "Housing"), ("p", "Planning")],
    )
    notes = forms.CharField(label="Notes", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    register = forms.FileField(label="Register")
    checked = forms.BooleanField(label="No personal data", help_text="Names are dropped.")
    token = forms.CharField(widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        raise forms.ValidationError("The start must be before the end")


def summary(form: forms.Form) -> str:
    return Template("{% load design %}{% error_summary form %}").render(Context({"form": form}))


def test_every_kind_of_field_has_a_component() -> None:
    html = str(EveryField())
    parse_html(html)
    for component in ("input", "select", "radios", "checkboxes", "textarea", "file-upload"):
        assert f"govuk-{component}" in html


class Grouped(forms.Form):
    functions = forms.MultipleChoiceField(
        label="Functions",
        widget=forms.CheckboxSelectMultiple,
        choices=[("Housing", [("r", "Repairs"), ("e", "Rents")]), ("People", [("p", "Payroll")])],
    )


@pytest.mark.parametrize(
    ("form", "unfolded"),
    [
        (Grouped(), []),
        (Grouped(initial={"functions": ["p"]}), ["People"]),
        (Grouped({}), ["Housing", "People"]),
    ],
)
def test_choices_in_groups_unfold_where_some_are_chosen_or_something_is_wrong(
    form: forms.Form, unfolded: list[str]
) -> None:
    html = str(form)
    parse_html(html)
    assert re.findall(r"<details[^>]* open>.*?summary-text\">([^<]*)<", html, re.S) == unfolded
    assert re.findall(r'id="(id_functions[-\d]*)" name="functions"', html) == [
        *("id_functions", "id_functions-2", "id_functions-3")
    ]


def test_a_field_is_described_by_its_hint_and_its_error() -> None:
    html = str(EveryField({}))
    assert 'aria-describedby="id_title-hint id_title-error"' in html
    assert 'id="id_title-hint"' in html
    assert 'id="id_title-error"' in html


def test_ids_are_unique_and_labels_resolve() -> None:
    html = str(EveryField({}))
    ids = re.findall(r'\bid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'\bfor="([^"]+)"', html)) <= set(ids)
    assert {
        name for names in re.findall(r'aria-describedby="([^"]+)"', html) for name in names.split()
    } <= set(ids)


def test_each_line_of_the_error_summary_leads_to_its_field() -> None:
    form = EveryField({})
    links = re.findall(r'href="#([^"]+)"', summary(form))
    ids = re.findall(r'\bid="([^"]+)"', str(form))
    assert len(links) == len(form.errors)
    assert set(links) <= set(ids)


def test_an_empty_field_is_told_of_by_name() -> None:
    html = summary(EveryField({}))
    for words in ("Enter title", "Enter e-mail address", "Choose route to market", "Choose register"):
        assert words in html
    assert "Tick the box: No personal data" in html


def test_a_question_left_empty_is_asked_again() -> None:
    class Asking(forms.Form):
        ends = forms.CharField(label="How does it end?", widget=forms.RadioSelect)

    assert "Answer the question: How does it end?" in summary(Asking({}))


def test_a_message_of_the_forms_own_is_kept() -> None:
    class Strict(forms.Form):
        title = forms.CharField(error_messages={"required": "Say what was bought"})

    assert "Say what was bought" in summary(Strict({}))


def test_an_acronym_keeps_its_capitals() -> None:
    class Taxed(forms.Form):
        vat = forms.CharField(label="VAT number")

    assert "Enter VAT number" in summary(Taxed({}))


def test_what_was_typed_comes_back_escaped() -> None:
    form = EveryField(
        {"title": '"><script>', "route": "o", "areas": ["p"], "notes": "</textarea>", "kind": "b"}
    )
    html = str(form)
    assert "<script>" not in html
    assert "&lt;/textarea&gt;</textarea>" in html
    assert 'value="o" checked' in html
    assert 'value="p" checked' in html
    assert '<option value="b" selected>' in html


@pytest.mark.parametrize(("name", "keyboard"), [("value", "decimal"), ("users", "numeric")])
def test_a_number_is_asked_for_as_text_with_the_fitting_keyboard(name: str, keyboard: str) -> None:
    html = EveryField()[name].as_field_group()
    assert 'type="text"' in html
    assert f'inputmode="{keyboard}"' in html


def test_the_browsers_own_checks_are_left_out() -> None:
    assert " required" not in str(EveryField())


def test_hidden_fields_are_drawn_without_a_label() -> None:
    html = str(EveryField())
    assert '<input type="hidden" name="token"' in html
    assert 'for="id_token"' not in html


def test_two_forms_on_a_page_have_their_own_place_for_problems() -> None:
    assert 'id="first-form-errors"' in str(EveryField({}, prefix="first"))


def test_a_widget_without_a_component_says_so() -> None:
    class Odd(forms.Form):
        when = forms.SplitDateTimeField()

    with pytest.raises(TypeError, match="SplitDateTimeWidget of 'when'"):
        str(Odd())


def test_a_select_of_several_says_so() -> None:
    class Many(forms.Form):
        areas = forms.MultipleChoiceField(choices=[("h", "Housing")])

    assert " multiple>" in str(Many())


def test_the_admins_widgets_stay_its_own() -> None:
    html = AdminTextInputWidget().render("name", "x", attrs={"id": "id_name"})
    assert 'class="vTextField"' in html
    assert "govuk" not in html
