"""What all pages stand on: theme, settings, libraries, time."""

from __future__ import annotations

import datetime as dt
import random
import re
from pathlib import Path
from typing import Any

import yaml

from tests.incremental import vale
from tests.incremental.edits.site import Edit, Impossible, load, one_of, replace, sources
from tests.incremental.pages import LOCALES, read, save, word, words


# -- theme -----------------------------------------------------------------------------------
def template(chance: random.Random, root: Path) -> str:
    """A word more in one of the templates."""
    theme = root / "assets/theme"
    file = one_of(chance, sorted(theme.rglob("*.html")))
    at = one_of(
        chance, re.findall(r"</(?:p|h1|h2|main|nav|article|ul|div)>", file.read_text("utf-8"))
    )
    return replace(file, at, f"<!-- {word(chance)} -->{at}")


def template_same(chance: random.Random, root: Path) -> str:
    """A remark that no page has."""
    file = one_of(chance, sorted((root / "assets/theme").rglob("*.html")))
    text = file.read_text(encoding="utf-8")
    file.write_text(f"{text.rstrip()}{{# {word(chance)} #}}\n", encoding="utf-8", newline="\n")
    return f"{file.name}: a remark"


def template_link(chance: random.Random, root: Path) -> str:
    """An address that stands in a template itself: each page names it another way."""
    file = one_of(chance, sorted((root / "assets/theme").rglob("*.html")))
    at = one_of(chance, re.findall(r"</(?:p|main|nav|article|div)>", file.read_text("utf-8")))
    address = chance.choice(("", "land/", "land/mill/", "news/"))
    link = f'<a href="{{{{ "{address}" | url }}}}">{{{{ "{word(chance)}" | names }}}}</a>'
    return replace(file, at, f"{link}{at}")


def included(chance: random.Random, root: Path) -> str:
    """A template includes what is none by its name; or that says something else."""
    theme = root / "assets/theme"
    part = theme / "parts/hall.txt"
    part.parent.mkdir(exist_ok=True)
    part.write_text(words(chance, 2), encoding="utf-8")
    include = '{% include "parts/hall.txt" %}'
    found = sorted(theme.rglob("*.html"))
    if any(include in each.read_text("utf-8") for each in found) and chance.random() < 0.7:
        return "parts/hall.txt says something else"
    file = one_of(chance, found)
    at = one_of(chance, re.findall(r"</(?:p|main|nav|article|div)>", file.read_text("utf-8")))
    return replace(file, at, f"{include}{at}")


def css(chance: random.Random, root: Path) -> str:
    """A rule more."""
    file = one_of(chance, sorted((root / "assets/theme/css").rglob("*.css")))
    with file.open("a", encoding="utf-8") as out:
        out.write(f"\n.{word(chance)} {{ margin: {chance.randint(1, 9)}px }}\n")
    return f"{file.name}: one more rule"


def script(chance: random.Random, root: Path) -> str:
    """A line more."""
    file = one_of(chance, sorted((root / "assets/theme/js").rglob("*.js")))
    with file.open("a", encoding="utf-8") as out:
        out.write(f"\nconst {word(chance)} = {chance.randint(1, 9)};\n")
    return f"{file.name}: one more line"


def drawing(chance: random.Random, root: Path) -> str:
    """A small drawing of the theme."""
    theme = root / "assets/theme"
    file = one_of(chance, [*sorted((theme / "spots").glob("*.svg")), theme / "favicon.svg"])
    return replace(file, "</svg>", f"<!-- {word(chance)} --></svg>")


# -- settings --------------------------------------------------------------------------------
def _set(chance: random.Random, root: Path, pattern: str, *values: str) -> str:
    file = root / "mkdocs.yml"
    found = re.search(pattern, file.read_text(encoding="utf-8"))
    if found is None:
        raise Impossible
    value = one_of(chance, [each for each in values if each != found.group(1)])
    return replace(file, found.group(), found.group().replace(found.group(1), value))


def site_name(chance: random.Random, root: Path) -> str:
    """What the site is called."""
    return _set(chance, root, r"site_name: ([\w ]+)", words(chance, 2))


def tagline(chance: random.Random, root: Path) -> str:
    """What one language says of it."""
    return _set(chance, root, r"site_description: ([\w ]+)", words(chance, 3))


def site_url(chance: random.Random, root: Path) -> str:
    """Where it is."""
    return _set(chance, root, r"site_url: https://morla.example/(\w+/)", "vale/", "dale/", "hill/")


def page_size(chance: random.Random, root: Path) -> str:
    """How long the pages of a list are."""
    return _set(chance, root, r"page_size: (\d+)", "1", "2", "3", "9")


def listed(chance: random.Random, root: Path) -> str:
    """Whether lists show what is not translated."""
    return _set(chance, root, r"untranslated: (\w+)", "mark", "hide")


def paths(chance: random.Random, root: Path) -> str:
    """Words in addresses."""
    return _set(chance, root, r"(?:page|topic|latest)_path: (\w+)", word(chance))


def feeds(chance: random.Random, root: Path) -> str:
    """How much they have."""
    return _set(chance, root, r"(?:items|latest): (\d)", "1", "2", "3", "4", "5")


def publisher(chance: random.Random, root: Path) -> str:
    """Whether somebody answers for the site."""
    return _set(chance, root, r"status: (\w+)", "official", "starter")


def zone(chance: random.Random, root: Path) -> str:
    """Where its days begin."""
    return _set(
        chance,
        root,
        r"time_zone: ([\w/_]+)",
        "Europe/Amsterdam",
        "Asia/Tokyo",
        "America/Los_Angeles",
    )


def notes(chance: random.Random, root: Path) -> str:
    """Which names are explained."""
    return _set(chance, root, r"annotate: (\[.*\]), most", "[place]", "[festival]", "[]")


def tag(chance: random.Random, root: Path) -> str:
    """How a language is called in the pages."""
    return _set(chance, root, r"language_tags: \{pt: ([\w-]+)\}", "pt", "pt-PT", "pt-BR")


def extension(chance: random.Random, root: Path) -> str:
    """What Markdown can do."""
    file = root / "mkdocs.yml"
    return replace(
        file,
        *chance.choice((("  - abbr\n", ""), ("  - admonition", "  - sane_lists\n  - admonition"))),
    )


_ROW = re.compile(r" {8}- \{locale: (\w+), (?!.*default).*\}\n")


def languages_order(chance: random.Random, root: Path) -> str:
    """Languages in another order."""
    file = root / "mkdocs.yml"
    rows = [match.group() for match in _ROW.finditer(file.read_text(encoding="utf-8"))]
    if len(rows) < 2:
        raise Impossible
    return replace(file, "".join(rows), "".join(reversed(rows)))


def language_gone(chance: random.Random, root: Path) -> str:
    """A language that the site has no more. That it comes, is this undone."""
    file = root / "mkdocs.yml"
    row = one_of(chance, _ROW.finditer(file.read_text(encoding="utf-8")))
    locale = row.group(1)
    replace(file, row.group(), "")
    text = re.sub(rf", {locale}: \w+(?=[,}}])", "", file.read_text(encoding="utf-8"))
    text = text.replace(f"language_tags: {{{locale}: ", f"language_tags: {{{LOCALES[0]}: ")
    file.write_text(text, encoding="utf-8", newline="\n")
    for register in [*(root / "assets/data").glob("*.yml"), *(root / "assets/media").glob("*.yml")]:
        kept = yaml.safe_dump(_without(load(register), locale), allow_unicode=True, sort_keys=False)
        register.write_text(kept, encoding="utf-8", newline="\n")
    terms = root / "assets/data/terms.csv"
    rows = [each.split(",") for each in terms.read_text(encoding="utf-8").splitlines()]
    wanted = [at for at, name in enumerate(rows[0]) if locale not in name.split("_")]
    lines = "".join(",".join(each[at] for at in wanted) + "\n" for each in rows)
    terms.write_text(lines, encoding="utf-8", newline="\n")
    for page in sources(root):
        written = read(page)
        save(page, _without(written.head, locale), written.body)
    return f"no {locale} any more"


def _without(value: Any, locale: str) -> Any:
    """Data that say nothing for a language."""
    if isinstance(value, dict):
        return {key: _without(each, locale) for key, each in value.items() if key != locale}
    if isinstance(value, list):
        return [_without(each, locale) for each in value if each != locale]
    return value


# -- libraries -------------------------------------------------------------------------------
def upgrade(chance: random.Random, root: Path) -> str:
    """Of one that we depend on."""
    (folder,) = (root / vale.LIBRARIES).glob("markdown-*")
    new = folder.rename(folder.with_name(f"markdown-3.{chance.randint(12, 99)}.dist-info"))
    return f"{folder.name} is now {new.name}"


# -- time ------------------------------------------------------------------------------------
def _later(root: Path, moment: dt.datetime) -> str:
    (root / vale.CLOCK).write_text(moment.isoformat(), encoding="ascii")
    return f"it is {moment.isoformat()}"


def later(chance: random.Random, root: Path) -> str:
    """Minutes, hours or days."""
    passed = chance.choice((60, 3600, 6 * 3600, 86_400, 7 * 86_400))
    return _later(root, vale.now(root) + dt.timedelta(seconds=passed))


def due(chance: random.Random, root: Path) -> str:
    """Right after a page comes, goes, or an event ends."""
    now, found = vale.now(root), set[dt.datetime]()
    for file in sources(root):
        for name in ("publish_at", "expires", "start", "end", "date"):
            value = read(file).head.get(name)
            if isinstance(value, str):
                value = dt.datetime.fromisoformat(value)
            if isinstance(value, dt.datetime):
                found.add(value.replace(tzinfo=dt.UTC))
            elif isinstance(value, dt.date):
                found.add(dt.datetime.combine(value, dt.time(), dt.UTC) + dt.timedelta(days=1))
    moment = one_of(chance, sorted(each for each in found if each > now))
    return _later(root, moment + dt.timedelta(minutes=1))


def new_year(chance: random.Random, root: Path) -> str:
    """The next year begins."""
    return _later(root, dt.datetime(vale.now(root).year + 1, 1, 1, 0, 5, tzinfo=dt.UTC))


def earlier(chance: random.Random, root: Path) -> str:
    """Somebody has set the clock back."""
    return _later(root, vale.now(root) - dt.timedelta(days=chance.randint(1, 40)))


EDITS: tuple[Edit, ...] = (
    template, template_same, template_link, included, css, script, drawing, site_name, tagline,
    site_url, page_size, listed, paths, feeds, publisher, zone, notes, tag, extension,
    languages_order, language_gone, upgrade, later, due, new_year, earlier,
)  # fmt: skip
