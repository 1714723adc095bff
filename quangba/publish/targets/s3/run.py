"""What one run does in a store, step after step."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from quangba.errors import PublishError
from quangba.messages import msg
from quangba.publish.labels import Label
from quangba.publish.release import Manifest, Release, digest
from quangba.publish.target import Tell
from quangba.publish.targets.s3 import order, packing, store
from quangba.publish.targets.s3.holding import Holding, names_content
from quangba.publish.targets.s3.lock import Lock
from quangba.publish.targets.s3.packing import Form
from quangba.publish.targets.s3.state import Written
from quangba.publish.targets.s3.work import together

SAVED_EVERY = 200
"""Files after which the notes are written: what is noted is not sent again."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file of the site on its way to a key; `path` is '' for a content that nobody sees."""

    key: str
    file: Path
    wanted: str
    form: Form
    path: str = ""


@dataclass(frozen=True, slots=True)
class Copy:
    """A content on its way to where readers find it."""

    source: str
    path: str
    wanted: str
    form: Form


@dataclass(slots=True)
class Run:
    """held: what the store holds, kept up to date; mark: shows others that we are at work."""

    held: Holding
    compress: bool
    mark: Lock
    tell: Tell
    unsaved: int = field(default=0, init=False)
    changed: bool = field(default=False, init=False)

    def save(self) -> None:
        """Write the notes, where there is something to note."""
        if self.changed:
            self.mark.alive()
            self.held.save()
            self.unsaved, self.changed = 0, False

    def _form(self, path: str) -> Form:
        return packing.form(path, compress=self.compress)

    def nothing_to_do(self, label: Label, files: Manifest) -> bool:
        """Whether the store shows exactly this, and nothing is left to be deleted."""
        held = self.held
        return (
            all(held.shows(path, each, self._form(path)) for path, each in files.items())
            and not self._gone(label, files)
            and all(held.names.content(each, "") in held.contents
                    or held.names.content(each, packing.GZIP) in held.contents
                    for each in held.needed())
        )  # fmt: skip

    # -------------------------------------------------------------------------------------- send

    def send(self, label: Label, release: Release) -> None:
        """Put what the store has not: where nobody sees it, or under names that nobody knows."""
        held = self.held
        self._spare_others(release.files)
        held.state.begun |= release.files.keys()
        uploads = tuple(self._uploads(release))
        if uploads:
            self.tell(msg("Sending {count} files to {place}",
                          count=len(uploads), place=held.store.place))  # fmt: skip
        self.changed = True
        self.save()
        together(uploads, self._upload, self._uploaded, self.mark.alive)
        held.keep(label, release.files)

    def _spare_others(self, files: Manifest) -> None:
        """Keep a copy of what was there before us under the same name."""
        held = self.held
        for path in sorted(files.keys() & held.etags.keys()):
            if not held.is_ours(path):
                held.store.copy(held.names.site(path), held.names.found(path), None)
                self.tell(msg("{file} was there before. A copy is in {copy}.",
                              file=path, copy=held.names.found(path)))  # fmt: skip

    def _uploads(self, release: Release) -> Iterable[Upload]:
        held, contents = self.held, set(self.held.contents)
        for path, wanted in release.files.items():
            form, file = self._form(path), release.folder / path
            if held.agreed(path, wanted):
                if not held.shows(path, wanted, form):
                    yield Upload(held.names.site(path), file, wanted, form, path)
            elif (key := held.names.content(wanted, form.encoding)) not in contents:
                contents.add(key)
                yield Upload(key, file, wanted, form)

    def _upload(self, job: Upload) -> str:
        try:
            if job.file.stat().st_size >= store.PARTS_FROM and not job.form.encoding:
                if digest(job.file) != job.wanted:
                    raise _changing(job.file)
                return self.held.store.put_file(job.key, job.file, job.form.headers)
            body = job.file.read_bytes()
        except FileNotFoundError:
            raise _changing(job.file) from None
        if hashlib.sha256(body).hexdigest() != job.wanted:
            raise _changing(job.file)
        return self.held.store.put(job.key, job.form.packed(body), job.form.headers)

    def _uploaded(self, job: Upload, etag: str) -> None:
        if job.path:
            self._note(job.path, Written(job.wanted, etag, str(job.form)))
        else:
            self.held.contents.add(job.key)

    def _note(self, path: str, written: Written) -> None:
        self.held.note(path, written)
        self.changed = True
        self.unsaved += 1
        if self.unsaved >= SAVED_EVERY:
            self.save()

    # -------------------------------------------------------------------------------------- show

    def missing(self, files: Manifest) -> str | None:
        """The first file of a kept release that cannot be shown again."""
        return next((path for path, each in files.items() if not self._source(path, each)), None)

    def _source(self, path: str, wanted: str) -> tuple[str, Form] | None:
        """Where a content is, and in which form it is then."""
        held, form = self.held, self._form(path)
        plain = Form(form.content_type, form.cache_control, "")
        packed = Form(form.content_type, form.cache_control, packing.GZIP)
        for each in (form, plain, packed):
            if (key := held.names.content(wanted, each.encoding)) in held.contents:
                return key, each
        if held.shows(path, wanted):
            return held.names.site(path), form
        return None

    def show(self, label: Label, files: Manifest) -> None:
        """Copy contents to where readers find them, in the order that `order` gives."""
        held, state = self.held, self.held.state
        jobs = {path: job for path, each in files.items() if (job := self._copy(path, each))}
        if state.current != label or jobs:
            state.current, state.whole, self.changed = label, False, True
        state.begun |= files.keys()
        self._keep_contents(jobs)
        self.save()
        if jobs:
            self.tell(msg("Showing {count} files", count=len(jobs)))
        for stage in order.stages(jobs, frozenset(held.etags)):
            together([jobs[path] for path in stage], self._put, self._shown, self.mark.alive)

    def _copy(self, path: str, wanted: str) -> Copy | None:
        held = self.held
        if held.shows(path, wanted, self._form(path)):
            return None
        if names_content(path) and held.shows(path, wanted):
            return None  # its form is an older one; `send` has put the present one where it could
        source = self._source(path, wanted)
        if source is None:
            raise PublishError(msg("{file} is no longer in {place}. Publish again.",
                                   file=path, place=held.store.place))  # fmt: skip
        return Copy(source[0], path, wanted, source[1])

    def _keep_contents(self, paths: Iterable[str]) -> None:
        """Keep contents that are nowhere but where they are about to go, and that releases need."""
        held, needed = self.held, {each for files in self.held.releases.values()
                                   for each in files.values()}  # fmt: skip
        for path in sorted(paths):
            written = held.state.written.get(path)
            if not written or written.digest not in needed or not held.shows(path, written.digest):
                continue
            encoding = written.form.rpartition("|")[2]
            key = held.names.content(written.digest, encoding)
            if key not in held.contents:
                held.store.copy(held.names.site(path), key, None)
                held.contents.add(key)

    def _put(self, job: Copy) -> str:
        return self.held.store.copy(job.source, self.held.names.site(job.path), job.form.headers)

    def _shown(self, job: Copy, etag: str) -> None:
        self._note(job.path, Written(job.wanted, etag, str(job.form)))

    # ------------------------------------------------------------------------------------- clear

    def clear(self, label: Label, files: Manifest, releases: set[Label]) -> None:
        """Delete what is ours and needed by nobody; then the release is whole."""
        held = self.held
        for each in sorted(releases - {label}):
            held.store.delete(held.names.release(each))
            del held.releases[each]
        gone = self._gone(label, files)
        self._keep_contents(gone)
        if gone:
            self.tell(msg("Deleting {count} files that no page names", count=len(gone)))
        together(gone, self._delete, lambda path, _: held.forget(path), self.mark.alive)
        needed = held.needed()
        spare = sorted(key for key in held.contents if _digest_of(key) not in needed)
        together(spare, held.store.delete, lambda key, _: held.contents.discard(key),
                 self.mark.alive)  # fmt: skip
        for path in held.state.written.keys() - held.etags.keys():
            held.forget(path)
        held.state.whole, held.state.begun, self.changed = True, set(), True
        self.save()

    def _gone(self, label: Label, files: Manifest) -> tuple[str, ...]:
        held = self.held
        stay = files.keys() | held.retained(label)
        return tuple(sorted(path for path in held.etags if path not in stay and held.is_ours(path)))

    def _delete(self, path: str) -> None:
        self.held.store.delete(self.held.names.site(path))


def _digest_of(key: str) -> str:
    return key.rpartition("/")[2].partition(".")[0]


def _changing(file: Path) -> PublishError:
    return PublishError(
        msg("{file} was changed while the site was being published. Readers see what they saw."
            " Wait for the build and publish again.",
            file=file)
    )  # fmt: skip
