"""What a store holds of us: notes and list together, and the names of all that we put there.

PREFIX                      the site, as a server of websites shows it
PREFIX.quangba/state.json   `State`
PREFIX.quangba/locks/       see `lock`
PREFIX.quangba/releases/    LABEL.json: the manifest of each release that is kept
PREFIX.quangba/objects/     SHA-256 (.gz): contents of paths that do not name their content
PREFIX.quangba/found/       what somebody else had put where a page of ours is now
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from quangba.outputs.hosting import delivery
from quangba.publish import labels
from quangba.publish.copies import is_theme
from quangba.publish.labels import Label
from quangba.publish.release import Manifest, dump, parse
from quangba.publish.targets.s3.packing import Form
from quangba.publish.targets.s3.state import State, Written
from quangba.publish.targets.s3.store import Store

OURS = ".quangba/"
_JSON = {"ContentType": "application/json", "CacheControl": "no-store"}


@dataclass(frozen=True, slots=True)
class Names:
    """Keys below a prefix, which is '' or ends with '/'."""

    prefix: str

    def site(self, path: str) -> str:
        """Where readers find a file."""
        return self.prefix + path

    @property
    def state(self) -> str:
        """Where our notes are."""
        return f"{self.prefix}{OURS}state.json"

    @property
    def locks(self) -> str:
        """The prefix of marks of runs."""
        return f"{self.prefix}{OURS}locks/"

    @property
    def objects(self) -> str:
        """The prefix of contents."""
        return f"{self.prefix}{OURS}objects/"

    def release(self, label: Label | str) -> str:
        """Where a manifest is."""
        return f"{self.prefix}{OURS}releases/{label}.json"

    def found(self, path: str) -> str:
        """Where something is kept that was not ours."""
        return f"{self.prefix}{OURS}found/{path}"

    def content(self, digest: str, encoding: str) -> str:
        """Where a content is kept."""
        return f"{self.objects}{digest}{'.gz' if encoding else ''}"


@dataclass(slots=True)
class Holding:
    """etags: path -> ETag of what readers get; contents: keys of contents; releases: kept ones."""

    store: Store
    names: Names
    state: State
    etags: dict[str, str]
    contents: set[str]
    releases: dict[Label, Manifest]

    def is_ours(self, path: str) -> bool:
        """Whether we have put this path there, or were about to."""
        return (
            path in self.state.written
            or path in self.state.begun
            or any(path in files for files in self.releases.values())
        )

    def shows(self, path: str, digest: str, form: Form | None = None) -> bool:
        """Whether readers get this content there (in this form)."""
        written = self.state.written.get(path)
        return (
            written is not None
            and written.digest == digest
            and written.etag == self.etags.get(path)
            and (form is None or written.form == str(form))
        )

    def note(self, path: str, written: Written) -> None:
        """Remember what has just been put at a path."""
        self.state.written[path] = written
        self.etags[path] = written.etag

    def forget(self, path: str) -> None:
        """Remember that a path is gone."""
        self.state.written.pop(path, None)
        self.etags.pop(path, None)

    def save(self) -> None:
        """Write the notes."""
        self.store.put(self.names.state, self.state.dump(), _JSON)

    def keep(self, label: Label, files: Manifest) -> None:
        """Write the manifest of a release."""
        self.store.put(self.names.release(label), dump(files), _JSON)
        self.releases[label] = files

    def agreed(self, path: str, digest: str) -> bool:
        """Whether a path says by its name what is in it, and no kept release contradicts."""
        return names_content(path) and all(
            files.get(path, digest) == digest for files in self.releases.values()
        )

    def retained(self, label: Label) -> frozenset[str]:
        """Styles, scripts and fonts of the release before one, which stay where they are.

        Pages that are open, or that some cache keeps, still name them. Pictures and data do not
        stay: what was taken from readers is gone at once.
        """
        last = labels.before(self.releases, label)
        return frozenset(
            path
            for path, digest in (self.releases[last] if last else {}).items()
            if is_theme(path) and self.shows(path, digest)
        )

    def needed(self) -> frozenset[str]:
        """Digests of contents that kept releases need, and that are nowhere else."""
        return frozenset(
            digest
            for files in self.releases.values()
            for path, digest in files.items()
            if not (names_content(path) and self.shows(path, digest))
        )


def names_content(path: str) -> bool:
    """Whether what is at a path never changes."""
    return delivery.HASHED.search(path) is not None


def state_of(store: Store, names: Names) -> State:
    """The notes of a store; those of an empty one where there are none."""
    got = store.get(names.state)
    return State.parse(got[0], names.state) if got else State()


def manifest_of(store: Store, names: Names, label: Label) -> Manifest:
    """The files of a release; none where it is not there."""
    got = store.get(names.release(label))
    return parse(got[0], names.release(label)) if got else {}


def known(store: Store, names: Names) -> tuple[Label, ...]:
    """Releases that are kept."""
    return tuple(_labels(names, store.listed(names.release("").removesuffix(".json"))))


def held(store: Store, names: Names) -> Holding:
    """All that a run needs to know. Raises PublishError."""
    listed = store.listed(names.prefix)
    inner = names.prefix + OURS
    return Holding(
        store,
        names,
        state_of(store, names),
        {
            key.removeprefix(names.prefix): found.etag
            for key, found in listed.items()
            if not key.startswith(inner)
        },
        {key for key in listed if key.startswith(names.objects)},
        {label: manifest_of(store, names, label) for label in _labels(names, listed)},
    )


def _labels(names: Names, keys: Iterable[str]) -> Iterator[Label]:
    folder = names.release("").removesuffix(".json")
    for key in keys:
        if key.startswith(folder) and (
            label := Label.read(key.removeprefix(folder).removesuffix(".json"))
        ):
            yield label


def seen(holding: State, etags: Mapping[str, str], current: Manifest) -> Manifest:
    """What readers get, path by path; '' where it is not what we put there."""
    left = (path for path in holding.written if path in etags and not is_theme(path))
    paths = {*current, *left}
    return {
        path: written.digest
        if (written := holding.written.get(path)) and written.etag == etags.get(path)
        else ""
        for path in sorted(paths)
    }
