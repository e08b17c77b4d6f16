"""The pure parts of what make runs."""

import ast
import shutil
import socket
import stat
import sys
from pathlib import Path

import pytest

from scripts import apt, demo, dotenv, environment, libraries, node, setup, steps, uv
from scripts.steps import Stopped

OLDEST = (3, 9)  # with which set-up must still run, before it has found a newer one


def test_same_content_has_the_same_digest(tmp_path):
    file = tmp_path / "a.txt"
    file.write_text("a")
    first = steps.digest([file], "3.13")
    assert steps.digest([file], "3.13") == first
    assert steps.digest([file], "3.12") != first
    file.write_text("b")
    assert steps.digest([file], "3.13") != first


def test_step_is_done_only_when_its_mark_says_so(tmp_path):
    mark = tmp_path / "mark"
    assert not steps.is_done(mark, "x")
    mark.write_text("y")
    assert not steps.is_done(mark, "x")
    assert steps.is_done(mark, "y")


def test_program_that_is_not_there_says_nothing():
    assert steps.ask(["golden-thread-has-no-such-program"]) == ""
    assert steps.ask([sys.executable, "-c", "print(1); raise SystemExit(3)"]) == ""
    assert steps.ask([sys.executable, "-c", "print(1)"]) == "1"


def test_stop_is_one_sentence_and_status_2(capsys):
    def stops() -> None:
        raise Stopped("There is no such thing.")

    assert steps.main_of(stops) == 2
    assert capsys.readouterr().err.strip() == "There is no such thing."


# ---- settings


def test_settings_are_written_once_and_for_their_owner_alone(tmp_path):
    path = tmp_path / ".env"
    dotenv.provide(path)
    written = path.read_text()
    assert "DEBUG=1\n" in written
    assert "GOLDEN_THREAD_TODAY" not in written
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    dotenv.provide(path)
    assert path.read_text() == written


def test_every_installation_has_a_key_of_its_own(tmp_path):
    for name in ("a", "b"):
        dotenv.provide(tmp_path / name)
    assert (tmp_path / "a").read_text() != (tmp_path / "b").read_text()


@pytest.mark.parametrize(
    ("said", "on"), [("1", True), ("0", False), ("", False), ("true", False), ("off", False)]
)
def test_debug_is_on_only_where_it_is_1(said, on):
    show = "from council import settings; print(settings.DEBUG)"
    command = ["env", f"DEBUG={said}", "SECRET_KEY=x", sys.executable, "-c", show]
    assert steps.ask(command) == str(on)


@pytest.fixture
def steps_taken(monkeypatch):
    """What set-up does, as words, with nothing done."""
    taken: list[str] = []
    monkeypatch.setattr(libraries, "provide", lambda: taken.append("libraries"))
    monkeypatch.setattr(environment, "provide", lambda lock: taken.append(lock.name))
    monkeypatch.setattr(dotenv, "provide", lambda: taken.append(".env"))
    monkeypatch.setattr(setup, "build_assets", lambda python: taken.append("assets"))
    monkeypatch.setattr(setup, "migrate", lambda python: taken.append("database"))
    return taken


@pytest.mark.parametrize(
    ("arguments", "taken"),
    [
        ([], ["libraries", "dev.txt", ".env", "assets", "database"]),
        (["--without-database"], ["libraries", "dev.txt", ".env", "assets"]),
        (["--server"], ["libraries", "base.txt", "assets"]),
    ],
    ids=str,
)
def test_a_server_gets_no_debug_no_database_and_no_tools(
    steps_taken, monkeypatch, arguments, taken
):
    monkeypatch.setattr(sys, "argv", ["setup", *arguments])
    setup.set_up()
    assert steps_taken == taken


# ---- Python


def test_pyenvs_wanted_version_comes_first_then_the_newest(tmp_path, monkeypatch):
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path))
    for version in ("3.11.7", "3.12.1", "3.13.0", "3.14.2", "pypy3.10-7.3"):
        python = tmp_path / "versions" / version / "bin" / "python"
        python.parent.mkdir(parents=True)
        python.touch()
    found = [Path(path).parent.parent.name for path in environment.known_to_pyenv("3.13")]
    assert found == ["3.13.0", "3.14.2", "3.12.1"]


def test_version_of_something_that_is_no_python():
    assert environment.version_of("golden-thread-has-no-such-program") == ()
    assert environment.version_of(sys.executable) == sys.version_info[:3]


def test_too_old_a_python_is_passed_over(monkeypatch):
    versions = {"old": (3, 11, 2), "new": (3, 12, 0)}
    monkeypatch.setattr(environment, "known_to", lambda tool, version: ["old"])
    monkeypatch.setattr(environment, "known_to_pyenv", lambda version: ["new"])
    monkeypatch.setattr(environment, "version_of", versions.__getitem__)
    assert environment.find_python(Path("uv")) == "new"


def test_without_any_python_one_sentence_says_what_to_install(monkeypatch):
    monkeypatch.setattr(environment, "known_to", lambda tool, version: [])
    monkeypatch.setattr(environment, "known_to_pyenv", lambda version: [])
    monkeypatch.setattr(environment, "run", lambda command: False)
    with pytest.raises(Stopped, match=r"No Python 3\.12 or newer .* sudo apt-get install"):
        environment.find_python(Path("uv"))


@pytest.mark.parametrize("name", ["setup", "demo"])
def test_scripts_that_run_before_set_up_speak_old_python(name):
    for path in steps.ROOT.glob("scripts/*.py"):
        if path.stem in {"setup", "demo", "steps", *imported_by("setup"), *imported_by("demo")}:
            ast.parse(path.read_text(), feature_version=OLDEST)
    code = f"import sys, scripts.{name}; print(sorted(sys.modules))"
    assert "django" not in steps.ask([sys.executable, "-S", "-c", code])
    assert "scripts.steps" in steps.ask([sys.executable, "-S", "-c", code])


def imported_by(name: str) -> set[str]:
    """The siblings that a script imports."""
    tree = ast.parse((steps.ROOT / "scripts" / f"{name}.py").read_text())
    froms = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    return {alias.name for each in froms if each.module == "scripts" for alias in each.names}


# ---- the package index


@pytest.fixture
def no_index(monkeypatch):
    for name in ("UV_DEFAULT_INDEX", "UV_INDEX_URL", "UV_CONFIG_FILE", "PIP_INDEX_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(uv, "ask", lambda command: "")


def test_uv_asks_the_index_that_pip_asks(no_index, monkeypatch):
    assert uv.same_index_as_pip() == {}
    monkeypatch.setattr(uv, "ask", lambda command: "https://mirror.example/simple")
    assert uv.same_index_as_pip() == {"UV_DEFAULT_INDEX": "https://mirror.example/simple"}


def test_what_uv_has_been_told_itself_comes_first(no_index, monkeypatch):
    monkeypatch.setenv("PIP_INDEX_URL", "https://mirror.example/simple")
    monkeypatch.setenv("UV_DEFAULT_INDEX", "https://other.example/simple")
    assert uv.same_index_as_pip() == {}


# ---- Node


@pytest.mark.parametrize(
    ("said", "major"), [("v20.11.1", 20), ("v6.0.0", 6), ("", 0), ("node: not found", 0)]
)
def test_nodes_version(said, major):
    assert node.major(said) == major


@pytest.mark.parametrize(
    ("npm", "said", "good"),
    [
        ("/usr/bin/npm", "v20.0.0", True),
        ("/usr/bin/npm", "v18.19.0", False),
        (None, "v22.1.0", False),
    ],
)
def test_node_counts_only_when_new_and_with_npm(monkeypatch, npm, said, good):
    monkeypatch.setattr(shutil, "which", lambda name: npm)
    monkeypatch.setattr(node, "ask", lambda command: said)
    assert node.is_on_the_path() is good


# ---- the system's libraries


@pytest.fixture
def nothing_loads(monkeypatch):
    monkeypatch.setattr(libraries, "loads", lambda name: False)


def test_missing_libraries_are_named_with_the_command(nothing_loads, monkeypatch, capsys):
    monkeypatch.setattr(apt, "may_install", lambda: False)
    libraries.provide()
    command = "sudo apt-get install -y libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
    assert command in capsys.readouterr().out


def test_where_we_may_missing_libraries_are_installed(nothing_loads, monkeypatch):
    commands: list[str] = []

    def run(command: list[str], env: dict[str, str]) -> bool:
        commands.append(command[1])
        return True

    monkeypatch.setattr(apt, "may_install", lambda: True)
    monkeypatch.setattr(apt, "_lists_are_fresh", False)
    monkeypatch.setattr(apt, "run", run)
    libraries.provide()
    assert commands == [
        "update",
        "install",
        "install",
        "install",
    ]


def test_nothing_is_missing_where_everything_loads(monkeypatch):
    monkeypatch.setattr(libraries, "loads", lambda name: True)
    assert libraries.missing() == []


# ---- the demonstration


@pytest.mark.parametrize("text", ["", "0", "-1", "65536", "http", "8000.5"])
def test_port_that_is_none_is_told(text):
    with pytest.raises(Stopped, match=f"not “{text}”"):
        demo.port_from(text)


def test_port_in_use_is_told_with_another_to_try():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(Stopped, match=rf"Port {port} is in use.*PORT={port + 1}"):
            list(demo.free_addresses(port))


def test_free_port_is_ours_on_this_machine_alone():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    addresses = list(demo.free_addresses(port))
    assert addresses[0] == f"127.0.0.1:{port}"
    assert set(addresses[1:]) <= {f"[::1]:{port}"}
