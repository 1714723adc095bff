"""A real sshd on the loopback, as the present user, with keys and settings of its own."""

from __future__ import annotations

import getpass
import os
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import loopback

SSHD = shutil.which("sshd") or shutil.which("sshd", path="/usr/sbin:/usr/local/sbin") or "sshd"

_SERVER = """\
ListenAddress 127.0.0.1
Port {port}
HostKey {folder}/host
AuthorizedKeysFile {folder}/authorized
PidFile none
StrictModes no
UsePAM no
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin prohibit-password
MaxStartups 100
"""

_CLIENT = """\
Host *
    IdentityFile {folder}/user
    IdentitiesOnly yes
    UserKnownHostsFile {folder}/known
    GlobalKnownHostsFile /dev/null
    LogLevel ERROR
"""


@dataclass
class SshServer:
    """folder: keys and settings; port: where sshd listens."""

    folder: Path
    port: int

    @property
    def ssh(self) -> tuple[str, ...]:
        return ("ssh", "-F", str(self.folder / "client"))

    @property
    def host(self) -> str:
        return f"{getpass.getuser()}@127.0.0.1"

    def know(self, port: int) -> None:
        """Let clients take the key at another port for that of this host."""
        key = (self.folder / "host.pub").read_text()
        with (self.folder / "known").open("a") as known:
            known.write(f"[127.0.0.1]:{port} {key}")


def key(file: Path) -> None:
    command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(file)]
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL)


@contextmanager
def serving(folder: Path) -> Iterator[SshServer]:
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("host", "user"):
        key(folder / name)
    with loopback.held_port() as port:
        yield from _serving(folder, port)


def _serving(folder: Path, port: int) -> Iterator[SshServer]:
    server = SshServer(folder, port)
    shutil.copy(folder / "user.pub", folder / "authorized")
    (folder / "sshd").write_text(_SERVER.format(folder=folder, port=server.port))
    (folder / "client").write_text(_CLIENT.format(folder=folder))
    server.know(server.port)
    if os.geteuid() == 0:  # where sshd, started by root, gives up its rights
        Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)
    log = folder / "log"
    process = subprocess.Popen([SSHD, "-D", "-E", str(log), "-f", str(folder / "sshd")])
    try:
        _await(server.port, process, log)
        yield server
    finally:
        process.terminate()
        process.wait()


def _await(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(3000):
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        assert process.poll() is None, log.read_text()
        time.sleep(0.02)
    raise AssertionError(log.read_text())


@dataclass
class Cutting:
    """A way to a port that breaks after so many bytes have gone in; None: never."""

    port: int
    limit: int | None = None
    passed: int = 0
    sockets: list[socket.socket] = field(default_factory=list)

    def cut(self) -> None:
        for each in self.sockets:
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()
        self.sockets.clear()


@contextmanager
def cutting(target: int) -> Iterator[Cutting]:
    listener = socket.create_server(("127.0.0.1", 0))
    way = Cutting(listener.getsockname()[1])
    threading.Thread(target=_accept, args=(listener, target, way), daemon=True).start()
    try:
        yield way
    finally:
        listener.close()
        way.cut()


def _accept(listener: socket.socket, target: int, way: Cutting) -> None:
    with suppress(OSError):
        while True:
            near, _ = listener.accept()
            if way.limit is not None and way.passed > way.limit:
                near.close()
                continue
            far = socket.create_connection(("127.0.0.1", target))
            way.sockets += [near, far]
            threading.Thread(target=_pass, args=(near, far, way, True), daemon=True).start()
            threading.Thread(target=_pass, args=(far, near, way, False), daemon=True).start()


def _pass(source: socket.socket, target: socket.socket, way: Cutting, counted: bool) -> None:
    with suppress(OSError):
        while data := source.recv(1024):
            way.passed += len(data) if counted else 0
            if way.limit is not None and way.passed > way.limit:
                way.cut()
                return
            target.sendall(data)
        target.shutdown(socket.SHUT_WR)
