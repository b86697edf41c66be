"""Where the site is served: HOST and PORT from the environment, found free before anything else is done."""

import errno
import socket
from collections.abc import Mapping
from dataclasses import dataclass

from thirty3.running.processes import Failure

HIGHEST_PORT = 65_535


@dataclass(frozen=True)
class Address:
    """A name, a port, and the numeric addresses that the name stands for on this machine."""

    host: str
    port: int
    numbers: tuple[str, ...]

    @property
    def name(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{self.port}"

    @property
    def url(self) -> str:
        return f"http://{self.name}"

    @property
    def binds(self) -> list[str]:
        """As gunicorn wants them."""
        return [
            f"[{number}]:{self.port}" if ":" in number else f"{number}:{self.port}" for number in self.numbers
        ]


def free_address(env: Mapping[str, str]) -> Address:
    """The address to serve on; a Failure in plain words when it is nonsense or taken."""
    host = env.get("HOST") or "localhost"
    text = env.get("PORT") or "8000"
    if not (text.isascii() and text.isdigit() and 0 < int(text) <= HIGHEST_PORT):
        raise Failure(f"PORT is {text!r}; it must be a number from 1 to {HIGHEST_PORT}.")
    port = int(text)
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError:
        raise Failure(f"HOST is {host!r}, which this machine does not know.") from None
    numbers = {str(sockaddr[0]): family for family, _, _, _, sockaddr in found}
    usable = tuple(number for number, family in numbers.items() if _is_free(family, number, port))
    if not usable:
        raise Failure(f"HOST is {host!r}, which is not an address of this machine.")
    return Address(host, port, usable)


def _is_free(family: int, number: str, port: int) -> bool:
    """Whether we can listen there; False where the machine has no such address, such as ::1 without IPv6."""
    try:
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            if family == socket.AF_INET6:
                probe.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
            probe.bind((number, port))
            probe.listen()
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise Failure(
                f"Port {port} is in use by another program. Stop that, or choose another port, "
                f"for example: PORT={port + 1} bin/run"
            ) from None
        if error.errno == errno.EACCES:
            raise Failure(f"Port {port} is reserved for the administrator. Try: PORT=8000 bin/run") from None
        return False
    return True
