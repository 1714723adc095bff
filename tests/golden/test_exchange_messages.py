"""What a translator's file, or a program for drafts, can have against it, in both languages."""

import sys
from dataclasses import replace
from unittest import mock

import pytest

from quangba.errors import InputError
from quangba.options.site import MachineTranslation
from quangba.translations import machine, versions
from quangba.translations.exchange import files, po, units, xliff
from tests.golden.test_messages import EXCHANGE_CODES, HERE, _codes_in_source, _shown
from tests.translations.exchange import made
from tests.translations.exchange.made import accepted, back, export, with_pages
from tests.translations.exchange.test_imports import FRENCH, SOURCE, done, only

MESSAGES = HERE / "exchange_messages"


@pytest.fixture
def site(tmp_path):
    return made.a_site(tmp_path)


def sent(site, form="po", source=SOURCE):
    """A site with a current translation, and the file that goes out."""
    here, found = with_pages(site, source, accepted(source, FRENCH))
    return here, export(here, found, form)


def changed(start, target):
    def case(site):
        here, data = sent(site)
        return back(here, data, "po", only(start, target))[1]

    return case


def edited(old, new, form="po"):
    def case(site):
        here, data = sent(site, form)
        assert old in data
        return back(here, data.replace(old, new), form)[1]

    return case


def newer(site):
    _, data = sent(site)
    french = accepted(SOURCE, FRENCH).replace("En avion", "En ballon")
    here, _ = with_pages(site, SOURCE, french)
    return back(here, data, "po", only("By air", "Par avion"))[1]


def source_of_now(source, text=None, *, keep=True):
    def case(site):
        here, found = with_pages(site, SOURCE, text)
        if keep:
            versions.keep(here.settings, found)
        data = export(here, found, "po")
        here, _ = with_pages(site, source, text)
        return back(here, data, "po", done())[1]

    return case


def incomplete(site):
    longer = SOURCE.replace("- By air", "- By air\n- By raft")
    here, found = with_pages(site, SOURCE, accepted(SOURCE, FRENCH))
    versions.keep(here.settings, found)
    here, found = with_pages(site, longer, accepted(SOURCE, FRENCH))
    return back(here, export(here, found, "po"), "po", only("By air", "Par avion"))[1]


def same(site):
    here, found = with_pages(site, SOURCE.replace("By air", "By air and by sea"), None)
    data = export(here, found, "po")
    return back(here, data, "po", only("By air", "By air and by sea"))[1]


def section_missing(site):
    short = FRENCH.partition("## Lampes")[0]
    here, found = with_pages(site, SOURCE, short)
    return back(here, export(here, found, "po"), "po", done())[1]


def not_meant(site):
    _, found = with_pages(site, SOURCE.replace("updated", "only: [en]\nupdated"), None)
    return [units.obstacle(found, "fr")]


def a_file(name, data=b"", limit=files.MAX_BYTES):
    def case(site):
        file = site.settings.root / name
        if data:
            file.write_bytes(data)
        with mock.patch.object(files, "MAX_BYTES", limit):
            return files.read(file, name).problems

    return case


def raw(form, data):
    return lambda site: (xliff if form == "xliff" else po).read(data, made.FILES[form]).problems


def program(*command, seconds=60):
    def case(site):
        setting = MachineTranslation(command=command, seconds=seconds)
        try:
            machine.draft(replace(site.settings, machine_translation=setting), "en", "fr", ["a"])
        except InputError as failure:
            return failure.problems
        raise AssertionError("it drafted")

    return case


def python(code):
    return sys.executable, "-c", code


CASES = {
    "exchange-block": changed("On foot", "1. À pied"),
    "exchange-code-missing": changed("By boat", "En bateau."),
    "exchange-code-added": changed("On foot", "À [pied](c.md)"),
    "exchange-empty": lambda site: back(sent(site)[0], b"# nothing\n", "po")[1],
    "exchange-file": a_file("a.docx", b"x"),
    "exchange-file-missing": a_file("work.po"),
    "exchange-file-size": a_file("a.po", b"x" * 3_000_000, 2_000_000),
    "exchange-incomplete": incomplete,
    "exchange-language": edited(b"Language: fr", b"Language: de"),
    "exchange-newer": newer,
    "exchange-only": not_meant,
    "exchange-page": edited(b'msgctxt "a.md#', b'msgctxt "gone.md#'),
    "exchange-same": same,
    "exchange-section-gone": source_of_now(SOURCE.partition("## Lamps")[0]),
    "exchange-section-missing": section_missing,
    "exchange-source-unknown": source_of_now(SOURCE.replace("oil", "gas"), keep=False),
    "exchange-unit": edited(b'msgctxt "a.md#lamps.', b'msgctxt "a.md#lamps.0'),
    "machine-failed": program(*python("import sys; sys.exit('no key')")),
    "machine-missing": program(),
    "machine-start": program("/no/such/program"),
    "machine-time": program(*python("import time; time.sleep(600)"), seconds=1),
    "po-encoding": raw("po", b'msgid "\xff"\nmsgstr ""\n'),
    "po-syntax": raw("po", b'msgid "a"\nmsgstr "b"c"\n'),
    "xliff-code": edited(b"<target>Elles", b'<target><ph id="77"/>Elles', "xliff"),
    "xliff-doctype": raw("xliff", b'<!DOCTYPE xliff SYSTEM "x.dtd"><xliff/>'),
    "xliff-syntax": raw("xliff", b"<xliff>\n</xlif>"),
    "xliff-version": raw("xliff", b'<xliff version="1.2"/>'),
}


@pytest.mark.parametrize("name", CASES)
def test_message_of_exchange(name, site, golden):
    problems = CASES[name](site)

    assert {problem.code for problem in problems} == {name}
    golden(_shown(problems[:1], site.settings.root), MESSAGES / f"{name}.txt")


def test_every_code_of_exchange_has_a_case():
    assert {code for code in _codes_in_source() if code.startswith(EXCHANGE_CODES)} == {*CASES}


def test_no_golden_file_of_exchange_without_a_case():
    assert {file.stem for file in MESSAGES.glob("*")} == {*CASES}
