"""Pictures of the main views, for people: `.venv/bin/python scripts/screenshots.py FOLDER`.

Builds the site (or another: `--config tests/sample_site/mkdocs.yml`), saves each view in each
language, on a phone and on a desk, light and dark, with FOLDER/index.html to see them side by side.
Needs the test environment (`python3 scripts/test.py --only unit` makes it) and a browser.
"""

from __future__ import annotations

import argparse
import functools
import http.server
import itertools
import os
import tempfile
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from playwright.sync_api import Browser, sync_playwright

from quangba import addresses, site
from quangba.build import driver
from quangba.content.tree import Entry, Fallback, Translated
from quangba.languages import Language
from quangba.settings import Settings, read

WIDTHS = (360, 1440)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
HEIGHT = 900

Choice = Callable[[Entry, str], bool]


def _of_kind(kind: str) -> Choice:
    def fits(entry: Entry, locale: str) -> bool:
        translated = isinstance(entry.version(locale), Translated)
        return entry.kind == kind and not entry.is_index and translated

    return fits


VIEWS: dict[str, Choice] = {
    "home": lambda entry, locale: entry.uri == "index.md",
    "listing": lambda entry, locale: entry.is_index and entry.uri != "index.md",
    "place": _of_kind("place"),
    "event": _of_kind("event"),
    "news": _of_kind("news"),
    "page": _of_kind("page"),
    "fallback": lambda entry, locale: isinstance(entry.version(locale), Fallback),
}


ALL_DECODED = """async () => {
  const images = [...document.images];
  for (const image of images) image.loading = "eager";
  await Promise.all(images.map(image => image.decode().catch(() => {})));
}"""
"""A picture that comes in when it is near would be taken as its placeholder."""


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture: what it shows, where that is, and the file's name."""

    view: str
    language: Language
    address: str
    width: int
    scheme: Literal["light", "dark"]

    @property
    def name(self) -> str:
        """The file's name: view, language, width, colours."""
        return f"{self.view}-{self.language.locale}-{self.width}-{self.scheme}.png"


def shots(settings: Settings) -> Iterator[Shot]:
    """Every picture to take: the first page of each sort in each language, and the 404 page."""
    loaded, _ = site.load(settings)
    entries = loaded.public.entries.values()
    for language in settings.languages:
        found = {"404": f"{language.url_prefix}no-such-page/"}
        for view, fits in VIEWS.items():
            for entry in entries:
                if fits(entry, language.locale):
                    found[view] = addresses.of(entry.uri, language).removeprefix(".")
                    break
        for (view, address), width, scheme in itertools.product(found.items(), WIDTHS, SCHEMES):
            yield Shot(view, language, address, width, scheme)


class Handler(http.server.SimpleHTTPRequestHandler):
    """Serves a folder below the path of the site's address, with the page for what is missing."""

    def __init__(self, folder: Path, base: str, *arguments: Any) -> None:
        self.base = base
        super().__init__(*arguments, directory=str(folder))

    def translate_path(self, path: str) -> str:
        """Leave out the path of the site's address; what is missing gets its language's 404."""
        found = Path(super().translate_path("/" + path.removeprefix(self.base)))
        if found.is_file() or (found / "index.html").is_file():
            return f"{found}/" if found.is_dir() else str(found)
        language = path.removeprefix(self.base).partition("/")[0]
        pages = (Path(self.directory, language, "404.html"), Path(self.directory, "404.html"))
        return str(next(page for page in pages if page.is_file()))

    def log_message(self, format: str, *arguments: Any) -> None:  # noqa: A002 - the library's
        """Say nothing."""


def take(browser: Browser, shot: Shot, root: str, folder: Path) -> None:
    """Save one picture of a whole page."""
    context = browser.new_context(
        viewport={"width": shot.width, "height": HEIGHT},
        color_scheme=shot.scheme,
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.goto(root + shot.address)
    page.evaluate(ALL_DECODED)
    page.screenshot(path=folder / shot.name, full_page=True)
    context.close()


def sheet(taken: list[Shot], title: str) -> str:
    """A page with all pictures, view by view."""
    rows = []
    for view, group in itertools.groupby(
        sorted(taken, key=lambda shot: shot.view), lambda s: s.view
    ):
        cells = "".join(
            f'<a href="{shot.name}"><img src="{shot.name}" height="420" loading="lazy"'
            f' alt="{shot.name}"><br>{shot.language.tag} {shot.width} {shot.scheme}</a>\n'
            for shot in group
        )
        rows.append(f"<h2>{view}</h2>\n<div>{cells}</div>\n")
    style = "div{display:flex;gap:1em;overflow-x:auto} img{max-height:420px;border:1px solid #888}"
    return (
        f'<!doctype html>\n<meta charset="utf-8">\n<title>{title}</title>\n'
        f"<style>{style} body{{font:14px sans-serif}}</style>\n{''.join(rows)}"
    )


def main() -> None:
    """Build, serve, take every picture, write the sheet."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--config", type=Path, default=Path("mkdocs.yml"))
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    settings = read(options.config)
    base = urlsplit(settings.site_url).path
    with tempfile.TemporaryDirectory() as built:
        folder = Path(built, "site")
        driver.build(options.config, site_dir=folder)
        handler = functools.partial(Handler, folder, base)
        with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            taken = _take_all(
                settings, f"http://127.0.0.1:{server.server_port}{base}", options.folder
            )
            server.shutdown()
    (options.folder / "index.html").write_text(sheet(taken, settings.site_name), encoding="utf-8")
    print(f"{len(taken)} pictures: {options.folder / 'index.html'}")


def _take_all(settings: Settings, root: str, folder: Path) -> list[Shot]:
    taken = list(shots(settings))
    program = os.environ.get("QUANGBA_BROWSER", "/usr/bin/chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program)
        for shot in taken:
            take(browser, shot, root, folder)
        browser.close()
    return taken


if __name__ == "__main__":
    main()
