"""The demonstration, made once for all its tests."""

import pytest

from contracts.demonstration.workbook import Rows, generate


@pytest.fixture(scope="session")
def made() -> Rows:
    return generate()
