"""A branch of a bare repository, killed while it is published to."""

from __future__ import annotations

import io
import os
import subprocess
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from quangba.publish.git_command import Git
from quangba.publish.targets.git import REMOTE, Branch
from soaking.sites import Publishing, Shown


@dataclass
class GitSoak(Publishing):
    """bare: the repository whose branch is shown."""

    bare: Path = field(default_factory=Path)

    def shown(self) -> Shown:
        """What the branch holds, as hosting takes it."""
        command = ["git", "--git-dir", str(self.bare), "archive", "pages"]
        done = subprocess.run(command, capture_output=True, check=False)
        if done.returncode:
            return {}
        with tarfile.open(fileobj=io.BytesIO(done.stdout)) as archive:
            files = {each.name: archive.extractfile(each) for each in archive if each.isfile()}
            return {name: file.read() for name, file in files.items() if file and name[0] != "."}


@contextmanager
def subject(folder: Path) -> Iterator[GitSoak]:
    """A bare repository of its own."""
    bare = folder / "bare.git"
    os.environ["GIT_CONFIG_GLOBAL"] = os.devnull
    Git(bare).run("init", "-q", "--bare", str(bare))
    git = Git(folder / "ours.git", ((f"remote.{REMOTE}.url", str(bare)),))
    branch = Branch(git, str(bare), "pages", "Soak <soak@example.org>", folder)
    yield GitSoak(branch, folder / "site", bare=bare)
