"""CSV and its kin, in the encodings and shapes that offices produce."""

import pytest

from thirty3.spreadsheets.reading import Row, SheetEnd, SheetStart, read_sheets


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(rows_of, delimiter):
    text = f"Reference{delimiter}Supplier{delimiter}Value\nC1{delimiter}Acme{delimiter}12\n"

    assert rows_of(text.encode()) == [("Reference", "Supplier", "Value"), ("C1", "Acme", "12")]


def test_lists_inside_cells_do_not_mislead_the_search_for_the_delimiter(rows_of):
    text = "Contract register\n\nReference,Suppliers\nC1,Acme; Bolt; Crane; Drum\nC2,Acme; Bolt\n"

    assert rows_of(text.encode())[2:] == [("C1", "Acme; Bolt; Crane; Drum"), ("C2", "Acme; Bolt")]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"], ids=["plain", "marked", "windows", "unicode text"]
)
def test_pounds_and_accents_survive_every_encoding(rows_of, encoding):
    assert rows_of("Café,£5 – yes\n".encode(encoding)) == [("Café", "£5 – yes")]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_end_is_known(rows_of, end):
    assert rows_of(f"a,b{end}1,2{end}3,4".encode()) == [("a", "b"), ("1", "2"), ("3", "4")]


def test_rows_may_differ_in_length_and_blank_ones_keep_their_number(save):
    text = "Reference,Supplier,Value\n\nC1\n , ,\nC2,Acme,12,extra\nC3,,5\n"

    assert list(read_sheets(save(text.encode()))) == [
        SheetStart("", hidden=False, index=0),
        Row(1, ("Reference", "Supplier", "Value")),
        Row(3, ("C1",)),
        Row(5, ("C2", "Acme", "12", "extra")),
        Row(6, ("C3", None, "5")),
        SheetEnd(4),
    ]


def test_a_quoted_cell_may_hold_the_delimiter_line_ends_and_quotation_marks(rows_of):
    assert rows_of(b'a,b\r\n"one, two","line\r\n""next"""\r\n') == [("a", "b"), ("one, two", 'line\n"next"')]


def test_everything_in_a_text_file_is_text(rows_of):
    assert rows_of(b"01234567,-12.50,TRUE,12345678901234567890\n") == [
        ("01234567", "-12.50", "TRUE", "12345678901234567890")
    ]


def test_a_quotation_mark_inside_a_word_does_no_harm(rows_of):
    assert rows_of(b'a,b\n17" screen,"Bolt" Ltd\n') == [("a", "b"), ('17" screen', "Bolt Ltd")]


def test_a_quotation_mark_never_closed_is_refused_instead_of_swallowing_rows(problem_of):
    problem = problem_of(b'a,b\n1,2\n"3,4\n5,6\n')

    assert problem.code == "open-quotation"
    assert "row 3" in problem.message


def test_a_cell_longer_than_excel_allows_is_refused_with_its_row(problem_of):
    problem = problem_of(b"a,b\n" + b"x" * 32_768 + b",2\n")

    assert problem.code == "cell-too-long"
    assert "row 2" in problem.message


def test_too_many_columns_in_a_text_file_are_refused(problem_of):
    assert problem_of(b"," * 702 + b"x\n").code == "too-many-columns"


def test_one_column_is_a_table_too(rows_of):
    assert rows_of(b"Supplier\nAcme\nBolt\n") == [("Supplier",), ("Acme",), ("Bolt",)]
