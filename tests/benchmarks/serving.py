"""A gunicorn of our own, and how long it takes to answer."""

import contextlib
import http.client
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LONGEST_START = 60.0
LONGEST_ANSWER = 120.0


@dataclass(frozen=True)
class Answer:
    status: int
    size: int
    seconds: float


@dataclass(frozen=True)
class Figures:
    """One page as measured: first request of a new process, and the median of the later ones."""

    status: int
    size: int
    cold: float
    warm: float
    slowest: float


@contextlib.contextmanager
def served(env: Mapping[str, str], workers: int = 1) -> Iterator[int]:
    """Processes with four threads each, as it is deployed; alive, but they have shown no page yet."""
    port = spare_port()
    command = [sys.executable, "-m", "gunicorn", "thirty3.wsgi", "--worker-class", "gthread"]
    command += ["--workers", str(workers), "--threads", "4", "--no-control-socket"]
    command += ["--log-level", "error", "--bind", f"127.0.0.1:{port}"]
    with running(command, env, port, "/healthz"):
        yield port


def spare_port() -> int:
    with socket.socket() as spare:
        spare.bind(("127.0.0.1", 0))
        return int(spare.getsockname()[1])


@contextlib.contextmanager
def running(
    command: Sequence[str], env: Mapping[str, str], port: int, alive: str, log: int | None = None
) -> Iterator[None]:
    """A server from when it answers at `alive` until it is no longer needed."""
    server = subprocess.Popen(command, cwd=ROOT, env=dict(env), stdout=log, stderr=log)
    try:
        _wait(server, port, alive)
        yield
    finally:
        server.terminate()
        server.wait()


def _wait(server: subprocess.Popen[bytes], port: int, alive: str) -> None:
    deadline = time.monotonic() + LONGEST_START
    while time.monotonic() < deadline and server.poll() is None:
        with contextlib.suppress(OSError):
            if ask(port, alive).status == http.HTTPStatus.OK:
                return
        time.sleep(0.1)
    raise SystemExit("The server did not start; what it said is above.")


def ask(port: int, address: str) -> Answer:
    """One request from its first byte to the answer's last, compressed as browsers ask for it."""
    started = time.perf_counter()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=LONGEST_ANSWER)
    try:
        connection.request("GET", address, headers={"Host": "localhost", "Accept-Encoding": "gzip"})
        response = connection.getresponse()
        size = len(response.read())
    finally:
        connection.close()
    return Answer(response.status, size, time.perf_counter() - started)


def measure(env: Mapping[str, str], addresses: Sequence[str], times: int) -> Figures:
    """Ask a new process for the first address, then for all of them in turn."""
    with served(env) as port:
        first = ask(port, addresses[0])
        if first.status != http.HTTPStatus.OK:
            return Figures(first.status, first.size, first.seconds, 0, 0)
        later = [ask(port, addresses[(n + 1) % len(addresses)]).seconds for n in range(times)]
    return Figures(first.status, first.size, first.seconds, statistics.median(later), max(later))
