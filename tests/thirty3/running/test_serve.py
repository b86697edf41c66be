"""What bin/run keeps in its data directory, and what it refuses to touch."""

import re
import stat
from pathlib import Path

import pytest

from thirty3.running import serve
from thirty3.running.address import Address
from thirty3.running.processes import Failure

ADDRESS = Address("localhost", 8123, ("127.0.0.1",))


def test_the_secret_key_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    key = serve.secret_key(tmp_path)
    assert len(key) > 50
    assert serve.secret_key(tmp_path) == key
    assert stat.S_IMODE((tmp_path / "secret-key").stat().st_mode) == 0o600


def test_half_a_key_left_by_an_interruption_is_never_used(tmp_path: Path) -> None:
    (tmp_path / "secret-key.new").write_text("ha")
    assert len(serve.secret_key(tmp_path)) > 50


def test_a_demonstration_has_its_own_database_and_no_debugging(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in (("DATABASE_URL", "postgresql://x/y"), ("DEBUG", "1"), ("THIRTY3_TESTING", "1")):
        monkeypatch.setenv(name, value)
    env = serve.demonstration_environment(tmp_path, ADDRESS)
    assert not {"DATABASE_URL", "DEBUG", "THIRTY3_TESTING"} & env.keys()
    assert (env["THIRTY3_DEMO"], env["HOST"], env["PORT"]) == ("1", "localhost", "8123")
    assert env["DATA_DIR"] == str(tmp_path)


def test_old_data_is_kept_beside_the_new(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = tmp_path / "my data"
    with serve.only_one(data):
        (data / "kept").write_text("everything")
    serve.move_aside(data)
    assert not data.exists()
    [aside] = tmp_path.iterdir()
    assert re.fullmatch(r"my data-\d{8}-\d{6}", aside.name)
    assert (aside / "kept").read_text() == "everything"
    assert str(aside) in capsys.readouterr().out


def test_a_directory_that_holds_something_else_is_not_moved(tmp_path: Path) -> None:
    (tmp_path / "letters").write_text("not ours")
    with pytest.raises(Failure, match="holds no data of Thirty3"):
        serve.move_aside(tmp_path)
    assert (tmp_path / "letters").exists()


def test_data_in_use_is_not_moved_nor_used_twice(tmp_path: Path) -> None:
    with serve.only_one(tmp_path):
        with pytest.raises(Failure, match="Another bin/run is using"):
            serve.move_aside(tmp_path)
        with pytest.raises(Failure, match="Another bin/run is using"), serve.only_one(tmp_path):
            pass


@pytest.mark.parametrize("data", [serve.ROOT, serve.ROOT.parent])
def test_the_program_itself_is_no_data_directory(data: Path) -> None:
    with pytest.raises(Failure, match="holds the program itself"), serve.only_one(data):
        pass


def test_the_web_server_listens_wherever_the_name_leads() -> None:
    command = serve.web_command(Path("python"), Address("localhost", 8000, ("127.0.0.1", "::1")))
    assert [command[i + 1] for i, word in enumerate(command) if word == "--bind"] == [
        "127.0.0.1:8000",
        "[::1]:8000",
    ]
