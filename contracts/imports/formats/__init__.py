"""The formats that the pipeline knows. `docs/add-an-import-format.md` walks through adding one."""

from collections.abc import Mapping

from contracts.imports.formats.city_tools import CITY_TOOLS
from contracts.imports.formats.contracts_finder import CONTRACTS_FINDER
from contracts.imports.formats.format import Format
from contracts.imports.formats.g_cloud import G_CLOUD
from contracts.imports.formats.ocds import OCDS
from contracts.imports.formats.survey import SURVEY
from contracts.imports.formats.table import TABLE

__all__ = ["FORMATS", "Format"]

# The first that knows a file takes it, so the one that knows every table stands last.
FORMATS: Mapping[str, Format] = {
    known.name: known for known in (CITY_TOOLS, SURVEY, G_CLOUD, CONTRACTS_FINDER, OCDS, TABLE)
}
