import json

import pytest

from thirty3.loading import compact_json


@pytest.mark.parametrize(
    "value",
    [{"a": [1, None, True, "£ é"]}, 1.5, -120, 2**80, {"n": [2**64, "x"]}, "", [], {"nested": {"b": []}}],
)
def test_what_is_written_as_json_reads_back_as_it_was(value):
    assert json.loads(compact_json(value)) == value


def test_json_is_written_without_spaces_and_letters_as_they_are():
    assert compact_json({"title": "Café", "sums": [1, 2]}) == '{"title":"Café","sums":[1,2]}'


def test_what_is_written_already_is_written_once():
    written = compact_json({"a": 1})

    assert compact_json(written) is written
