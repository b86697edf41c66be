"""manage.py import_register: what it says, what it leaves, and how it exits."""

import io
import json
import re

import pytest
from django.core.management import CommandError, call_command

from contracts.models import ColumnChoice, Contract, ImportBatch, ImportRow, Source
from tests import factories
from tests.contracts.imports.hostile import FILES, hostile_file
from tests.importing import CONTRACT, OF_THE_BATCH, csv_file, database, differences, workbook

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def authorities():
    return factories.borough("Camden")


@pytest.fixture
def register(tmp_path):
    return csv_file(
        tmp_path / "register.csv", [CONTRACT, CONTRACT | {"reference": "2", "borough": "Atlantis"}]
    )


def run(*arguments):
    """The exit code, and what was said on both channels."""
    out, err, code = io.StringIO(), io.StringIO(), 0
    try:
        call_command("import_register", *map(str, arguments), stdout=out, stderr=err)
    except CommandError as problem:
        code = problem.returncode
        err.write(str(problem))
    except SystemExit as end:
        code = end.code
    return code, out.getvalue(), err.getvalue()


def test_without_apply_it_says_what_would_be_done_and_does_nothing(register, uploads):
    before = database(without=OF_THE_BATCH | {"contracts.source"})
    code, out, err = run(register)
    assert (code, err) == (0, "")
    assert re.search(r"register\.csv: 2 rows read in [\d.]+ s: 1 new, .* 1 rejected", out)
    assert "row 3, borough: This is no London authority that we know" in out
    assert "Nothing was changed. Run again with --apply" in out
    assert differences(before, database(without=OF_THE_BATCH | {"contracts.source"})) == {}
    assert ImportBatch.objects.get().status == "given-up"
    assert not list(uploads.iterdir())


def test_with_apply_it_does_it_and_says_how_to_undo_it(register, uploads):
    code, out, err = run(register, "--apply", "--source", factories.source("camden").slug)
    batch = ImportBatch.objects.get()
    assert (code, err) == (0, "")
    assert f"Undo it with: manage.py undo_import {batch.key}" in out
    assert Contract.objects.count() == 1
    assert batch.source.slug == "camden"
    assert not list(uploads.iterdir())
    undone = io.StringIO()
    call_command("undo_import", batch.key, stdout=undone)
    assert "Undone: register.csv" in undone.getvalue()
    assert not Contract.objects.exists()
    with pytest.raises(CommandError, match="not undone since"):
        call_command("undo_import", batch.key)
    with pytest.raises(CommandError, match="There is no import"):
        call_command("undo_import", "nothing")


def test_a_file_of_one_authority_is_its_own_register(tmp_path):
    path = csv_file(tmp_path / "r.csv", [{k: v for k, v in CONTRACT.items() if k != "borough"}])
    assert run(path, "--borough", "camden", "--as-at", "2026-05-01", "--apply")[0] == 0
    contract, source = Contract.objects.get(), Source.objects.get()
    assert contract.lead_buyer.slug == "camden"
    assert (source.slug, source.rank) == ("register-camden", 2)
    assert str(source.assertions.get().as_at_date) == "2026-05-01"


@pytest.mark.parametrize("name", [None, *FILES])
def test_the_report_has_one_shape_and_its_outcomes_add_up(tmp_path, register, name):
    path = register if name is None else hostile_file(tmp_path, name)
    run(path, "--report", tmp_path / "report.json")
    told = json.loads((tmp_path / "report.json").read_text("utf-8"))
    assert list(told) == [
        *("file", "format", "borough", "source", "demonstration", "error", "sheets", "header_row", "columns"),
        *("rows", "new", "changed", "unchanged", "doubtful", "rejected", "set_aside"),
        *("groups", "vanished", "may_be_published", "problems", "seconds"),
    ]
    outcomes = [outcome.value.replace("-", "_") for outcome in ImportRow.Outcome]
    assert told["rows"] == sum(told[outcome] for outcome in outcomes) == (2 if name is None else 0)
    if name is None:
        assert told["error"] is None
        assert told["problems"][0] | {"message": "", "value": ""} == {
            "sheet": "",
            "row": 3,
            "outcome": "rejected",
            "code": "unknown-authority",
            "message": "",
            "column": "borough",
            "value": "",
            "severity": "error",
        }
    else:
        assert re.search(FILES[name][1], told["error"]["message"])


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_cannot_be_read_says_why_and_exits_with_2(tmp_path, name):
    before = database(without=OF_THE_BATCH)
    code, out, err = run(hostile_file(tmp_path, name), "--apply")
    assert code == 2
    assert re.search(FILES[name][1], err)
    assert out == ""
    assert "Traceback" not in err
    assert differences(before, database(without=OF_THE_BATCH)) == {}
    assert not ImportRow.objects.exists()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["missing.csv"], "There is no file missing.csv"),
        (
            ["{file}", "--borough", "atlantis"],
            "There is no borough called atlantis|no authority called atlantis",
        ),
        (["{file}", "--source", "nowhere"], "There is no source called nowhere"),
        (["{file}", "--as-at", "2999-01-01"], "cannot be in the future"),
        (["{file}", "--as-at", "1026-11-01"], "cannot lie before 1980"),
        (["{file}", "--report", "/nowhere/report.json"], "The report cannot be written"),
        (["{file}", "--format", "city-tools"], "This file cannot be read as “City Tools workbook”"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence_and_2(register, arguments, sentence):
    code, out, err = run(*(argument.format(file=register) for argument in arguments))
    assert (code, out) == (2, "")
    assert re.search(sentence, err)


def test_an_unknown_format_is_refused(register):
    with pytest.raises(CommandError, match="invalid choice"):
        call_command("import_register", str(register), "--format", "xml")


def test_a_file_longer_than_may_be_read_is_never_cut_to_fit(tmp_path, settings):
    settings.MAX_UPLOAD_BYTES = 2**20
    rows = [CONTRACT | {"reference": str(number), "notes": "x" * 2000} for number in range(600)]
    code, _, err = run(csv_file(tmp_path / "long.csv", rows), "--apply")
    assert code == 2
    assert "larger than 1 MB" in err
    assert not Contract.objects.exists()


def test_titles_above_the_headings_are_not_counted_as_data_rows(tmp_path, settings):
    settings.MAX_UPLOAD_ROWS = 3
    rows = [CONTRACT | {"reference": str(number)} for number in range(3)]
    path = csv_file(tmp_path / "titled.csv", rows)
    path.write_text("A register of contracts\nAs at May 2026\n" + path.read_text("utf-8"), "utf-8")
    assert run(path)[0] == 0
    settings.MAX_UPLOAD_ROWS = 2
    code, _, err = run(path)
    assert (code, "more than 2 rows" in err) == (2, True)


def test_demonstration_data_is_refused_where_real_data_is_held(tmp_path, settings):
    settings.ALLOW_DEMONSTRATION = False
    path = workbook(
        tmp_path / "demonstration-w.xlsx",
        contracts=[{"borough": "Camden", "title": "A", "reference": "1"}],
        systems=[{"borough": "Camden", "system": "Homes"}],
        demonstration=True,
    )
    code, _, err = run(path, "--apply")
    assert code == 2
    assert "This file holds demonstration data, and this service holds real data" in err
    assert not Contract.objects.exists()


def test_a_mapping_that_is_only_tried_is_not_remembered(tmp_path, register):
    mapping = tmp_path / "mapping.json"
    mapping.write_text(json.dumps({"notes": "ignore"}))

    run(register, "--borough", "camden", "--mapping", mapping)
    assert not ColumnChoice.objects.exists()

    run(register, "--borough", "camden", "--mapping", mapping, "--apply")
    assert ColumnChoice.objects.get().heading == "notes"


def test_a_heading_of_the_mapping_that_the_file_does_not_have_is_named(tmp_path, register):
    mapping = tmp_path / "mapping.json"
    mapping.write_text(json.dumps({"Nonesuch": "note", "title": "title"}))

    code, out, _ = run(register, "--mapping", mapping)

    assert code == 0
    assert "a column “Nonesuch”, which this file does not have" in out
    assert "“title”" not in out
