"""A text index of its own for each test that asks for one."""

import pytest
from django.db import connection

from thirty3.audiences import Audience
from thirty3.search.index import ENGINES, TextIndex


@pytest.fixture
def index(db: None) -> TextIndex:
    """The public index of a kind that only these tests know; it goes with the test's transaction."""
    for audience in Audience:
        with connection.cursor() as cursor:
            engine, table = ENGINES[connection.vendor], TextIndex("sample", audience).table
            for statement in (*engine.create(table), *engine.create_words(table)):
                cursor.execute(statement)
    return TextIndex("sample", Audience.PUBLIC)
