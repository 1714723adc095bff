"""A branch of a git repository, as hosting of "Pages" shows it.

Every release is a commit, rollbacks too: the history of what readers saw is never rewritten.
Readers see the whole old or the whole new site because a server moves a branch in one step.
"""

from __future__ import annotations

import contextlib
import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from quangba import clock
from quangba.errors import PublishError
from quangba.messages import msg
from quangba.options.targets import GitTarget
from quangba.publish import copies, git_command, git_tree
from quangba.publish.git_command import Git
from quangba.publish.git_commits import Commit, Commits
from quangba.publish.masking import masked
from quangba.publish.release import Manifest, Release
from quangba.publish.target import Kept, Tell
from quangba.settings import Settings

FOLDER = "publish"
HEAD = "refs/quangba/head"
"""In our own repository: the branch as it was fetched last."""

REMOTE = "target"
DEPTH = 50
"""So many releases are looked at for `list` and `rollback`."""

_NO_REMOTE = 2
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_ACCESS = r"^(http|https|credential|url|ssh|core\.sshcommand)(\.|$)"


def opened(settings: Settings, name: str, options: GitTarget) -> Branch:
    """The branch of a target; a remote may be named as the project's own checkout names it."""
    remote = options.remote
    access: tuple[tuple[str, str], ...] = ()
    if _NAME.fullmatch(remote) and (
        url := git_command.asked(settings.root, "remote", "get-url", remote)
    ):
        remote, access = url.strip(), _access(settings.root)
    if not re.match(r"[A-Za-z0-9+.-]+://|[^/\\]{2,}:", remote):
        remote = str((settings.root / Path(remote).expanduser()).resolve())
    folder = settings.cache_dir / FOLDER / f"{name}.git"
    # as a setting, which the list of running programs does not show
    git = Git(folder, (*access, (f"remote.{REMOTE}.url", remote)))
    return Branch(git, masked(remote), options.branch, options.author, settings.root)


def _access(root: Path) -> tuple[tuple[str, str], ...]:
    """How the checkout logs in at its own remote: CI keeps that in the checkout's settings."""
    found = git_command.asked(
        root, "config", "--local", "--includes", "-z", "--get-regexp", _ACCESS
    )
    rows = (row.partition("\n") for row in (found or "").split("\0") if row)
    return tuple((key, value) for key, _, value in rows)


@dataclass(frozen=True, slots=True)
class Branch:
    """remote: as it is shown; author: of commits, else whom git's settings name; root: project."""

    git: Git
    remote: str
    branch: str
    author: str | None
    root: Path

    # ------------------------------------------------------------------------------ what is there

    def published(self) -> Manifest:
        """What the branch has, but for the files that belong to the hosting."""
        with self._alone():
            head = self._fetched(1)
            return git_tree.manifest(self.git, head.id, head.own) if head else {}

    def releases(self) -> tuple[Kept, ...]:
        """The last releases, newest first; going back is none of its own."""
        with self._alone():
            head = self._fetched(DEPTH)
            commits = Commits.read(self.git, head.id) if head else Commits({})
            shown = commits.origin(head) if head else None
            return tuple(
                Kept(each.name, each.when, each == shown)
                for each in commits.line(head)
                if not each.shows
            )

    def read(self, path: str) -> bytes | None:
        """The bytes of a file of the branch, as it was fetched last."""
        done = self.git.tried("cat-file", "blob", f"{HEAD}:{path}")
        return done.stdout if done.returncode == 0 else None

    # -------------------------------------------------------------------------- publish, rollback

    def publish(self, release: Release, tell: Tell) -> bool:
        """Add a commit with the release to the branch; no other commit is touched."""
        with self._alone():
            head = self._fetched(1)
            own = git_tree.own(self.git, head.id if head else None, release.files)
            tell(msg("Reading {count} files", count=len(release.files)))
            tree = git_tree.write(self.git, release, own)
            if head and head.tree == tree:
                return False
            self._push(Commit.of(tree, release.name, tuple(own)), head, tell)
        return True

    def rollback(self, tell: Tell) -> str:
        """Add a commit that has the files of the release before."""
        with self._alone():
            head = self._fetched(DEPTH)
            commits = Commits.read(self.git, head.id) if head else Commits({})
            before = commits.before(head) if head else None
            if before is None:
                raise PublishError(
                    msg("The branch {branch} of {remote} has no release before the present one.",
                        branch=self.branch, remote=self.remote)
                )  # fmt: skip
            self._push(before.again(), head, tell)
        return before.name

    def _push(self, commit: Commit, parent: Commit | None, tell: Tell) -> None:
        source = git_command.asked(self.root, "rev-parse", "--short", "HEAD")
        made = self.git.run(
            "commit-tree", commit.tree, *(("-p", parent.id) if parent else ()),
            data=commit.message((source or "").strip()).encode(), **self._who(),
        ).strip()  # fmt: skip
        tell(msg("Sending to the branch {branch} of {remote}",
                 branch=self.branch, remote=self.remote))  # fmt: skip
        done = self.git.tried(
            "push", "--no-verify", "--quiet", "--", REMOTE, f"{made}:refs/heads/{self.branch}"
        )
        if done.returncode:
            if re.search(rb"\(fetch first\)|non-fast-forward|cannot lock ref", done.stderr):
                raise PublishError(
                    msg("Somebody else has published to the branch {branch} meanwhile; theirs"
                        " stays. Look at it, then publish again.",
                        branch=self.branch)
                )  # fmt: skip
            raise git_command.failed("push", done.stderr)
        self.git.run("update-ref", HEAD, made)

    def _who(self) -> Mapping[str, str]:
        """Author, committer and day of a commit."""
        if self.author:
            name, _, address = self.author.rstrip(">").rpartition(" <")
        else:
            name, address = (
                (git_command.asked(self.root, "config", f"user.{field}") or "").strip()
                for field in ("name", "email")
            )
        if not (name and address):
            raise PublishError(
                msg("git does not know who publishes. Add to the target in mkdocs.yml:  {example}",
                    example="author: Web Office <web@example.org>")
            )  # fmt: skip
        day = f"@{int(clock.now().timestamp())} +0000"
        return {
            f"GIT_{role}_{what}": value
            for role in ("AUTHOR", "COMMITTER")
            for what, value in (("NAME", name), ("EMAIL", address), ("DATE", day))
        }

    # ----------------------------------------------------------------------- our own repository

    def _fetched(self, depth: int) -> Commit | None:
        """The branch's last commit, fetched; None where the remote has no such branch yet."""
        ref = f"refs/heads/{self.branch}"
        found = self.git.tried("ls-remote", "--exit-code", "--", REMOTE, ref)
        if found.returncode == _NO_REMOTE:
            self.git.run("update-ref", "-d", HEAD)
            return None
        if found.returncode:
            raise git_command.failed("ls-remote", found.stderr)
        self.git.run(
            "fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--no-recurse-submodules",
            f"--depth={depth}", "--", REMOTE, f"+{ref}:{HEAD}",
        )  # fmt: skip
        head = Commits.read(self.git, HEAD).head
        if not (head.is_ours or git_tree.is_site(self.git, HEAD)):
            raise PublishError(
                msg("The branch {branch} of {remote} holds something else than a published site,"
                    " perhaps its sources. Choose another branch, for example: branch: pages",
                    branch=self.branch, remote=self.remote)
            )  # fmt: skip
        return head

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        """One run at a time. What a killed run may have spoilt is made anew, of the remote."""
        folder = self.git.folder
        folder.parent.mkdir(parents=True, exist_ok=True)
        busy = folder.with_suffix(".busy")
        try:
            with FileLock(folder.with_suffix(".lock"), timeout=0):
                if busy.exists() or not self._is_whole():
                    shutil.rmtree(folder, ignore_errors=True)
                busy.touch()
                if not folder.is_dir():
                    folder.mkdir()
                    self.git.run("init", "--quiet", "--bare", "--template=", str(folder))
                try:
                    yield
                except PublishError:
                    busy.unlink()
                    raise
                copies.to_disk(folder)
                busy.unlink()
        except Timeout:
            raise PublishError(
                msg("Somebody else is publishing to this target right now.")
            ) from None

    def _is_whole(self) -> bool:
        folder = self.git.folder
        return folder.is_dir() and not self.git.tried("rev-parse", "--git-dir").returncode
