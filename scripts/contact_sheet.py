"""Pictures of the main views on a few sheets, for people: `scripts/contact_sheet.py`.

Takes each view of the built site (build it first) in each language, on a phone and on a desk, light
and dark, and lays them out: one sheet for each language and look, in .cache/contact-sheet, beside
the single pictures. Run it with .venv/bin/python; the test environment has what it needs
(`python3 scripts/test.py --only unit` makes it), and a browser (QUANGBA_BROWSER).
"""

from __future__ import annotations

import argparse
import functools
import html
import http.server
import itertools
import os
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, sync_playwright

from quangba import addresses, site
from quangba.content.tree import ContentTree, Translated
from quangba.languages import Language
from quangba.settings import Settings, read

WIDTHS = (360, 1440)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
HEIGHT = 900

ALL_DECODED = """async () => {
  const images = [...document.images];
  for (const image of images) image.loading = "eager";
  await Promise.all([document.fonts.ready, ...images.map(image => image.decode().catch(() => {}))]);
}"""
"""A picture that comes in when it is near would be taken as its placeholder."""

SHEET = """<!doctype html><meta charset="utf-8"><style>
body {{ margin: 0; padding: 24px; background: #888; font: 16px sans-serif; }}
main {{ display: flex; flex-wrap: wrap; gap: 24px; width: 3120px; align-items: start; }}
figure {{ margin: 0; display: grid; grid-template-columns: auto auto; gap: 6px; }}
figcaption {{ grid-column: 1 / -1; color: #fff; }}
img {{ max-height: 2400px; width: 180px; object-fit: cover; object-position: top; }}
img + img {{ width: 576px; }}
</style><main>{figures}</main>"""


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
        """The file's name: language, colours, view, width."""
        return f"{self.language.locale}-{self.scheme}-{self.view}-{self.width}.png"


def views(tree: ContentTree, language: Language) -> dict[str, str]:
    """Home, the list of the news, the first page of each kind, a missing page: their addresses."""
    entries = [
        entry
        for entry in tree.entries.values()
        if isinstance(entry.version(language.locale), Translated)
    ]
    news = next((f"{each.folder}/" for each in entries if each.kind == "news"), "")
    lists = (each for each in entries if each.is_index and each.uri != "index.md")
    found = {
        "home": next((each for each in entries if each.uri == "index.md"), None),
        "listing": next((each for each in lists if each.uri.startswith(news)), None),
    }
    for entry in entries:
        if not entry.is_index:
            found.setdefault(entry.fields.layout or entry.kind, entry)
    shown = {
        view: addresses.of(entry.uri, language).removeprefix(".")
        for view, entry in found.items()
        if entry
    }
    return {**shown, "404": f"{language.url_prefix}no-such-page/"}


def shots(settings: Settings, widths: tuple[int, ...], only: list[str]) -> Iterator[Shot]:
    """Every picture to take, those of one window and look together."""
    loaded, _ = site.load(settings)
    found = {language: views(loaded.public, language) for language in settings.languages}
    for width, scheme, language in itertools.product(widths, SCHEMES, settings.languages):
        for view, address in found[language].items():
            if not only or view in only:
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


def take(page: Page, shot: Shot, root: str, folder: Path) -> None:
    """Save one picture of a whole page."""
    page.goto(root + shot.address)
    page.evaluate(ALL_DECODED)
    page.screenshot(path=folder / shot.name, full_page=True)


def take_all(browser: Browser, taken: list[Shot], root: str, folder: Path) -> None:
    """Save every picture, those of one window and look in one tab."""
    for (width, scheme), group in itertools.groupby(taken, lambda s: (s.width, s.scheme)):
        context = browser.new_context(
            viewport={"width": width, "height": HEIGHT}, color_scheme=scheme,
            reduced_motion="reduce",
        )  # fmt: skip
        page = context.new_page()
        for shot in group:
            take(page, shot, root, folder)
        context.close()


def lay_out(browser: Browser, taken: list[Shot], folder: Path) -> list[Path]:
    """Save the sheets: for each language and look all views, the widths of each side by side."""
    sheets: dict[str, dict[str, list[Shot]]] = {}
    for shot in taken:
        of = sheets.setdefault(f"sheet-{shot.language.locale}-{shot.scheme}", {})
        of.setdefault(shot.view, []).append(shot)
    page = browser.new_page(viewport={"width": 3168, "height": HEIGHT})
    for name, rows in sheets.items():
        figures = "".join(
            f"<figure><figcaption>{html.escape(view)}</figcaption>"
            + "".join(f'<img src="{shot.name}" alt="">' for shot in row)
            + "</figure>"
            for view, row in rows.items()
        )
        file = folder / f"{name}.html"
        file.write_text(SHEET.format(figures=figures), encoding="utf-8")
        page.goto(file.as_uri())
        page.evaluate(ALL_DECODED)
        page.screenshot(path=file.with_suffix(".png"), full_page=True)
        file.unlink()
    return [folder / f"{name}.png" for name in sheets]


def arguments() -> argparse.Namespace:
    """What was asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--config", type=Path, default=Path("mkdocs.yml"))
    parser.add_argument(
        "--view", action="append", default=[], help="only this view; again for more"
    )
    parser.add_argument("--width", type=int, action="append", help=f"instead of {WIDTHS}")
    return parser.parse_args()


def main() -> None:
    """Serve the built site, take every picture, write the sheets."""
    options = arguments()
    settings = read(options.config)
    if not settings.site_dir.is_dir():
        sys.exit("There is no built site. Build it first: python3 scripts/build.py")
    base = urlsplit(settings.site_url).path
    folder = settings.cache_dir / "contact-sheet"
    folder.mkdir(parents=True, exist_ok=True)
    taken = list(shots(settings, tuple(options.width or WIDTHS), options.view))
    handler = functools.partial(Handler, settings.site_dir, base)
    program = os.environ.get("QUANGBA_BROWSER", "/usr/bin/chromium")
    with (
        http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server,
        sync_playwright() as playwright,
    ):
        threading.Thread(target=server.serve_forever, daemon=True).start()
        browser = playwright.chromium.launch(executable_path=program)
        take_all(browser, taken, f"http://127.0.0.1:{server.server_port}{base}", folder)
        for sheet in lay_out(browser, taken, folder):
            print(sheet)
        browser.close()
        server.shutdown()


if __name__ == "__main__":
    main()
