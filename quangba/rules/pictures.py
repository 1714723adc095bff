"""Pictures: the files in assets/media and their sidecars."""

from __future__ import annotations

from quangba.messages import msg
from quangba.rules.rule import Rule

ROWS: tuple[Rule, ...] = (
    Rule(
        "picture-missing",
        msg("Where the page shows the picture there would be a gap."),
        wrong="picture: harbor.jpg",
        right="picture: harbour.jpg",
    ),
    Rule(
        "picture-alt",
        msg("Who cannot see the picture hears nothing of it, or its file name."),
        wrong="alt: {en: A harbour above a calm sea}",
        right="alt: {en: A harbour above a calm sea, fr: Un port au-dessus d’une mer calme}",
    ),
    Rule(
        "picture-format",
        msg(
            "Programs that make the sizes for phones do not read the file, so no page could "
            "show it."
        ),
        wrong="assets/media/harbour.bmp",
        right="assets/media/harbour.png",
    ),
    Rule(
        "picture-broken",
        msg("Readers would see half a picture, or none."),
        wrong="boat.jpg, cut off at 2 of 5 MB",
        right="boat.jpg, copied again from the camera",
    ),
    Rule(
        "picture-suffix",
        msg("Browsers and programs go by the ending: some would refuse the picture."),
        wrong="boat.png   # a JPEG inside",
        right="boat.jpg",
    ),
    Rule(
        "picture-too-large",
        msg(
            "Decoding it would take all memory of a small office computer, and no screen "
            "shows so many pixels."
        ),
        wrong="boat.png, 20,000 × 20,000 pixels",
        right="boat.png, 6,000 × 6,000 pixels",
    ),
    Rule(
        "picture-size",
        msg(
            "Without its size the page cannot keep a place for the drawing, and the text "
            "jumps when it comes."
        ),
        wrong='<svg xmlns="http://www.w3.org/2000/svg">',
        right='<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1600 1000">',
    ),
    Rule(
        "picture-words",
        msg(
            "Another computer has other fonts: the words would look different, or leave "
            "their place."
        ),
        wrong='<text x="10" y="20">Port</text>',
        right='<path d="M10 20v-12h4…"/>',
    ),
    Rule(
        "picture-changed",
        msg(
            "What is published must be made of one state of the file, so that two builds are alike."
        ),
        wrong="boat.jpg saved again during quangba build",
        right="quangba build   # once more, when the file is saved",
    ),
    Rule(
        "picture-hangs",
        msg("One file would hold up the whole site."),
        wrong="boat.png, which takes minutes to decode",
        right="boat.png, exported again by a picture editor",
    ),
    Rule(
        "picture-crashes",
        msg(
            "The file is damaged in a way that its decoder was not made for; browsers may "
            "fail over it, too."
        ),
        wrong="boat.jpg, damaged",
        right="boat.jpg, exported again by a picture editor",
    ),
    Rule(
        "picture-name",
        msg("The name stands in addresses and in pages: spaces and marks break both."),
        wrong="assets/media/My boat.jpg",
        right="assets/media/my-boat.jpg\nassets/media/my-boat.yml",
    ),
    Rule(
        "picture-link",
        msg(
            "A link out of the folder is empty on every other computer, and could publish "
            "what is not meant for the public."
        ),
        wrong="assets/media/boat.jpg -> ../../elsewhere.jpg",
        right="assets/media/boat.jpg   # a copy",
    ),
    Rule(
        "picture-duplicate",
        msg(
            "Two copies get two texts and two rights; sooner or later only one of them is "
            "kept right."
        ),
        wrong="assets/media/boat.jpg\nassets/media/ship.jpg   # the same bytes",
        right="assets/media/boat.jpg",
    ),
    Rule(
        "sidecar-missing",
        msg(
            "Without alt text, author and licence nobody knows whether the picture may be "
            "shown, or what it shows."
        ),
        wrong="assets/media/boat.jpg   # alone",
        right=(
            "# assets/media/boat.yml\n"
            "alt: {en: A boat at the quay, fr: Un bateau à quai}\n"
            "credit: A. Painter\n"
            "licence: CC-BY-4.0"
        ),
    ),
    Rule(
        "sidecar-orphan",
        msg("Mostly the picture was renamed: now it stands without its texts and rights."),
        wrong="assets/media/boat.yml\nassets/media/old-boat.jpg",
        right="assets/media/old-boat.yml\nassets/media/old-boat.jpg",
    ),
    Rule(
        "sidecar-shared",
        msg(
            "Both would have the texts and the rights of one, and one of them would be told "
            "wrongly."
        ),
        wrong="assets/media/harbour.svg\nassets/media/harbour.jpg\nassets/media/harbour.yml",
        right="assets/media/harbour.svg\nassets/media/harbour-photo.jpg",
    ),
    Rule(
        "sidecar-encoding",
        msg("In another encoding names and captions would be shown with wrong letters."),
        wrong="credit: Ren� Painter",
        right="credit: René Painter",
    ),
    Rule(
        "sidecar-language",
        msg(
            "The text is shown nowhere; mostly the code of the language is misspelt, and "
            "the right one is missing."
        ),
        wrong="caption: {de: Ein Hafen}",
        right="caption: {fr: Un port}",
    ),
    Rule(
        "sidecar-todo",
        msg("Readers would see TODO as the author or the licence of a picture."),
        wrong="licence: TODO",
        right="licence: CC0-1.0",
    ),
    Rule(
        "alt-todo",
        msg("Who cannot see the picture would hear the word TODO."),
        wrong="alt: {en: TODO}",
        right="alt: {en: A boat at the quay}",
    ),
    Rule(
        "alt-decorative",
        msg(
            "A decorative picture is passed over by screen readers, so the alt text is "
            "written for nobody."
        ),
        wrong="decorative: true\nalt: {en: A harbour}",
        right="alt: {en: A harbour}",
    ),
    Rule(
        "press-caption",
        msg(
            "A journalist who takes the picture has no words to print below it, and makes them up."
        ),
        wrong="press: true\ncaption: {en: The harbour}",
        right="press: true\ncaption: {en: The harbour, fr: Le port}",
    ),
    Rule(
        "press-rights",
        msg(
            "Readers are not offered the picture, though its sidecar says so: its rights do "
            "not allow it."
        ),
        wrong="press: true\npeople: recognisable",
        right="press: true\npeople: recognisable\nconsent: {by: Ann Fisher, date: 2026-01-05}",
    ),
)
