"""A store that speaks S3, from which a server of websites shows what is below a prefix.

It has no folders to switch. So a release is first sent where nobody sees it; then its pages are
copied within the store to where readers are, in an order in which no page names a missing file
(`order`); and what no page names any more is deleted last.
"""

from __future__ import annotations

import contextlib
import gzip
from collections.abc import Iterator
from dataclasses import dataclass

from quangba import clock
from quangba.errors import PublishError
from quangba.messages import msg
from quangba.options.targets import S3Target
from quangba.publish import labels
from quangba.publish.labels import Label
from quangba.publish.release import Manifest, Release
from quangba.publish.target import Kept, Tell
from quangba.publish.targets.s3 import holding, lock
from quangba.publish.targets.s3.holding import OURS, Holding, Names
from quangba.publish.targets.s3.run import Run
from quangba.publish.targets.s3.store import Store, connected, place


def opened(options: S3Target) -> Bucket:
    """The bucket of a target. Raises PublishError without credentials."""
    store = Store(connected(options), options.bucket, place(options))
    return Bucket(store, Names(options.prefix), options.keep, options.compress)


@dataclass(frozen=True, slots=True)
class Bucket:
    """keep: releases that stay; compress: text is put there as gzip."""

    store: Store
    names: Names
    keep: int
    compress: bool

    def published(self) -> Manifest:
        """What readers get; '' in place of the SHA-256 of what is not what we put there."""
        state = holding.state_of(self.store, self.names)
        if state.current is None and not state.written:
            return {}
        current = state.current
        files = holding.manifest_of(self.store, self.names, current) if current else {}
        cut = len(self.names.prefix)
        listed = self.store.listed(self.names.prefix)
        return holding.seen(state, {key[cut:]: each.etag for key, each in listed.items()}, files)

    def releases(self) -> tuple[Kept, ...]:
        """What is kept, newest first."""
        state = holding.state_of(self.store, self.names)
        return labels.listed(holding.known(self.store, self.names), state.current)

    def read(self, path: str) -> bytes | None:
        """The bytes of a published file."""
        got = self.store.get(self.names.site(path))
        if got is None:
            return None
        body, encoding = got
        with contextlib.suppress(gzip.BadGzipFile, EOFError):
            return gzip.decompress(body) if encoding == "gzip" else body
        return body

    def publish(self, release: Release, tell: Tell) -> bool:
        """Send what is not there, then show it."""
        if alien := next((path for path in release.files if path.startswith(OURS)), None):
            raise PublishError(
                msg("{file} cannot be published: {folder} is where quangba keeps its own notes."
                    " Rename it.",
                    file=alien, folder=OURS)
            )  # fmt: skip
        with self._alone(tell) as run:
            held, state = run.held, run.held.state
            current = state.current
            same = current if current and current.name == release.name else None
            if same and state.whole and run.nothing_to_do(same, release.files):
                return False
            label = same or self._following(held, release)
            run.send(label, release)
            gone = {*labels.withdrawn(held.releases, current or Label(0, "", ""))} - {label}
            gone |= {*labels.spare(held.releases.keys() - gone, label, self.keep)}
            run.show(label, release.files)
            run.clear(label, release.files, gone)
        return True

    def _following(self, held: Holding, release: Release) -> Label:
        return labels.following(held.releases, release.name, clock.now())

    def rollback(self, tell: Tell) -> str:
        """Show the release before the present one, from what the store has kept."""
        with self._alone(tell) as run:
            held, current = run.held, run.held.state.current
            label = labels.before(held.releases, current) if current else None
            if label is None:
                raise PublishError(
                    msg("{place} has no release before the present one.", place=self._shown)
                )
            files = held.releases[label]
            if file := run.missing(files):
                raise PublishError(
                    msg("{file} of the release {name} is no longer in {place}; readers go on"
                        " seeing the present release. Publish a site that is right.",
                        file=file, name=label.name, place=self._shown)
                )  # fmt: skip
            tell(msg("Going back to {folder}", folder=label))
            run.show(label, files)
            run.clear(label, files, set())
        return label.name

    @property
    def _shown(self) -> str:
        return f"{self.store.place}/{self.store.bucket}/{self.names.prefix}"

    @contextlib.contextmanager
    def _alone(self, tell: Tell) -> Iterator[Run]:
        """One run at a time; what it came to is noted also when it fails."""
        with lock.held(self.store, self.names.locks) as mark:
            run = Run(holding.held(self.store, self.names), self.compress, mark, tell)
            try:
                yield run
            except BaseException:
                with contextlib.suppress(PublishError):
                    run.save()
                raise
