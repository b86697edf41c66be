"""No address escapes the page tests."""

import re
from collections.abc import Iterator

from django.contrib import admin
from django.urls import URLPattern, URLResolver, get_resolver

from tests.pages.kinds import EXEMPT, KINDS, LISTS


def named(resolver: URLResolver, spaces: tuple[str, ...] = ()) -> Iterator[str]:
    """The name of every address; one without a name counts as "-"."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from named(pattern, (*spaces, pattern.namespace) if pattern.namespace else spaces)
        elif isinstance(pattern, URLPattern):
            yield ":".join((*spaces, pattern.name or "-"))


def covered() -> set[str]:
    return {name for kind in KINDS for name in kind.url_names}


def exempt(name: str) -> bool:
    return any(re.fullmatch(pattern, name) for pattern in EXEMPT)


def test_every_address_has_a_kind_of_page_or_a_reason_for_having_none():
    missing = [name for name in named(get_resolver()) if name not in covered() and not exempt(name)]
    assert missing == []


def test_the_table_names_no_address_that_is_not_there():
    everything = set(named(get_resolver()))
    assert covered() - everything == set()
    stale = [pattern for pattern in EXEMPT if not any(re.fullmatch(pattern, name) for name in everything)]
    assert stale == []


def test_every_list_of_the_staff_site_has_a_budget():
    lists = {
        f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist" for model in admin.site._registry
    }
    assert lists == {name for kind in LISTS for name in kind.url_names}


def test_no_two_kinds_share_a_name():
    names = [kind.name for kind in KINDS]
    assert len(set(names)) == len(names)
