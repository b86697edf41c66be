"""The direction of the layers, also where no import shows it: links, addresses, templates, accessors."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models
from django.template import engines

from tests.architecture.sources import (
    LAYERS,
    ROOT,
    above,
    is_above,
    layer_of,
    python_files,
    template_files,
    text_constants,
)

# Settings name every app, and the map of addresses includes them: by string, which imports nothing.
NAMES_APPS = {Path("thirty3/settings.py"), Path("thirty3/urls.py")}
# Calls of the ORM whose texts are names of fields.
LOOKUPS = {
    *("filter", "exclude", "get", "order_by", "values", "values_list", "only", "defer", "annotate"),
    *("aggregate", "select_related", "prefetch_related", "Prefetch", "get_field", "F", "Q", "OuterRef"),
    *("Count", "Sum", "Min", "Max", "Exists"),
}


def model_layer(model: type[models.Model]) -> str | None:
    first = model.__module__.partition(".")[0]
    return first if first in LAYERS else None


def links() -> Iterator[models.Field]:
    """Every foreign key and many-to-many set of our models."""
    for model in apps.get_models(include_auto_created=True):
        if model_layer(model):
            for field in [*model._meta.fields, *model._meta.many_to_many]:
                if field.is_relation and field.related_model is not None:
                    yield field


def points_up(of: type[models.Model], to: type[models.Model]) -> bool:
    own, target = model_layer(of), model_layer(to)
    return own is not None and target is not None and is_above(target, own)


def accessors_from_above(layer: str) -> set[str]:
    """The names by which higher apps' records hang on those of this layer or below, and of no own field."""
    names = set()
    for field in links():
        relation = field.remote_field
        if relation.hidden:
            continue
        target = model_layer(field.related_model)
        if target and not is_above(target, layer) and is_above(str(model_layer(field.model)), layer):
            names |= {relation.get_accessor_name(), field.related_query_name()}
    own = {
        field.name
        for model in apps.get_models()
        if model_layer(model) and not is_above(str(model_layer(model)), layer)
        for field in [*model._meta.fields, *model._meta.many_to_many]
    }
    return names - own


def accessors_used(source: str, names: set[str]) -> list[str]:
    """Where a module reads one of the names: as an attribute, or as the first part of a lookup."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute) and node.attr in names:
            found.append(f"{node.lineno}: .{node.attr}")
        elif isinstance(node, ast.Call) and called(node) in LOOKUPS:
            words = [keyword.arg or "" for keyword in node.keywords]
            words += [
                arg.value.removeprefix("-")
                for arg in node.args
                if isinstance(arg, ast.Constant) and isinstance(arg.value, str)
            ]
            found += [f"{node.lineno}: {word}" for word in words if names & set(word.split("__"))]
    return found


def called(node: ast.Call) -> str:
    """The last name of what is called."""
    if isinstance(node.func, ast.Attribute):
        return node.func.attr
    return node.func.id if isinstance(node.func, ast.Name) else ""


def template_accessors_used(source: str, names: set[str]) -> list[str]:
    tags = re.findall(r"{[{%](.*?)[%}]}", source, re.DOTALL)
    return [f".{name}" for tag in tags for name in sorted(names) if re.search(rf"\.{name}\b", tag)]


def mentions_above(texts: Iterable[str], layer: str) -> list[str]:
    """The texts that name an address, a template or a model of a higher layer."""
    higher = "|".join(above(layer))
    if not higher:
        return []
    pattern = re.compile(rf"(?:{higher})(?::[a-z]|/[\w/-]+\.(?:html|txt)$|\.[A-Za-z]\w*(?:\.\w+)*$)")
    return [text for text in texts if pattern.match(text)]


def template_mentions_above(source: str, layer: str, libraries: dict[str, str]) -> list[str]:
    """What a template takes from a higher layer: an address, another template, a library of tags."""
    quoted = re.findall(r"""{%[^%]*?["']([^"']+)["'][^%]*%}""", source)
    loaded = [name for names in re.findall(r"{%\s*load\s+([^%]+)%}", source) for name in names.split()]
    higher = [f"load {name}" for name in loaded if libraries.get(name) in above(layer)]
    return mentions_above(quoted, layer) + higher


def tag_libraries() -> dict[str, str]:
    """Every library of template tags, with the layer that it belongs to."""
    known = engines["django"].engine.libraries
    return {name: module.partition(".")[0] for name, module in known.items()}


def test_a_layer_imports_only_from_those_below() -> None:
    linter = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    done = subprocess.run(
        [sys.executable, "-c", linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(r"Contracts: [1-9]\d* kept, 0 broken", done.stdout)


def test_every_app_of_ours_is_in_a_layer() -> None:
    folders = {path.name for path in ROOT.iterdir() if (path / "__init__.py").exists()}
    assert folders == set(LAYERS)


def test_no_link_points_up() -> None:
    found = [str(field) for field in links() if points_up(field.model, field.related_model)]
    assert found == []


@pytest.mark.parametrize("layer", LAYERS[:-1])
def test_no_lower_layer_reads_what_a_higher_one_hangs_on_its_records(layer: str) -> None:
    names = accessors_from_above(layer)
    found = {
        str(path): used
        for path in python_files()
        if layer_of(path) == layer and (used := accessors_used((ROOT / path).read_text(), names))
    }
    found |= {
        str(path): used
        for path in template_files()
        if layer_of(path) == layer and (used := template_accessors_used((ROOT / path).read_text(), names))
    }
    assert found == {}


@pytest.mark.parametrize("layer", LAYERS[:-1])
def test_no_lower_layer_names_an_address_a_template_or_a_model_of_a_higher_one(layer: str) -> None:
    libraries = tag_libraries()
    found = {}
    for path in python_files():
        if layer_of(path) == layer and path not in NAMES_APPS:
            tree = ast.parse((ROOT / path).read_text())
            found[str(path)] = mentions_above((node.value for node in text_constants(tree)), layer)
    for path in template_files():
        if layer_of(path) == layer:
            found[str(path)] = template_mentions_above((ROOT / path).read_text(), layer, libraries)
    assert {path: what for path, what in found.items() if what} == {}


def test_the_map_of_addresses_imports_no_app() -> None:
    tree = ast.parse((ROOT / "thirty3/urls.py").read_text())
    imported = {
        node.module.partition(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module
    } | {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    assert imported <= {"django", "thirty3"}


def test_templates_lie_in_one_place_under_the_name_of_their_app() -> None:
    assert [str(path) for layer in LAYERS for path in (ROOT / layer).rglob("*.html")] == []


# That each rule above can fail


def test_a_link_that_points_up_is_noticed() -> None:
    borough, contract = apps.get_model("boroughs.Borough"), apps.get_model("contracts.Contract")
    assert points_up(borough, contract)
    assert not points_up(contract, borough)
    assert not points_up(borough, apps.get_model("auth.Group"))


def test_accessors_of_higher_apps_are_known_by_name() -> None:
    assert {"contracts_led", "systems"} <= accessors_from_above("boroughs")
    # Functions have contracts, and so have suppliers: both are links from above.
    assert "contracts" in accessors_from_above("suppliers")
    assert "members" not in accessors_from_above("boroughs")
    assert accessors_from_above("contracts") == set()


@pytest.mark.parametrize(
    "source",
    [
        "borough.contracts_led.count()",
        "Borough.objects.filter(contracts_led__value__gt=1)",
        "Borough.objects.order_by('-contracts_led')",
        "Borough.objects.filter(host__contracts_led=1)",
        "Count('contracts_led', distinct=True)",
    ],
)
def test_a_reverse_accessor_is_noticed(source: str) -> None:
    assert accessors_used(source, {"contracts_led"})


@pytest.mark.parametrize("source", ["print('contracts_led')", "contracts_led = 1", "a.contracts_joined"])
def test_what_only_looks_like_an_accessor_is_not(source: str) -> None:
    assert accessors_used(source, {"contracts_led"}) == []


def test_a_reverse_accessor_in_a_template_is_noticed() -> None:
    assert template_accessors_used("{% for c in borough.systems.all %}", {"systems"})
    assert template_accessors_used("{{ borough.systems|length }}", {"systems"})
    assert not template_accessors_used("<p>All systems.systems</p>{{ systems }}", {"systems"})


@pytest.mark.parametrize("text", ["contracts:contract", "contracts/list.html", "contracts.Contract"])
def test_a_name_of_a_higher_layer_is_noticed(text: str) -> None:
    assert mentions_above([text], "boroughs") == [text]
    assert mentions_above([text], "contracts") == []


@pytest.mark.parametrize("text", ["contracts", "boroughs:borough", "Contracts: all of them", "/contracts/"])
def test_words_and_names_of_lower_layers_are_not(text: str) -> None:
    assert mentions_above([text], "boroughs") == []


def test_a_template_that_reaches_up_is_noticed() -> None:
    libraries = {"money": "contracts", "design": "thirty3"}
    assert template_mentions_above('{% url "contracts:contracts" %}', "boroughs", libraries)
    assert template_mentions_above('{% include "contracts/row.html" with a=b %}', "suppliers", libraries)
    assert template_mentions_above("{% load design money %}", "thirty3", libraries) == ["load money"]
    assert not template_mentions_above('{% url "boroughs:borough" b.slug %}', "suppliers", libraries)


def test_templates_belong_to_the_layer_of_their_folder() -> None:
    belongs = {
        "templates/base.html": "thirty3",
        "templates/components/tag.html": "thirty3",
        "templates/boroughs/borough.html": "boroughs",
        "templates/admin/imports/review.html": "contracts",
    }
    assert {path: layer_of(Path(path)) for path in belongs} == belongs
