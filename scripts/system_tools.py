"""Find the programs of the system that some tests talk to, or install them where we may."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping

from installer import admin_command, is_root
from speech import Stop, say, words

DEBIAN: Mapping[str, str] = {
    "caddy": "caddy",
    "git": "git",
    "nginx": "nginx",
    "rsync": "rsync",
    "ssh": "openssh-client",
    "sshd": "openssh-server",
}
"""Program -> Debian's package."""

_SERVERS = os.pathsep.join(("/usr/sbin", "/usr/local/sbin", "/opt/homebrew/bin"))
"""Where servers are installed, which is not on everybody's path."""


def which(program: str) -> str | None:
    """Return the program's path, or None."""
    return shutil.which(program) or shutil.which(program, path=_SERVERS)


def need(programs: tuple[str, ...]) -> None:
    """Make sure that all of them are there."""
    missing = [program for program in programs if not which(program)]
    if missing and is_root() and shutil.which("apt-get"):
        _install([DEBIAN[program] for program in missing])
        missing = [program for program in programs if not which(program)]
    if missing:
        raise Stop(no_programs(missing))


def no_programs(missing: list[str]) -> str:
    """Return what to say when programs are missing and could not be installed."""
    names = ", ".join(missing)
    mend = admin_command(f"apt-get install {' '.join(DEBIAN[program] for program in missing)}")
    return words(
        f"Thiếu chương trình cho kiểm thử: {names}. Cài bằng: {mend}",
        f"Programs that the tests need are missing: {names}. Get them with: {mend}",
    )


def _install(packages: list[str]) -> None:
    say(words("Đang cài gói của hệ thống …", "Installing packages of the system …"))
    # A server that is only tested must not be started by its own package.
    variables = os.environ | {"DEBIAN_FRONTEND": "noninteractive", "RUNLEVEL": "1"}
    install = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    for command in (["apt-get", "update", "-qq"], install):
        subprocess.run(command, env=variables, stdout=subprocess.DEVNULL, check=False)
