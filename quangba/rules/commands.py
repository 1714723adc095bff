"""What commands refuse: new, move, media add, translate, accept, tidy."""

from __future__ import annotations

from quangba.messages import msg
from quangba.rules.rule import Rule

ROWS: tuple[Rule, ...] = (
    Rule(
        "page-unknown",
        msg("A command that guesses could change another page than the one that is meant."),
        wrong="quangba accept tide.md --lang fr",
        right="quangba accept tides.md --lang fr",
    ),
    Rule(
        "language-unknown",
        msg("The site has no such language, so there is no page that the command could change."),
        wrong="quangba translate tides.md --lang de",
        right="quangba translate tides.md --lang fr",
    ),
    Rule(
        "new-kind",
        msg("The kind decides which fields the page begins with and where it is put."),
        wrong='quangba new evnt "Lantern Night"',
        right='quangba new event "Lantern Night"',
    ),
    Rule(
        "new-title",
        msg("The title is what readers see first, and the address is made of it."),
        wrong='quangba new page " "',
        right='quangba new page "The tides"',
    ),
    Rule(
        "new-folder",
        msg("The page is put beside others of its kind; the first one needs to be told where."),
        wrong='quangba new news "A new boat"',
        right='quangba new news "A new boat" --to news',
    ),
    Rule(
        "new-slug",
        msg(
            "Addresses are made of plain letters; of a title without any there is nothing "
            "to make one of."
        ),
        wrong='quangba new page "集市"',
        right='quangba new page "集市" --slug fair',
    ),
    Rule(
        "path-unfit",
        msg(
            "The path becomes the address: spaces, capitals and marks break links that are "
            "copied or sent."
        ),
        wrong='quangba move quay "Old Quay.md"',
        right="quangba move quay old-quay.md",
    ),
    Rule(
        "path-taken",
        msg("Two pages cannot have one address: one of them would be lost."),
        wrong="quangba move quay harbour   # docs/en/harbour.md is there",
        right="quangba move quay old-quay",
    ),
    Rule(
        "path-former",
        msg(
            "Readers of the old address are led to another page from there; a new page "
            "would cut them off."
        ),
        wrong='quangba new page "Landing"   # harbour.md has  moved_from: [landing.md]',
        right='quangba new page "Landing" --slug landing-stage',
    ),
    Rule(
        "path-language",
        msg("The page would stand among those of another language, and could replace one of them."),
        wrong="quangba move quay fr/quay",
        right="quangba move quay france/quay",
    ),
    Rule(
        "move-missing",
        msg("Nothing stands at that path, so nothing can be moved."),
        wrong="quangba move isle/nort isle/shore",
        right="quangba move isle/north isle/shore",
    ),
    Rule(
        "move-home",
        msg("Every page leads to the home page, and the site's address opens it."),
        wrong="quangba move index.md start.md",
        right="quangba move isle/north.md isle/shore.md",
    ),
    Rule(
        "move-same",
        msg("Old and new path are one: the page would be its own former address."),
        wrong="quangba move quay docs/en/quay.md",
        right="quangba move quay old-quay",
    ),
    Rule(
        "move-unclear",
        msg(
            "A page and a folder have the same name, and moving the wrong one changes many "
            "addresses."
        ),
        wrong="quangba move isle coast",
        right="quangba move isle.md coast.md",
    ),
    Rule(
        "move-unsure",
        msg(
            "A link that is not mended for certain would lead nowhere after the move; so "
            "nothing is moved."
        ),
        wrong="{title: The quay, place: harbour.md,}",
        right="title: The quay\nplace: harbour.md",
    ),
    Rule(
        "add-missing",
        msg("There is no such file, or it is a folder: nothing can be copied."),
        wrong="quangba media add photos",
        right="quangba media add photos/*.jpg",
    ),
    Rule(
        "add-link",
        msg("A link may lead to a file that changes or goes away; the library keeps originals."),
        wrong="quangba media add boat.jpg   # a link to /tmp/boat.jpg",
        right="quangba media add /tmp/boat.jpg",
    ),
    Rule(
        "add-video",
        msg("A film comes with its subtitles and its poster, which nobody can propose for it."),
        wrong="quangba media add waves.mp4",
        right="assets/media/waves.mp4\nassets/media/waves.yml\nassets/media/waves.en.vtt",
    ),
    Rule(
        "add-folder",
        msg(
            "Originals outside the library would be published by nobody, or published as they are."
        ),
        wrong="quangba media add boat.jpg --to ../docs",
        right="quangba media add boat.jpg --to north-shore",
    ),
    Rule(
        "add-name",
        msg("The picture's name stands in addresses, which are made of plain letters."),
        wrong="quangba media add 照片.jpg",
        right="quangba media add 照片.jpg --name lighthouse-at-dawn",
    ),
    Rule(
        "add-taken",
        msg("The new picture would replace another one on all pages that show it."),
        wrong="quangba media add photos/boat.jpg   # assets/media/boat.jpg is another picture",
        right="quangba media add photos/boat.jpg --name red-boat",
    ),
    Rule(
        "add-duplicate",
        msg("A second copy would need texts and rights of its own, and they soon differ."),
        wrong="quangba media add photos/boat.jpg   # it is assets/media/ship.jpg",
        right="![](/media/ship.jpg)",
    ),
    Rule(
        "add-failed",
        msg("The disk is full or the folder closed to you; what was begun is removed again."),
    ),
    Rule(
        "translate-only",
        msg("Whoever wrote the page has said that it is not for this language."),
        wrong="only: [en]",
        right="only: [en, fr]",
    ),
    Rule(
        "translate-unstamped",
        msg("It is not known what the page was made from, so what is new cannot be marked in it."),
        wrong="quangba translate tides.md --lang fr",
        right="quangba accept tides.md --lang fr   # first",
    ),
    Rule(
        "translate-headings",
        msg(
            "Sections are told apart by their order: with a heading more or less, marks "
            "would be put into the wrong ones."
        ),
        wrong="## Marée haute   # the stamp names two sections",
        right="## Marée haute\n\n## Marée basse",
    ),
    Rule(
        "translate-unreadable",
        msg("The file that is there would be written over, with all that somebody has translated."),
        wrong="title: Les marées: midi",
        right='title: "Les marées: midi"',
    ),
    Rule(
        "accept-missing",
        msg("There is nothing that could be up to date: the page has not been translated."),
        wrong="quangba accept moon.md --lang fr",
        right="quangba translate moon.md --lang fr",
    ),
    Rule(
        "accept-todo",
        msg(
            "The mark says that a piece is not translated; accepted, it would count as done "
            "and nobody would look again."
        ),
        wrong="<!-- TODO translate (changed) moon: the source now reads as below. -->",
        right="La lune attire.",
    ),
    Rule(
        "accept-headings",
        msg(
            "Sections are stamped one by one; with other headings a stamp would stand for "
            "the wrong text."
        ),
        wrong="## Marée haute   # the source has two sections",
        right="## Marée haute\n\n## Marée basse",
    ),
    Rule(
        "accept-meaning",
        msg("Only changes of words can be waved through; a new section has to be translated."),
        wrong="quangba accept tides.md --lang fr --no-change-of-meaning",
        right="quangba translate tides.md --lang fr",
    ),
    Rule(
        "accept-moved-on",
        msg(
            "The translator has not seen the newest text; accepted, its change would never "
            "be translated."
        ),
        wrong="quangba accept tides.md --lang fr",
        right="quangba translate tides.md --lang fr",
    ),
    Rule(
        "accept-unlike",
        msg(
            "The languages were made from different states of the text, so one of them may "
            "lack more than a mended slip."
        ),
        wrong="quangba accept tides.md --no-change-of-meaning",
        right=(
            "quangba diff tides.md --lang fr\n"
            "quangba accept tides.md --lang fr --no-change-of-meaning"
        ),
    ),
    Rule(
        "tidy-unreadable",
        msg(
            "A source text that the page still needs could be removed, and with it the way "
            "to see what has changed."
        ),
        wrong="title: Brume: an island",
        right='title: "Brume: an island"',
    ),
)
