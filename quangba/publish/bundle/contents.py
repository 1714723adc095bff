"""What a copy holds: the files of the built site, and what stands for those that would not work."""

from __future__ import annotations

import base64
import datetime as dt
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from quangba.outputs.theme_assets import FOLDER as ASSETS
from quangba.publish.bundle import pages, scripts, sources, words
from quangba.publish.bundle.links import INDEX, Links
from quangba.publish.bundle.pages import Look
from quangba.publish.bundle.sources import Part, Source
from quangba.publish.bundle.words import Words
from quangba.site import Site

SHEET = f"{ASSETS}/copy.css"
THEME_SHEET = "copy/notice.css"
_FONT = re.compile(r"url\((?P<name>[\w.-]+\.woff2)\)")
_FOUND_PAGE = re.compile(r"page\.[0-9a-f]+\.json")

File = bytes | Path
"""The bytes of a file, or the file of the built site that has them."""


def files(
    site: Site, source: Source, without: tuple[Part, ...], day: dt.date
) -> Iterator[tuple[str, File]]:
    """Every file of the copy but the lists of them, by its path."""
    said = words.of_site(site, day, site.settings.offline_copy.old_after)
    name, code = scripts.classic(_modules(source))
    look = _look(site, source, without, said, f"{ASSETS}/{name}")
    yield look.script, code
    yield SHEET, _sheet(site.settings.theme_dir / THEME_SHEET)
    yield words.README, words.readme(said)
    for path in source.files:
        if path not in look.left_out and not sources.is_module(path) and not _is_font(path):
            yield _copied(path, source.built.folder / path, look)


def _modules(source: Source) -> Mapping[str, str]:
    """The theme's scripts by the names that they import each other by."""
    root = source.built.folder
    return {
        Path(path).name: (root / path).read_text(encoding="utf-8")
        for path in source.files
        if sources.is_module(path)
    }


def _look(
    site: Site, source: Source, without: tuple[Part, ...], said: Mapping[str, Words], script: str
) -> Look:
    root = source.built.folder
    tracks = [path for path in source.files if path.endswith(".vtt")]
    return Look(
        links=Links(frozenset(source.files), site.settings.site_url),
        script=script,
        sheet=SHEET,
        note=lambda page: said[_locale(site, page)].note,
        words=lambda page: said[_locale(site, page)].left_out,
        left_out=source.left_out(without),
        tracks={path: (root / path).read_bytes() for path in tracks},
    )


def _locale(site: Site, page: str) -> str:
    """The language of a page's readers, which its path tells."""
    locales = [each.locale for each in site.settings.languages if not each.is_source]
    first = page.partition("/")[0]
    return first if first in locales else site.settings.source.locale


def _copied(path: str, file: Path, look: Look) -> tuple[str, File]:
    """A file of the site as the copy has it, with its path there."""
    content: File = file
    if path.endswith(".html"):
        content = pages.rewritten(file.read_text(encoding="utf-8"), path, look).encode()
    elif path.endswith(".css"):
        content = _with_fonts(file).encode()
    elif sources.is_fetched(path) and _FOUND_PAGE.fullmatch(file.name):
        content = _leading(file)
    if not sources.is_fetched(path):
        return path, content
    data = content if isinstance(content, bytes) else content.read_bytes()
    return f"{path}.js", scripts.data(path, data)


def _leading(file: Path) -> bytes:
    """A page as the search finds it, with the address of its file."""
    said = json.loads(file.read_bytes())
    said["url"] = f"{said['url']}{INDEX}" if said["url"][-1:] in ("", "/") else said["url"]
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()


def _is_font(path: str) -> bool:
    return path.endswith(".woff2")


def _with_fonts(sheet: Path) -> str:
    """A stylesheet that carries its fonts: some browsers take none from another file.

    They are waited for. The site does not, because of slow networks; here there is none.
    """

    def packed(match: re.Match[str]) -> str:
        data = base64.b64encode((sheet.parent / match["name"]).read_bytes()).decode()
        return f"url(data:font/woff2;base64,{data})"

    waited = sheet.read_text(encoding="utf-8").replace(
        "font-display:optional", "font-display:block"
    )
    return _FONT.sub(packed, waited)


def _sheet(file: Path) -> bytes:
    """How the note above each page looks; a theme without such a file leaves it plain."""
    return file.read_bytes() if file.is_file() else b""
