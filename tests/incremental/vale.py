"""The site that edits are made to: an invented vale in three languages, another one for each seed.

A few pages are always there; which others come along, a seed decides, so that sequences start
from many sites and each of them stays small. The languages are none of the other sites' of this
repository, and the words belong to none.
"""

from __future__ import annotations

import datetime as dt
import functools
import io
import random
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

import yaml
from PIL import Image

from quangba.content.reader import read_tree
from quangba.settings import read as read_settings
from quangba.translations import work
from tests.incremental import manner, pages
from tests.incremental.pages import LOCALES, SOURCE

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "tests" / "sample_site"
START = "2026-03-10T09:00:00+00:00"
"""When a sequence begins; what publishes, ends and expires lies around it."""

CLOCK = "clock"
LIBRARIES = "libraries"
"""Beside the sources: the time of the next build, and the versions of what we depend on."""

CONFIG = """\
site_name: Vale of Morla
site_url: https://morla.example/vale/
docs_dir: docs
site_dir: site

theme:
  name: material
  custom_dir: assets/theme
  font: false

plugins:
  - i18n:
      docs_structure: folder
      languages:
        - {locale: nl, name: Nederlands, default: true, site_description: A vale on no map}
        - {locale: da, name: Dansk, site_name: Morla Dal}
        - {locale: pt, name: Português, site_description: Um vale}
  - quangba:
      language_tags: {pt: pt-PT}
      time_zone: Europe/Amsterdam
      listings: {page_size: 2, untranslated: mark, page_path: blad, topic_path: over}
      feeds: {items: 4, latest: 2, latest_path: nieuwste}
      publisher:
        status: official
        name: {nl: Office of Morla, da: Kontor, pt: Gabinete}
        url: https://office.example/
      terms: {annotate: [place, festival], most: 3}

markdown_extensions:
  - abbr
  - admonition
  - attr_list
  - def_list
  - footnotes
  - md_in_html
  - tables
  - toc:
      permalink: false
  - pymdownx.superfences
  - pymdownx.tabbed:
      alternate_style: true
  - pymdownx.tasklist

validation:
  nav:
    omitted_files: ignore
  links:
    absolute_links: ignore
    not_found: warn
    anchors: warn
    unrecognized_links: warn
"""
RECIPES = """\
hero: {widths: [24, 36], formats: [jpeg]}
card: {widths: [24], formats: [avif, jpeg]}
figure: {widths: [24, 36], formats: [jpeg]}
"""
UNITS = """\
units:
  - id: upper
    code: 'M-01'
    name: {nl: Opper, da: Over, pt: Alto}
    kind: parish
    since: 2020-01-01
    made_of:
      - name: {nl: Ferin, da: Ferin, pt: Ferin}
former_district:
  name: {nl: Oud Morla, da: Gammel Morla, pt: Velha Morla}
  until: 2019-12-31
province:
  name: {nl: Hoog Land, da: Højland, pt: Terra Alta}
"""
FACTS = """\
grain:
  label: {nl: Grain, da: Korn, pt: Trigo}
  value: 1200
  unit: t
  as_of: 2025
  source: [log]
  review_by: 2120-12-31
stones:
  label: {nl: Stones, da: Sten, pt: Pedras}
  value: 30
  to: 40
  unit: t
  as_of: 2025-06
  source: [book]
  review_by: 2120-12-31
"""
SOURCES = """\
log: {name: Mill log, url: "https://log.example/", date: '2025-06'}
book: {name: {nl: Boek, da: Bog, pt: Livro}, date: '2024'}
talk: {name: talk.example, url: "https://talk.example/", internal: true}
"""
TOPICS = """\
water:
  name: {nl: Water, da: Vand, pt: Água}
  description: {nl: Wells and rain., da: Regn., pt: Chuva.}
stone:
  name: {nl: Steen, da: Sten, pt: Pedra}
"""
ROUTES = """\
as_of: 2026-01-01
order: {da: [west, east]}
routes:
  - id: east
    name: {nl: Oost, da: Øst, pt: Leste}
    stops:
      - name: {nl: Gate, da: Port, pt: Porta}
      - name: {nl: Ford, da: Vad, pt: Vau}
        page: land/mill.md
        leg: {by: rail, km: 12.5, sources: [log]}
  - id: west
    name: {nl: West, da: Vest, pt: Oeste}
    stops:
      - name: {nl: Hill, da: Bakke, pt: Monte}
      - name: {nl: Ford, da: Vad, pt: Vau}
        leg: {by: road, km: 3, sources: [book]}
"""
SELF_CHECK = """\
regulation: {nl: Act of Morla, da: Lov, pt: Lei}
source: book
checked: 2026-01-05
items:
  - {id: mills, article: '1', title: {nl: Mills, da: Møller, pt: Moinhos}, pages: [land/mill.md]}
  - {id: search, article: '2', title: {nl: Search, da: Søg, pt: Busca}, feature: search}
  - {id: fees, article: '3', title: {nl: Fees, da: Told, pt: Taxas}}
"""
ACCESSIBILITY = """\
date: 2026-01-05
axe: 4.12.1
rules: 90
pages: 30
violations: 0
languages: [nl, da, pt]
views: [home, listing, place]
looks: {light: 1280, dark: 360}
"""
TERMS = """\
id,kind,nl,da,pt,reading_da,plain,proposed,origin,annotate,also_nl,avoid_pt,sources,note
ford,place,Old Ford,Gammelt Vad,Velho Vau,,,,,,,,log,
moon,festival,Moon Fair,Månefest,Festa da Lua,,,,,,,,,
"""
PICTURES = ("hill.jpg", "wheel.png", "gate.jpg")


_ready: dict[int, Mapping[str, bytes]] = {}


def write(root: Path, seed: int) -> Path:
    """A new site in a folder; its translations are accepted, once for each seed in a process."""
    for name, data in _ready.get(seed, written(seed)).items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(data)
    if seed not in _ready:
        settings = read_settings(root / "mkdocs.yml")
        tree, _ = read_tree(settings)
        for entry in tree.entries.values():
            for locale in sorted(entry.pages.keys() - {entry.owner}):
                work.accept(settings, entry, locale)
        _ready[seed] = sources(root)
    theme(root)
    return root


def written(seed: int) -> Mapping[str, bytes]:
    """Path -> bytes of what people write, without the theme; translations are not stamped."""
    chance = random.Random(seed)  # noqa: S311 - the same every time
    chosen = pages.chosen(chance)
    texts = {
        "mkdocs.yml": CONFIG,
        CLOCK: START,
        manner.ASKED: "",
        f"{LIBRARIES}/markdown-3.11.dist-info/METADATA": "",
        "assets/recipes.yml": RECIPES,
        "assets/data/admin_units.yml": UNITS,
        "assets/data/facts.yml": FACTS,
        "assets/data/sources.yml": SOURCES,
        "assets/data/topics.yml": TOPICS,
        "assets/data/routes.yml": ROUTES,
        "assets/data/terms.csv": TERMS,
        "assets/data/accessibility.yml": ACCESSIBILITY,
        "assets/data/self_check.yml": SELF_CHECK,
        **{f"docs/{locale}/strings.yml": strings(locale) for locale in LOCALES},
        **{
            f"assets/media/{name.rpartition('.')[0]}.yml": sidecar(name)
            for name in PICTURES
        },
        **chosen,
    }  # fmt: skip
    documents = {
        f"assets/documents/{file.name}": file.read_bytes()
        for file in sorted((SAMPLE / "assets" / "documents").iterdir())
    }
    originals = {f"assets/media/{name}": picture(name, 1) for name in PICTURES}
    return {**{name: text.encode() for name, text in texts.items()}, **documents, **originals}


def theme(root: Path) -> None:
    """The real one; what weighs is linked. No text here is Chinese: its font can stay away."""
    kept = ROOT / "assets" / "theme"
    for file in sorted(kept.rglob("*")):
        copy = root / "assets" / "theme" / file.relative_to(kept)
        if file.is_dir() or file.suffix in (".txt", ".otf"):
            continue
        copy.parent.mkdir(parents=True, exist_ok=True)
        if file.suffix == ".ttf":
            copy.hardlink_to(file)
        else:
            shutil.copyfile(file, copy)


_NOT_WORDS = ("date_long", "date_medium", "date_month", "time", "copy_readme", "address")


@functools.cache
def strings(locale: str) -> str:
    """The words of the theme: English ones, which in a translation say that they are."""
    words = yaml.safe_load((SAMPLE / "docs" / "en" / "strings.yml").read_text(encoding="utf-8"))
    words |= {f"may_{each}": f"May {each}" for each in ("by", "by_sa", "text", "press")}
    if locale != SOURCE:
        words = {
            key: f"{value} ({locale})"
            if isinstance(value, str) and key not in _NOT_WORDS
            else value
            for key, value in words.items()
        }
    return yaml.safe_dump(words, allow_unicode=True, sort_keys=False, width=1000)


def sidecar(name: str) -> str:
    """What is known of a picture."""
    stem = name.partition(".")[0]
    return yaml.safe_dump(
        {
            "alt": {locale: f"A {stem} ({locale})" for locale in LOCALES},
            "caption": {locale: f"The {stem} ({locale})" for locale in LOCALES},
            "credit": "A. Painter",
            "licence": "CC-BY-4.0",
        }
    )


def picture(name: str, number: int) -> bytes:
    """An original of forty pixels. number: another one, another picture."""
    chance = random.Random(f"{name} {number}")  # noqa: S311 - the same every time
    made = Image.frombytes("RGB", (4, 3), chance.randbytes(36)).resize((40, 30))
    out = io.BytesIO()
    made.save(out, "PNG" if name.endswith(".png") else "JPEG")
    return out.getvalue()


def sources(root: Path) -> dict[str, bytes]:
    """All that a build may read, but for what weighs and never changes."""
    found: dict[str, bytes] = {}
    for part in ("docs", "assets", "mkdocs.yml", CLOCK, LIBRARIES, manner.ASKED):
        for file in _files(root / part):
            if file.suffix != ".ttf":
                found[file.relative_to(root).as_posix()] = file.read_bytes()
    return found


def restore(root: Path, wanted: Mapping[str, bytes]) -> None:
    """Make the sources what they were."""
    now = sources(root)
    for name in now.keys() - wanted.keys():
        (root / name).unlink()
        _tidy((root / name).parent)
    for name, data in wanted.items():
        if now.get(name) != data:
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_bytes(data)


def _tidy(folder: Path) -> None:
    """Without folders in which nothing is left."""
    while not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent


def copy(root: Path, target: Path, wanted: Iterable[str]) -> None:
    """The same sources in another folder."""
    theme_of = root / "assets" / "theme" / "fonts"
    fonts = (file.relative_to(root).as_posix() for file in theme_of.glob("*.ttf"))
    for name in (*wanted, *fonts):
        copied = target / name
        copied.parent.mkdir(parents=True, exist_ok=True)
        if name.endswith(".ttf"):
            copied.hardlink_to(root / name)
        else:
            shutil.copyfile(root / name, copied)


def _files(part: Path) -> Iterable[Path]:
    return [part] if part.is_file() else sorted(f for f in part.rglob("*") if f.is_file())


def now(root: Path) -> dt.datetime:
    """When the next build takes place."""
    return dt.datetime.fromisoformat((root / CLOCK).read_text(encoding="ascii"))
