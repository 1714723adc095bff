"""Commands on another machine, by ssh. Host keys are looked at, and nothing is asked."""

from __future__ import annotations

import contextlib
import os
import shlex
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.resources import files
from typing import IO

from quangba.errors import PublishError
from quangba.messages import msg
from quangba.outputs import theme_assets
from quangba.publish.targets.rsync import failures

OPTIONS = (
    "-o", "BatchMode=yes",
    "-o", "ConnectTimeout=20",
    "-o", "ServerAliveInterval=15",
    "-o", "ServerAliveCountMax=4",
)  # fmt: skip
WAIT = 3600.0
"""Seconds for one script: checking 100 MB on a slow disk takes less than a minute."""

BEAT = 20.0
"""Seconds between two signs of life of a run."""

DEAD_AFTER = 3
"""Minutes without one after which a run is dead."""

TRIES = 4
"""How often, once a second, we look whether the run before has left: its end takes a moment."""

LEAVING = 10.0
"""Seconds in which a connection is to end by itself."""

SILENCE = 120
"""Seconds without a byte after which rsync gives up."""

FLUSH = "sync"
"""What is called there before a release gets its name, so that a power cut does not halve it."""

END = "--quangba--end--"
"""A line that is in no manifest."""


@dataclass(frozen=True, slots=True)
class Connection:
    """host: [user@]host; folder: there, also below the home folder; ssh: the program, and how."""

    host: str
    port: int
    folder: str
    ssh: tuple[str, ...] = ("ssh",)

    @property
    def _ssh(self) -> tuple[str, ...]:
        return (*self.ssh, *OPTIONS, "-p", str(self.port))

    def command(self, code: str, *options: str) -> tuple[str, ...]:
        """An ssh command; `code` is for the shell of the user there, whichever that is."""
        return (*self._ssh, *options, "-T", "--", self.host.replace("[", "").replace("]", ""), code)

    def run(self, call: str, mark: str = "-", texts: Mapping[str, bytes] | None = None) -> bytes:
        """What calls of functions of `far.sh` answer. Raises PublishError.

        mark: of this run; texts: name of a function -> what it is to write.
        """
        body = script(self.folder, call, {"token": mark}, texts)
        with self._missing():
            done = subprocess.run(
                self.command("sh -s"), input=body, capture_output=True, timeout=WAIT,
                env=_environment(), check=False,
            )  # fmt: skip
        if done.returncode:
            raise self.failed(done.stderr, done.returncode)
        return done.stdout

    def send(self, source: str, place: str, like: Sequence[str]) -> None:
        """Make a folder there the same as one here. Raises PublishError.

        place: below `folder`, of plain letters; like: other folders, as `place` sees them, whose
        files are linked where they are the same. Dates do not count: a rebuilt file that is the
        same stays the same file.
        """
        far = f"cd -- {shlex.quote(_at_home(self.folder))} && rsync"
        command = [
            "rsync", "-r", "--perms", "--chmod=D755,F444", "--checksum", "--delete", "-z",
            f"--timeout={SILENCE}", "-e", shlex.join(self._ssh), f"--rsync-path={far}",
            *(f"--link-dest={each}" for each in like),
            "--", f"{source.rstrip('/')}/", f"{self.host}:{place}/",
        ]  # fmt: skip
        with self._missing():
            done = subprocess.run(command, capture_output=True, env=_environment(), check=False,
                                  stdin=subprocess.DEVNULL)  # fmt: skip
        if done.returncode:
            raise self.failed(done.stderr, done.returncode)

    @contextlib.contextmanager
    def held(self, mark: str, who: str) -> Iterator[Connection]:
        """Keep others out, as long as this goes on. Raises PublishError where somebody is in.

        What it gives uses the same connection again: one login, and where it breaks, all breaks.
        """
        values = {"token": mark, "who": who, "minutes": str(DEAD_AFTER), "tries": str(TRIES)}
        with tempfile.TemporaryDirectory(prefix="quangba-") as folder, self._missing():
            shared = replace(self, ssh=(*self.ssh, "-o", f"ControlPath={folder}/ssh"))
            with subprocess.Popen(
                shared.command("sh -s", "-o", "ControlMaster=yes"), stdin=subprocess.PIPE,
                stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=_environment(),
            ) as process:  # fmt: skip
                try:
                    self._enter(process, script(self.folder, "hold", values))
                    with _beating(process):
                        yield shared
                finally:
                    _leave(process)

    def _enter(self, process: subprocess.Popen[bytes], hold: bytes) -> None:
        assert process.stdin
        assert process.stdout
        assert process.stderr
        with contextlib.suppress(OSError):  # ssh says why
            process.stdin.write(hold)
            process.stdin.flush()
        word, _, who = process.stdout.readline().decode(errors="replace").strip().partition(" ")
        if word == "taken":
            raise PublishError(
                msg("{who} is publishing there right now. If that run was stopped by force, publish"
                    " again in {minutes} min.",
                    who=who or "?", minutes=DEAD_AFTER)
            )  # fmt: skip
        if word == "blocked":
            raise PublishError(failures.blocked(f"{self.host}:{self.folder}/current"))
        if word == "lacks":
            raise PublishError(failures.no_rsync(self.host))
        if word != "held":
            with contextlib.suppress(OSError):
                process.stdin.close()
            raise self.failed(process.stderr.read(), process.wait())

    def failed(self, said: bytes, code: int) -> PublishError:
        """The error of a command."""
        return failures.failed(said.decode(errors="replace"), code, self.host, self.folder)

    @contextlib.contextmanager
    def _missing(self) -> Iterator[None]:
        try:
            yield
        except FileNotFoundError:
            lacking = [name for name in ("ssh", "rsync") if not shutil.which(name)]
            raise PublishError(
                msg("This machine has no {program}. Install it, for example with:  {example}",
                    program=" and no ".join(lacking) or "ssh",
                    example="apt install openssh-client rsync")
            ) from None  # fmt: skip
        except subprocess.TimeoutExpired:
            raise self.failed(b"connection timed out", failures.SSH_FAILED) from None


@contextlib.contextmanager
def _beating(process: subprocess.Popen[bytes]) -> Iterator[None]:
    """Signs of life, until it is over. Where they do not arrive, the next step is told so."""
    over = threading.Event()
    beats = threading.Thread(target=_beat, args=(process.stdin, over), daemon=True)
    beats.start()
    try:
        yield
    finally:
        over.set()
        beats.join()


def _beat(stream: IO[bytes], over: threading.Event) -> None:
    while not over.wait(BEAT):
        try:
            stream.write(b"\n")
            stream.flush()
        except OSError:
            return


def _leave(process: subprocess.Popen[bytes]) -> None:
    """End a connection: the far side leaves when nothing more can come."""
    assert process.stdin
    with contextlib.suppress(OSError):
        process.stdin.close()
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(LEAVING)
    process.kill()


def _environment() -> Mapping[str, str]:
    """Messages in English, which we read."""
    return os.environ | {"LC_ALL": "C"}


def _at_home(folder: str) -> str:
    """A session begins in the home folder; nobody there expands ~ within quotes."""
    return folder.removeprefix("~/") or "."


def script(
    folder: str, call: str, values: Mapping[str, str], texts: Mapping[str, bytes] | None = None
) -> bytes:
    """`far.sh` with assignments before it, and behind it texts and the one call.

    A text is a function, too: one that breaks off in the middle is an error of the shell.
    """
    assigned = {"root": _at_home(folder), "flush": FLUSH, "theme": theme_assets.FOLDER, **values}
    head = "".join(f"{name}={shlex.quote(value)}\n" for name, value in assigned.items())
    body = files("quangba.publish.targets.rsync").joinpath("far.sh").read_bytes()
    given = b"".join(
        f"{name}() {{\ncat <<'{END}'\n".encode() + text + f"{END}\n}}\n".encode()
        for name, text in (texts or {}).items()
    )
    return head.encode() + body + given + f"main() {{\n{call}\n}}\nmain\n".encode()
