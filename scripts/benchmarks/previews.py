"""Programs that show a site while it is written: how each is started, and what is edited in it."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import yaml

from benchmarks import hugo, ours, photos, plain_mkdocs
from benchmarks.articles import LANGUAGES, PHOTOS, Page, article
from benchmarks.generator import Dumper, Generator
from benchmarks.tools import Tools

EDITS = ("body", "title", "picture", "caption", "word", "template", "style")


@dataclass(frozen=True, slots=True)
class Previewer:
    """One of those that are measured. Files are '' where a program has nothing of the kind.

    command: how it is started in a site's folder, for a port; photo: the file of a photo, by its
    name; caption: the file with the texts of a photo; word: that with the words of buttons; style:
    a stylesheet that all pages load.
    """

    generator: Generator
    command: Callable[[Tools, Path, int], Sequence[str]]
    photo: str
    caption: str = ""
    word: str = ""
    style: str = ""

    @property
    def name(self) -> str:
        """That of its generator."""
        return self.generator.name

    @property
    def edits(self) -> tuple[str, ...]:
        """Those that can be done."""
        lacking = {name for name in ("caption", "word", "style") if not getattr(self, name)}
        return tuple(name for name in EDITS if name not in lacking)


def _quangba(_tools: Tools, _root: Path, port: int) -> Sequence[str]:
    return [sys.executable, "-m", "quangba", "serve", "--address", f"127.0.0.1:{port}"]  # fmt: skip


def _mkdocs(_tools: Tools, _root: Path, port: int) -> Sequence[str]:
    # told by its name: with click 8.3 its default is off
    return [sys.executable, "-m", "mkdocs", "serve", "--livereload", "--quiet",
            "--dev-addr", f"127.0.0.1:{port}"]  # fmt: skip


def _hugo(tools: Tools, root: Path, port: int) -> Sequence[str]:
    return [str(tools.hugo()), "server", "--quiet", "--cacheDir", str(root / "cache"),
            "--bind", "127.0.0.1", "--port", str(port)]  # fmt: skip


PREVIEWERS = (
    Previewer(
        ours.QUANGBA, _quangba,
        photo="assets/media/{}.jpg", caption="assets/media/{}.yml",
        word="docs/vi/strings.yml", style="assets/theme/css/10-base.css",
    ),
    Previewer(plain_mkdocs.PLAIN, _mkdocs, photo="docs/vi/media/{}.jpg"),
    Previewer(
        hugo.HUGO, _hugo,
        photo="assets/media/{}.jpg", caption="data/pictures.yaml", style="assets/css/site.css",
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Edit:
    """A file that is to be written. shows: text that then is in the page, '' for a picture."""

    file: Path
    data: bytes
    shows: str = ""

    def write(self) -> None:
        """Save it."""
        self.file.write_bytes(self.data)


@dataclass(slots=True)
class Desk:
    """Where somebody edits the page in the middle of the news, in the source language.

    Edits add up, as they do on a working day. `root` is the site's folder.
    """

    previewer: Previewer
    root: Path
    count: int
    _kept: dict[Path, bytes] = field(default_factory=dict)
    _page: Page = field(init=False)

    def __post_init__(self) -> None:
        """Begin with the page as it is."""
        self._page = article(self.count // 2, self.count)

    @property
    def address(self) -> str:
        """Of the page, below that of the site."""
        return f"{self._page.path}/"

    def edit(self, name: str, number: int) -> Edit:
        """What an edit of a name writes, another thing for each number."""
        mark = f"{name} {number:03}"
        match name:
            case "body" | "title":
                return self._of_page(name, mark)
            case "picture":
                file = self.root / self.previewer.photo.format(self._photo)
                return Edit(file, photos.jpeg(PHOTOS + number))
            case "caption":
                return self._caption(mark)
            case "word":
                text = self._text(self.previewer.word)
                head, _, rest = text.partition("\nmenu: ")
                _, _, tail = rest.partition("\n")
                return Edit(self.root / self.previewer.word,
                            f"{head}\nmenu: {mark}\n{tail}".encode(), mark)  # fmt: skip
            case "template":
                name, before = self.previewer.generator.template
                head, at, tail = self._text(name).rpartition(before)
                return Edit(self.root / name, f"{head}<p>{mark}</p>\n{at}{tail}".encode(), mark)
            case "style":
                text = f'{self._text(self.previewer.style)}\nhtml {{ --edited: "{mark}"; }}\n'
                return Edit(self.root / self.previewer.style, text.encode(), mark)
            case _:
                raise ValueError(name)

    @property
    def _photo(self) -> str:
        return self._page.picture.removesuffix(".jpg")

    def _text(self, name: str) -> str:
        file = self.root / name
        return self._kept.setdefault(file, file.read_bytes()).decode()

    def _of_page(self, name: str, mark: str) -> Edit:
        owner, count = LANGUAGES[0], self.count
        before, first = self._page.words[owner], article(count // 2, count).words[owner]
        after = (
            replace(before, title=f"{first.title} {mark}") if name == "title"
            else replace(before, body=f"{mark}\n\n{first.body}")
        )  # fmt: skip
        self._page = replace(self._page, words={**self._page.words, owner: after})
        file = self.previewer.generator.page.format(path=self._page.path)
        with tempfile.TemporaryDirectory() as scratch:
            self.previewer.generator.put(Path(scratch), self._page)
            return Edit(self.root / file, Path(scratch, file).read_bytes(), mark)

    def _caption(self, mark: str) -> Edit:
        file = self.root / self.previewer.caption.format(self._photo)
        said = yaml.safe_load(self._text(self.previewer.caption.format(self._photo)))
        own = said.get(self._page.picture, said)  # one file for all photos, or one for each
        own["caption"][LANGUAGES[0]] = mark
        data = yaml.dump(said, Dumper=Dumper, allow_unicode=True, sort_keys=False, width=10_000)
        return Edit(file, data.encode(), mark)
