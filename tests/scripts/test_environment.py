"""The set-up: what the stamp remembers, what an interruption leaves, what is said when stuck."""

import json
import subprocess

import pytest

import environment
import installer
from environment import (
    BEGUN,
    Environment,
    fingerprint,
    missing_layers,
    prepare,
    read_stamp,
    write_stamp,
)
from speech import Stop

WANTED = {"runtime": "r", "package": "p", "test": "t"}


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project in a folder with spaces and Vietnamese letters; commands are recorded, not run."""
    root = tmp_path / "quảng bá Văn Lãng"
    (root / "requirements").mkdir(parents=True)
    (root / "requirements" / "runtime.txt").write_text("a==1\n", encoding="utf-8")
    (root / "requirements" / "test.txt").write_text("b==1\n", encoding="utf-8")
    (root / "pyproject.toml").write_text("[project]\n", encoding="utf-8")
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    monkeypatch.setattr(installer, "uv", lambda: None)
    monkeypatch.setattr(installer, "has_ensurepip", lambda: True)
    return Environment(root)


class Commands(list):
    """Stands in for subprocess.run: remembers, makes what `venv` would, fails where told."""

    def __init__(self, project):
        self.project, self.fails_at, self.raises = project, None, None

    def __call__(self, command, **_):
        self.append([str(word) for word in command])
        if "venv" in command:
            self.project.python.parent.mkdir(parents=True)
            self.project.python.touch()
        if self.fails_at and self.fails_at in " ".join(self[-1]):
            if self.raises:
                raise self.raises
            return subprocess.CompletedProcess(command, 1)
        return subprocess.CompletedProcess(command, 0)

    def installs(self):
        return [command[-1].rpartition("/")[2] for command in self if "install" in command]


@pytest.fixture
def commands(project, monkeypatch):
    recorder = Commands(project)
    monkeypatch.setattr(installer.subprocess, "run", recorder)
    return recorder


@pytest.mark.parametrize(
    ("stamp", "missing"),
    [
        pytest.param({}, ["runtime", "package", "test"], id="no stamp: everything"),
        pytest.param({"runtime": "r", "package": "p", "test": "t"}, [], id="all current: nothing"),
        pytest.param(
            {"runtime": "r", "package": "p"}, ["test"], id="only built so far: the test tools"
        ),
        pytest.param(
            {"runtime": "r", "package": "old", "test": "t"}, ["package"], id="pyproject changed"
        ),
        pytest.param(
            {"runtime": "old", "package": "p", "test": "t"},
            ["runtime", "package", "test"],
            id="lock changed",
        ),
        pytest.param(
            {"runtime": "r", "package": "p", "test": BEGUN},
            ["runtime", "package", "test"],
            id="interrupted",
        ),
    ],
)
def test_what_is_installed_follows_from_the_stamp(stamp, missing):
    assert missing_layers(stamp, WANTED) == missing


def test_a_build_does_not_mind_interrupted_test_tools():
    wanted = {"runtime": "r", "package": "p"}

    assert missing_layers({"runtime": "r", "package": "p", "test": BEGUN}, wanted) == []


@pytest.mark.parametrize(
    ("layer", "path"),
    [
        ("runtime", "requirements/runtime.txt"),
        ("package", "pyproject.toml"),
        ("test", "requirements/test.txt"),
    ],
)
def test_a_fingerprint_changes_with_its_file_only(project, layer, path):
    before = {name: fingerprint(project.root, name) for name in WANTED}
    (project.root / path).write_text("changed\n", encoding="utf-8")
    after = {name: fingerprint(project.root, name) for name in WANTED}

    assert {name for name in WANTED if before[name] != after[name]} == {layer}


def test_a_fingerprint_changes_with_the_python_and_the_place(project, tmp_path, monkeypatch):
    before = fingerprint(project.root, "runtime")
    moved = project.root.rename(tmp_path / "moved")
    assert fingerprint(moved, "runtime") != before

    elsewhere = fingerprint(moved, "runtime")
    monkeypatch.setattr(environment.sys, "version_info", (3, 99, 0, "final", 0))
    assert fingerprint(moved, "runtime") != elsewhere


@pytest.mark.parametrize("text", ["", "{", "[]", '"r"', "\x00"])
def test_a_stamp_that_cannot_be_read_counts_as_none(project, text):
    project.python.parent.mkdir(parents=True)
    project.python.touch()
    project.stamp.write_text(text, encoding="utf-8")

    assert read_stamp(project) == {}


def test_a_stamp_without_an_interpreter_counts_as_none(project):
    project.folder.mkdir()
    write_stamp(project, WANTED)

    assert json.loads(project.stamp.read_text(encoding="utf-8")) == WANTED
    assert read_stamp(project) == {}


def test_the_second_time_nothing_is_started(project, commands, capsys):
    prepare("runtime", "package", environment=project)
    assert commands.installs() == ["runtime.txt", project.root.name]
    commands.clear()
    capsys.readouterr()

    prepare("runtime", "package", environment=project)

    assert commands == []
    assert capsys.readouterr().out == ""


def test_the_test_tools_come_on_top(project, commands):
    prepare("runtime", "package", environment=project)
    commands.clear()

    prepare("runtime", "package", "test", environment=project)

    assert commands.installs() == ["test.txt"]


def test_locks_are_installed_with_hashes_and_the_package_without_network(project, commands):
    prepare("runtime", "package", environment=project)
    lock, package = [command for command in commands if "install" in command]

    assert "--require-hashes" in lock
    assert {"--no-index", "--no-deps", "--no-build-isolation"} <= set(package)


def test_an_interrupted_first_run_is_made_again(project, commands):
    commands.fails_at, commands.raises = "runtime.txt", SystemError("killed")
    project.python.parent.mkdir(parents=True)
    project.python.touch()
    write_stamp(project, {"runtime": BEGUN})  # what a killed process leaves
    (project.folder / "half a package").touch()
    commands.fails_at = None

    prepare("runtime", "package", environment=project)

    assert not (project.folder / "half a package").exists()
    assert set(read_stamp(project)) == {"runtime", "package"}


@pytest.mark.parametrize("raises", [None, KeyboardInterrupt()], ids=["no network", "interrupted"])
def test_a_failed_change_keeps_the_environment_that_worked(project, commands, raises):
    prepare("runtime", "package", environment=project)
    worked = read_stamp(project)
    (project.root / "requirements" / "runtime.txt").write_text("a==2\n", encoding="utf-8")
    commands.fails_at, commands.raises = "runtime.txt", raises

    with pytest.raises((Stop, KeyboardInterrupt)):
        prepare("runtime", "package", environment=project)

    assert read_stamp(project) == worked
    assert not (project.root / ".venv-previous").exists()


def test_a_mistake_in_pyproject_costs_only_the_package(project, commands):
    prepare("runtime", "package", environment=project)
    (project.root / "pyproject.toml").write_text("[project\n", encoding="utf-8")
    commands.fails_at = "--editable"
    with pytest.raises(Stop):
        prepare("runtime", "package", environment=project)
    commands.clear()
    commands.fails_at = None

    prepare("runtime", "package", environment=project)

    assert commands.installs() == [project.root.name]


def test_uv_is_used_when_there_and_pip_when_it_does_not_get_through(project, commands, monkeypatch):
    monkeypatch.setattr(installer, "uv", lambda: "/bin/uv")
    commands.fails_at = "/bin/uv pip"

    prepare("runtime", environment=project)

    tools = [
        "uv" if command[0] == "/bin/uv" else "pip" for command in commands if "install" in command
    ]
    assert tools == ["uv", "pip"]


def test_with_uv_ensurepip_is_not_needed(project, commands, monkeypatch):
    monkeypatch.setattr(installer, "uv", lambda: "/bin/uv")
    monkeypatch.setattr(installer, "has_ensurepip", lambda: False)

    prepare("runtime", "package", environment=project)

    assert set(read_stamp(project)) == {"runtime", "package"}


@pytest.mark.parametrize(
    ("language", "root", "message"),
    [
        (
            "en_GB.UTF-8",
            False,
            "This Python lacks ensurepip. Get it with: sudo apt-get install python3-venv",
        ),
        ("vi_VN.UTF-8", True, "Python này thiếu ensurepip. Cài bằng: apt-get install python3-venv"),
    ],
)
def test_without_ensurepip_the_command_that_mends_it(
    project, commands, monkeypatch, language, root, message
):
    monkeypatch.setenv("LC_ALL", language)
    monkeypatch.setattr(installer, "has_ensurepip", lambda: False)
    monkeypatch.setattr(installer, "is_root", lambda: root)
    monkeypatch.setattr(installer.shutil, "which", lambda name: f"/usr/bin/{name}")

    with pytest.raises(Stop) as stopped:
        prepare("runtime", environment=project)

    assert str(stopped.value) == message
    assert commands == []


def test_a_failed_install_says_where_to_look(project, commands):
    commands.fails_at = "runtime.txt"

    with pytest.raises(Stop) as stopped:
        prepare("runtime", environment=project)

    assert str(stopped.value) == (
        "Could not install the layer “runtime” (exit code 1; the reason stands above). "
        "Check the network and the free disk space, then run this again."
    )


def test_the_environment_names_the_project_in_plain_letters(tmp_path):
    root = tmp_path / "thử"
    packages = root / ".venv" / "lib" / "python3.11" / "site-packages"
    packages.mkdir(parents=True)
    (packages / "_quangba.pth").write_text(str(root), encoding="utf-8")
    installer.name_relatively(root / ".venv", root)
    line = (packages / "_quangba.pth").read_text(encoding="ascii").strip()
    assert (packages / line).resolve() == root.resolve()
