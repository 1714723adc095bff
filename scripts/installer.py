"""Fill an environment: an interpreter of its own, then exact versions by uv or pip."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

from speech import Stop, say, words

# Settings of a reader's own that would lead an install elsewhere.
_MISLEADING = {
    "PIP_PREFIX",
    "PIP_REQUIRE_VIRTUALENV",
    "PIP_TARGET",
    "PIP_USER",
    "PYTHONHOME",
    "PYTHONPATH",
}


def make(folder: Path) -> None:
    """Make an empty environment; pip comes only when it is needed."""
    if not uv() and not has_ensurepip():
        raise Stop(no_ensurepip())
    # Not the interpreter of an environment we were started from: it may be the one to replace.
    base = getattr(sys, "_base_executable", None) or sys.executable
    command = [base, "-m", "venv", "--without-pip", str(folder)]
    _call(command, words("tạo .venv", "make .venv"))


def install(python: Path, root: Path, layer: str) -> None:
    """Install one layer (see environment.py), by uv if it is there and succeeds, else by pip."""
    if not _by_uv(python, root, layer):
        _by_pip(python, root, layer)
    if layer == "package":
        name_relatively(python.parents[1], root)


def name_relatively(folder: Path, root: Path) -> None:
    """Let the environment name the project by a relative path.

    Python reads this file in the locale's encoding: in the locale C it could not start from a
    project below a folder like `thử`.
    """
    for file in folder.glob("**/site-packages/_quangba.pth"):
        file.write_text(f"{os.path.relpath(root, file.parent)}\n", encoding="ascii")


def _by_uv(python: Path, root: Path, layer: str) -> bool:
    fast = uv()
    if not fast:
        return False
    command = [fast, "pip", "install", "--quiet", "--python", str(python)]
    if _code([*command, *_wanted(root, layer, offline="--offline")]) == 0:
        return True
    say(words("uv không cài được; thử lại bằng pip …", "uv did not get through; trying pip …"))
    return False


def _by_pip(python: Path, root: Path, layer: str) -> None:
    _need_pip(python)
    command = [str(python), "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]
    _call(
        [*command, "-qq", *_wanted(root, layer, offline="--no-index")],
        words(f"cài lớp “{layer}”", f"install the layer “{layer}”"),
    )


def _wanted(root: Path, layer: str, *, offline: str) -> list[str]:
    """Return what to install: this project without any network, or a lock file with its hashes."""
    if layer == "package":
        return ["--no-deps", "--no-build-isolation", offline, "--editable", str(root)]
    lock = root / "requirements" / f"{layer}.txt"
    return ["--require-hashes", "--only-binary", ":all:", "--requirement", str(lock)]


def _need_pip(python: Path) -> None:
    if _code([str(python), "-c", "import pip"], quiet=True) == 0:
        return
    if not has_ensurepip():
        raise Stop(no_ensurepip())
    bootstrap = [str(python), "-m", "ensurepip", "--default-pip"]
    _call(bootstrap, words("chuẩn bị pip", "get pip ready"))


def _call(command: list[str], task: str) -> None:
    """Run a command that must succeed; its own error text stands above ours."""
    code = _code(command)
    if code:
        raise Stop(
            words(
                f"Không {task} được (mã {code}; lý do ở trên). "
                "Kiểm tra mạng và chỗ trống trên đĩa rồi chạy lại.",
                f"Could not {task} (exit code {code}; the reason stands above). "
                "Check the network and the free disk space, then run this again.",
            )
        )


def _code(command: list[str], *, quiet: bool = False) -> int:
    """Run a command without its chatter and return its exit code."""
    variables = {name: value for name, value in os.environ.items() if name not in _MISLEADING}
    errors = subprocess.DEVNULL if quiet else None
    done = subprocess.run(
        command, env=variables, stdout=subprocess.DEVNULL, stderr=errors, check=False
    )
    return done.returncode


def uv() -> str | None:
    """Return the path of uv, which installs in a fifth of pip's time, if it is there."""
    return shutil.which("uv")


def has_ensurepip() -> bool:
    """Tell whether this Python can give an environment its pip (Debian ships that part apart)."""
    return importlib.util.find_spec("ensurepip") is not None


def no_ensurepip() -> str:
    """Return what to say when it cannot."""
    mend = (
        admin_command("apt-get install python3-venv")
        if shutil.which("apt-get")
        else "python3 -m ensurepip"
    )
    return words(
        f"Python này thiếu ensurepip. Cài bằng: {mend}",
        f"This Python lacks ensurepip. Get it with: {mend}",
    )


def admin_command(command: str) -> str:
    """Return the command as this user has to type it."""
    return command if is_root() else f"sudo {command}"


def is_root() -> bool:
    """Tell whether system packages can be installed without asking."""
    return sys.platform != "win32" and os.geteuid() == 0
