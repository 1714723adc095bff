"""What is done to a site before each measured build, the same for every generator."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.articles import Page, article
from benchmarks.generator import Generator

SCENARIOS = ("cold", "no change", "edit a body", "edit a title", "add a page", "edit the template")
BARE = "nothing kept"
"""A cold build that also encodes every picture: done once, at the beginning."""


@dataclass(slots=True)
class Bench:
    """A generator's site of one size, and what has been changed in it."""

    generator: Generator
    root: Path
    count: int
    _kept: dict[Path, bytes | None] = field(default_factory=dict)

    def prepare(self, scenario: str, number: int) -> str:
        """Change the site as a scenario wants it in a round; the file that changed, or ''."""
        match scenario:
            case "cold":
                self.restore()
                self.generator.cold(self.root)
                return ""
            case "nothing kept":
                self.restore()
                self.generator.bare(self.root)
                return ""
            case "no change" | "first build":
                return ""
            case "edit a body":
                return self._put(self._edited(number, title=False))
            case "edit a title":
                return self._put(self._edited(number, title=True))
            case "add a page":
                return self._put(article(self.count, self.count))
            case "edit the template":
                return self._template(number)
            case _:
                raise ValueError(scenario)

    def restore(self) -> None:
        """Make the site what it was before any change."""
        for file, data in self._kept.items():
            if data is None:
                file.unlink(missing_ok=True)
            else:
                file.write_bytes(data)
        self._kept.clear()

    def _edited(self, number: int, *, title: bool) -> Page:
        """The page in the middle of the list, changed in another way in each round."""
        page = article(self.count // 2, self.count)
        body = page.edited(number + 1, title=False)
        return body.edited(number + 1, title=True) if title else body

    def _put(self, page: Page) -> str:
        before = {
            file: file.read_bytes()
            for file in self.root.rglob(f"{page.path.rpartition('/')[2]}.md")
            if "node_modules" not in file.parts
        }
        self.generator.put(self.root, page)
        name = self.generator.page.format(path=page.path)
        if before:
            for file, data in before.items():
                self._kept.setdefault(file, data)
        else:
            added = self.root.rglob(f"{page.path.rpartition('/')[2]}.md")
            self._kept.update(dict.fromkeys(added))
        return name

    def _template(self, number: int) -> str:
        name, before = self.generator.template
        file = self.root / name
        data = self._kept.setdefault(file, file.read_bytes())
        assert data is not None
        head, mark, tail = data.decode().rpartition(before)
        file.write_text(f'{head}<p class="edited">{number}</p>\n{mark}{tail}', encoding="utf-8")
        return name
