"""Releases as commits: what each shows, in the last lines of its message."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Self

from quangba.publish.git_command import Git
from quangba.publish.release import NAME_DIGITS

RELEASE = "Quangba-Release"
SHOWS = "Quangba-Shows"
OWN = "Quangba-Own"
_FORM = "%x1e%H%x1f%T%x1f%P%x1f%ct%x1f%B"


@dataclass(frozen=True, slots=True)
class Commit:
    """A state of the branch.

    id: empty where it is still to be made; name: of the release, or the commit's own where it
    was not made by us; shows: the commit whose files it brings back; own: files that are not the
    release's but the hosting's.
    """

    id: str
    tree: str
    parent: str | None
    when: str
    name: str
    own: tuple[str, ...]
    shows: str | None
    is_ours: bool

    @classmethod
    def of(cls, tree: str, name: str, own: tuple[str, ...]) -> Self:
        """A new release."""
        return cls("", tree, None, "", name, own, None, is_ours=True)

    def again(self) -> Commit:
        """A commit that brings back what this one shows."""
        return Commit("", self.tree, None, "", self.name, self.own, self.id, is_ours=True)

    def message(self, source: str) -> str:
        """In words for people, then in lines that are read again. source: the project's commit."""
        about = f"Go back to {self.name}" if self.shows else f"Publish {self.name}"
        lines = [f"{about}, made from {source}" if source and not self.shows else about, ""]
        lines.append(f"{RELEASE}: {self.name}")
        lines += [f"{OWN}: {' '.join(self.own)}"] if self.own else []
        lines += [f"{SHOWS}: {self.shows}"] if self.shows else []
        return "\n".join(lines) + "\n"


@dataclass(frozen=True, slots=True)
class Commits:
    """The branch as far back as it was fetched: id -> commit, newest first."""

    by_id: Mapping[str, Commit]

    @classmethod
    def read(cls, git: Git, ref: str) -> Self:
        """The commits that lead to `ref`, along the first parents."""
        text = git.run("log", "--first-parent", "--no-show-signature", f"--format={_FORM}", ref)
        rows = (row.split("\x1f", 4) for row in text.split("\x1e")[1:])
        return cls({row[0]: _commit(*row) for row in rows})

    @property
    def head(self) -> Commit:
        """The newest."""
        return next(iter(self.by_id.values()))

    def line(self, commit: Commit | None) -> Iterator[Commit]:
        """A commit and those before it."""
        while commit:
            yield commit
            commit = self.by_id.get(commit.parent or "")

    def origin(self, commit: Commit) -> Commit:
        """The release that a commit shows: itself, or the one that it brings back."""
        return self.by_id.get(commit.shows or "", commit)

    def before(self, commit: Commit) -> Commit | None:
        """What readers saw before what they see now."""
        shown = self.origin(commit)
        earlier = self.by_id.get(shown.parent or "")
        return self.origin(earlier) if earlier else None


def _commit(id_: str, tree: str, parents: str, moment: str, message: str) -> Commit:
    rows = (line.partition(": ") for line in message.splitlines())
    lines = {key: value for key, colon, value in rows if colon}
    return Commit(
        id=id_,
        tree=tree,
        parent=parents.partition(" ")[0] or None,
        when=f"{dt.datetime.fromtimestamp(int(moment), dt.UTC):%Y-%m-%dT%H:%M:%SZ}",
        name=lines.get(RELEASE, id_[:NAME_DIGITS]),
        own=tuple(lines.get(OWN, "").split()),
        shows=lines.get(SHOWS),
        is_ours=RELEASE in lines,
    )
