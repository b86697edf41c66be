"""Dockerfile and compose.yaml name what exists, and the image starts from what they name."""

import datetime
import importlib
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest
from django.core.management import get_commands

from tests.architecture import containers
from tests.architecture.containers import ROOT, VARIABLE, compose, dockerfile, managed, ours
from thirty3.registry import JOBS
from thirty3.running.alive import is_alive

READ_BY_SETTINGS = set(
    re.findall(r"env\.\w+\(\s*\"([A-Z0-9_]+)\"", (ROOT / "thirty3/settings.py").read_text())
)
READ_BY_PYTHON = {"PATH", "PYTHONUNBUFFERED"}
# The client library of PostgreSQL reads this by itself.
READ_BY_POSTGRESQL = {"PGOPTIONS"}
# What compose.yaml asks of its reader that is no setting: the database's own, and a port of this machine.
READ_BY_COMPOSE = {"POSTGRES_PASSWORD", "PUBLISHED_PORT"}
SECRETS = {"SECRET_KEY", "POSTGRES_PASSWORD"}
# All that compose.yaml asks for and has no value of its own for.
GIVEN = {
    "SECRET_KEY": "kV7#tq2Lw9!zRm4@Xb6$Nc8^Hd3&Jf5*Gs1(Pa0)YeUoIiTrWQ",
    "POSTGRES_PASSWORD": "lettersAndDigits1",
    "SITE_URL": "https://thirty3.example",
    "ALLOWED_HOSTS": "thirty3.example",
    "CONTACT_EMAIL": "hello@thirty3.example",
    "OPERATOR_NAME": "The operator",
    "OPERATOR_IS_PUBLIC_BODY": "false",
    "EMAIL_HOST": "mail.thirty3.example",
    "FROM_EMAIL": "no-reply@thirty3.example",
}
CHECK = ["manage.py", "check", "--deploy", "--fail-level", "WARNING"]
IF_DOCKER_ANSWERS = ["version", "--format", "{{.Server.Version}}"]
IMAGE = "thirty3-test"


def last(name: str) -> containers.Instruction:
    """The last instruction of this name: what holds in the image that runs."""
    return [one for one in dockerfile() if one.name == name][-1]


def final_stage() -> int:
    return dockerfile()[-1].stage


def test_every_file_that_the_image_takes_exists_and_is_let_through() -> None:
    for path in containers.copied():
        assert (ROOT / path).exists(), path
    ignored = (ROOT / ".dockerignore").read_text().splitlines()
    assert ignored[1] == "*", "nothing is let through but what is named"
    assert {line.removeprefix("!") for line in ignored if line.startswith("!")} == set(containers.copied())


def test_every_layer_is_in_the_image() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    assert set(project["tool"]["importlinter"]["root_packages"]) <= set(containers.copied())


def test_the_python_of_every_stage_is_fit_and_the_same() -> None:
    images = {one.words[0] for one in dockerfile() if one.name == "FROM"}
    [image] = images
    found = re.fullmatch(r"python:3\.(\d+)-slim-\w+", image)
    assert found is not None
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert int(found[1]) >= int(project["requires-python"].removeprefix(">=3."))


def test_the_image_runs_as_a_numbered_user_who_is_not_root() -> None:
    user = last("USER")
    assert user.stage == final_stage()
    number, group = user.text.split(":")
    assert int(number) > 0
    assert int(group) > 0


def test_packages_are_installed_by_hash_and_never_compiled() -> None:
    [install] = [one for one in dockerfile() if "pip install" in one.text]
    assert install.stage < final_stage()
    assert "--require-hashes" in install.words
    assert "--only-binary :all:" in install.text
    assert install.words[-2:] == ["-r", "requirements.txt"]
    assert not [one for one in dockerfile() if re.search(r"\bapt|\bgcc|build-essential", one.text)]


def test_the_volume_holds_data_and_no_static_files() -> None:
    kept = dict(word.split("=", 1) for word in last("ENV").words)
    assert last("VOLUME").words == [kept["DATA_DIR"]]
    assert not Path(kept["STATIC_ROOT"]).is_relative_to(kept["DATA_DIR"])
    collected = next(one for one in dockerfile() if "collectstatic" in one.text)
    assert f"STATIC_ROOT={kept['STATIC_ROOT']}" in collected.words
    assert kept["STATIC_ROOT"].startswith("/app/")


def test_every_variable_that_is_set_is_read() -> None:
    assert containers.set_in_image() <= READ_BY_SETTINGS | READ_BY_PYTHON
    for service in ours().values():
        assert service["environment"].keys() <= READ_BY_SETTINGS | READ_BY_POSTGRESQL
    asked = {found["name"] for found in VARIABLE.finditer((ROOT / "compose.yaml").read_text())}
    assert asked <= READ_BY_SETTINGS | READ_BY_COMPOSE


def test_no_secret_is_written_down_or_has_a_default() -> None:
    found = [f for f in VARIABLE.finditer((ROOT / "compose.yaml").read_text()) if f["name"] in SECRETS]
    assert {f["name"] for f in found} == SECRETS
    assert all(f["rest"].startswith(":?") for f in found)
    assert VARIABLE.fullmatch(ours()["web"]["environment"]["SECRET_KEY"])
    assert not any("SECRET_KEY" in one.text for one in dockerfile() if one.name in ("ENV", "ARG"))


def test_what_compose_asks_for_is_all_that_a_service_needs() -> None:
    text = (ROOT / "compose.yaml").read_text()
    required = {found["name"] for found in VARIABLE.finditer(text) if found["rest"].startswith(":?")}
    assert required == GIVEN.keys()


def test_every_command_exists() -> None:
    known = get_commands()
    words = [one.words for one in dockerfile() if one.name in ("RUN", "CMD", "HEALTHCHECK")]
    words += [containers.command(service) for service in ours().values()]
    asked = {name for one in words for name in managed(one)}
    assert {"collectstatic", "migrate", "createcachetable", "load_reference", "db_worker"} <= asked
    assert asked <= known.keys()
    module = last("HEALTHCHECK").words
    assert module[:2] == ["python", "-m"]
    importlib.import_module(module[2])


def test_what_the_privacy_notice_promises_is_deleted_every_day() -> None:
    periodic = ours()["periodic"]
    assert managed(containers.command(periodic)) == ["run_due"]
    assert "sleep 3600; done" in periodic["command"]
    assert periodic["restart"] == "unless-stopped"
    promised = {"sessions that ran out", "tasks that are finished", "uploads that nobody decided on"}
    promised |= {"accounts that nobody uses", "what is left of sessions", "what was written of problems"}
    assert {job.name for job in JOBS if job.every <= datetime.timedelta(days=1)} >= promised


def test_the_image_serves_as_the_documentation_says() -> None:
    served = last("CMD").words
    assert served[0] == "gunicorn"
    assert callable(importlib.import_module(served[1]).application)
    [documented] = re.findall(r"`(gunicorn [^`]+)`", (ROOT / "docs/deploy.md").read_text())
    assert [word for word in documented.split() if word not in served] == []


def test_services_refer_to_what_is_declared() -> None:
    whole = compose()
    services = whole["services"]
    assert {"web", "worker", "periodic", "database", "migrate"} == services.keys()
    used = set()
    for name, service in services.items():
        for other, how in service.get("depends_on", {}).items():
            assert other in services, name
            healthy = how["condition"] == "service_healthy"
            assert not healthy or "test" in services[other]["healthcheck"], name
        used |= {volume.partition(":")[0] for volume in service.get("volumes", [])}
    assert used == whole["volumes"].keys()
    [port] = [port for service in services.values() for port in service.get("ports", [])]
    assert port.rpartition(":")[2] == last("EXPOSE").text
    assert {service["image"] for service in ours().values()} == {whole["x-thirty3"]["image"]}
    assert all(service["volumes"] == [f"data:{last('VOLUME').text}"] for service in ours().values())


def test_the_database_is_one_that_the_settings_take() -> None:
    image = compose()["services"]["database"]["image"]
    assert int(image.removeprefix("postgres:")) >= 15
    address = ours()["web"]["environment"]["DATABASE_URL"]
    assert re.match(r"postgresql://(\w+):\$\{POSTGRES_PASSWORD:.*\}@(\w+):5432/(\w+)$", address)
    assert "@database:" in address


def test_the_project_as_the_image_holds_it_is_whole(tmp_path: Path) -> None:
    """Take what the Dockerfile takes, collect as it does, start as it does; build it where Docker answers."""
    app = tmp_path / "app"
    app.mkdir()
    for path in containers.copied():
        source = ROOT / path
        copy = shutil.copytree if source.is_dir() else shutil.copy
        copy(source, app / path)
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG")}
    places = {"DATA_DIR": str(tmp_path / "data"), "STATIC_ROOT": str(app / "staticfiles")}
    env = kept | containers.filled_in(GIVEN) | places

    def run(*words: str) -> None:
        done = subprocess.run([sys.executable, *words], cwd=app, env=env, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr

    run("manage.py", "collectstatic", "--noinput")
    assert (app / "staticfiles" / "staticfiles.json").exists()
    run(*CHECK)
    run("-m", *last("CMD").words, "--check-config")
    # The program alone, without a machine to run images, builds nothing.
    docker = shutil.which("docker")
    if docker and subprocess.run([docker, *IF_DOCKER_ANSWERS], capture_output=True).returncode == 0:
        build_and_check(docker)


def build_and_check(docker: str) -> None:
    """The image itself: it builds, and finds nothing wrong with what compose.yaml sets."""
    assert subprocess.run([docker, "build", "--tag", IMAGE, ROOT]).returncode == 0
    env = containers.filled_in(GIVEN)
    options = [word for name in env for word in ("--env", name)]
    asked = [docker, "run", "--rm", *options, IMAGE, "python", *CHECK]
    assert subprocess.run(asked, env={**os.environ, **env}).returncode == 0


class Server(BaseHTTPRequestHandler):
    """Alive for whoever asks under its name."""

    def do_GET(self) -> None:
        known = self.headers["Host"] == "thirty3.example" and self.path == "/healthz"
        self.send_response(200 if known else 400)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing among the tests."""


@pytest.fixture
def port() -> Iterator[str]:
    with HTTPServer(("127.0.0.1", 0), Server) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield str(server.server_port)
        server.shutdown()
        thread.join()


@pytest.mark.parametrize(
    "hosts", ["thirty3.example", "thirty3.example,localhost", " thirty3.example ", ".thirty3.example"]
)
def test_a_container_is_healthy_while_its_server_answers_under_its_own_name(port: str, hosts: str) -> None:
    assert is_alive({"PORT": port, "ALLOWED_HOSTS": hosts})


@pytest.mark.parametrize("hosts", ["another.example", "*", ""])
def test_a_container_that_answers_otherwise_or_not_at_all_is_not_healthy(port: str, hosts: str) -> None:
    assert not is_alive({"PORT": port, "ALLOWED_HOSTS": hosts})
    assert not is_alive({"PORT": "1", "ALLOWED_HOSTS": "thirty3.example"})
