"""Files from translators and drafts by a program."""

from __future__ import annotations

from quangba.messages import msg
from quangba.rules.rule import Rule

ROWS: tuple[Rule, ...] = (
    Rule(
        "exchange-file-missing",
        msg("There is no file to import: mostly its folder is missing in the name."),
        wrong="quangba import tides.po",
        right="quangba import work/tides.po",
    ),
    Rule(
        "exchange-file",
        msg("Only the formats that quangba export writes can be put back into pages without loss."),
        wrong="quangba import tides.docx",
        right="quangba import tides.xlf",
    ),
    Rule(
        "exchange-file-size",
        msg("A file so large is no file of pages; reading it would take all memory."),
        wrong="quangba import all.po   # 120 MB",
        right="quangba export --all --lang fr --to work/\nquangba import work/*.po",
    ),
    Rule(
        "exchange-empty",
        msg("Nothing in the file could go into a page; mostly it is not the file that came back."),
        wrong='msgid ""\nmsgstr ""',
        right='msgctxt "tides.md#moon.1"\nmsgid "It pulls."\nmsgstr "Elle attire."',
    ),
    Rule(
        "exchange-language",
        msg("The words would be put into pages of another language."),
        wrong='"Language: de\\n"   # the site has en and fr',
        right='"Language: fr\\n"',
    ),
    Rule(
        "exchange-page",
        msg("The page was renamed or removed after the export, so its words have no place to go."),
        wrong='msgctxt "tide.md#moon.1"',
        right="quangba export tides --lang fr --to tides.po",
    ),
    Rule(
        "exchange-only",
        msg("Whoever wrote the page has said that it is not for this language."),
        wrong="only: [en]",
        right="only: [en, fr]",
    ),
    Rule(
        "exchange-section-gone",
        msg("The source no longer has the section, so readers would get a translation of nothing."),
    ),
    Rule(
        "exchange-section-missing",
        msg("The page lacks the heading, so there is no place for the words."),
        wrong="# docs/fr/tides.md without ## La lune",
        right="## La lune",
    ),
    Rule(
        "exchange-source-unknown",
        msg(
            "Units are matched with the source text they were made from; without it they "
            "could go into the wrong place."
        ),
        wrong="quangba import old/tides.po",
        right="quangba export tides --lang fr --to tides.po",
    ),
    Rule(
        "exchange-unit",
        msg("The unit was made by a tool, and belongs to no text of the page."),
        wrong='<unit id="moon.1.2">   # split by the tool',
        right='<unit id="moon.1">',
    ),
    Rule(
        "exchange-same",
        msg(
            "Mostly the tool has copied the source where nobody has translated; readers "
            "would see another language."
        ),
        wrong='msgid "The sea takes its time."\nmsgstr "The sea takes its time."',
        right='msgid "The sea takes its time."\nmsgstr "La mer prend son temps."',
    ),
    Rule(
        "exchange-newer",
        msg("Somebody has changed the page after the export; importing would lose those words."),
        wrong="quangba import tides.po",
        right="quangba import --force tides.po   # after comparing the two",
    ),
    Rule(
        "exchange-block",
        msg("In the page the text would be read as a list, a heading or two cells of a table."),
        wrong='msgstr "1990. L’année du phare."',
        right='msgstr "1990\\\\. L’année du phare."',
    ),
    Rule(
        "exchange-code-missing",
        msg("A link, a figure or a picture of the source would be missing in the translation."),
        wrong='msgid "See [the quay](quay.md)."\nmsgstr "Voir le quai."',
        right='msgid "See [the quay](quay.md)."\nmsgstr "Voir [le quai](quay.md)."',
    ),
    Rule(
        "exchange-code-added",
        msg(
            "A link, a figure or a picture would stand twice, or be one that the source "
            "does not have."
        ),
        wrong='msgid "The quay."\nmsgstr "[Le quai](pier.md)."',
        right='msgid "The quay."\nmsgstr "Le quai."',
    ),
    Rule(
        "exchange-incomplete",
        msg("The paragraphs of the section are others now; half of the new ones would leave gaps."),
        wrong='msgid "It pulls."\nmsgstr ""',
        right='msgid "It pulls."\nmsgstr "Elle attire."',
    ),
    Rule(
        "po-encoding",
        msg(
            "In another encoding every letter with a mark would be put into the page as a "
            "wrong one."
        ),
        wrong='"Content-Type: text/plain; charset=ISO-8859-1\\n"',
        right='"Content-Type: text/plain; charset=UTF-8\\n"',
    ),
    Rule(
        "po-syntax",
        msg("Of a broken file it is not known which words belong to which text."),
        wrong='msgstr "La mer prend son temps.',
        right='msgstr "La mer prend son temps."',
    ),
    Rule(
        "xliff-syntax",
        msg("Of a broken file it is not known which words belong to which text."),
        wrong="<target>Le quai & le phare</target>",
        right="<target>Le quai &amp; le phare</target>",
    ),
    Rule(
        "xliff-doctype",
        msg(
            "A document type can make a program read other files of this computer, or fill "
            "its memory."
        ),
        wrong='<!DOCTYPE xliff [<!ENTITY a "…">]>',
        right='<xliff version="2.1" …>',
    ),
    Rule(
        "xliff-version",
        msg("Other versions keep codes and states in other places: they would be lost."),
        wrong='<xliff version="1.2" …>',
        right='<xliff version="2.1" …>',
    ),
    Rule(
        "xliff-code",
        msg("The link or figure behind the code is not known, so the page would lack it."),
        wrong='<ph id="9"/>   # without dataRef',
        right='<ph id="1" dataRef="d1"/>',
    ),
    Rule(
        "machine-missing",
        msg(
            "No program for drafts comes with quangba: which one is used, and what may be "
            "sent to it, is for the office to decide."
        ),
        wrong="# mkdocs.yml without machine_translation",
        right='machine_translation: {command: [translate-locally, --to, "{target}"]}',
    ),
    Rule(
        "machine-start",
        msg("The program is not installed, or not where its name is looked for."),
        wrong="command: [translat-locally]",
        right="command: [/usr/local/bin/translate-locally]",
    ),
    Rule(
        "machine-time",
        msg(
            "A program that does not answer would hold up the command for ever; nothing was "
            "written."
        ),
        wrong="machine_translation: {command: […], seconds: 5}",
        right="machine_translation: {command: […], seconds: 300}",
    ),
    Rule(
        "machine-failed",
        msg(
            "What the program gave back is no translation, so nothing of it was put into the page."
        ),
        wrong="command: [translate-locally]   # exit code 1",
        right='command: [translate-locally, --to, "{target}"]',
    ),
)
