"""JSON of the Open Contracting Data Standard, whatever its wrapping, and JSON that is none of it."""

import json

import pytest

from thirty3.spreadsheets.limits import MAX_DEPTH
from thirty3.spreadsheets.problems import UnreadableSpreadsheet
from thirty3.spreadsheets.reading import Document, read_sheets

FIRST, SECOND = {"ocid": "ocds-abcdef-1", "id": "1"}, {"ocid": "ocds-abcdef-2", "id": "2"}


@pytest.fixture
def events(tmp_path):
    def read(content, **options):
        path = tmp_path / "file"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return list(read_sheets(path, **options))

    return read


@pytest.fixture
def refused(events):
    def read(content, **options):
        with pytest.raises(UnreadableSpreadsheet) as caught:
            events(content, **options)
        assert str(caught.value).endswith(".")
        return caught.value.code

    return read


@pytest.mark.parametrize(
    "content",
    [
        json.dumps({"version": "1.1", "releases": [FIRST, SECOND]}),
        json.dumps({"records": [FIRST, SECOND]}, indent=2),
        json.dumps([FIRST, SECOND]),
        f"  [\n {json.dumps(FIRST)},\n {json.dumps(SECOND)}\n]\n",
        f"{json.dumps(FIRST)}\n{json.dumps(SECOND)}\n",
        f"{json.dumps(FIRST)}\r\n\r\n{json.dumps({'releases': [SECOND]})}",
        b"\xef\xbb\xbf" + json.dumps([FIRST, SECOND]).encode(),
        json.dumps([FIRST, SECOND]).encode("utf-16"),
    ],
    ids=["releases", "records", "list", "tidy list", "lines", "mixed lines", "byte order mark", "utf-16"],
)
def test_releases_and_records_come_one_by_one_from_any_wrapping(events, content):
    assert events(content) == [Document(1, FIRST), Document(2, SECOND)]


def test_one_release_alone_is_a_file_too(events):
    assert events(json.dumps(FIRST)) == [Document(1, FIRST)]


def saying(value):
    """A release with this JSON in it."""
    return f'{{"ocid": "1", "a": {value}}}'


NO_RELEASES = {
    "an object": ('{"a": 1}', "not-a-package"),
    "lists in a package": ('{"releases": [[]]}', "not-a-package"),
    "a release without an ocid": ('{"releases": [{"id": "1"}]}', "not-a-package"),
    "an ocid of null": ('{"releases": [{"ocid": null}]}', "not-a-package"),
    "numbers": ("[1, 2]", "not-a-package"),
    "nested lists": ("[[[]]]", "not-a-package"),
    "texts": ('["text"]', "not-a-package"),
    "an empty list": ("[]", "no-documents"),
    "an empty package": ('{"releases": []}', "no-documents"),
    "not a number": (saying("NaN"), "not-a-number"),
    "no end": (saying("-Infinity"), "not-a-number"),
    "too large a number": (saying("1e999"), "not-a-number"),
    "too long a number": (saying("9" * 100_000), "not-a-number"),
    "a name twice": ('{"ocid": "1", "ocid": "2"}', "name-twice"),
    "cut off": ('{"ocid": "1", "a": ', "bad-json"),
    "a remark behind it": ('{"ocid": "1"} and more', "bad-json"),
    "another encoding": (saying('"caf\xe9"').encode("latin-1"), "not-utf-8"),
    "a million levels": ("[" * 1_000_000, "too-deep"),
    "one level too many": (saying("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1)), "too-deep"),
    "50 MB of empty lists": ("[" + "[]," * 17_000_000 + "[]]", "too-much-json"),
    "a text of 5 MB": (saying('"' + "a" * 5_000_000 + '"'), "document-too-long"),
}


@pytest.mark.parametrize(("content", "code"), NO_RELEASES.values(), ids=NO_RELEASES)
def test_what_is_no_open_contracting_data_says_so_in_a_sentence(refused, content, code):
    assert refused(content) == code


def test_a_file_of_more_releases_than_allowed_is_refused(refused, events):
    content = json.dumps([FIRST, SECOND])
    assert len(events(content, max_rows=2)) == 2
    assert refused(content, max_rows=1) == "too-many-documents"


def test_signs_that_no_database_keeps_are_dropped(events):
    [document] = events('{"ocid": "1", "a\\u0000": ["x\\ud800y\\u0000", "two\\nlines", 1.5, null, true]}')
    assert document.value == {"ocid": "1", "a": ["xy", "two\nlines", 1.5, None, True]}


def test_documents_that_fill_more_than_a_frame_together_all_come(events):
    large = [{"ocid": str(number), "a": "x" * 1_000_000} for number in range(12)]
    assert [event.value["ocid"] for event in events(json.dumps(large))] == [str(n) for n in range(12)]


def test_rich_text_is_still_no_document(refused):
    assert refused("{\\rtf1 a letter}") == "not-a-spreadsheet"
