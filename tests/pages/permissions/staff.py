"""The addresses of the staff site. Staff keep every kind of record alike."""

from collections.abc import Iterator
from typing import Any, Final

from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.urls import reverse

from contracts.imports.deciding import VERDICTS
from suppliers.identity.splitting import ALIASES
from suppliers.models import SupplierAlias
from tests.pages.permissions.address import Address, Where, at
from tests.pages.permissions.place import Place
from tests.pages.permissions.rules import (
    LED,
    NOT_EVEN_STAFF,
    NOT_THERE_FOR_STAFF,
    STAFF,
    STAFF_UPLOADER,
    SUPERUSERS,
    WAY_OUT,
    As,
    Rule,
)
from thirty3.history.models import Merge

# What may not be done even with every right: the log, what sources said and marks of erasures are never
# written by hand; requests, imports, merges, splits and likely duplicates come about elsewhere and are never
# deleted; nor are people.
NEVER_ADDED: Final = frozenset(
    {
        *("history.change", "history.merge", "contracts.assertion", "boroughs.rolerequest"),
        *("suppliers.claim", "suppliers.likelyduplicate", "suppliers.suppliersplit"),
    }
)
# What readers said of guidance is theirs: staff take it away where it names somebody.
SAID_BY_READERS: Final = frozenset({"toolkit.pagefeedback"})
NEVER_CHANGED: Final = SAID_BY_READERS | {"history.change", "contracts.assertion", "accounts.erasure"}
NEVER_DELETED: Final = NEVER_ADDED | {"accounts.erasure", "accounts.user", "contracts.importbatch"}
# These have a page of their own to which their form leads.
LEADING: Final = frozenset(
    {
        *("history.merge", "contracts.importbatch", "boroughs.rolerequest"),
        *("suppliers.claim", "suppliers.suppliersplit"),
    }
)
# What decides about people.
FOR_SUPERUSERS: Final = frozenset({"accounts.user", "accounts.erasure"})
ONLY_LED: Final = frozenset({LED})
# What is held cannot be brought back: whoever might finds nothing.
HELD_STILL: Final = Rule(None, hidden_from=As.STAFF, refused=As.SIGNED_IN)


def staff_page(name: str, where: Where, look: Rule | None, send: Rule | None = None, **more: Any) -> Address:
    return Address(name, where, look, send, **{"wrong": STAFF} | more)


def of_batch(name: str, *more: Any) -> Where:
    return lambda place: reverse(f"admin:import-{name}", args=[place.batch.key, *more])


def forget_address(place: Place) -> str:
    alias = SupplierAlias.objects.get(supplier=place.world.suppliers[0])
    return reverse("admin:import-forget", args=["supplier", alias.pk])


def merge_address(place: Place) -> str:
    kind, (loser, survivor, *_) = "suppliers.product", place.world.products
    return reverse("admin:merge-into", args=[kind, loser.pk], query={"survivor": survivor.pk})


def split_form(place: Place) -> dict[str, str]:
    alias = SupplierAlias.objects.get(supplier=place.world.suppliers[0])
    return {"name": "The other", "row": f"{ALIASES}:{alias.pk}", "why": "Two firms", "sure": "on"}


def on_the_site(place: Place) -> str:
    contract = place.world.contract
    return reverse("admin:view_on_site", args=[ContentType.objects.get_for_model(contract).pk, contract.pk])


# What staff only look at shows itself to a form as well: it takes nothing from it.
SITE: Final = (
    staff_page("admin:index", at("admin:index"), STAFF, STAFF),
    staff_page(
        "admin:app_list",
        at("admin:app_list", "contracts"),
        STAFF,
        STAFF,
    ),
    staff_page("admin:jsi18n", at("admin:jsi18n"), STAFF),
    staff_page("admin:view_on_site", on_the_site, STAFF, STAFF, shown=ONLY_LED),
    staff_page(
        "admin:autocomplete",
        lambda place: reverse(
            "admin:autocomplete",
            query={"app_label": "contracts", "model_name": "contract", "field_name": "products"},
        ),
        STAFF,
    ),
    # The one door is the site's own, and nobody has a password.
    Address("admin:login", at("admin:login"), STAFF, STAFF, shown=ONLY_LED),
    staff_page("admin:logout", at("admin:logout"), None, WAY_OUT, wrong=WAY_OUT),
    *(
        staff_page(f"admin:{name}", at(f"admin:{name}"), NOT_THERE_FOR_STAFF, NOT_THERE_FOR_STAFF)
        for name in ("password_change", "password_change_done")
    ),
    staff_page(
        "the staff site under another name",
        lambda place: "/admin/nowhere/",
        NOT_THERE_FOR_STAFF,
        NOT_THERE_FOR_STAFF,
    ),
)
DECIDING: Final = (
    staff_page("admin:import-review", of_batch("review"), STAFF),
    staff_page("admin:import-annotated", of_batch("annotated"), STAFF),
    staff_page(
        "admin:import-file",
        lambda place: reverse("admin:import-file", args=[place.sent.key]),
        STAFF_UPLOADER,
    ),
    staff_page("admin:bring-in-opportunities", at("admin:bring-in-opportunities"), STAFF, STAFF),
    staff_page("admin:import-columns", of_batch("columns"), STAFF, STAFF),
    staff_page("admin:import-names", of_batch("names"), STAFF, STAFF),
    staff_page("admin:import-row", of_batch("row", 1), STAFF, STAFF),
    *(
        staff_page(f"admin:import-{name}", of_batch(name), None, STAFF, sent=ONLY_LED)
        for name in ("apply", "undo", "compare")
    ),
    staff_page("admin:import-give-up", of_batch("give-up"), None, STAFF, deed=True),
    staff_page(
        "admin:import-rows",
        of_batch("rows"),
        None,
        STAFF,
        form=lambda place: {"row": "1", "verdict": next(iter(VERDICTS))},
        deed=True,
    ),
    staff_page("admin:import-forget", forget_address, STAFF, STAFF, deed=True),
    staff_page(
        "admin:merge-into",
        merge_address,
        STAFF,
        STAFF,
        form=lambda place: {"survivor": place.world.products[1].pk, "why": "The same"},
        deed=True,
    ),
    staff_page(
        "admin:merge-page",
        lambda place: reverse("admin:merge-page", args=[Merge.objects.order_by("pk")[0].key]),
        STAFF,
        STAFF,
        deed=True,
    ),
    staff_page(
        "admin:problem-hold",
        lambda place: reverse("admin:problem-hold", args=["contracts.contract", place.world.contract.pk]),
        STAFF,
        STAFF,
        deed=True,
    ),
    staff_page("admin:toolkit_page_preview", at("admin:toolkit_page_preview"), None, STAFF),
    staff_page(
        "admin:duplicate-page",
        lambda place: reverse("admin:duplicate-page", args=[place.firm.pair.key]),
        STAFF,
        STAFF,
        form=lambda place: {"decision": "later"},
        deed=True,
    ),
    staff_page(
        "admin:split-supplier",
        lambda place: reverse("admin:split-supplier", args=[place.world.suppliers[0].pk]),
        STAFF,
        STAFF,
        form=split_form,
        deed=True,
    ),
    staff_page(
        "admin:split-page",
        lambda place: reverse("admin:split-page", args=[place.firm.parted.key]),
        STAFF,
        STAFF,
        deed=True,
    ),
    *(
        staff_page(
            f"admin:records-{kind}",
            lambda place, kind=kind: reverse(f"admin:records-{kind}", query={"borough": place.borough.slug}),
            STAFF,
        )
        for kind in ("contract", "systeminuse")
    ),
)


def of_kind(model: type[models.Model], urls: list[str]) -> Iterator[Address]:
    """The addresses of one kind of record, as far as it has them."""
    label = model._meta.label_lower
    name = f"{model._meta.app_label}_{model._meta.model_name}"
    keeper = SUPERUSERS if label in FOR_SUPERUSERS else STAFF

    def write(never: frozenset[str]) -> Rule:
        return NOT_EVEN_STAFF if label in never else keeper

    never_added = NEVER_ADDED | SAID_BY_READERS

    rules: dict[str, tuple[bool, Rule | None, Rule | None, frozenset[str]]] = {
        "changelist": (False, keeper, keeper, frozenset()),
        "add": (False, write(never_added), write(never_added), frozenset()),
        "change": (True, keeper, write(NEVER_CHANGED), frozenset()),
        "delete": (True, write(NEVER_DELETED), write(NEVER_DELETED), frozenset()),
        "history": (True, keeper, keeper, frozenset()),
        "export": (False, keeper, keeper, frozenset()),
        "import": (False, STAFF, STAFF, frozenset()),
        "process_import": (False, None, STAFF, frozenset()),
        "restore": (True, STAFF, STAFF, frozenset()),
        "bring_back": (True, HELD_STILL, HELD_STILL, frozenset()),
    }
    if label in LEADING:
        rules["change"] = (True, keeper, keeper, ONLY_LED)
    for page, (of_one, look, send, shown) in rules.items():
        full = f"admin:{name}_{page}"
        if f"{name}_{page}" in urls:
            where = _of_one(full, model) if of_one else at(full)
            yield staff_page(full, where, look, send, **({"shown": shown} if shown else {}))
    # Django's own old address of a record's form.
    change = _of_one(f"admin:{name}_change", model)
    yield staff_page(
        f"admin:{name}, as it once was",
        lambda place: change(place).removesuffix("change/"),
        STAFF,
        STAFF,
        shown=ONLY_LED,
    )


def _of_one(name: str, model: type[models.Model]) -> Where:
    def where(place: Place) -> str:
        one = model._default_manager.order_by("pk")[0]
        return reverse(name, args=[one.pk, 1] if name.endswith("_restore") else [one.pk])

    return where


def _of_every_kind() -> Iterator[Address]:
    for model, of_model in admin.site._registry.items():
        yield from of_kind(model, [str(url.name) for url in of_model.get_urls()])


STAFF_ADDRESSES: Final = (*SITE, *DECIDING, *_of_every_kind())
