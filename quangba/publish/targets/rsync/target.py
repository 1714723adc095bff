"""The folder of another machine: releases/LABEL/ and a link `current`, by rsync over SSH."""

from __future__ import annotations

import contextlib
import os
import platform
import secrets
import shlex
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from quangba import clock
from quangba.errors import PublishError
from quangba.messages import Text, msg
from quangba.options.targets import SSH_ADDRESS, RsyncTarget
from quangba.publish import labels
from quangba.publish.copies import is_theme
from quangba.publish.labels import Label
from quangba.publish.release import Manifest, Release, dump, parse
from quangba.publish.target import Kept, Tell
from quangba.publish.targets.rsync import failures
from quangba.publish.targets.rsync.connection import Connection

CURRENT = "current"
RELEASES = "releases"

Answers = Sequence[tuple[str, str]]
"""Lines of the far side: a word and what follows it."""


def opened(options: RsyncTarget) -> Remote:
    """The folder of a target; nothing is reached yet."""
    found = SSH_ADDRESS.fullmatch(options.address)
    assert found, "the options have looked at it"
    return Remote(Connection(found["host"], options.port, found["path"]), options.keep)


@dataclass(frozen=True, slots=True)
class There:
    """What is at the target; `current` is None where readers see nothing of ours."""

    releases: tuple[Label, ...]
    current: Label | None


@dataclass(frozen=True, slots=True)
class Remote:
    """keep: releases that stay; mark: of the run that keeps others out, '-' for none."""

    far: Connection
    keep: int
    mark: str = "-"

    # ------------------------------------------------------------------------------ what is there

    def published(self) -> Manifest:
        """What readers see."""
        current = self._look().current
        return self._manifest(current) if current else {}

    def releases(self) -> tuple[Kept, ...]:
        """What is kept, newest first."""
        there = self._look()
        return labels.listed(there.releases, there.current)

    def read(self, path: str) -> bytes | None:
        """The bytes of a published file."""
        return self._bytes(f"{CURRENT}/{path}")

    def _look(self) -> There:
        answers = self._ask("look")
        found = [Label.read(value) for word, value in answers if word == "release"]
        releases = tuple(sorted(each for each in found if each))
        shown = next((Label.read(value) for word, value in answers if word == CURRENT), None)
        return There(releases, shown if shown in releases else None)

    def _bytes(self, path: str) -> bytes | None:
        word, _, found = self.far.run(f"send {shlex.quote(path)}").partition(b"\n")
        return found if word == b"bytes" else None

    def _manifest(self, label: Label) -> Manifest:
        file = f"{RELEASES}/{label}.json"
        return parse(self._bytes(file) or b"", f"{self.far.host}:{self.far.folder}/{file}")

    # ----------------------------------------------------------------------------------- publish

    def publish(self, release: Release, tell: Tell) -> bool:
        """Send a release beside the others, look whether it is whole, let `current` lead to it."""
        with self._alone() as alone:
            return alone._put(release, tell)  # noqa: SLF001 - the same class

    def _put(self, release: Release, tell: Tell) -> bool:
        there = self._look()
        current = there.current
        if current and current.name == release.name and self._whole(current, release):
            return False
        label = labels.following(there.releases, release.name, clock.now())
        begun = {word for word, _ in self._ask("begin")}
        tell(msg("Sending what is new of {count} files to {host}",
                 count=len(release.files), host=self.far.host))  # fmt: skip
        like = [f"../{current}"] if current else []
        like += ["../.part"] if "part" in begun else []
        self.far.send(str(release.folder), f"{RELEASES}/.new-{self.mark}", like)
        gone = {*labels.withdrawn(there.releases, current or _NONE)}
        gone |= {*labels.spare(set(there.releases) - gone, label, self.keep)}
        steps = [f"carry {current}"] if current else []
        steps += [f"finish {label}", f"switch {label}"]
        steps += [f"prune {each}" for each in sorted(gone - {label, current or label})]
        last = self._manifest(current) if current else {}
        self._show(steps, release, sorted(last.keys() - release.files.keys()), tell)
        return True

    def _whole(self, label: Label, release: Release) -> bool:
        """Whether what readers see is what was published; where nobody can tell, it is."""
        answers = self._ask(f"ours\nverify releases/{label}", release.files)
        return all(word != "spoilt" for word, _ in answers)

    def _show(
        self, steps: Sequence[str], release: Release, gone: Sequence[str], tell: Tell
    ) -> None:
        """Look whether all has arrived, and switch. gone: files of the release before."""
        carried = "".join(f"{path}\n" for path in gone if is_theme(path)).encode()
        call = "\n".join(["ours", *steps])
        for word, value in self._ask(call, release.files, carried):
            match word:
                case "spoilt":
                    raise PublishError(
                        msg("{file} has arrived as another than it was when the site was read."
                            " Readers see what they saw. Wait for the build and publish again.",
                            file=value)
                    )  # fmt: skip
                case "lacks":
                    tell(self._lacking(value))
                case "stays":
                    folder, _, file = value.partition(" ")
                    tell(msg("{folder} stays: somebody has put {file} there.",
                             folder=folder, file=file.removeprefix("./")))  # fmt: skip
                case _:
                    pass

    def _lacking(self, what: str) -> Text:
        if what == "rename":
            return msg("{host} cannot switch a link in one step: for a moment readers may have seen"
                       " nothing. GNU or BSD tools, perl or python3 there can.",
                       host=self.far.host)  # fmt: skip
        return msg("{host} has neither sha256sum nor shasum: that all has arrived, only rsync"
                   " says.", host=self.far.host)  # fmt: skip

    # ---------------------------------------------------------------------------------- rollback

    def rollback(self, tell: Tell) -> str:
        """Let `current` lead to the release before the one that it leads to."""
        with self._alone() as alone:
            return alone._back(tell)  # noqa: SLF001 - the same class

    def _back(self, tell: Tell) -> str:
        there = self._look()
        label = labels.before(there.releases, there.current) if there.current else None
        if label is None:
            raise PublishError(
                msg("{folder} has no release before the present one.",
                    folder=f"{self.far.host}:{self.far.folder}")
            )  # fmt: skip
        tell(msg("Going back to {folder}", folder=label))
        call = f"ours\nverify releases/{label}\nswitch {label}"
        answers = self._ask(call, self._manifest(label))
        if file := next((value for word, value in answers if word == "spoilt"), None):
            raise PublishError(
                msg("{file} is not what it was when it was published; readers go on seeing"
                    " the present release. Publish a site that is right.",
                    file=f"{label}/{file}")
            )  # fmt: skip
        return label.name

    # ------------------------------------------------------------------------------- the far side

    @contextlib.contextmanager
    def _alone(self) -> Iterator[Remote]:
        """The same while nobody else can publish there."""
        mark = str(secrets.randbelow(10**9))
        with self.far.held(mark, f"{platform.node() or '?'} ({os.getpid()})") as far:
            yield replace(self, far=far, mark=mark)

    def _ask(self, call: str, files: Manifest | None = None, carried: bytes = b"") -> Answers:
        """Answers to calls, as far as they are not errors that every call can have."""
        texts = {"carried": carried}
        texts |= {} if files is None else {"sums": _sums(files), "manifest": dump(files)}
        answered = self.far.run(call, self.mark, texts).decode(errors="replace")
        parts = (line.partition(" ") for line in answered.splitlines())
        answers = [(word, value) for word, _, value in parts]
        for word, value in answers:
            match word, value:
                case "lost", _:
                    raise PublishError(
                        msg("This run was silent for so long that another one may have begun."
                            " Publish again.")
                    )  # fmt: skip
                case "blocked", _:
                    folder = f"{self.far.host}:{self.far.folder}/{value}"
                    raise PublishError(failures.blocked(folder))
                case "lacks", "rsync":
                    raise PublishError(failures.no_rsync(self.far.host))
                case _:
                    pass
        return answers


_NONE = Label(0, "", "")


def _sums(files: Manifest) -> bytes:
    """Lines as sha256sum reads them."""
    return "".join(f"{wanted}  {path}\n" for path, wanted in sorted(files.items())).encode()
