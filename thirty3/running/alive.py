"""python -m thirty3.running.alive: whether the web server of this container answers, for its healthcheck."""

import http.client
import os
import sys
from collections.abc import Mapping

PATIENCE = 5


def is_alive(env: Mapping[str, str]) -> bool:
    """Ask /healthz of this machine, under the first name that the service answers to."""
    name = env.get("ALLOWED_HOSTS", "").partition(",")[0].strip().lstrip("*.") or "localhost"
    connection = http.client.HTTPConnection("127.0.0.1", int(env.get("PORT") or 8000), timeout=PATIENCE)
    try:
        connection.request("GET", "/healthz", headers={"Host": name})
        return connection.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


if __name__ == "__main__":
    sys.exit(0 if is_alive(os.environ) else 1)
