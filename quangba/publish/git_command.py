"""git as a tool: in a repository of our own, without hooks, questions or the author's checkout."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePath

from quangba.errors import PublishError
from quangba.messages import msg
from quangba.publish.masking import masked

LEAST = "2.31"
"""GIT_CONFIG_COUNT came with it (March 2021); Debian 12 has 2.39."""

_KEPT = re.compile(
    r"GIT_(SSH|SSH_COMMAND|SSH_VARIANT|ASKPASS|PROXY_COMMAND|SSL_\w+|HTTP_\w+|EXEC_PATH"
    r"|CONFIG_(GLOBAL|SYSTEM|NOSYSTEM|COUNT|KEY_\d+|VALUE_\d+))"
)
"""What says how a server is reached, and as whom. All else is about some checkout of somebody's."""

_SSH = "-o BatchMode=yes -o ConnectTimeout=20 -o ServerAliveInterval=15 -o ServerAliveCountMax=4"
_LINES = 6
"""So much of what git says when it fails is passed on."""


@dataclass(frozen=True, slots=True)
class Git:
    """A bare repository in the project's cache; `access`: settings that say how to log in."""

    folder: Path
    access: Sequence[tuple[str, str]] = field(default=(), repr=False)

    def run(self, *arguments: str, data: bytes = b"", **more: str) -> str:
        """What git says. Raises PublishError, with what it complains of, when it fails."""
        done = self.tried(*arguments, data=data, **more)
        if done.returncode:
            raise failed(arguments[0], done.stderr)
        return done.stdout.decode("utf-8", "surrogateescape")

    def tried(
        self, *arguments: str, data: bytes = b"", **more: str
    ) -> subprocess.CompletedProcess[bytes]:
        """The same without an error when it fails. more: variables of its environment."""
        try:
            return subprocess.run(
                ["git", *_options(self.folder), *arguments],  # noqa: S607 - the one in the path
                env=self.environment() | more, cwd=self.folder, input=data, capture_output=True,
                check=False,
            )  # fmt: skip
        except FileNotFoundError:
            raise missing() from None

    def environment(self) -> dict[str, str]:
        """Of the author's only what says how to reach the server."""
        kept = clean(os.environ)
        count = int(kept.get("GIT_CONFIG_COUNT", "0") or "0")
        for number, (key, value) in enumerate(self.access, start=count):
            kept |= {f"GIT_CONFIG_KEY_{number}": key, f"GIT_CONFIG_VALUE_{number}": value}
        return kept | {
            "GIT_CONFIG_COUNT": str(count + len(self.access)),
            "GIT_DIR": str(self.folder),
            "GIT_INDEX_FILE": str(self.folder / "quangba-index"),
            "GIT_TERMINAL_PROMPT": "0",
            "GIT_ASKPASS": kept.get("GIT_ASKPASS", ""),
            "GIT_SSH_COMMAND": _ssh(kept, dict(self.access)),
            "LC_ALL": "C",
        }


def clean(environ: Mapping[str, str]) -> dict[str, str]:
    """An environment in which git does not take some checkout of somebody's for its own."""
    return {
        name: value
        for name, value in environ.items()
        if not name.startswith("GIT_") or _KEPT.fullmatch(name)
    }


def _ssh(environ: Mapping[str, str], access: Mapping[str, str]) -> str:
    """The author's own way to call ssh, which must not ask anything, nor wait for ever."""
    command = environ.get("GIT_SSH_COMMAND") or access.get("core.sshcommand")
    if not command:
        command = shlex.quote(environ["GIT_SSH"]) if environ.get("GIT_SSH") else "ssh"
    words = shlex.split(command)
    is_openssh = bool(words) and PurePath(words[0]).stem == "ssh"
    return f"{command} {_SSH}" if is_openssh else command


def _options(folder: Path) -> Sequence[str]:
    """Settings that hold whatever the author's own say."""
    fixed = {
        "core.hooksPath": str(folder / "no-hooks"),
        "core.bare": "true",
        "core.autocrlf": "false",
        "core.fsync": "none",  # one file after the other; `Branch` writes all to the disk at once
        "core.looseCompression": "1",  # most of a site are pictures, which do not get smaller
        "i18n.commitEncoding": "UTF-8",
        "push.gpgSign": "false",
        "push.followTags": "false",
        "gc.autoDetach": "false",
        "maintenance.autoDetach": "false",
        "advice.pushNonFFCurrent": "false",
        "http.lowSpeedLimit": "1000",
        "http.lowSpeedTime": "60",
    }
    return [part for key, value in fixed.items() for part in ("-c", f"{key}={value}")]


def asked(folder: Path, *arguments: str) -> str | None:
    """What git says about the author's checkout, which is only read; None where it says nothing."""
    try:
        done = subprocess.run(
            ["git", "--no-optional-locks", *arguments],  # noqa: S607 - the one in the path
            cwd=folder, env=clean(os.environ) | {"LC_ALL": "C"}, stdin=subprocess.DEVNULL,
            capture_output=True, check=False,
        )  # fmt: skip
    except FileNotFoundError:
        raise missing() from None
    text = done.stdout.decode("utf-8", "surrogateescape")
    return text if done.returncode == 0 else None


def missing() -> PublishError:
    """There is no git on this machine."""
    return PublishError(
        msg("This target needs git {version} or newer; install it first.", version=LEAST)
    )


def failed(what: str, said: bytes) -> PublishError:
    """What git complains of, without passwords."""
    lines = [line for line in masked(said.decode("utf-8", "replace")).splitlines() if line.strip()]
    return PublishError(
        msg("git {what} does not work: {reason}", what=what, reason="\n".join(lines[-_LINES:]))
    )
