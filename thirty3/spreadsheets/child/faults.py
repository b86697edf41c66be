"""Formula failures in an xlsx sheet. calamine gives them as blanks, so their XML is read for them."""

import re
from collections import defaultdict
from collections.abc import Mapping
from xml.etree import ElementTree

from thirty3.spreadsheets.cells import ErrorValue

# Row number to column index to what the cell shows.
type Faults = dict[int, dict[int, ErrorValue]]

_MARK = re.compile(rb"""\st=["']e["']""")
# A cell ends before the next begins: without that a made-up sheet makes each look search to its end.
_CELL = re.compile(rb"""<(?:\w+:)?c\s([^>]*\bt=["']e["'][^>]*)>((?:[^<]|<(?!(?:\w+:)?c\s))*?)</(?:\w+:)?c>""")
_REFERENCE = re.compile(rb"""\br=["']([A-Z]{1,2})([0-9]{1,7})["']""")
_VALUE = re.compile(rb"<(?:\w+:)?v>([^<]{1,20})<")
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def find_faults(xml: bytes, faults: Faults) -> None:
    """Add the failed cells in this stretch of a sheet."""
    if not _MARK.search(xml):
        return
    for attributes, content in _CELL.findall(xml):
        reference, value = _REFERENCE.search(attributes), _VALUE.search(content)
        if reference and value:
            letters, number = reference.groups()
            faults.setdefault(int(number), {})[_column(letters)] = ErrorValue(
                value[1].decode(errors="replace")
            )


def _column(letters: bytes) -> int:
    index = 0
    for letter in letters:
        index = index * 26 + letter - ord("A") + 1
    return index - 1


def faults_by_sheet(by_member: Mapping[str, Faults], workbook: bytes, relations: bytes) -> dict[str, Faults]:
    """The same under the sheets' names, which only the workbook's own two parts tell."""
    targets: dict[str, str] = {}
    for relation in ElementTree.fromstring(relations):  # noqa: S314 (the archive was searched for DTDs)
        target = relation.get("Target", "")
        path = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
        targets[relation.get("Id", "")] = path
    found: dict[str, Faults] = defaultdict(dict)
    for element in ElementTree.fromstring(workbook).iter():  # noqa: S314 (as above)
        member = targets.get(element.get(_RELATION, ""), "")
        if member in by_member:
            found[element.get("name", "")] = by_member[member]
    return found
