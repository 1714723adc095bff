"""The project's own Python environment, .venv: made once, made anew when its inputs change.

Three layers lie on each other: `runtime` (requirements/runtime.txt), `package` (this project,
editable) and `test` (requirements/test.txt). A stamp names the inputs of every finished layer.
While it is true nothing is installed and nothing asks the network.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from installer import install, make
from speech import Stop, say, words

ROOT = Path(__file__).resolve().parent.parent
BEGUN = "begun"  # in the stamp while a layer is being installed; found later: interrupted
_INPUTS = {
    "runtime": ("requirements/runtime.txt",),
    "package": ("pyproject.toml",),
    "test": ("requirements/test.txt",),
}


@dataclass(frozen=True, slots=True)
class Environment:
    """Where things lie for the project at `root`."""

    root: Path = ROOT

    @property
    def folder(self) -> Path:
        """The environment itself."""
        return self.root / ".venv"

    @property
    def stamp(self) -> Path:
        """The file that tells which layers are finished, and from which inputs."""
        return self.folder / "quangba-stamp.json"

    @property
    def python(self) -> Path:
        """The environment's interpreter."""
        return self.program("python")

    def program(self, name: str) -> Path:
        """Return the path of an installed program."""
        if sys.platform == "win32":
            return self.folder / "Scripts" / f"{name}.exe"
        return self.folder / "bin" / name

    def variables(self) -> dict[str, str]:
        """Return the variables for a process that runs inside."""
        path = os.pathsep.join([str(self.python.parent), os.environ.get("PATH", "")])
        kept = {name: value for name, value in os.environ.items() if name != "PYTHONHOME"}
        return kept | {"VIRTUAL_ENV": str(self.folder), "PATH": path, "PYTHONUTF8": "1"}


def fingerprint(root: Path, layer: str) -> str:
    """Return the hash of what a layer is made from: its files, the Python, the project's place.

    The place counts because an environment cannot be moved: its programs name their interpreter
    by its full path.
    """
    version = ".".join(map(str, sys.version_info[:2]))
    made_by = "\0".join([platform.python_implementation(), version, platform.machine(), str(root)])
    digest = hashlib.sha256(made_by.encode("utf-8", "surrogateescape"))
    for name in _INPUTS[layer]:
        digest.update(hashlib.sha256((root / name).read_bytes()).digest())
    return digest.hexdigest()


def read_stamp(environment: Environment) -> dict[str, str]:
    """Return the finished layers; none without a stamp that can be read or an interpreter."""
    try:
        stamp = json.loads(environment.stamp.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) and environment.python.exists() else {}


def write_stamp(environment: Environment, stamp: dict[str, str]) -> None:
    """Write the stamp in one step, so that it is either the old one or the new one."""
    fresh = environment.stamp.with_suffix(".new")
    fresh.write_text(json.dumps(stamp, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    fresh.replace(environment.stamp)


def missing_layers(stamp: dict[str, str], wanted: dict[str, str]) -> list[str]:
    """Return the layers to install, in order; all when the ground changed or one was cut off."""
    if stamp.get("runtime") != wanted["runtime"] or any(
        stamp.get(layer) == BEGUN for layer in wanted
    ):
        return list(wanted)
    return [layer for layer in wanted if stamp.get(layer) != wanted[layer]]


def prepare(*layers: str, environment: Environment | None = None) -> Environment:
    """Make sure that the layers are installed and current, and return the environment."""
    environment = environment or Environment()
    wanted = {layer: fingerprint(environment.root, layer) for layer in layers}
    missing = missing_layers(read_stamp(environment), wanted)
    if not missing:
        return environment
    started = time.perf_counter()
    if missing == ["package"]:
        say(words("Đang cập nhật môi trường …", "Bringing the environment up to date …"))
    else:
        say(
            words(
                "Đang chuẩn bị môi trường (một lần, cần mạng) …",
                "Setting up (once, needs the network) …",
            )
        )
    if "runtime" in missing:
        with _set_aside(environment):
            make(environment.folder)
            _install(environment, missing, wanted)
    else:
        _install(environment, missing, wanted)
    seconds = time.perf_counter() - started
    say(words(f"Đã xong sau {seconds:.0f} giây.", f"Ready after {seconds:.0f} s."))
    return environment


def run(environment: Environment, program: str, arguments: Sequence[str]) -> NoReturn:
    """Become the program (Windows: run it and pass on its exit code), in the project's folder."""
    command = [str(environment.program(program)), *arguments]
    os.chdir(environment.root)
    if sys.platform == "win32":
        try:
            sys.exit(subprocess.run(command, env=environment.variables(), check=False).returncode)
        except KeyboardInterrupt:
            sys.exit(130)
    os.execve(command[0], command, environment.variables())  # noqa: S606 - the program is our own


@contextmanager
def _set_aside(environment: Environment) -> Iterator[None]:
    """Keep the environment that worked until the new one is finished; else put it back."""
    previous = environment.root / ".venv-previous"
    try:
        if read_stamp(environment).get("runtime", BEGUN) != BEGUN:
            _remove(previous)
            environment.folder.rename(previous)
        _remove(environment.folder)
        try:
            yield
        except BaseException:
            _remove(environment.folder)
            if previous.exists():
                previous.rename(environment.folder)
            raise
        _remove(previous)
    except PermissionError as error:
        raise Stop(
            words(
                f"Không thay được {error.filename}. Hãy đóng thứ đang dùng nó rồi chạy lại.",
                f"Cannot replace {error.filename}. Close what uses it and run this again.",
            )
        ) from error


def _remove(path: Path) -> None:
    if path.is_symlink() or path.is_file():
        path.unlink()
    elif path.exists():
        shutil.rmtree(path)


def _install(environment: Environment, missing: list[str], wanted: dict[str, str]) -> None:
    stamp = read_stamp(environment)
    for layer in missing:
        stamp.pop(layer, None)
        # The package is four small files; putting them there again mends whatever was cut off.
        write_stamp(environment, stamp if layer == "package" else stamp | {layer: BEGUN})
        install(environment.python, environment.root, layer)
        stamp[layer] = wanted[layer]
        write_stamp(environment, stamp)
