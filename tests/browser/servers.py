"""nginx and Caddy on loopback, with the files that we write for them and nothing of the system."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import socket
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

from quangba.outputs.hosting import caddy, nginx
from quangba.settings import Settings
from system_tools import which

Server = Callable[[Settings, Path, Path], contextlib.AbstractContextManager[str]]
"""Settings, folder of the built site, folder to work in -> 'http://127.0.0.1:port'."""


@contextlib.contextmanager
def run_nginx(settings: Settings, site: Path, work: Path) -> Iterator[str]:
    """It comes back to us when its port is open: nobody has to wait."""
    port = _free_port()
    written = nginx.make(settings, str(site))
    assert "listen 80;" in written
    ours = re.sub(r"listen \[::\]:80;\n", "", written).replace(
        "listen 80;", f"listen 127.0.0.1:{port};"
    )
    (work / "site.conf").write_text(ours, encoding="utf-8")
    # Workers of a master that is root would be somebody who may not read temporary folders.
    user = "user root;" if os.name == "posix" and os.geteuid() == 0 else ""
    temporary = "".join(
        f"{name}_temp_path {work / name};"
        for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (work / "nginx.conf").write_text(
        f"{user} pid {work / 'pid'}; error_log {work / 'error.log'}; worker_processes 1;"
        f" events {{}} http {{ access_log off; {temporary} include {work / 'site.conf'}; }}",
        encoding="utf-8",
    )
    with _running(_start([_program("nginx"), "-p", str(work), "-c", "nginx.conf"], work)):
        yield f"http://127.0.0.1:{port}"


@contextlib.contextmanager
def run_caddy(settings: Settings, site: Path, work: Path) -> Iterator[str]:
    """`caddy start` comes back when it answers, too."""
    port = _free_port()
    written = caddy.make(settings, str(site))
    origin = f"http://127.0.0.1:{port}"
    ours = re.sub(r"^[\w.-]+ \{$", f"{origin} {{", written, count=1, flags=re.MULTILINE)
    assert origin in ours
    (work / "Caddyfile").write_text(f"{{\n admin off\n}}\n{ours}", encoding="utf-8")
    command = [_program("caddy"), "start", "--config", "Caddyfile", "--adapter", "caddyfile"]
    with _running(_start([*command, "--pidfile", str(work / "pid")], work)):
        yield origin


SERVERS: dict[str, Server] = {"nginx": run_nginx, "caddy": run_caddy}


def _program(name: str) -> str:
    path = which(name)
    assert path, f"{name} is missing; `python3 scripts/test.py` says how to get it"
    return path


def _start(command: list[str], work: Path) -> int:
    """Its process, once it listens."""
    with (work / "said").open("wb") as said:
        done = subprocess.run(
            command,
            cwd=work,
            env={**os.environ, "HOME": str(work), "XDG_DATA_HOME": str(work),
                 "XDG_CONFIG_HOME": str(work)},
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
            timeout=30,
            check=False,
        )  # fmt: skip
    assert done.returncode == 0, (work / "said").read_text(encoding="utf-8")
    return int((work / "pid").read_text(encoding="utf-8"))


@contextlib.contextmanager
def _running(process: int) -> Iterator[None]:
    try:
        yield
    finally:
        os.kill(process, signal.SIGTERM)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port
