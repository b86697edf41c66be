"""What a browser sends of a form in the staff site."""

from typing import Any

from django.forms import BaseForm, MultiWidget
from django.http import HttpResponse


def filled_in(answer: HttpResponse) -> dict[str, Any]:
    """What a browser would send of a form in the staff site that nobody touched."""
    data = sent(answer.context["adminform"].form)
    for inline in answer.context["inline_admin_formsets"]:
        data |= sent(inline.formset.management_form)
        for form in inline.formset.initial_forms:
            data |= sent(form)
    return data


def sent(form: BaseForm) -> dict[str, Any]:
    data: dict[str, Any] = {}
    for field in form:
        widget, value = field.field.widget, field.value()
        if value is None or value is False:
            continue
        if isinstance(widget, MultiWidget):
            for place, part in enumerate(widget.decompress(value)):
                data[f"{field.html_name}_{place}"] = widget.widgets[place].format_value(part)
        elif isinstance(value, list | tuple):
            data[field.html_name] = [getattr(one, "pk", one) for one in value]
        else:
            data[field.html_name] = widget.format_value(value) or ""
    return data
