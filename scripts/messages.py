"""Texts of messages for translators: run after changing one in quangba/.

Collects every msg("…") in quangba/locale/quangba.pot, brings each language's quangba.po up to
date and compiles it: `.venv/bin/python scripts/messages.py`.
"""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "quangba"
LOCALE_DIR = PACKAGE / "locale"
TEMPLATE = LOCALE_DIR / "quangba.pot"
# Files made twice from the same sources are the same: no clock and no names of machines in them.
DAY = datetime(2026, 1, 1, tzinfo=UTC)


def extract() -> Catalog:
    """Every template that the package marks with `msg`, with the files that it stands in."""
    template = Catalog(
        project="quangba", version="0", charset="utf-8", creation_date=DAY, revision_date=DAY
    )
    template.header_comment = "# Messages of quangba. Keep what stands in {braces} as it is."
    for file, _, message, comments, _ in extract_from_dir(
        PACKAGE,
        [("**.py", "python"), ("**.html", "jinja2.ext.babel_extract")],
        keywords={"msg": None},
    ):
        template.add(
            message, locations=[(f"quangba/{Path(file).as_posix()}", 0)], auto_comments=comments
        )
    return template


def updated(po: Path, template: Catalog) -> Catalog:
    """A language's catalogue with exactly the template's messages; new ones are untranslated."""
    catalog = read_po(io.BytesIO(po.read_bytes()), locale=po.parent.parent.name)
    catalog.update(template, no_fuzzy_matching=True)
    catalog.obsolete.clear()
    catalog.creation_date = catalog.revision_date = DAY
    catalog.last_translator = "quangba"
    catalog.header_comment = template.header_comment
    return catalog


def as_po(catalog: Catalog) -> bytes:
    """The text form that translators edit."""
    buffer = io.BytesIO()
    write_po(buffer, catalog, width=100, sort_output=True, include_lineno=False)
    return buffer.getvalue()


def as_mo(catalog: Catalog) -> bytes:
    """The binary form that gettext reads."""
    buffer = io.BytesIO()
    write_mo(buffer, catalog)
    return buffer.getvalue()


def main() -> None:
    """Write the template, and each language's catalogue in both forms."""
    template = extract()
    TEMPLATE.write_bytes(as_po(template))
    for po in sorted(LOCALE_DIR.glob("*/LC_MESSAGES/quangba.po")):
        catalog = updated(po, template)
        po.write_bytes(as_po(catalog))
        po.with_suffix(".mo").write_bytes(as_mo(catalog))
        missing = [str(message.id) for message in catalog if message.id and not message.string]
        print(
            f"{po.relative_to(ROOT).as_posix()}: {len(missing)} to translate", *missing, sep="\n  "
        )


if __name__ == "__main__":
    main()
