"""Files of pages and their front matter."""

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
            "mkdocs makes README.md the index page of its folder, so the folder's own page "
            "would be lost."
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
        wrong="harbour",
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
    Rule(
        "page-todo",
        msg("Readers would see the word TODO where a fact should stand."),
        wrong="description: TODO",
        right="description: When the water comes and goes.",
    ),
    Rule(
        "merge-conflict",
        msg("Both versions and the marks of the merge would stand in the page."),
        wrong=(
            "<<<<<<< ours\nHigh water is at noon.\n=======\nHigh water is at one.\n>>>>>>> theirs"
        ),
        right="High water is at noon.",
    ),
    Rule(
        "front-matter-missing",
        msg(
            "Without front matter the page has no title and no description, for readers, "
            "search engines and shared links alike."
        ),
        wrong="# The tides",
        right="---\ntitle: The tides\ndescription: When the water comes and goes.\n---",
    ),
    Rule(
        "front-matter-open",
        msg("Without its end, the whole text is taken for fields and nothing of it is shown."),
        wrong="---\ntitle: The tides\n\nThe sea takes its time.",
        right="---\ntitle: The tides\n---\nThe sea takes its time.",
    ),
    Rule(
        "yaml-tab",
        msg(
            "YAML counts spaces to see what belongs together, and does not allow tabs: the "
            "file cannot be read."
        ),
        wrong="home:\n\tdoors: []",
        right="home:\n  doors: []",
    ),
    Rule(
        "yaml-shape",
        msg("A list or a bare word has no field names, so nothing is known of the page."),
        wrong="- The tides",
        right="title: The tides",
    ),
    Rule(
        "yaml-repeated",
        msg("Only one of the two lines would count, and nobody could tell which."),
        wrong="title: The tides\ntitle: High water",
        right="title: The tides",
    ),
    Rule(
        "yaml-syntax",
        msg("The file cannot be read as it stands, so nothing in it would be published."),
        wrong="title: Brume: an island",
        right='title: "Brume: an island"',
    ),
    Rule(
        "field-missing",
        msg(
            "Readers, lists or search engines need the field: without it something would be "
            "empty or out of order."
        ),
        wrong="kind: event\ntitle: Lantern Night",
        right="kind: event\ntitle: Lantern Night\nstart: 2027-02-14",
    ),
    Rule(
        "field-unknown",
        msg(
            "A misspelt field does nothing: what it says would be missing from the page "
            "without a word."
        ),
        wrong="desciption: When the water comes and goes.",
        right="description: When the water comes and goes.",
    ),
    Rule(
        "field-type",
        msg("A value of another kind cannot be counted, sorted or written out in every language."),
        wrong="start: next week",
        right="start: 2027-02-14",
    ),
    Rule(
        "field-kind",
        msg("The kind decides which fields a page has, where it is listed and how it looks."),
        wrong="kind: festival",
        right="kind: event",
    ),
    Rule(
        "field-shared",
        msg(
            "Dates, places and figures stand once, in the source page; a second copy would "
            "sooner or later say something else."
        ),
        wrong="# docs/fr/lantern-night.md\nstart: 2027-02-15",
        right="# docs/en/lantern-night.md\nstart: 2027-02-14",
    ),
    Rule(
        "field-translation",
        msg(
            "The field tells from what a translation was made; on the source text it would "
            "be a false notice to readers."
        ),
        wrong="# docs/en/tides.md, the source\nmachine_draft: true",
        right="# docs/fr/tides.md\nmachine_draft: true",
    ),
    Rule(
        "only-unknown",
        msg(
            "The page would be meant for a language that the site does not have, and be "
            "left out everywhere."
        ),
        wrong="only: [de]",
        right="only: [en]",
    ),
    Rule(
        "only-contradicted",
        msg(
            "One of the two is wrong: readers of this language would get a page that was "
            "not meant for them, or miss one that is written."
        ),
        wrong="# docs/en/tides.md, while docs/fr/tides.md is there\nonly: [en]",
        right="only: [en, fr]",
    ),
    Rule(
        "home-hidden",
        msg(
            "Every page leads to the home page; hidden, it would be a dead end and the "
            "site's address empty."
        ),
        wrong="# docs/en/index.md\ndraft: true",
        right="# docs/en/index.md\ntitle: Isle of Brume",
    ),
    Rule(
        "address-taken",
        msg(
            "The list made by the site and the page would have one address, and one of them "
            "would be lost."
        ),
        wrong='docs/en/topic/sea.md   # the list of the topic "sea" is at topic/sea/',
        right="docs/en/sea.md",
    ),
    Rule(
        "address-latest",
        msg(
            "Other sites show the block of latest news from this address; they would get "
            "another page instead."
        ),
        wrong="docs/en/latest.md",
        right="feeds: {latest_path: newest}",
    ),
    Rule(
        "address-language",
        msg("The page would stand among those of another language, and could replace one of them."),
        wrong="docs/en/fr/index.md",
        right="docs/en/france/index.md",
    ),
    Rule(
        "reference-unknown",
        msg("The page would show a gap where the source, the place or the page should be named."),
        wrong="sources: [almanach]",
        right="sources: [almanac]",
    ),
    Rule(
        "reference-moved",
        msg("Only links are led on to a new address; a name in front matter would find nothing."),
        wrong="place: old/quay.md",
        right="place: quay.md",
    ),
    Rule(
        "moved-path",
        msg("Who opens the old address could not be led on, because no page can have stood there."),
        wrong="moved_from: [old quay.md]",
        right="moved_from: [old-quay.md]",
    ),
    Rule(
        "moved-taken",
        msg("A page stands at that address: it and the way to this one would be one file."),
        wrong="moved_from: [harbour.md]   # docs/en/harbour.md is there",
        right="moved_from: [old-harbour.md]",
    ),
    Rule(
        "moved-twice",
        msg(
            "An old address can lead to one page only; half of its readers would come to "
            "the wrong one."
        ),
        wrong="# docs/en/quay.md and docs/en/pier.md\nmoved_from: [landing.md]",
        right="# docs/en/quay.md alone\nmoved_from: [landing.md]",
    ),
    Rule(
        "title-long",
        msg("Search engines cut off what is too long, often in the middle of what matters."),
        wrong=(
            "title: All that one has to know of the harbour, its quays, its boats and its crews"
        ),
        right="title: The harbour and its boats\nmenu_title: Harbour",
    ),
    Rule(
        "title-twice",
        msg("In a list of results nobody can tell two pages with one title apart."),
        wrong='title: The tides   # also that of the list of the topic "tides"',
        right="title: When the tides come",
    ),
    Rule(
        "description-long",
        msg(
            "Search engines and messengers cut the description off, and readers see half a "
            "sentence."
        ),
        wrong="description: All that one has to know of it. (six times)",
        right="description: When the water comes and goes, and who looks after the clock.",
    ),
    Rule(
        "description-short",
        msg(
            "With so few words search engines take a piece of the text instead, often the "
            "wrong one."
        ),
        wrong="description: A quay.",
        right="description: The old quay of Brume, where the boats of the north shore land.",
    ),
)
