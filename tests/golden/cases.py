"""Every message as a tiny site that causes it: name of the case -> files (see make_site).

The first part of a case's name is the code of the problem that it shows. Add a case, run
`pytest tests/golden --update-golden`, and read what people will see.
"""

import io
import re
import struct
import zlib
from pathlib import Path

from PIL import Image

from quangba.media.facts import Unusable
from tests.small_sites import MKDOCS_YML, Link, page, words

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 160 100">'
    '<rect width="160" height="100"/></svg>'
)
SIDECAR = "alt: {en: A harbour, fr: Un port}\ncredit: A. Painter\nlicence: CC0-1.0\n"
A = "docs/en/a.md"
FR = "docs/fr/a.md"
B = "docs/en/b.md"
PICTURE = "assets/media/harbour.svg"
SIDECAR_FILE = "assets/media/harbour.yml"
SOURCES = "assets/data/sources.yml"
ROUTES = "assets/data/routes.yml"
UNITS = "assets/data/admin_units.yml"
TOPICS = "assets/data/topics.yml"
FACTS = "assets/data/facts.yml"
ANSWERED = "assets/data/external_links.yml"
RESTRICTED = "assets/data/restricted.csv"
UNIT = "units: [{id: north, code: '1', name: North, kind: parish, since: 2020-01-01}]\n"
TERMS = "assets/data/terms.csv"
TERMS_HEAD = "id,kind,en,fr\n"
STRINGS = "docs/fr/strings.yml"
DATES = "date_long: d MMMM y\ndate_medium: d MMM y\n"
THEME = "assets/theme/main.html"
EVENT_WORDS = {
    f"docs/{locale}/strings.yml": DATES
    + 'lunar_date: "{day} {month}"\nlunar_leap: "{month} +"\nlunar_from: "{date} –"\n'
    + 'lunar_own: "{date} VN"\nlunar_other: "{day} {month} CN"\nevent_computed: "?"\n'
    + 'event_from: "{time}"\nevent_hours: "{first} {last}"\n'
    + f"lunar_days: {[*map(str, range(1, 31))]}\nlunar_months: {[*map(str, range(1, 13))]}\n"
    for locale in ("en", "fr")
}
"""What a language needs for events with hours, or in the lunar calendar."""


PHOTO = "assets/media/boat.jpg"
PHOTO_FILE = "assets/media/boat.yml"
RECIPES = "assets/recipes.yml"


def jpeg(shade: int = 128) -> bytes:
    out = io.BytesIO()
    Image.radial_gradient("L").point(lambda value: (value + shade) % 256).save(out, "JPEG")
    return out.getvalue()


def huge_png() -> bytes:
    """A header that says 400 megapixels, and next to nothing behind it."""
    header = struct.pack(">2I5B", 20_000, 20_000, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(b"")), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in chunks
    )


def route(stops: str, *branches: str) -> str:
    """routes.yml with one route."""
    ways = ", ".join(branches)
    return f"routes:\n  - {{id: west, name: West, stops: [{stops}], branches: [{ways}]}}\n"


def shown(sidecar: str) -> dict[str, str | bytes]:
    """A page that shows a photo with this sidecar."""
    return {A: page(picture="boat.jpg"), PHOTO: jpeg(), PHOTO_FILE: sidecar}


def mkdocs(old: str, new: str) -> dict[str, str]:
    assert old in MKDOCS_YML
    return {"mkdocs.yml": MKDOCS_YML.replace(old, new)}


def publish(target):
    return mkdocs("quangba: {}", f"quangba:\n      publish:\n        {target}")


MOVED = {
    f"docs/{locale}/strings.yml": f"{DATES}moved_title: Moved\nmoved_text: It is here.\n"
    for locale in ("en", "fr")
}
LISTS = {
    f"docs/{locale}/strings.yml": (
        f"{DATES}everything: All\nlisting_page: '{{title}}, {{number}}'\ntopics_text: By topic\n"
        "listing_year: '{title} in {year}'\nlisting_topic: '{title}: {topic}'\n"
        "listing_summary: '{title}: {titles}'\nlisting_between: ', '\n"
    )
    for locale in ("en", "fr")
}
ZERO = "0" * 10 + "ab"


def stamp(**sections: str) -> str:
    """A stamp of a translation in one line."""
    stamps = ", ".join(f"{key}: {value}" for key, value in sections.items())
    return f"{{day: 2026-01-05, sections: {{{stamps}}}}}"


OFFICIAL = mkdocs("quangba: {}", "quangba: {publisher: {status: official, name: {en: Office}}}")


def asked(item: str, more: str = "checked: 2026-11-01", **files: str) -> dict[str, str]:
    """An official site with a self-check of one item, and its page."""
    rows = f"regulation: Harbour Act\n{more}\nitems:\n  - {{id: tides, article: '1', {item}}}\n"
    return {
        **OFFICIAL,
        A: page(layout="self-check"),
        "assets/data/self_check.yml": rows.replace("\n\n", "\n"),
        **files,
    }


LOG = "log: {name: Harbour log}\n"


def chinese(body: str, tag: str = "zh-Hans", **habits: str) -> dict[str, str]:
    """A page whose translation is in Chinese; French stands in for it."""
    written = f", writing: {{fr: {habits}}}" if habits else ""
    options = f"quangba: {{language_tags: {{fr: {tag}}}{written}}}"
    source = page(" ".join(re.findall(r"\d+", body)))  # so that the numbers are the same
    return {**mkdocs("quangba: {}", options), A: source, FR: words(f"{body}\n", title="雾岛")}


def vietnamese(body: str, **habits: str) -> dict[str, str]:
    """A page whose translation is in Vietnamese."""
    return {**chinese(body, "vi", **habits), FR: words(f"{body}\n", title="Một trang")}


FACT = (
    "lamps: {label: Oil for the lamps, value: 5400, unit: t, as_of: 2024, source: [log],"
    " review_by: 2027-03-31}\n"
)
FIGURE_WORDS = (
    'number_scales: {1000000: "{number} million"}\nunits: {t: "{number} t"}\n'
    'fact_about: "about {number}"\nfact_more_than: "over {number}"\n'
    'fact_range: "{first}–{last}"\nfact_as_of: " ({date})"\nfact_source: "Source: {name},"\n'
)
REGISTERS = {
    SOURCES: LOG,
    "docs/en/strings.yml": DATES + FIGURE_WORDS,
    STRINGS: DATES + FIGURE_WORDS,
}


def figures(body: str) -> dict[str, str]:
    """A page with this text on a site that has one figure."""
    return {A: page(body), FACTS: FACT, **REGISTERS}


HELD = {"docs/en/n.md": page(kind="news", date="2026-01-05", updated=None)}
CORRECTION = page(kind="correction", date="2026-01-06", updated=None, corrects="n.md")
CANCELLED = {"kind": "event", "start": "2027-02-14", "status": "cancelled"}
URGENT = "{what: closed, place: %s, start: 2026-11-25}"


FONT = Path(__file__).parents[2] / "assets" / "theme" / "fonts" / "BeVietnamPro-Regular.ttf"


def drawn_with(**titles: str) -> dict[str, str | bytes]:
    """A page with these words on a site whose theme has one font, for Latin."""
    return {A: page(**titles), "assets/theme/fonts/BeVietnamPro-Regular.ttf": FONT.read_bytes()}


def weighed(checks: str, **files: str) -> dict[str, str]:
    """A site with options of `checks`, and a page with a title that is too long."""
    long = "A page whose title goes on and on and on, until no list and no search result holds it"
    options = mkdocs("quangba: {}", f"quangba: {{checks: {{{checks}}}}}")
    return {**options, A: page(title=long), **files}


def let_pass(until: str = "2027-03-31", path: str = A, rule: str = "title-long") -> str:
    reason = "A law's name."
    return f'exceptions: [{{rule: {rule}, path: {path}, until: {until}, reason: "{reason}"}}]'


def reported(day: str, url: str = "https://brume.example/") -> dict[str, str]:
    """A site with a security.txt that expires on a day."""
    told = f"{{contact: ['mailto:s@brume.example'], expires: {day}}}"
    changed = mkdocs("  - quangba: {}", f"  - quangba: {{security: {{security_txt: {told}}}}}")
    return {"mkdocs.yml": changed["mkdocs.yml"].replace("https://brume.example/", url)}


ALLOWING = mkdocs("  - quangba: {}", "  - quangba: {security: {allow_html: [iframe, frames]}}")

CASES = {
    # -- levels of rules, exceptions
    "rule-protected": weighed("rules: {rights-expired: off, field-type: warning}"),
    "rule-protected--found": weighed(
        let_pass(rule="link-missing", path="docs/"), **{A: page("[x](nowhere.md)")}
    ),
    "exception-past": weighed(let_pass(until="2026-11-22")),
    "exception-far": weighed(let_pass(until="2027-12-31")),
    "exception-idle": weighed(let_pass(path="docs/en")),
    "field-missing--reason": weighed(
        f"exceptions: [{{rule: title-long, path: {A}, until: 2027-03-31}}]"
    ),
    "field-type--level": weighed("rules: {title-long: fatal}"),
    # -- raw HTML
    "html-element": {A: page("Text.\n\n<iframe src='https://map.example/'></iframe>")},
    "html-handler": {A: page("<b onclick=open()>Text</b>")},
    "html-address": {A: page("[Map](java&#115;cript:show())")},
    "html-attribute": {A: page("<b style='color: red'>Closed</b>")},
    "html-endless": {A: page("<b " + " ".join(f"a{n}" for n in range(70)))},
    "html-allowed": {**ALLOWING, A: page("<iframe src='https://map.example/'></iframe>")},
    "html-allow-unknown": {**ALLOWING},
    # -- what is left to be done
    "text-todo": {A: page("Open TODO.")},
    # -- documents and security.txt
    "document-kind": {"assets/documents/map.html": "<p>Map</p>"},
    "document-content": {"assets/documents/map.pdf": "<html>"},
    "document-active": {"assets/documents/form.pdf": "%PDF-1.7 /JavaScript"},
    "security-txt-expired": reported("2026-11-01"),
    "security-txt-far": reported("2031-01-01"),
    "security-txt-soon": reported("2026-12-01"),
    "security-txt-place": reported("2027-06-30", "https://host.example/brume/"),
    # -- links to other sites
    "external-broken": {
        A: page("[A](https://a.test/old)"),
        ANSWERED: "https://a.test/old: {since: 2026-11-20, failed: 2026-11-27, why: '404'}\n",
    },
    "external-moved": {
        A: page("[A](https://a.test/old)"),
        ANSWERED: "https://a.test/old: {ok: 2026-11-27, moved: 'https://a.test/new'}\n",
    },
    # -- restricted words
    "restricted-columns": {RESTRICTED: "words,reason\nHeron,a name\n"},
    "restricted-row": {RESTRICTED: "word,reason,language\nHeron,,\n"},
    "restricted-row--cells": {RESTRICTED: "word,reason,language\nHeron,a,fr,more\n"},
    "restricted-language": {RESTRICTED: "word,reason,language\nHeron,a name,de\n"},
    # -- share cards
    "card-letter": drawn_with(title="Fog Island 雾"),
    "card-symbol": drawn_with(title="Fog Island 🎉"),
    # -- mkdocs.yml
    "settings-missing": {"mkdocs.yml": None},
    "settings-encoding": {"mkdocs.yml": MKDOCS_YML.replace("ç", "\xe7").encode("latin-1")},
    "settings-languages--none": mkdocs("  - i18n:\n", "  - other:\n"),
    "settings-languages--empty-list": {
        "mkdocs.yml": "site_url: https://brume.example/\nplugins: [{i18n: {languages: []}}]\n"
    },
    "settings-languages--no-plugins": {"mkdocs.yml": "site_url: https://brume.example/\n"},
    "settings-language--no-name": mkdocs(", name: Français", ""),
    "settings-language--unknown": mkdocs("locale: fr", "locale: qqq"),
    "settings-language-repeated": mkdocs("locale: fr", "locale: en"),
    "settings-source--none": mkdocs(", default: true", ""),
    "settings-source--two": mkdocs("name: Français", "name: Français, default: true"),
    "settings-writing--language": mkdocs(
        "quangba: {}", "quangba: {writing: {vi: {tone_marks: old}}}"
    ),
    "settings-writing--habit": mkdocs("quangba: {}", "quangba: {writing: {fr: {spacing: none}}}"),
    "field-type--writing": mkdocs("quangba: {}", "quangba: {writing: {fr: {spacing: wide}}}"),
    "field-type--security-source": mkdocs(
        "quangba: {}",
        "quangba: {security: {sources: [{directive: img-src, source: \"'unsafe-inline'\","
        " reason: Style}]}}",
    ),
    "field-type--security-hsts": mkdocs("quangba: {}", "quangba: {security: {hsts: 'off'}}"),
    "settings-time-zone": mkdocs("quangba: {}", "quangba: {time_zone: Asia/Hanoi}"),
    "field-type--listings": mkdocs("quangba: {}", "quangba: {listings: {page_size: 0}}"),
    "field-type--page-path": mkdocs("quangba: {}", "quangba: {listings: {page_path: Trang 2}}"),
    "field-type--target-kind": publish("web: {kind: ftp, path: /srv/www}"),
    "field-missing--target-kind": publish("web: {path: /srv/www}"),
    "field-missing--target-path": publish("web: {kind: folder}"),
    "field-unknown--target": publish("web: {kind: folder, path: /srv/www, keeps: 3}"),
    "field-type--target-address": publish("web: {kind: rsync, address: -oProxy=x:/srv/www}"),
    "field-type--target-row": publish("web: /srv/www"),
    "field-type--target-name": publish("verify: {kind: folder, path: /srv/www}"),
    "field-type--target-keep": publish("web: {kind: folder, path: /srv/www, keep: 0}"),
    "field-type--target-url": publish(
        "web: {kind: folder, path: /srv/www, url: www.brume.example}"
    ),
    "field-type--target-author": publish("web: {kind: git, remote: origin, author: Web Office}"),
    "field-type--target-password": publish(
        "web: {kind: git, remote: 'https://me:secret@git.example/site.git'}"
    ),
    "settings-site-url": mkdocs("site_url: https://brume.example/\n", ""),
    "field-unknown--option": mkdocs("quangba: {}", "quangba: {publishr: {status: starter}}"),
    "field-type--publisher": mkdocs("quangba: {}", "quangba: {publisher: {status: done}}"),
    # -- files and folders
    "folder-missing": {"docs/fr/strings.yml": None, "docs/fr/index.md": None},
    "folder-unknown": {"docs/de/index.md": words()},
    "file-not-a-page": {"docs/en/photo.jpg": b"\xff\xd8"},
    "file-name--spaces": {"docs/en/My page.md": page()},
    "file-name--vietnamese": {"docs/en/đầu-tư/cửa khẩu.md": page()},
    "file-too-long": {A: page("word " * 1_048_576)},
    "file-empty": {A: ""},
    "file-bom": {A: "\ufeff" + page()},
    "file-crlf": {A: page("Text.\n").replace("\n", "\r\n")},
    "file-nfc": {A: page("One.\n\nCafe\u0301.\n")},
    "file-nfc--register": {TOPICS: "sea: {name: Marée}\n".replace("é", "e\u0301")},
    "file-nfc--sidecar": {
        A: page(picture="harbour.svg"),
        PICTURE: SVG,
        SIDECAR_FILE: SIDECAR.replace("A. Painter", "A. Pe\u0301rez"),
    },
    "file-control": {A: page("One.\n\nTwo\x02 and \x0bthree.\n")},
    "field-type--control": {A: page(title='"Bell \\x07"')},
    "file-encoding--legacy": {A: page("One.\n\nCafé.").encode("cp1252")},
    "file-encoding--utf-16": {A: page().encode("utf-16")},
    "merge-conflict": {A: page("<<<<<<< ours\nOne.\n=======\nTwo.\n>>>>>>> theirs\n")},
    "file-readme": {"docs/en/README.md": page()},
    "page-duplicate--folder": {A: page(), "docs/en/a/index.md": page()},
    "page-duplicate--case": {"docs/en/Harbour.md": page(), "docs/en/harbour.md": page()},
    "page-without-source": {FR: words()},
    # -- how a language is written
    "han-traditional": chinese("雾裡有燈塔。"),
    "han-traditional--word": chinese("空气乾燥，乾隆年间亦然。"),
    "han-traditional--label": {
        **chinese(""),
        STRINGS: DATES + "next: 下一頁\n",
        "docs/en/strings.yml": DATES + "next: Next\n",
        THEME: '{{ t("next") }}',
    },
    "han-simplified": chinese("雾裡有灯塔。", "zh-Hant"),
    "han-punctuation": chinese("岛上有雾,也有灯塔.\n\n时间: 8:00"),
    "han-punctuation--dots": chinese("雾很大...看不见"),
    "han-brackets--half": chinese("雾岛(Brume)的灯塔。"),
    "han-brackets--mixed": chinese("雾岛（Brume)的灯塔。"),
    "han-quotes": chinese('他说："有雾"。'),
    "han-spacing--none": chinese("灯塔高 30 米。"),
    "han-spacing--space": chinese("灯塔高30米，在  Brume 岛上。", spacing="space"),
    "han-spacing--mark": chinese("有雾 ， 有灯塔。"),
    "tone-habit--old": vietnamese("Hoà bình và sức khoẻ."),
    "tone-habit--new": vietnamese("Hòa bình và sức khỏe.", tone_marks="new"),
    "tone-place": vietnamese("Ngày qúy gía, tòan dân."),
    "typing-keys": vietnamese("Ngọn ddeenf trên d9a3o, nguowif xem."),
    "typing-mark": vietnamese("Ngọn ho´a và q\u0300uả."),
    "typing-letter": vietnamese("Ðảo sương."),
    # -- what must reach the readers of every language
    "announcement-stand-in": {
        **HELD,
        "docs/fr/n.md": words(),
        A: CORRECTION,
    },
    "announcement-stand-in--draft": {
        **HELD,
        "docs/fr/n.md": words(),
        A: CORRECTION,
        FR: words(draft="true"),
    },
    "announcement-missing--page": {**HELD, A: CORRECTION},
    "announcement-missing--draft": {**HELD, A: CORRECTION, FR: words(draft="true")},
    "announcement-missing--term": {
        A: page(urgent=URGENT % "quay"),
        TERMS: TERMS_HEAD + "quay,place,the quay,\n",
    },
    "announcement-missing--event": {A: page(**CANCELLED)},
    "announcement-outdated": {
        **HELD,
        "docs/fr/n.md": words(),
        A: CORRECTION,
        FR: words(made_from="{day: 2026-01-05, sections: {_head: 0123456789ab}}"),
    },
    "reference-unknown--term": {A: page(kind="event", start="2027-02-14", term="fair")},
    "reference-unknown--urgent": {A: page(urgent=URGENT % "quay.md"), FR: words()},
    # -- front matter
    "front-matter-missing": {A: "# A page\n\nText.\n"},
    "front-matter-open": {A: "---\ntitle: A page\n\nText.\n"},
    "yaml-tab": {A: "---\ntitle: A page\nhome:\n\tdoors: []\n---\n"},
    "yaml-shape": {A: "---\n- title\n---\n"},
    "yaml-repeated": {
        A: "---\ntitle: A page\ndescription: About.\nupdated: 2026-01-05\ntitle: Again\n---\n"
    },
    "yaml-syntax--colon": {A: page(title="Brume: an island")},
    "yaml-syntax--quote": {A: page(title='"Brume')},
    "yaml-syntax--bracket": {A: page(sources="[log, almanac")},
    "yaml-syntax--no-such-day": {A: page(updated="2026-02-30")},
    "yaml-syntax--alias": {A: page(title="*Brume* the island")},
    "yaml-syntax--at": {A: page(title="@brume")},
    "field-missing--title": {A: page(title=None)},
    "field-missing--description": {FR: words(description=None), A: page()},
    "field-missing--updated": {A: page(updated=None)},
    "field-missing--date": {A: page(kind="news")},
    "field-missing--nothing-but-dashes": {A: "---\n---\nText.\n"},
    "field-kind": {A: page(kind="event-s")},
    "field-unknown--misspelt": {A: page(tilte="A page")},
    "field-unknown--other-kind": {A: page(coordinates="[10.5, 20.5]")},
    "field-unknown--far": {A: page(colour="red")},
    "field-unknown--in-a-row": {A: page(glance="[{label: Where, valu: Here}]")},
    "field-type--date-in-quotes": {A: page(updated="'2026-01-05'")},
    "field-type--number-as-title": {A: page(title="2026")},
    "field-type--text-as-order": {A: page(order="first")},
    "field-type--empty-title": {A: page(title="")},
    "field-type--blank-title": {A: page(title="'  '")},
    "field-type--one-source": {A: page(sources="log")},
    "field-type--latitude": {A: page(kind="place", coordinates="[120.5, 20.5]")},
    "field-type--one-coordinate": {A: page(kind="place", coordinates="[20.5]")},
    "field-type--status": {A: page(kind="event", start="2027-01-05", status="later")},
    "field-type--lunar-day": {
        A: page(kind="event", start="2027-01-05", lunar="{month: 1, day: 31}")
    },
    "field-type--draft": {A: page(draft="'yes'")},
    "field-type--layout": {A: page(layout="homepage")},
    "field-type--row": {A: page(glance="[Here]")},
    "field-type--not-a-number": {A: page(kind="project", sector="ships", hectares="many")},
    "field-type--no-hectares": {A: page(kind="project", sector="ships", hectares="0")},
    "yaml-syntax--context": {A: page(title="[Brume] (the island)")},
    "field-type--two-days": {A: page(updated="2026-01-05 10:00")},
    "field-unknown--number": {A: page(**{"2026": "x"})},
    "field-shared": {A: page(order=1), FR: words(order=1)},
    "only-unknown": {A: page(only="[de]"), FR: None},
    "only-contradicted": {A: page(only="[en]"), FR: words()},
    # -- text
    "heading-title": {A: page("# A page\n")},
    "heading-skipped": {A: page("## One\n\n#### Two\n")},
    "heading-id-repeated": {A: page("## One {#x}\n\n## Two {#x}\n")},
    "heading-level": {A: page("## One\n\n### Two\n"), FR: words("## Un\n\n## Deux\n")},
    "heading-id": {A: page("## One {#one}\n"), FR: words("## Un {#un}\n")},
    "heading-count--fewer": {A: page("## One\n\n## Two\n"), FR: words("## Un\n")},
    "heading-count--more": {A: page("## One\n"), FR: words("## Un\n\n## Deux\n")},
    "heading-order": {
        A: page("## One\n\n## Two\n"),
        FR: words("## Deux\n\n## Un\n", made_from=stamp(_head=ZERO, two=ZERO, one=ZERO)),
    },
    # -- translations
    "field-translation": {A: page(machine_draft="true")},
    "field-type--stamp": {A: page(), FR: words(made_from=stamp(_head="yesterday"))},
    "translation-outdated": {
        A: page("## One\n"),
        FR: words("## Un\n", made_from=stamp(_head=ZERO, one=ZERO)),
    },
    "translation-unstamped": {A: page(), FR: words()},
    "translation-todo": {
        A: page("## One\n\nText.\n"),
        FR: words(
            "## Un\n\n<!-- TODO translate (new) one: the text below is still the source text. -->\n"
        ),
    },
    "translation-todo--draft": {
        A: page("## One\n\nText.\n"),
        FR: words(
            "## Un\n\n<!-- TODO translate (changed) one: the source now reads as below.\n-->\n",
            draft="true",
        ),
    },
    "translation-machine": {A: page(), FR: words(machine_draft="true")},
    "link-empty": {A: page("See [the harbour]().\n")},
    "link-absolute": {A: page("See [home](/en/).\n")},
    "link-moved": {
        A: page("See [it](old/quay.md#stones).\n"),
        "docs/en/quay.md": page("## Stones\n", moved_from="[old/quay.md]"),
        **MOVED,
    },
    "reference-moved": {
        A: page(kind="news", date="2026-01-05", place="old/quay.md"),
        "docs/en/quay.md": page(moved_from="[old/quay.md]"),
        **MOVED,
    },
    "moved-path": {A: page(moved_from="[old quay.md]"), **MOVED},
    "moved-path--address": {A: page(moved_from="[quay/]"), **MOVED},
    "moved-taken": {A: page(moved_from="[B/index.md]"), B: page(), **MOVED},
    "moved-taken--by-itself": {A: page(moved_from="[a.md]"), **MOVED},
    "moved-twice": {A: page(moved_from="[c.md]"), B: page(moved_from="[C/index.md]"), **MOVED},
    "string-missing--moved": {A: page(moved_from="[c.md]")},
    "title-long": {A: page(title="A harbour for six boats, " * 3), FR: words(title="Un port")},
    "title-long--han": {**chinese(""), FR: words(title="雾岛" * 16)},
    "title-long--home": mkdocs(
        "site_name: Isle of Brume", "site_name: The " + "far, " * 12 + "isle"
    ),
    "title-twice": {A: page(), B: page(title="a PAGE")},
    "title-twice--of-a-list": {
        A: page(title="Tides", topics="[tides]"),
        TOPICS: "tides: {name: {en: Tides, fr: Marées}}\n",
        **LISTS,
    },
    "description-long": {A: page(description="All that one has to know of it. " * 6)},
    "description-short": {A: page(description="A quay.")},
    "page-todo": {A: page(title="TODO", kind="event", start="TODO"), FR: words(description="TODO")},
    "page-todo--draft": {
        A: page(draft="true", kind="event", start="TODO", lunar="{month: TODO, day: 1}"),
        FR: words(draft="true", title="TODO"),
    },
    "link-missing--near": {A: page("\n\nSee [it](harbor.md).\n"), "docs/en/harbour.md": page()},
    "link-missing--folder": {A: page("See [it](port/).\n"), "docs/en/port/index.md": page()},
    "link-missing--far": {A: page("See [it](nowhere/at-all.md).\n")},
    "yaml-syntax--page-that-others-link-to": {
        A: page(title="Brume: an island"),
        FR: words(),
        "docs/en/b.md": page("See [a](a.md).\n"),
    },
    "yaml-syntax--text-after-quotes": {A: page(title='"Brume" the island')},
    "link-anchor": {A: page("## One\n\nSee [it](#two).\n")},
    "link-anchor--other-page": {A: page("See [it](b.md#two).\n"), "docs/en/b.md": page("Text.\n")},
    # -- pictures
    "picture-place": {A: page("![A boat](boat.jpg)\n")},
    "picture-missing--text": {
        A: page("![](/media/harbor.svg)\n"),
        PICTURE: SVG,
        SIDECAR_FILE: SIDECAR,
    },
    "picture-missing--front": {A: page(picture="boat.svg")},
    "picture-missing--story": {A: page(kind="story", date="2026-01-05", pictures="[boat.svg]")},
    "picture-alt": {
        A: page(picture="harbour.svg"),
        FR: words(),
        PICTURE: SVG,
        SIDECAR_FILE: SIDECAR.replace(", fr: Un port", ""),
    },
    "picture-format": {"assets/media/harbour.bmp": b"BM", SIDECAR_FILE: SIDECAR},
    "picture-broken": {PICTURE: SVG.replace("</svg>", "\n<g>"), SIDECAR_FILE: SIDECAR},
    "picture-broken--empty": {PHOTO: b"", PHOTO_FILE: SIDECAR},
    "picture-broken--not-a-picture": {PHOTO: b"<html>", PHOTO_FILE: SIDECAR},
    "picture-broken--cut-off": {PHOTO: jpeg()[:-60], PHOTO_FILE: SIDECAR},
    "picture-broken--doctype": {
        PICTURE: f'<!DOCTYPE svg [<!ENTITY a "b">]>{SVG}',
        SIDECAR_FILE: SIDECAR,
    },
    "picture-broken--utf-16": {PICTURE: SVG.encode("utf-16"), SIDECAR_FILE: SIDECAR},
    "picture-words": {
        PICTURE: SVG.replace("</svg>", "<text>Port</text></svg>"),
        SIDECAR_FILE: SIDECAR,
    },
    "picture-html": {
        A: page('Text.\n\n<img src="/media/harbour.svg" alt="">'),
        PICTURE: SVG,
        SIDECAR_FILE: SIDECAR,
    },
    "picture-suffix": {"assets/media/boat.png": jpeg(), PHOTO_FILE: SIDECAR},
    "picture-name--spaces": {
        "assets/media/My boat.jpg": jpeg(),
        "assets/media/My boat.yml": SIDECAR,
    },
    "picture-name--vietnamese": {
        "assets/media/lễ hội/đu quay.jpg": jpeg(),
        "assets/media/lễ hội/đu quay.yml": SIDECAR,
    },
    "picture-link": {PHOTO: Link("../../elsewhere.jpg"), PHOTO_FILE: SIDECAR},
    "picture-too-large": {"assets/media/boat.png": huge_png(), PHOTO_FILE: SIDECAR},
    "picture-duplicate": {
        PHOTO: jpeg(),
        PHOTO_FILE: SIDECAR,
        "assets/media/ship.jpg": jpeg(),
        "assets/media/ship.yml": SIDECAR,
    },
    "picture-size": {PICTURE: SVG.replace(' viewBox="0 0 160 100"', ""), SIDECAR_FILE: SIDECAR},
    "sidecar-missing": {PICTURE: SVG},
    "sidecar-encoding": {PICTURE: SVG, SIDECAR_FILE: "credit: Café".encode("latin-1")},
    "field-missing--credit": {
        PICTURE: SVG,
        SIDECAR_FILE: "alt: {en: A harbour}\nlicence: CC0-1.0\n",
    },
    "field-type--focal": {PICTURE: SVG, SIDECAR_FILE: SIDECAR + "focal: [30, 60]\n"},
    "field-type--people": {PICTURE: SVG, SIDECAR_FILE: SIDECAR + "people: yes\n"},
    "sidecar-shared": {PICTURE: SVG, SIDECAR_FILE: SIDECAR, "assets/media/harbour.jpg": jpeg()},
    "sidecar-language": {PICTURE: SVG, SIDECAR_FILE: SIDECAR + "caption: {de: Ein Hafen}\n"},
    "alt-decorative": {PICTURE: SVG, SIDECAR_FILE: SIDECAR + "decorative: true\n"},
    "sidecar-orphan": {SIDECAR_FILE: SIDECAR},
    "sidecar-todo": shown(SIDECAR.replace("CC0-1.0", "TODO")),
    "sidecar-todo--not-used-yet": {
        PHOTO: jpeg(),
        PHOTO_FILE: "alt: {en: A, fr: B}\ncredit: TODO  # who made it\nlicence: CC0-1.0\n",
    },
    "sidecar-todo--consent": shown(
        SIDECAR + "people: recognisable\nconsent: {by: …, date: 2026-11-23}\n"
    ),
    "alt-todo": shown(SIDECAR.replace("A harbour", "TODO")),
    "alt-todo--not-used-yet": {PHOTO: jpeg(), PHOTO_FILE: SIDECAR.replace("Un port", "TODO")},
    "rights-licence": shown(SIDECAR.replace("CC0-1.0", "cc-by-4")),
    "rights-licence--far": shown(SIDECAR.replace("CC0-1.0", "from the internet")),
    "rights-expired": shown(SIDECAR + "expires: 2026-11-22\n"),
    "rights-expire-soon": shown(SIDECAR + "expires: 2026-12-01\n"),
    "rights-date": shown(SIDECAR + "sensitive: true\ncleared: {by: Ann, date: 2026-12-24}\n"),
    "rights-consent": shown(SIDECAR + "people: recognisable\n"),
    "press-caption": shown(SIDECAR + "caption: {en: The harbour}\n"),
    "press-rights": shown(SIDECAR + "press: true\npeople: recognisable\n"),
    "rights-clearance": shown(SIDECAR + "sensitive: true\n"),
    "reference-unknown--sidecar": {PHOTO: jpeg(), PHOTO_FILE: SIDECAR + "place: harbour.md\n"},
    # -- uses of pictures
    "data-encoding--recipes": {RECIPES: "hero: {sizes: 'à'}".encode("latin-1")},
    "field-type--recipe-widths": {RECIPES: "hero: {widths: [5]}\n"},
    "field-type--recipe-formats": {RECIPES: "hero: {widths: [480], formats: [png]}\n"},
    "field-type--recipe-no-jpeg": {RECIPES: "hero: {widths: [480], formats: [jpeg, avif]}\n"},
    "recipe-unknown": {RECIPES: "heros: {widths: [480]}\n"},
    "recipe-unknown--far": {RECIPES: "wallpaper: {widths: [480]}\n"},
    "recipe-poster": {RECIPES: "poster: {widths: [960]}\n"},
    "field-type--recipe-nothing": {RECIPES: "hero: {aspect: [8, 5]}\n"},
    "field-unknown--recipe": {RECIPES: "hero: {width: [480]}\n"},
    # -- registers
    "reference-unknown--source": {
        A: page(sources="[almanach]"),
        SOURCES: "almanac: {name: Almanac}\n",
    },
    "route-start": {ROUTES: route("{name: Cape, leg: {by: road}}")},
    "route-leg": {ROUTES: route("{name: Cape}, {name: Quay}")},
    "route-leg--branch": {ROUTES: route("{name: Cape}", "[{name: Quay}]")},
    "route-source": {ROUTES: route("{name: Cape}, {name: Quay, leg: {by: rail, km: 3}}")},
    "route-range": {
        ROUTES: route(
            "{name: Cape}, {name: Quay, leg: {by: road, km: 4, to_km: 3, sources: [log]}}"
        ),
        SOURCES: "log: {name: Log}\n",
    },
    "reference-unknown--route-source": {
        ROUTES: route("{name: Cape}, {name: Quay, leg: {by: road, sources: [lok]}}"),
        SOURCES: "log: {name: Log}\n",
    },
    "reference-unknown--route-page": {ROUTES: route("{name: Cape, page: cape.md}")},
    "reference-unknown--route-order": {
        ROUTES: "order: {fr: [wset]}\n" + route("{name: Cape}"),
    },
    "field-type--route-by": {ROUTES: route("{name: Cape}, {name: Quay, leg: {by: boat}}")},
    "field-type--route-km": {ROUTES: route("{name: Cape}, {name: Quay, leg: {by: road, km: 0}}")},
    "field-type--no-stops": {ROUTES: route("")},
    "reference-unknown--file": {
        A: page(kind="publication", date="2026-01-05", file="{en: leaflet.pdf, fr: depliant.pdf}"),
        "assets/documents/leaflet-2026.pdf": "%PDF-1.4",
    },
    "reference-unknown--sector": {
        A: page(kind="project", sector="see"),
        "assets/data/topics.yml": "sea: {name: The sea}\n",
    },
    "reference-unknown--capital": {
        A: page(
            kind="project",
            sector="ships",
            capital="{value: 5, currency: EUR, as_of: 2026-01-05, source: lok}",
        ),
        SOURCES: "log: {name: Log}\n",
    },
    "field-type--contact": {A: page(kind="project", sector="ships", contact="ask@brume.example")},
    "field-unknown--office": {
        A: page(kind="place"),
        FR: words(office="Capitainerie"),
    },
    "reference-unknown--unit": {A: page(kind="place", unit="south-shore"), UNITS: UNIT},
    "reference-unknown--place": {A: page(kind="event", start="2027-01-05", place="harbour.md")},
    "reference-unknown--topic": {A: page(topics="[sea]"), TOPICS: "seas: {name: The sea}\n"},
    "reference-unknown--spot": {A: page(spot="bell")},
    "reference-unknown--topic-spot": {TOPICS: "sea: {name: The sea, spot: bell}\n"},
    "topic-id": {TOPICS: "Lễ hội: {name: Festivals}\n"},
    "field-type--publish-at": {A: page(publish_at="next week")},
    "link-unpublished--to-come": {A: page("[b](b.md)"), B: page(publish_at="2026-12-01")},
    "link-unpublished--draft": {A: page("[b](b.md)"), B: page(draft="true")},
    "link-unpublished--expired": {A: page("[b](b.md)"), B: page(expires="2026-11-22")},
    "self-check-empty": {A: page(layout="self-check")},
    "self-check-page": asked("title: Tides, pages: [tides.md]"),
    "self-check-language": asked("title: Tides, pages: [index.md], languages: [de]"),
    "self-check-lacking": asked("title: Tides"),
    "self-check-partly": asked("title: Tides, pages: [b.md], languages: [en, fr]", **{B: page()}),
    "self-check-old": asked("title: Tides, pages: [index.md]", "checked: 2025-11-21"),
    "self-check-old--never": asked("title: Tides, pages: [index.md]", ""),
    "field-missing--accessibility": {"assets/data/accessibility.yml": "date: 2026-11-23\n"},
    "home-hidden": {"docs/en/index.md": page(publish_at="2027-01-01")},
    "home-hidden--only": {
        "docs/en/index.md": page(only="[en]"),
        "docs/fr/index.md": None,
    },
    "address-taken": {
        A: page(topics="[sea]"),
        "docs/en/topic/sea.md": page(),
        TOPICS: "sea: {name: The sea}\n",
    },
    "address-latest": {"docs/en/latest.md": page()},
    "address-latest--language": {
        "mkdocs.yml": MKDOCS_YML.replace("{}", "{feeds: {latest_path: fr}}"),
    },
    "address-language": {"docs/en/fr/index.md": page()},
    "address-latest--list": {
        A: page(topics="[sea]"),
        "mkdocs.yml": MKDOCS_YML.replace("{}", "{feeds: {latest_path: topic}}"),
        TOPICS: "sea: {name: The sea}\n",
    },
    "route-repeated": {
        ROUTES: "routes:\n" + 2 * "  - {id: west, name: West, stops: [{name: Cape}]}\n"
    },
    "fact-range": {FACTS: FACT.replace("5400", "5400, to: 540"), **REGISTERS},
    "fact-place": figures('See [the {{ fact("lamps") }}](index.md).'),
    "fact-place--picture": figures('![The {{ fact("lamps") }}](/media/boat.jpg)'),
    "field-type--fact-month": {FACTS: FACT.replace("as_of: 2024", "as_of: 2025-13")},
    "field-type--fact-infinite": {FACTS: FACT.replace("5400", ".nan")},
    "string-value--scales": {
        **figures(""),
        STRINGS: DATES + FIGURE_WORDS.replace("1000000:", "million:"),
    },
    "fact-unit--braces": {**figures(""), STRINGS: DATES + FIGURE_WORDS.replace("} t", "} {t")},
    "fact-id": {FACTS: "Trade 2024: {value: 1}\n"},
    "field-missing--fact": {FACTS: "trade: {value: 1}\n"},
    "field-type--fact-day": {FACTS: FACT.replace("as_of: 2024", "as_of: June 2024")},
    "field-type--fact-value": {FACTS: FACT.replace("5400", "5.400 t")},
    "reference-unknown--fact-source": {FACTS: FACT.replace("[log]", "logg"), SOURCES: LOG},
    "fact-unknown": figures('About {{ fact("lamp") }}.'),
    "fact-unknown--far": figures('About {{ fact("rainfall") }}.'),
    "fact-unknown--glance": {
        **figures(""),
        A: page(glance="[{label: Lamps, value: '{{ fact(\"lamp\") }}'}]"),
    },
    "fact-syntax": figures("It has {{ fact(lamps) }}."),
    "fact-syntax--form": figures('It has {{ fact("lamps", "big") }}.'),
    "fact-overdue": {FACTS: FACT.replace("2027-03-31", "2026-11-22"), **REGISTERS},
    "fact-overdue--long": {FACTS: FACT.replace("2027-03-31", "2026-05-26"), **REGISTERS},
    "fact-unit": {**figures(""), STRINGS: DATES + FIGURE_WORDS.replace("{t: ", "{kg: ")},
    "string-missing--figures": {
        FACTS: FACT,
        SOURCES: LOG,
        "docs/en/strings.yml": DATES + FIGURE_WORDS,
    },
    "string-value--table": {
        **figures(""),
        STRINGS: DATES + FIGURE_WORDS.replace('units: {t: "{number} t"}', "units: tonnes"),
    },
    "reference-unknown--home": {A: page(layout="home", home="{doors: [hidden/index.md]}")},
    "event-dates": {A: page(kind="event", start="2027-01-05", end="2027-01-04")},
    "event-hours": {
        **EVENT_WORDS,
        A: page(kind="event", start="2027-01-05", starts_at="17:30", ends_at="8:00"),
    },
    "event-hours--no-start": {A: page(kind="event", start="2027-01-05", ends_at="17:30")},
    "field-type--clock": {A: page(kind="event", start="2027-01-05", starts_at="'8 a.m.'")},
    "field-missing--event": {A: page(kind="event")},
    "event-lunar": {
        **EVENT_WORDS,
        A: page(kind="event", start="2027-02-13", lunar="{month: 1, day: 9}"),
    },
    "event-lunar--moved": {
        **EVENT_WORDS,
        A: page(
            kind="event",
            start="2027-02-21",
            previous_start="2027-02-13",
            status="moved",
            lunar="{month: 1, day: 9}",
            term="fair",
        ),
        TERMS: "id,kind,en,fr\nfair,festival,The fair,La foire\n",
    },
    "event-year": {
        **EVENT_WORDS,
        A: page(kind="event", status="cancelled", end="2027-02-15", lunar="{month: 1, day: 9}"),
    },
    "event-names-year": {
        **EVENT_WORDS,
        A: page(kind="event", lunar="{month: 1, day: 9}", description="On 14 February 2027."),
    },
    "event-last": {
        **EVENT_WORDS,
        A: page(kind="event", lunar="{month: 4, day: 9, leap: true}"),
    },
    "event-calendars": {**EVENT_WORDS, A: page(kind="event", lunar="{month: 1, day: 9}")},
    "glance-rows": {A: page(glance="[{label: Where, value: Here}]"), FR: words()},
    "data-encoding": {SOURCES: "log: {name: Café}".encode("latin-1")},
    "field-missing--source-name": {SOURCES: "log: {date: '2025'}\n"},
    "field-type--source-date": {SOURCES: "log: {name: Log, date: 'June 2025'}\n"},
    "field-type--source-row": {SOURCES: "log: Harbour log\n"},
    # -- names
    "data-encoding--terms": {TERMS: "id,kind,en,fr\na,b,c,é\n".encode("latin-1")},
    "terms-separator--semicolon": {TERMS: "id;kind;en;fr\nquay;place;Quay;Quai\n"},
    "terms-separator--tab": {TERMS: "id\tkind\ten\tfr\n"},
    "terms-quotes": {TERMS: TERMS_HEAD + 'quay,place,Quay,"Quai\n'},
    "terms-cells": {TERMS: TERMS_HEAD + "quay,place,Quay, the old one,Quai\n"},
    "terms-column-missing": {TERMS: "id,kind,en\nquay,place,Quay\n"},
    "terms-column-unknown": {TERMS: "id,kind,en,fr,reading_de\nquay,place,Quay,Quai,x\n"},
    "terms-empty": {TERMS: TERMS_HEAD + "quay,place,,Quai\n"},
    "terms-id": {TERMS: TERMS_HEAD + "Đá Quay,place,Quay,Quai\n"},
    "terms-repeated--id": {
        TERMS: TERMS_HEAD + "quay,place,Quay,Quai\n\nquay,place,Old quay,Vieux quai\n"
    },
    "terms-repeated--name": {TERMS: TERMS_HEAD + "a,place,Quay,Quai\nb,place,Quay,Quais\n"},
    "terms-language": {TERMS: "id,kind,en,fr,proposed\nquay,place,Quay,Quai,fr de\n"},
    "terms-annotate": {TERMS: "id,kind,en,fr,annotate\nquay,place,Quay,Quai,maybe\n"},
    "reference-unknown--terms": {
        TERMS: "id,kind,en,fr,sources\nquay,place,Quay,Quai,almanach\n",
        SOURCES: "almanac: {name: Almanac}\n",
    },
    "name-avoided": {
        TERMS: "id,kind,en,fr,avoid_fr\nquay,place,Quay,Quai,Ponton|Jetée\n",
        A: page("The Quay.\n"),
        FR: words("Le quai.\n\nLa Jetée est ici.\n"),
    },
    "name-avoided--without-marks": {
        TERMS: TERMS_HEAD + "da,place,Đá Quay,Quai Đá\n",
        A: page("At Da Quay.\n"),
    },
    "name-other": {
        **mkdocs("quangba: {}", "quangba: {language_tags: {fr: ja}}"),
        TERMS: "id,kind,en,fr\nquay,place,Old Quay,波止場\n",
        A: page("Old Quay.\n"),
        FR: words("港町（Old Quay）。\n"),
    },
    "name-alone": {
        **mkdocs("quangba: {}", "quangba: {language_tags: {fr: ja}, terms: {annotate: [place]}}"),
        TERMS: "id,kind,en,fr,proposed\nquay,place,Old Quay,波止場,fr\n",
        A: page("Old Quay.\n"),
        FR: words("波止場。\n"),
    },
    # -- parity
    "parity-number": {
        A: page("Rain: 1,234.5 mm.\n\n## Pier\n\nThe pier is 12.5 m long.\n"),
        FR: words("Pluie : 1 234,5 mm.\n\n## Jetée\n\nLa jetée mesure 12,3 m.\n"),
    },
    "parity-number--lost": {A: page("A path of 1,200 m.\n"), FR: words("Un sentier.\n")},
    "parity-number--extra": {A: page("A path.\n"), FR: words("Un sentier de 1 200 m.\n")},
    "parity-number--code": {A: page("Road 4A.\n"), FR: words("Route 4B.\n")},
    "parity-number--draft": {A: page("7 boats.\n"), FR: words("Des bateaux.\n", draft="true")},
    "parity-number--glance": {
        A: page(glance="[{label: Code, value: '0205'}]"),
        FR: words(glance="[{label: Indicatif, value: '0206'}]"),
    },
    "parity-date": {
        A: page("On February 25, 2026.\n"),
        FR: words("Le 25 mars 2026.\n"),
    },
    "parity-date--turned": {
        A: page("On 2/9/2026.\n"),
        FR: words("Le 2/9/2026.\n"),
    },
    "parity-link": {
        A: page("See [the other page](b.md#way).\n"),
        B: page("## Way\n"),
        FR: words("Voir [l’autre page](b.md).\n"),
    },
    "parity-link-extra": {
        A: page("Text.\n"),
        B: page(),
        FR: words("Voir [l’autre page](b.md).\n"),
    },
    "parity-picture": {
        A: page("![](/media/harbour.svg)\n"),
        FR: words("Texte.\n"),
        PICTURE: SVG,
        SIDECAR_FILE: SIDECAR,
    },
    "parity-picture--extra": {
        A: page("Text.\n"),
        FR: words("![](/media/harbour.svg)\n"),
        PICTURE: SVG,
        SIDECAR_FILE: SIDECAR,
    },
    "parity-picture--order": {
        A: page("![](/media/harbour.svg)\n\n![](/media/mill.svg)\n"),
        FR: words("![](/media/mill.svg)\n\n![](/media/harbour.svg)\n"),
        PICTURE: SVG,
        SIDECAR_FILE: SIDECAR,
        "assets/media/mill.svg": SVG.replace("160", "161"),
        "assets/media/mill.yml": SIDECAR,
    },
    "parity-fact": {
        **figures('Oil: {{ fact("lamps") }}.\n'),
        FR: words("De l’huile.\n"),
    },
    "parity-fact-extra": {
        **figures("Oil.\n"),
        FR: words('De l’huile : {{ fact("lamps") }}.\n'),
    },
    "parity-table": {
        A: page("| a | b |\n|---|---|\n| c | d |\n| e | f |\n"),
        FR: words("| a | b |\n|---|---|\n| c | d |\n"),
    },
    "parity-table--count": {
        A: page("| a | b |\n|---|---|\n| c | d |\n"),
        FR: words("Pas de tableau.\n"),
    },
    "parity-same": {
        A: page("## One\n\nOne, two, three, four boats lie in the harbour.\n"),
        FR: words("## Un\n\nOne, two, three, four boats lie in the harbour.\n"),
    },
    "parity-empty": {A: page("## One\n\nA boat.\n"), FR: words("## Un\n")},
    "parity-block": {
        A: page("!!! note\n    One.\n\n!!! note\n    Two.\n"),
        FR: words("!!! note\n    Un.\n"),
    },
    "differs-section": {
        A: page("7 boats.\n"),
        FR: words(
            "7 bateaux.\n",
            differs="[{what: [numbers], section: pier, why: Rounded., day: 2026-01-05}]",
        ),
    },
    "differs-idle": {
        A: page("7 boats.\n"),
        FR: words("7 bateaux.\n", differs="[{what: [numbers], why: Rounded., day: 2026-01-05}]"),
    },
    "differs-old": {
        A: page("7 boats.\n"),
        FR: words("Des bateaux.\n", differs="[{what: [numbers], why: Rounded., day: 2026-01-04}]"),
    },
    "field-translation--differs": {
        A: page(differs="[{what: [numbers], why: Rounded., day: 2026-01-04}]")
    },
    "name-title": {
        TERMS: f"{TERMS_HEAD}quay,place,Old Quay,Vieux Quai\n",
        A: page("Text.\n\n## Old Quay\n"),
        FR: words("Texte.\n\n## Ancien Port\n"),
    },
    "name-slip": {
        TERMS: f"{TERMS_HEAD}quay,place,Tân Thanh,\n",
        A: page("By Tân Thanh.\n"),
        FR: words("Près de Tân Thành.\n"),
    },
    "name-slip--character": {
        **mkdocs("quangba: {}", "quangba: {language_tags: {fr: ja}}"),
        TERMS: f"{TERMS_HEAD}quay,place,Old Quay,旧波止場\n",
        A: page("The Old Quay.\n"),
        FR: words("旧波上場。\n"),
    },
    # -- words of the theme
    "string-value--number-words": {STRINGS: DATES + "number_words: {half: 0.5}\n"},
    "string-missing": {STRINGS: "date_long: d MMMM y\n"},
    "yaml-syntax--strings": {STRINGS: DATES + "menu: 'Menu\n"},
    "string-value--map-services": {
        THEME: "{{ t('map_services') }}",
        "docs/en/strings.yml": DATES + "map_services: {osm: OpenStreetMap}\n",
        STRINGS: DATES + "map_services: {osm: OpenStreetMap, omap: O}\n",
    },
    "string-unused": {STRINGS: DATES + "menuu: Menu\n"},
    "string-value--empty": {STRINGS: "date_long: ''\ndate_medium: d MMM y\n"},
    "string-value--placeholder": {
        THEME: "{{ t('until', date=x) }}",
        "docs/en/strings.yml": DATES + 'until: "until {date}"\n',
        STRINGS: DATES + 'until: "jusqu’au {jour}"\n',
    },
    "string-value--list": {
        A: page(kind="event", start="2027-02-14", lunar="{month: 1, day: 9}"),
        "docs/en/strings.yml": DATES
        + 'lunar_date: "{day} {month}"\nlunar_days: [1st]\nlunar_months: first\n',
        STRINGS: None,
    },
}

UNUSABLE = {
    "picture-changed": Unusable("picture-changed", ""),
    "picture-hangs": Unusable("picture-hangs", ""),
    "picture-crashes": Unusable("picture-crashes", "-11"),
    "picture-broken--no-right": Unusable("picture-broken", "Permission denied"),
    "picture-too-large--memory": Unusable("picture-too-large", "not enough memory"),
}
"""What happens to workers, and must not happen in a test of messages."""

ADDING: dict[str, tuple[dict[str, str | bytes | Link | None], dict[str, str]]] = {
    "add-link": ({"photos/boat.jpg": Link("../other.jpg"), "other.jpg": jpeg()}, {}),
    "add-missing": ({"other.jpg": jpeg()}, {}),
    "add-missing--folder": ({"photos/boat.jpg/1.jpg": jpeg()}, {}),
    "add-video": ({"photos/boat.mp4": b"x"}, {}),
    "picture-format--added": ({"photos/boat.docx": b"x"}, {}),
    "picture-broken--added": ({"photos/boat.jpg": jpeg()[:-60]}, {}),
    "add-duplicate": (
        {"photos/boat.jpg": jpeg(), "assets/media/sea/ship.jpg": jpeg(),
         "assets/media/sea/ship.yml": SIDECAR},
        {},
    ),
    "add-taken": ({"photos/boat.jpg": jpeg(), PHOTO: jpeg(0), PHOTO_FILE: SIDECAR}, {}),
    "add-name": ({"photos/照片.jpg": jpeg()}, {}),
    "add-folder": ({"photos/boat.jpg": jpeg()}, {"folder": "../docs"}),
    "add-folder--file": ({"photos/boat.jpg": jpeg(), "assets/media/sea": b""}, {"folder": "sea"}),
    "add-failed": ({"photos/boat.jpg": jpeg()}, {"name": "a" * 300}),
}  # fmt: skip
"""`quangba media add photos/boat.*`: files of the project, options."""
