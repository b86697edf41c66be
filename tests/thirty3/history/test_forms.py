"""Lists in the staff site's forms: parts in, parts out, and each wrong part named."""

import pytest
from django.forms import ValidationError

from thirty3.history.forms import LinesField, SeveralField


def test_parts_stand_between_semicolons_and_blank_ones_are_none() -> None:
    assert SeveralField().clean(" Rents ;; arrears; ") == ["Rents", "arrears"]
    assert SeveralField().clean("") == []
    assert SeveralField().prepare_value(["Rents", "arrears"]) == "Rents; arrears"


def test_lines_keep_the_semicolons_within_them() -> None:
    assert LinesField().clean("a;b\r\n\r\n c ") == ["a;b", "c"]
    assert LinesField().prepare_value(["a;b", "c"]) == "a;b\nc"


@pytest.mark.parametrize("field", [SeveralField(), LinesField()])
def test_a_list_changes_by_its_parts_not_by_its_spaces(field: SeveralField) -> None:
    assert not field.has_changed(["a", "b"], f" a{field.between}{field.between} b ")
    assert field.has_changed(["a", "b"], f"b{field.between}a")


def test_the_part_that_is_wrong_is_named() -> None:
    with pytest.raises(ValidationError, match="“many” is not a number"):
        SeveralField(kind=int, what="a number").clean("92; many")


def test_no_part_holds_what_a_database_cannot() -> None:
    with pytest.raises(ValidationError, match="Null characters are not allowed"):
        SeveralField().clean("Rents; \0")
