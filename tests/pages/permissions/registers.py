"""The addresses of an authority's own imports."""

from typing import Any, Final

from contracts.imports.deciding import VERDICTS
from tests.pages.permissions.address import Address, Where, own
from tests.pages.permissions.rules import EDITORS, LED, SIGNED_IN, UPLOADER


def of_import(name: str, *more: Any) -> Where:
    return own(f"contracts:own-import-{name}", lambda place: place.batch.key, *more)


# Whoever asks for an import in a wrong way is asked to sign in first.
IMPORTS: Final = (
    Address("contracts:own-imports", own("contracts:own-imports"), EDITORS),
    Address("contracts:own-import-missing", of_import("missing"), EDITORS, EDITORS),
    Address("contracts:upload-register", own("contracts:upload-register"), EDITORS, EDITORS),
    *(
        Address(f"contracts:own-import-{name}", of_import(name), EDITORS, wrong=SIGNED_IN)
        for name in ("review", "annotated")
    ),
    *(
        Address(f"contracts:own-import-{name}", of_import(name), EDITORS, EDITORS, wrong=SIGNED_IN)
        for name in ("columns", "names")
    ),
    Address("contracts:own-import-row", of_import("row", lambda place: 1), EDITORS, EDITORS, wrong=SIGNED_IN),
    # Rows of a source that is not the authority's alone are for staff to apply, who do it elsewhere.
    *(
        Address(
            f"contracts:own-import-{name}",
            of_import(name),
            None,
            EDITORS,
            sent=frozenset({LED}),
            wrong=SIGNED_IN,
        )
        for name in ("apply", "undo", "compare")
    ),
    Address("contracts:own-import-give-up", of_import("give-up"), None, EDITORS, deed=True, wrong=SIGNED_IN),
    Address(
        "contracts:own-import-rows",
        of_import("rows"),
        None,
        EDITORS,
        lambda place: {"row": "1", "verdict": next(iter(VERDICTS))},
        deed=True,
        wrong=SIGNED_IN,
    ),
    Address(
        "contracts:own-import-file",
        own("contracts:own-import-file", lambda place: place.sent.key),
        UPLOADER,
        wrong=SIGNED_IN,
    ),
)
