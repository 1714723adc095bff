"""A site as a tree of git: every file with its very bytes, whatever anybody's settings say.

Files are given to git one by one as they are. `git add` would ask .gitignore, attributes and
settings of the author what to leave out or to change.
"""

from __future__ import annotations

import hashlib
import subprocess
import tempfile
from collections.abc import Collection, Iterator, Mapping
from typing import IO

from quangba.errors import PublishError
from quangba.messages import msg
from quangba.publish import git_command
from quangba.publish.git_command import Git
from quangba.publish.release import Manifest, Release

NO_JEKYLL = ".nojekyll"
"""Without this file GitHub Pages leaves out what begins with `_`."""

CNAME = "CNAME"
"""The site's own domain, which GitHub Pages itself writes into the branch."""

_FILE, _LINK = "100644", "120000"


def own(git: Git, head: str | None, files: Manifest) -> Mapping[str, str]:
    """Path -> blob of what the hosting needs and the release does not have."""
    found = {}
    if NO_JEKYLL not in files:
        found[NO_JEKYLL] = git.run("hash-object", "-w", "--stdin", data=b"").strip()
    if head and CNAME not in files:
        blobs = dict(_blobs(git, head))
        found |= {CNAME: blobs[CNAME]} if CNAME in blobs else {}
    return found


def write(git: Git, release: Release, extra: Mapping[str, str]) -> str:
    """The tree of a release. Raises PublishError when the site is changed meanwhile."""
    paths = [str((release.folder / path).absolute()) for path in release.files]
    blobs = git.run(
        "hash-object", "-w", "--no-filters", "--stdin-paths",
        data="".join(f"{path}\n" for path in paths).encode(),
    ).split()  # fmt: skip
    for (path, wanted), blob in zip(release.files.items(), blobs, strict=True):
        data = (release.folder / path).read_bytes()
        if hashlib.sha256(data).hexdigest() != wanted or _blob(data) != blob:
            raise PublishError(
                msg("{file} was changed while the site was being published. Readers see what they"
                    " saw. Wait for the build and publish again.",
                    file=release.folder / path)
            )  # fmt: skip
    rows = {**dict(zip(release.files, blobs, strict=True)), **extra}
    git.run("read-tree", "--empty")
    git.run(
        "update-index", "-z", "--index-info",
        data="".join(f"{_FILE} {blob}\t{path}\0" for path, blob in rows.items()).encode(),
    )  # fmt: skip
    return git.run("write-tree").strip()


def _blob(data: bytes) -> str:
    """What git calls a file with these bytes."""
    return hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


def is_site(git: Git, commit: str) -> bool:
    """Whether a tree that is not of our making looks like a website, or is empty."""
    names = set(git.run("ls-tree", "-z", "--name-only", commit).split("\0")) - {""}
    return not names - {CNAME, NO_JEKYLL, "README.md"} or (
        "index.html" in names and "mkdocs.yml" not in names
    )


def manifest(git: Git, commit: str, without: Collection[str]) -> Manifest:
    """The files of a commit by content."""
    rows = [(path, blob) for path, blob in _blobs(git, commit) if path not in without]
    with tempfile.TemporaryFile() as asked:  # not a pipe: both ends would wait for each other
        asked.write("".join(f"{blob}\n" for _, blob in rows).encode())
        asked.seek(0)
        with subprocess.Popen(
            ["git", "cat-file", "--batch"],  # noqa: S607 - the one in the path
            env=git.environment(), stdin=asked, stdout=subprocess.PIPE,
        ) as process:  # fmt: skip
            assert process.stdout is not None
            digests = [_next(process.stdout) for _ in rows]
    return {path: digest for (path, _), digest in zip(rows, digests, strict=True)}


def _next(stream: IO[bytes]) -> str:
    """SHA-256 of the next file of `cat-file --batch`: a line that ends in the size, then bytes."""
    head = stream.readline().split()
    if len(head) != 3 or head[1] != b"blob":
        raise git_command.failed("cat-file", b" ".join(head))
    data = stream.read(int(head[2]))
    stream.read(1)
    return hashlib.sha256(data).hexdigest()


def _blobs(git: Git, commit: str) -> Iterator[tuple[str, str]]:
    for row in git.run("ls-tree", "-r", "-z", commit).split("\0"):
        about, _, path = row.partition("\t")
        if " blob " in about and not about.startswith(_LINK):
            yield path, about.split()[2]
