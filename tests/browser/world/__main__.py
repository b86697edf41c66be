"""The program: what to call it with is told by the package."""

import json
import sys
from pathlib import Path

import django


def main(state: str, pages: Path) -> None:
    django.setup()
    # Models can be imported from here on.
    from tests.browser.world.states import make

    addresses, sessions = make(state)
    pages.write_text(json.dumps({"addresses": addresses, "sessions": sessions}))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
