"""How the property tests choose their examples, what is done once for all tests, and the reference data."""

import gc
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings
from pytest_django.plugin import DjangoDbBlocker
from whitenoise.middleware import WhiteNoiseMiddleware

# The same examples every time: a chance find must not stop somebody else's work. To look for new
# ones, run `bin/test --hypothesis-profile=search` and keep what it finds as an example of its own.
settings.register_profile(
    "repeatable",
    derandomize=True,
    deadline=None,
    # How long making an example takes depends on what else the machine does. What a fixture holds is
    # the same for all examples: each test puts back what it changed.
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
    print_blob=True,
)
settings.register_profile("search", parent=settings.get_profile("repeatable"), derandomize=False)
settings.load_profile("repeatable")


# What is made until the tests begin, the code and the tests themselves, lives as long as the process.
gc.disable()


def pytest_collection_finish() -> None:
    """Spare the collector what it will never collect, and let it come less often for the rest."""
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
    gc.enable()


@pytest.fixture(scope="session", autouse=True)
def static_files_found_once() -> Iterator[None]:
    """Each test's client has middleware of its own, which would look through all static files anew."""
    look = WhiteNoiseMiddleware.add_files_from_finders
    found: dict[str, object] = {}

    def add_those_found(middleware: WhiteNoiseMiddleware) -> None:
        if not found:
            look(middleware)
            found.update(middleware.files)
        middleware.files.update(found)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(WhiteNoiseMiddleware, "add_files_from_finders", add_those_found)
        yield


@pytest.fixture(autouse=True)
def names_of_this_test_alone() -> Iterator[None]:
    """Ids come again in the next test, with other names; in a database they never do."""
    from suppliers.identity.candidates import HELD

    yield
    HELD.forget()


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """All authorities, functions and shared services: each test of a module is rolled back to them."""
    from boroughs.reference import load_reference
    from tests.forgetting import forgotten_afterwards

    with django_db_blocker.unblock(), forgotten_afterwards():
        load_reference()
        yield


@pytest.fixture
def reference(loaded: None, db: None) -> None:
    """The reference data, to do with as the test likes."""
