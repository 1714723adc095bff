"""nginx and Caddy on a port of this machine alone, with our settings, for tests and trials."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from speech import Stop
from system_tools import which

BROTLI = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")
"""Where Debian's libnginx-mod-http-brotli-static puts it."""


@contextlib.contextmanager
def nginx(site: str, work: Path, *, brotli: bool = False) -> Iterator[str]:
    """Serve what a file written for /etc/nginx/sites-available/ says; 'http://127.0.0.1:port'.

    work: an empty folder. nginx comes back when its port is open: nobody has to wait.
    """
    with held_port() as port, _nginx(site, work, port, brotli=brotli) as origin:
        yield origin


@contextlib.contextmanager
def _nginx(site: str, work: Path, port: int, *, brotli: bool) -> Iterator[str]:
    ours = site.replace("    listen [::]:80;\n", "").replace(
        "    listen 80;", f"    listen 127.0.0.1:{port};"
    )
    # Workers of a master that is root would be somebody who may not read temporary folders.
    user = "user root;" if os.geteuid() == 0 else ""
    module = f"load_module {BROTLI};" if brotli else ""
    temporary = "".join(
        f"{name}_temp_path {work / name};"
        for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (work / "site.conf").write_text(ours, encoding="utf-8")
    (work / "nginx.conf").write_text(
        f"{module} {user} pid {work / 'pid'}; error_log {work / 'error.log'}; worker_processes 1;"
        f" events {{}} http {{ sendfile on; access_log off; {temporary} include site.conf; }}",
        encoding="utf-8",
    )
    with _started(["nginx", "-p", str(work), "-c", "nginx.conf"], work):
        yield f"http://127.0.0.1:{port}"


@contextlib.contextmanager
def caddy(site: str, work: Path) -> Iterator[str]:
    """Serve what a block written for the Caddyfile says; `caddy start` waits by itself, too."""
    with held_port() as port:
        origin = f"http://127.0.0.1:{port}"
        ours = re.sub(r"^[\w.-]+ \{$", f"{origin} {{", site, count=1, flags=re.MULTILINE)
        (work / "Caddyfile").write_text(f"{{\n    admin off\n}}\n{ours}", encoding="utf-8")
        command = ["caddy", "start", "--config", "Caddyfile", "--adapter", "caddyfile"]
        with _started([*command, "--pidfile", str(work / "pid")], work):
            yield origin


def run(command: list[str], work: Path) -> str:
    """Run a program in a folder; what it said. Raises Stop with that when it fails.

    Into a file: a server that stays behind would keep a pipe open.
    """
    program = which(command[0])
    if not program:
        raise Stop(f"{command[0]} is missing")
    homes = dict.fromkeys(("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"), str(work))
    with (work / "said").open("w+", encoding="utf-8") as said:
        done = subprocess.run(
            [program, *command[1:]],
            cwd=work,
            env=os.environ | homes,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
            timeout=120,
            check=False,
        )
        said.seek(0)
        text = said.read()
    if done.returncode:
        raise Stop(text)
    return text


@contextlib.contextmanager
def _started(command: list[str], work: Path) -> Iterator[None]:
    run(command, work)
    process = _number(work / "pid")
    try:
        yield
    finally:
        os.kill(process, signal.SIGTERM)


def _number(file: Path) -> int:
    """Of a process, from its file. nginx comes back before it has written that."""
    for _ in range(6000):
        with contextlib.suppress(FileNotFoundError, ValueError):
            return int(file.read_text(encoding="utf-8"))
        time.sleep(0.01)
    raise Stop(f"{file} is missing")


@contextlib.contextmanager
def held_port() -> Iterator[int]:
    """A port that nobody else is given meanwhile; a server that is told of it may listen there.

    Elsewhere than on Linux two cannot have it, so that it is let go for the server at once.
    """
    with socket.socket() as own:
        own.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        own.bind(("127.0.0.1", 0))
        port: int = own.getsockname()[1]
        if sys.platform != "linux":
            own.close()
        yield port
