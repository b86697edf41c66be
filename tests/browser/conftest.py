"""Served worlds and a chromium to visit it with; a screenshot of every page on which a test failed."""

import contextlib
import fcntl
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
SCREENSHOTS = ROOT / "test-results"
DESKTOP, PHONE = {"width": 1280, "height": 800}, {"width": 320, "height": 640}
FLAGS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--no-first-run"),
)
# What a developer's shell may hold and the served world must not see.
NOT_OURS = ("DATABASE_URL", "DEBUG", "THIRTY3_TESTING", "SITE_URL", "ALLOWED_HOSTS")
SECONDS_TO_START = 60
LET_GO = "net::ERR_ABORTED"
# What watches whether a table fits is told when the page is painted anew, not when it is resized.
PAINTED = "() => new Promise(painted => requestAnimationFrame(() => requestAnimationFrame(painted)))"


@dataclass(frozen=True)
class Site:
    """The served world: where it is, the addresses of its records, and who is signed in."""

    url: str
    folder: Path
    addresses: dict[str, str]
    sessions: dict[str, str]


def failed(request: Request) -> Iterator[str]:
    """What could not be fetched. Who goes on before a picture is there has chromium let go of it."""
    if request.failure != LET_GO:
        yield f"failed: {request.url} ({request.failure})"


@dataclass(frozen=True)
class Visitor:
    """A way to open windows on the site; each window's complaints are kept."""

    browser: Browser
    site: Site
    windows: list[tuple[Page, list[str]]]

    def window(self, *, person: str = "", scripts: bool = True, size: dict[str, int] = DESKTOP) -> Page:
        context = self.browser.new_context(
            base_url=self.site.url, viewport=size, java_script_enabled=scripts, accept_downloads=True
        )
        if person:
            context.add_cookies(
                [{"name": "sessionid", "value": self.site.sessions[person], "url": self.site.url}]
            )
        page, complaints = context.new_page(), []
        page.set_default_timeout(20_000)
        page.on("console", lambda message: complaints.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: complaints.append(f"error: {error}"))
        page.on("requestfailed", lambda request: complaints.extend(failed(request)))
        self.windows.append((page, complaints))
        return page

    def complaints(self, page: Page) -> list[str]:
        return next(found for window, found in self.windows if window is page)

    @property
    def contexts(self) -> list[BrowserContext]:
        return [page.context for page, _ in self.windows]


def environment(data: Path, port: int) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in NOT_OURS}
    return kept | {
        "THIRTY3_DEMO": "1",
        "DATA_DIR": str(data),
        "HOST": "localhost",
        "PORT": str(port),
        "SECRET_KEY": "only-for-the-browser-tests-" + "x" * 32,
        "DJANGO_SETTINGS_MODULE": "tests.browser.settings",
        "PYTHONWARNINGS": "error",
    }


class Worlds:
    """The worlds that were built, each served to this process alone from its first visit on."""

    def __init__(self, shared: Path, own: Path) -> None:
        self.shared, self.own = shared, own
        self.sites: dict[str, Site] = {}
        self.served = contextlib.ExitStack()

    def site(self, state: str) -> Site:
        if state not in self.sites:
            own = self.own / f"site-{state}"
            shutil.copytree(self._built(state), own)
            self.sites[state] = self.served.enter_context(served(own))
        return self.sites[state]

    def _built(self, state: str) -> Path:
        """The directory of a built world. Where tests run in several processes the first one builds it."""
        built, told = self.shared / f"world-{state}", self.shared / f"world-{state}.json"
        if state != "empty":
            self._built("empty")
        with (self.shared / f"world-{state}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not told.exists():
                if state != "empty":
                    shutil.copytree(self.shared / "world-empty", built)
                command = [sys.executable, "-m", "tests.browser.world", state, str(told)]
                subprocess.run(command, cwd=ROOT, env=environment(built, 0), check=True)
                shutil.copy(told, built / "world.json")
        return built


@pytest.fixture(scope="session")
def worlds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Worlds]:
    base = tmp_path_factory.getbasetemp()
    worlds = Worlds(base.parent if "PYTEST_XDIST_WORKER" in os.environ else base, base)
    with worlds.served:
        yield worlds


@contextlib.contextmanager
def served(world: Path) -> Iterator[Site]:
    """Gunicorn as bin/run starts it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "thirty3.wsgi", "--worker-class", "gthread"]
    command += ["--threads", "4", "--no-control-socket", "--log-level", "warning"]
    command += ["--bind", f"127.0.0.1:{port}"]
    told = json.loads((world / "world.json").read_text())
    with (world / "server.log").open("w") as log:
        server = subprocess.Popen(
            command, cwd=ROOT, env=environment(world, port), stdout=log, stderr=subprocess.STDOUT
        )
        try:
            url = f"http://localhost:{port}"
            _wait_for(server, url, world / "server.log")
            yield Site(url, world, told["addresses"], told["sessions"])
        finally:
            server.terminate()
            server.wait(30)


def _wait_for(server: "subprocess.Popen[bytes]", url: str, log: Path) -> None:
    until = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < until:
        with contextlib.suppress(OSError):
            urllib.request.urlopen(f"{url}/healthz", timeout=20).close()  # noqa: S310 - our own server
            return
        if server.poll() is not None:
            break
        time.sleep(0.1)
    raise RuntimeError(f"The site did not start: {log.read_text()}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield chromium
        chromium.close()


@pytest.fixture
def visitor(browser: Browser, worlds: Worlds, request: pytest.FixtureRequest) -> Iterator[Visitor]:
    """A visitor of the ordinary world, or of the one whose `state` the test is given."""
    state = request.node.callspec.params.get("state") if hasattr(request.node, "callspec") else None
    visitor = Visitor(browser, worlds.site(state or "ordinary"), [])
    yield visitor
    for number, (page, _) in enumerate(visitor.windows):
        if getattr(request.node, "failed", False):
            SCREENSHOTS.mkdir(exist_ok=True)
            name = re.sub(r"[^\w-]+", "-", request.node.name).strip("-")
            page.screenshot(path=SCREENSHOTS / f"{name}-{number}.png", full_page=True)
        page.context.close()


@pytest.fixture
def open_page(visitor: Visitor) -> Callable[..., Page]:
    """Open an address in a window of its own: `open_page("/contracts/", person="staff", size=PHONE)`."""

    def opened(address: str, **options: object) -> Page:
        page = visitor.window(**options)
        page.goto(address)
        return page

    return opened


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    report = yield
    if report.when == "call":
        item.failed = report.failed
    return report
