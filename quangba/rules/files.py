"""Files and folders of pages."""

from __future__ import annotations

from quangba.messages import msg
from quangba.rules.rule import Rule

ROWS: tuple[Rule, ...] = (
    Rule(
        "folder-missing",
        msg(
            "A language without its folder would have no home page: who chooses it would "
            "find nothing."
        ),
        wrong="languages en and fr; only docs/en/ is there",
        right="docs/en/index.md\ndocs/fr/index.md",
    ),
    Rule(
        "folder-unknown",
        msg("Pages in a folder that is no language of the site are never published."),
        wrong="docs/de/index.md   # the site has en and fr",
        right="docs/fr/index.md",
    ),
    Rule(
        "file-not-a-page",
        msg(
            "What is no page is not published from here; a picture would be missing, or "
            "shown at full size and without its rights."
        ),
        wrong="docs/en/photo.jpg",
        right="assets/media/photo.jpg\nassets/media/photo.yml",
    ),
    Rule(
        "file-name",
        msg(
            "The file's name becomes the address: spaces, capitals and marks turn into %20 "
            "and the like, and such links break when they are copied or sent."
        ),
        wrong="docs/en/My page.md",
        right="docs/en/my-page.md",
    ),
    Rule(
        "file-readme",
        msg(
            "README.md becomes the index page of its folder, so the folder's own page would "
            "be lost."
        ),
        wrong="docs/en/discover/README.md",
        right="docs/en/discover/index.md",
    ),
    Rule(
        "file-empty",
        msg(
            "An empty page would be published with nothing on it; where the file is "
            "missing, readers get the source text with an honest notice."
        ),
        wrong="docs/fr/tides.md   # 0 bytes",
        right="docs/fr/tides.md   # deleted, or written",
    ),
    Rule(
        "file-too-long",
        msg(
            "A page of megabytes takes minutes on a phone, and is mostly a picture that was "
            "pasted in as text."
        ),
        wrong="![](data:image/png;base64,iVBORw0KGgo…)",
        right="![](/media/harbour.jpg)",
    ),
    Rule(
        "file-encoding",
        msg("In another encoding every letter with a mark would be shown as a wrong one."),
        wrong="title: Caf� at the quay",
        right="title: Café at the quay",
    ),
    Rule(
        "file-bom",
        msg(
            "The mark is read over, but other tools take it for the first letter and do not "
            "see the front matter."
        ),
        wrong="UTF-8 with BOM",
        right="UTF-8",
    ),
    Rule(
        "file-crlf",
        msg(
            "The line ends are read over, but every line counts as changed when another "
            "editor saves the file."
        ),
        wrong="CRLF",
        right="LF",
    ),
    Rule(
        "file-nfc",
        msg(
            "Letters that are stored apart look the same and are others: search and replace "
            "in the file does not find them."
        ),
        wrong="Cafe + U+0301",
        right="Café",
    ),
    Rule(
        "file-control",
        msg("Nobody sees the character, but it splits a word in two for search and copying."),
        wrong="har␂bour",
        right="harbour",
    ),
    Rule(
        "page-duplicate",
        msg(
            "Two pages with one address: the one written later would replace the other, and "
            "readers would lose a page."
        ),
        wrong="docs/en/harbour.md\ndocs/en/harbour/index.md",
        right="docs/en/harbour/index.md",
    ),
    Rule(
        "page-without-source",
        msg(
            "A translation without a source text can be compared with nothing, and the "
            "other languages have no page to show."
        ),
        wrong="docs/fr/tides.md   # no docs/en/tides.md",
        right="only: [fr]",
    ),
)
