"""manage.py evaluate_matching: the figures it prints, and how it refuses what is no list of pairs."""

import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

HEADINGS = "name_a,name_b,is_match,tier,difficulty"
# Worked by hand: of five matches the rule accepts four, of two look-alikes none.
PAIRS = [
    "Quillbrook Systems Ltd,QUILLBROOK SYSTEMS LIMITED,1,gold,identical",
    "Quillbrook Systems (UK),Quillbrook Systems,0,gold,similar",
    "Nettlecup Mgmt,Nettlecup Management,1,gold,similar",
    "Marsh & Oak,Marsh and Oak,1,gold,identical",
    "Nettlecup Leeds,Nettlecup York,0,gold,similar",
    "Fernhill Hospice,Fernhill Hospice Charity,1,gold,similar",
    "Dunmore Bridges,Ozwell Catering,1,gold,different_wording",
]
HAND_WORKED = {
    "pairs": 7,
    "matches": 5,
    "precision": 1.0,
    "recall": 0.8,
    "f1": 0.8889,
    "lookalikes_accepted": 0.0,
    "first": 0.8,
    "first_three": 0.8,
}
PROMISED = ["precision", "recall", "f1", "lookalikes_accepted", "first", "first_three", "pairs_per_second"]


@pytest.fixture
def pairs(tmp_path: Path) -> Path:
    return written(tmp_path, *PAIRS)


def written(folder: Path, *lines: str, headings: str = HEADINGS, encoding: str = "utf-8") -> Path:
    path = folder / "pairs.csv"
    path.write_text("\n".join([headings, *lines, ""]), encoding=encoding)
    return path


def printed(*arguments: object) -> str:
    out, err = io.StringIO(), io.StringIO()
    call_command("evaluate_matching", *map(str, arguments), stdout=out, stderr=err)
    assert err.getvalue() == ""
    return out.getvalue()


def as_json(*arguments: object) -> Any:
    return json.loads(printed(*arguments, "--json"))


def refused(*arguments: object) -> str:
    out = io.StringIO()
    with pytest.raises(CommandError) as problem:
        call_command("evaluate_matching", *map(str, arguments), stdout=out)
    assert problem.value.returncode == 1
    assert out.getvalue() == ""
    return str(problem.value)


def test_it_prints_each_figure_with_its_meaning(pairs: Path) -> None:
    lines = [line.split(maxsplit=2) for line in printed(pairs).splitlines()]
    figures = {key: (value, meaning) for key, value, meaning in lines}
    assert figures["pairs"] == ("7", "pairs counted")
    assert figures["precision"] == ("1.0000", "right among the accepted")
    assert figures["recall"] == ("0.8000", "matches accepted")
    assert figures["f1"][0] == "0.8889"
    assert figures["lookalikes_accepted"] == ("0.0000", "look-alikes accepted")
    assert figures["first"] == ("0.8000", "right candidate first")
    assert set(PROMISED) <= figures.keys()


def test_json_is_one_object_with_the_figures_that_were_worked_by_hand(pairs: Path) -> None:
    found = as_json(pairs)
    assert set(PROMISED) <= found.keys()
    assert {key: found[key] for key in HAND_WORKED} == HAND_WORKED
    assert found["pairs_per_second"] > 0
    assert "folds" not in found


def test_a_look_alike_that_the_rule_accepts_is_counted_against_it(tmp_path: Path) -> None:
    found = as_json(written(tmp_path, *PAIRS, "Quillbrook System,Quillbrook Systems,0,gold,similar"))
    assert (found["precision"], found["lookalikes_accepted"]) == (0.8, 0.3333)


def test_the_right_candidate_may_stand_behind_a_likelier_one(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "Nettlecup Care,Nettlecup Limetree,1,gold,similar",
        "Nettlecup Care Homes,Nettlecup Care Housing,0,gold,similar",
    )
    found = as_json(path)
    assert (found["first"], found["first_three"]) == (0.0, 1.0)


def test_pairs_that_nobody_can_judge_are_left_out(tmp_path: Path, pairs: Path) -> None:
    counted = as_json(pairs)
    doubted = [
        "Quillbrook System,Quillbrook Systems,0,gold_ambiguous,similar",
        "Dunmore Bridges,Marsh Lane,,gold_ambiguous,different_wording",
    ]
    with_doubted = as_json(written(tmp_path, *doubted, *PAIRS))
    # How fast the machine is at the moment is no part of it.
    assert with_doubted | {"pairs_per_second": 0} == counted | {"pairs_per_second": 0}


def test_folds_show_what_weights_do_on_pairs_that_had_no_say(pairs: Path) -> None:
    folds = as_json(pairs, "--folds", 3)["folds"]
    assert len(folds) == 3
    # Every pair is held out once, and has its say in the other parts.
    assert sum(fold["held_out"]["pairs"] for fold in folds) == 7
    assert sum(fold["tuned_on"]["pairs"] for fold in folds) == 14
    for fold in folds:
        assert fold["held_out"]["pairs"] + fold["tuned_on"]["pairs"] == 7
        assert sum(fold["weights"][sign] for sign in ("contained", "shared", "letters", "first")) == (
            pytest.approx(1)
        )


def test_pairs_that_share_a_name_are_in_one_part(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "Quillbrook,Quillbrook Ltd,1,gold,identical",
        "Quillbrook Ltd,Quillbrook Group,0,gold,similar",
        "Quillbrook Group,Quillbrook Grp,1,gold,similar",
        "Ozwell Catering,Ozwell Catering Ltd,1,gold,identical",
    )
    assert [fold["held_out"]["pairs"] for fold in as_json(path, "--folds", 2)["folds"]] == [3, 1]


def test_folds_are_printed_with_both_sides(pairs: Path) -> None:
    out = printed(pairs, "--folds", 2)
    assert "Part 1 held out; weights chosen on the others: contained 0." in out
    assert "Part 2 held out" in out
    assert out.count("tuned on  held out") == 2


def test_one_pair_is_enough(tmp_path: Path) -> None:
    found = as_json(written(tmp_path, PAIRS[0]))
    assert (found["precision"], found["recall"], found["first"]) == (1.0, 1.0, 1.0)


def test_without_look_alikes_their_share_is_not_known(tmp_path: Path) -> None:
    path = written(tmp_path, PAIRS[0], PAIRS[2])
    assert as_json(path)["lookalikes_accepted"] is None
    assert "lookalikes_accepted       none  look-alikes accepted" in printed(path)


def test_without_matches_only_the_share_of_look_alikes_is_known(tmp_path: Path) -> None:
    found = as_json(written(tmp_path, PAIRS[1]))
    assert found["lookalikes_accepted"] == 0.0
    assert {found[key] for key in ("precision", "recall", "f1", "first", "first_three")} == {None}


def test_names_without_a_letter_are_compared_as_they_are_written(tmp_path: Path) -> None:
    found = as_json(written(tmp_path, "$$$,$$$,1,gold,identical", "$$$,???,0,gold,similar"))
    assert (found["recall"], found["lookalikes_accepted"]) == (1.0, 0.0)


def test_a_byte_order_mark_and_other_columns_do_no_harm(tmp_path: Path) -> None:
    path = written(tmp_path, f"{PAIRS[0]},so we think", headings=f"\ufeff{HEADINGS},remark")
    assert as_json(path)["pairs"] == 1


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert (
        refused(tmp_path / "none.csv")
        == f"{tmp_path / 'none.csv'} cannot be read: No such file or directory."
    )


def test_a_folder_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path) == f"{tmp_path} cannot be read: Is a directory."


def test_an_empty_file_lacks_all_columns(tmp_path: Path) -> None:
    path = tmp_path / "pairs.csv"
    path.touch()
    assert refused(path).endswith("lacks the columns name_a, name_b, is_match, tier, difficulty.")


def test_missing_columns_are_named(tmp_path: Path) -> None:
    path = written(tmp_path, "Quillbrook,Marsh,1", headings="name_a,name_b,is_match")
    assert refused(path).endswith("pairs.csv lacks the columns tier, difficulty.")


def test_headings_alone_are_no_pairs(tmp_path: Path) -> None:
    assert refused(written(tmp_path)).endswith("pairs.csv has no pairs to count.")


def test_nothing_but_pairs_that_nobody_can_judge_are_no_pairs(tmp_path: Path) -> None:
    path = written(tmp_path, "Quillbrook,Marsh,1,gold_ambiguous,similar")
    assert refused(path).endswith("pairs.csv has no pairs to count.")


def test_another_encoding_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, "Café Quillbrook,Cafe Quillbrook,1,gold,similar", encoding="cp1252")
    assert refused(path).endswith("pairs.csv is not text in UTF-8.")


@pytest.mark.parametrize("label", ["perhaps", "2", "-1", "", "1 0"])
def test_a_label_that_says_neither_yes_nor_no_is_refused_with_its_line(tmp_path: Path, label: str) -> None:
    path = written(tmp_path, PAIRS[0], f"Quillbrook,Marsh,{label},gold,similar")
    assert refused(path).endswith(f"pairs.csv, line 3: is_match must be 1 or 0, not {label!r}.")


@pytest.mark.parametrize("line", [",Marsh,1,gold,similar", "Quillbrook, ,1,gold,similar", "Quillbrook"])
def test_a_pair_of_one_name_is_refused_with_its_line(tmp_path: Path, line: str) -> None:
    path = written(tmp_path, line)
    assert refused(path).endswith("pairs.csv, line 2: name_a and name_b must both say a name.")


def test_a_quotation_mark_that_never_ends_is_refused(tmp_path: Path) -> None:
    assert "is not a CSV file" in refused(written(tmp_path, '"Quillbrook,Marsh,1,gold,similar'))


@pytest.mark.parametrize("number", [-1, 1])
def test_fewer_than_two_folds_are_refused(pairs: Path, number: int) -> None:
    assert refused(pairs, "--folds", number) == "--folds must be 2 or more."


def test_more_folds_than_pairs_are_refused(pairs: Path) -> None:
    assert refused(pairs, "--folds", 8) == "--folds must be no more than the 7 pairs that count."


def test_whoever_calls_it_from_a_shell_sees_a_sentence_and_no_traceback(tmp_path: Path) -> None:
    call = [sys.executable, settings.BASE_DIR / "manage.py", "evaluate_matching", tmp_path / "none.csv"]
    ended = subprocess.run(call, capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr.strip().splitlines()[-1].startswith(f"CommandError: {tmp_path / 'none.csv'}")
    assert "Traceback" not in ended.stderr
