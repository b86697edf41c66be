"""Forms in GOV.UK's markup: the form renderer, and which component stands for which widget.

Only the templates of whole forms and of field groups are ours. Django's own widget templates stay as
they are, and the admin, which draws widgets one by one, is left alone.
"""

from collections.abc import Collection, Iterable
from itertools import count
from typing import Any

from django import forms
from django.forms import BaseForm, BoundField
from django.forms.renderers import TemplatesSetting
from django.forms.widgets import Input

DJANGO_REQUIRED = forms.Field.default_error_messages["required"]
# What the browser would check before us, in words of its own; the server's own words serve everyone.
DROPPED_ATTRIBUTES = {"required", "aria-invalid", "aria-describedby", "id"}


class GovukRenderer(TemplatesSetting):
    """Draws `{{ form }}` and `{{ field.as_field_group }}` with the design system's components."""

    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"


def component_for(field: BoundField) -> tuple[str, dict[str, Any]]:
    """The template and the arguments that draw one bound field."""
    widget = field.field.widget
    context = common_arguments(field)
    match widget:
        case forms.CheckboxInput():
            return "components/checkboxes.html", single_checkbox(field, context)
        case forms.CheckboxSelectMultiple():
            return "components/checkboxes.html", groups_of_choices(field, context)
        case forms.RadioSelect():
            return "components/radios.html", group_of_choices(field, context)
        case forms.Select():
            context["items"] = [
                {"text": option["label"], "value": option["value"], "selected": option["selected"]}
                for option in options_of(field)
            ]
            if widget.allow_multiple_selected:
                context["attributes"]["multiple"] = True
            return "components/select.html", context
        case forms.Textarea():
            return "components/textarea.html", {
                **context,
                "value": field.value(),
                "rows": context["attributes"].pop("rows", 5),
            }
        case forms.FileInput():
            return "components/file-upload.html", context
        case Input():
            return "components/input.html", {**context, **typed_input(field, widget)}
    raise TypeError(f"No component for {type(widget).__name__} of {field.name!r}")


def common_arguments(field: BoundField) -> dict[str, Any]:
    """What every component takes: label, hint, first error, name, id and the widget's other attributes."""
    attributes = field.build_widget_attrs({**field.field.widget.attrs})
    return {
        "id": field.auto_id,
        "name": field.html_name,
        "label": field.label,
        "hint": field.help_text,
        "error": next(iter(problems_of(field)), ""),
        "classes": attributes.pop("class", ""),
        "disabled": attributes.pop("disabled", False),
        "attributes": {name: value for name, value in attributes.items() if name not in DROPPED_ATTRIBUTES},
    }


def typed_input(field: BoundField, widget: Input) -> dict[str, Any]:
    """Type and value of a one-line input. A number is asked for as text: scrolling must not change it."""
    value = widget.get_context(field.html_name, field.value(), {})["widget"]["value"]
    if widget.input_type == "number":
        fractions = isinstance(field.field, forms.FloatField | forms.DecimalField)
        return {"type": "text", "inputmode": "decimal" if fractions else "numeric", "value": value}
    return {"type": widget.input_type, "value": value}


def groups_of(field: BoundField) -> list[tuple[str, list[dict[str, Any]]]]:
    """The options of a select, radio or checkbox widget by group, with what is chosen marked; those that
    stand in no group have one without a name.
    """
    context = field.field.widget.get_context(field.html_name, field.value(), {})["widget"]
    return [(name or "", options) for name, options, _ in context["optgroups"]]


def options_of(field: BoundField) -> list[dict[str, Any]]:
    """The options of a widget, groups flattened."""
    return [option for _, options in groups_of(field) for option in options]


def choices_of(options: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Options as radios and checkboxes take them."""
    return [
        {"text": option["label"], "value": option["value"], "checked": option["selected"]}
        for option in options
    ]


def group_of_choices(field: BoundField, context: dict[str, Any]) -> dict[str, Any]:
    """Arguments of a group of radios in a fieldset named by the field's label."""
    return {**in_fieldset(context), "items": choices_of(options_of(field))}


def groups_of_choices(field: BoundField, context: dict[str, Any]) -> dict[str, Any]:
    """Arguments of checkboxes in such a fieldset. Many that stand in named groups unfold group by group: at
    first where something is chosen, and everywhere where something is wrong.
    """
    groups = [(name, choices_of(options)) for name, options in groups_of(field)]
    if not any(name for name, _ in groups):
        return {**in_fieldset(context), "items": [choice for _, choices in groups for choice in choices]}
    numbers = count(1)
    return {
        **in_fieldset(context),
        "groups": [
            {
                "text": name,
                "choices": [{**choice, "number": next(numbers)} for choice in choices],
                "open": bool(context["error"]) or any(choice["checked"] for choice in choices),
            }
            for name, choices in groups
        ],
    }


def in_fieldset(context: dict[str, Any]) -> dict[str, Any]:
    return {**context, "legend": context["label"], "id_prefix": context["id"]}


def single_checkbox(field: BoundField, context: dict[str, Any]) -> dict[str, Any]:
    """Arguments of a lone checkbox: its label is the choice, its hint stands below it."""
    choice = {
        "text": context["label"],
        "value": "on",
        "checked": bool(field.value()),
        "hint": context["hint"],
    }
    return {**context, "id_prefix": context["id"], "hint": "", "items": [choice]}


def summary_of(form: BaseForm, facets: Collection[str] = ()) -> list[dict[str, str]]:
    """Every problem of a form as text and link, the form's own first.

    `facets` are those that a filter panel draws in place of hidden fields: there they are put right.
    """
    problems = [{"text": str(text), "href": f"#{errors_id(form)}"} for text in form.non_field_errors()]
    for field in form:
        hidden = f"facet-{field.name}" if field.name in facets else errors_id(form)
        place = hidden if field.is_hidden else field.auto_id
        problems.extend({"text": text, "href": f"#{place}"} for text in problems_of(field))
    return problems


def problems_of(field: BoundField) -> list[str]:
    """What is wrong with a field, in words that can stand alone: a summary shows them without the label."""
    return [
        what_to_do(field) if error.code == "required" and error.message == DJANGO_REQUIRED else text
        for error in field.errors.as_data()
        for text in error.messages
    ]


def what_to_do(field: BoundField) -> str:
    """The message for a field left empty: "Enter title", "Choose route to market", or its question again."""
    label = str(field.label)
    if label.endswith("?"):
        return f"Answer the question: {label}"
    # An acronym keeps its capitals.
    name = label if label[1:2].isupper() else label[:1].lower() + label[1:]
    match field.field.widget:
        case forms.CheckboxInput():
            return f"Tick the box: {label}"
        case forms.Select() | forms.RadioSelect() | forms.FileInput():
            return f"Choose {name}"
    return f"Enter {name}"


def errors_id(form: BaseForm) -> str:
    """The id of the place where the form tells what is wrong with the whole of it."""
    return f"{form.prefix}-form-errors" if form.prefix else "form-errors"
