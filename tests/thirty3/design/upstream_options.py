"""Upstream's options turned into the arguments of our components."""

import re
from typing import Any

from django.utils.safestring import mark_safe

# Objects upstream that are single arguments here: {"label": {"text": "Name"}} is label="Name".
PARTS = {
    "label": "label",
    "hint": "hint",
    "errorMessage": "error",
    "prefix": "prefix",
    "suffix": "suffix",
    "tag": "tag",
    "key": "key",
    "value": "value",
    "legend": "legend",
}
# Arguments whose upstream name says that they are text or markup; a SafeString says so here.
WORDS = {f"{name}Text": name for name in ("title", "summary", "description", "logo")}
MARKUP = {f"{name}Html": name for name in ("title", "summary", "description", "logo")}
# Components that keep markup apart from text, because the two look different.
KEEP_HTML = {"notification-banner", "fieldset"}


def snake(name: str) -> str:
    return re.sub(r"(?<=[a-z])([A-Z])", lambda match: "_" + match[1].lower(), name)


def arguments_for(component: str, options: dict[str, Any]) -> dict[str, Any]:
    """The context for `components/<component>.html` that says what `options` say."""
    arguments: dict[str, Any] = {}
    for name, value in options.items():
        given = argument_for(component, name, value)
        # Where both are given, markup counts and text does not.
        arguments |= given if not name.lower().endswith("text") else given | arguments
    return chosen(arguments)


def argument_for(component: str, name: str, value: Any) -> dict[str, Any]:
    if name in MARKUP:
        return {MARKUP[name]: safe(value)}
    if name == "html":
        return {"html" if component in KEEP_HTML else "text": safe(value)} if value else {}
    if name in PARTS and isinstance(value, dict):
        return part(PARTS[name], value)
    if name == "fieldset":
        return fieldset(value)
    if name == "formGroup":
        return {"form_group_classes": value.get("classes", "")}
    if name == "actions":
        return {"actions": plain(component, value.get("items", []))}
    if name == "attributes":
        return {"attributes": value}
    renamed = {"navigation": "items", **WORDS}.get(name, snake(name))
    return {renamed: plain(component, value)}


def plain(component: str, value: Any) -> Any:
    """Nested objects and lists of them, in the same way."""
    if isinstance(value, list):
        return [plain(component, item) for item in value if item]
    if isinstance(value, dict):
        return arguments_for("", value)
    return value


def part(name: str, value: dict[str, Any]) -> dict[str, Any]:
    """A label and the like: its words, and whatever else it says as `<name>_<option>`."""
    words = safe(value["html"].strip()) if value.get("html") else value.get("text")
    others = {f"{name}_{snake(key)}": val for key, val in value.items() if key not in ("text", "html")}
    return {name: words, **others}


def fieldset(value: dict[str, Any]) -> dict[str, Any]:
    arguments = part("legend", value.get("legend") or {})
    if "describedBy" in value:
        arguments["described_by"] = value["describedBy"]
    arguments["fieldset_classes"] = value.get("classes", "")
    arguments["fieldset_attributes"] = value.get("attributes")
    return arguments


def chosen(arguments: dict[str, Any]) -> dict[str, Any]:
    """Upstream marks a choice by naming its value on the group; here each choice says so itself."""
    if "items" in arguments and ("values" in arguments or "value" in arguments):
        values = arguments.get("values") or [arguments.get("value")]
        for item in arguments["items"]:
            taken = item.get("value", item.get("text")) in values and bool(values[0])
            item.setdefault("checked", taken)
            item.setdefault("selected", taken)
    return arguments


def safe(value: str) -> str:
    return mark_safe(value)  # noqa: S308
