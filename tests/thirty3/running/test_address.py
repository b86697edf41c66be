"""HOST and PORT: what is served where, and plain words for what cannot be."""

import re
import socket

import pytest

from thirty3.running.address import Address, free_address
from thirty3.running.processes import Failure


def a_free_port() -> str:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])


def test_localhost_stands_for_the_loopback_addresses_of_this_machine() -> None:
    address = free_address({"PORT": a_free_port()})
    assert address.host == "localhost"
    assert "127.0.0.1" in address.numbers
    assert set(address.numbers) <= {"127.0.0.1", "::1"}


def test_a_port_in_use_is_told_with_another_to_try() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(Failure, match=rf"Port {port} is in use.*PORT={port + 1} bin/run"):
            free_address({"HOST": "127.0.0.1", "PORT": str(port)})


@pytest.mark.parametrize("port", ["0", "65536", "eighty", "-1", "80.5", "٨٠", "8000; true"])
def test_a_port_that_is_none_is_refused(port: str) -> None:
    with pytest.raises(Failure, match=re.escape(f"PORT is {port!r}")):
        free_address({"PORT": port})


@pytest.mark.parametrize("host", ["no such host", "203.0.113.1"])
def test_a_host_that_is_not_this_machine_is_refused(host: str) -> None:
    with pytest.raises(Failure, match=re.escape(f"HOST is {host!r}")):
        free_address({"HOST": host, "PORT": a_free_port()})


def test_both_kinds_of_address_are_written_as_gunicorn_and_browsers_want_them() -> None:
    address = Address("localhost", 8000, ("127.0.0.1", "::1"))
    assert address.binds == ["127.0.0.1:8000", "[::1]:8000"]
    assert address.url == "http://localhost:8000"
    assert Address("::1", 8000, ("::1",)).url == "http://[::1]:8000"
