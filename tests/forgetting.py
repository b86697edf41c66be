"""A world that all tests of a module share is written once, and gone after them."""

import contextlib
from collections.abc import Iterator

from django.db import connections, transaction


@contextlib.contextmanager
def forgotten_afterwards() -> Iterator[None]:
    """What the block writes is gone after it; tests in it are undone one by one as usual."""
    with contextlib.ExitStack() as undone:
        for alias in connections:
            undone.enter_context(transaction.atomic(using=alias))
            undone.callback(transaction.set_rollback, True, using=alias)
        yield
