"""Asking an address as somebody: what it came to, and what it wrote. Whatever was written is undone."""

import re
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from copy import copy
from dataclasses import dataclass
from typing import Any, Final

from django.db import connections, transaction
from django.test import Client

from tests.pages.budgets import forget
from tests.pages.permissions.rules import (
    BEING_CHECKED,
    LED,
    MISSING,
    NO_METHOD,
    REFUSED,
    SHOWN,
    TO_SET_UP,
    TO_SIGN_IN,
)

SIGN_IN, SET_UP, STAFF_SIGN_IN = "/account/sign-in/", "/account/authenticator/", "/admin/login/"
TOLD: Final = {200: SHOWN, 403: REFUSED, 404: MISSING, 405: NO_METHOD, 410: BEING_CHECKED}
WRITES: Final = re.compile(r'\s*(?:INSERT (?:OR \w+ )?INTO|UPDATE|DELETE FROM)\s+"?([a-z_0-9]+)')
# A session is kept whoever asks, and a limit counts whoever asks: neither is a write of the product's.
OF_EVERY_VISIT: Final = frozenset({"django_session", "accounts_opensession", "thirty3_cache"})


@dataclass(frozen=True)
class Came:
    """What a request came to, and into which tables it wrote."""

    to: str
    wrote: frozenset[str]


class PlainClient(Client):
    """A client that keeps nothing of how an answer was made: Django's own copies every template's context."""

    def request(self, **request: Any) -> Any:
        response = self.handler(self._base_environ(**request))  # type: ignore[attr-defined]
        self.cookies.update(response.cookies)
        return response


@contextmanager
def undone() -> Iterator[None]:
    """Whatever the block does to the databases never was."""
    with ExitStack() as blocks:
        for alias in connections:
            blocks.enter_context(transaction.atomic(using=alias))
            blocks.callback(transaction.set_rollback, True, using=alias)
        yield


def ask(client: Client, method: str, address: str, form: Mapping[str, Any] | None = None) -> Came:
    """Ask once. The visitor and everything else are afterwards as before."""
    wrote: set[str] = set()
    cookies = copy(client.cookies)

    def seen(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if (found := WRITES.match(sql)) is not None:
            wrote.add(found.group(1))
        return execute(sql, params, many, context)

    with undone():
        with ExitStack() as watched:
            for alias in connections:
                watched.enter_context(connections[alias].execute_wrapper(seen))
            response = getattr(client, method)(address, form or {})
            if response.streaming:
                list(response)
        came = _told(response)
    client.cookies = cookies
    wrote -= OF_EVERY_VISIT
    if wrote:
        # What the process holds under the stamp of a write that never was.
        forget()
    return Came(came, frozenset(wrote))


def _told(response: Any) -> str:
    if response.status_code not in (301, 302):
        return TOLD.get(response.status_code, f"status {response.status_code}")
    path = response.headers["Location"].partition("?")[0]
    known = response.wsgi_request.user.is_authenticated
    # The staff site's own door, of which the matrix has a row: it sends strangers on to sign in.
    if path == STAFF_SIGN_IN:
        return REFUSED if known else TO_SIGN_IN
    if path == SIGN_IN and not known:
        return TO_SIGN_IN
    return TO_SET_UP if path == SET_UP else LED
