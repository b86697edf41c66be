"""The supervisor with a small web server and a worker that does nothing, killed in every way."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
# Far longer than anything here takes; only a failing test waits so long.
PATIENCE = 60

WEB = """
import http.server, os, pathlib, sys
pathlib.Path("web").write_text(str(os.getpid()))
class Ok(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200 if self.path == "/healthz" else 404)
        self.end_headers()
    def log_message(self, *arguments): pass
http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), Ok).serve_forever()
"""
WORKER = """
import os, pathlib, time
pathlib.Path("worker").write_text(str(os.getpid()))
time.sleep(600)
"""
# Ends politely only when killed.
STUBBORN = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN)" + WORKER
SUPERVISOR = """
import os, sys
from thirty3.running.address import Address
from thirty3.running.processes import Failure, say, stop_on_signals
from thirty3.running.supervisor import supervise
port, web, worker = sys.argv[1:]
stop_on_signals()
try:
    supervise(web=[sys.executable, "-c", web, port], worker=[sys.executable, "-c", worker], env=os.environ,
              address=Address("localhost", int(port), ("127.0.0.1",)), announce=lambda: say("announced"))
except KeyboardInterrupt:
    sys.exit(130)
except Failure as failure:
    sys.exit(str(failure))
"""


@dataclass
class Site:
    """A supervisor and where its children write who they are."""

    process: subprocess.Popen[str]
    directory: Path

    def pid(self, child: str) -> int:
        path = self.directory / child
        until(lambda: path.exists() and path.read_text() != "")
        return int(path.read_text())

    def ending(self) -> tuple[int, str]:
        """The exit code and all that was said."""
        output, _ = self.process.communicate(timeout=PATIENCE)
        return self.process.returncode, output


def until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, "it never came true"
        time.sleep(0.02)


def is_alive(pid: int) -> bool:
    """Whether a process still runs; one that only waits to be collected does not."""
    try:
        os.kill(pid, 0)
        return Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2][0] != "Z"
    except (ProcessLookupError, FileNotFoundError):
        return False


type Begin = Callable[..., Site]


@pytest.fixture
def begin(tmp_path: Path) -> Iterator[Begin]:
    """Start a supervisor of `web` and `worker` in an empty directory; end it whatever happens."""
    sites: list[Site] = []

    def start(*, web: str = WEB, worker: str = WORKER) -> Site:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = str(probe.getsockname()[1])
        process = subprocess.Popen(
            [sys.executable, "-c", SUPERVISOR, port, web, worker],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        sites.append(Site(process, tmp_path))
        return sites[-1]

    yield start
    for site in sites:
        if site.process.poll() is None:
            site.process.send_signal(signal.SIGTERM)
            site.process.communicate(timeout=PATIENCE)


def announced(site: Site) -> tuple[int, int]:
    """Wait until the site is announced; the web server and the worker."""
    assert site.process.stdout is not None
    assert site.process.stdout.readline() == "announced\n"
    return site.pid("web"), site.pid("worker")


@pytest.mark.parametrize("request_to_stop", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_request_to_stop_ends_both(begin: Begin, request_to_stop: signal.Signals) -> None:
    site = begin()
    web, worker = announced(site)
    site.process.send_signal(request_to_stop)
    assert site.ending() == (130, "")
    assert not is_alive(web)
    assert not is_alive(worker)


def test_a_worker_that_will_not_stop_is_killed(begin: Begin) -> None:
    site = begin(worker=STUBBORN)
    _, worker = announced(site)
    site.process.send_signal(signal.SIGTERM)
    assert site.ending()[0] == 130
    assert not is_alive(worker)


def test_a_worker_that_was_killed_is_started_again(begin: Begin) -> None:
    site = begin()
    _, worker = announced(site)
    (site.directory / "worker").unlink()
    os.kill(worker, signal.SIGKILL)
    again = site.pid("worker")
    assert again != worker
    assert is_alive(again)
    site.process.send_signal(signal.SIGTERM)
    assert "The worker stopped (signal 9). Starting it again in 1 s." in site.ending()[1]


def test_a_web_server_that_was_killed_ends_everything_with_a_reason(begin: Begin) -> None:
    site = begin()
    web, worker = announced(site)
    os.kill(web, signal.SIGKILL)
    code, said = site.ending()
    assert code == 1
    assert "The web server stopped by itself (signal 9)" in said
    assert not is_alive(worker)


def test_a_web_server_that_does_not_start_ends_everything_unannounced(begin: Begin) -> None:
    site = begin(web="raise SystemExit(3)")
    code, said = site.ending()
    assert code == 1
    assert "The web server did not start (exit code 3)" in said
    assert "announced" not in said


def test_nothing_outlives_a_supervisor_that_was_killed_outright(begin: Begin) -> None:
    site = begin()
    web, worker = announced(site)
    site.process.kill()
    site.ending()
    until(lambda: not is_alive(web) and not is_alive(worker))
