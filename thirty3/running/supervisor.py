"""Keeps a web server and a worker running, and stops both together."""

import http.client
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from thirty3.running.address import Address
from thirty3.running.processes import Failure, say, start, stop

BETWEEN_LOOKS = 0.2
LONGEST_START = 60.0
LONGEST_PAUSE = 30.0
# A worker that lived this long failed by chance; one that did not may fail again at once.
STABLE = 60.0

type Command = Sequence[str | Path]


class Worker:
    """A worker that is started again whenever it ends, after a pause that grows while it keeps failing."""

    def __init__(self, command: Command, env: Mapping[str, str]) -> None:
        self.command = command
        self.env = env
        self.pause = 1.0
        self.resume_at: float | None = None
        self._start()

    def _start(self) -> None:
        self.process = start(self.command, env=self.env)
        self.started_at = time.monotonic()

    def look_after(self) -> None:
        """Notice an end, or start again when the pause is over."""
        now = time.monotonic()
        if self.resume_at is not None:
            if now >= self.resume_at:
                self.resume_at = None
                self._start()
        elif self.process.poll() is not None:
            if now - self.started_at >= STABLE:
                self.pause = 1.0
            say(f"The worker stopped ({_ending(self.process)}). Starting it again in {self.pause:.0f} s.")
            self.resume_at = now + self.pause
            self.pause = min(self.pause * 2, LONGEST_PAUSE)


def supervise(
    *,
    web: Command,
    worker: Command,
    env: Mapping[str, str],
    address: Address,
    announce: Callable[[], None],
) -> None:
    """Run both until we are stopped; a web server that ends by itself is a Failure."""
    server = start(web, env=env)
    helper: Worker | None = None
    try:
        helper = Worker(worker, env)
        _wait_until_answering(server, address)
        announce()
        while server.poll() is None:
            helper.look_after()
            time.sleep(BETWEEN_LOOKS)
        raise Failure(f"The web server stopped by itself ({_ending(server)}). What it said is above.")
    finally:
        stop([server, helper.process] if helper else [server])


def _wait_until_answering(server: subprocess.Popen[str], address: Address) -> None:
    deadline = time.monotonic() + LONGEST_START
    while time.monotonic() < deadline:
        if server.poll() is not None:
            raise Failure(f"The web server did not start ({_ending(server)}). What it said is above.")
        if is_answering(address):
            return
        time.sleep(BETWEEN_LOOKS)
    raise Failure(f"The web server did not answer at {address.url}/healthz within {LONGEST_START:.0f} s.")


def is_answering(address: Address) -> bool:
    """Whether /healthz says that the process is alive."""
    connection = http.client.HTTPConnection(address.numbers[0], address.port, timeout=5)
    try:
        connection.request("GET", "/healthz", headers={"Host": address.name})
        return connection.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _ending(process: subprocess.Popen[str]) -> str:
    code = process.returncode
    return f"signal {-code}" if code < 0 else f"exit code {code}"
