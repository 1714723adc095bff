"""Drafts by a program: what it is given, what becomes of its answer, and how it may fail."""

import json
import sys
from dataclasses import replace

import pytest

from quangba.errors import InputError
from quangba.options.site import MachineTranslation
from quangba.translations import machine, page_text, status, update
from quangba.translations.status import Current, Outdated
from tests.translations.entries import accepted, entry, say
from tests.translations.exchange import made
from tests.translations.exchange.made import with_pages

SOURCE = """---
title: Harbour
description: Where boats lie.
updated: 2026-01-05
---

An island in fog, {{ fact("length") }} long.

## Ways

On foot.

On foot.
"""
UPPER = "import sys; t = sys.stdin.read(); print(t.replace('o', 'ô'))"


@pytest.fixture(scope="module")
def bare(tmp_path_factory):
    return made.a_site(tmp_path_factory.mktemp("site"))


def with_program(site, code: str, *arguments: str, seconds: int = 60):
    command = MachineTranslation(command=(sys.executable, "-c", code, *arguments), seconds=seconds)
    return replace(site, settings=replace(site.settings, machine_translation=command))


def begun(site, source: str):
    text = update.new_translation(page_text.parse(source), entry(source), say).text.text()
    return with_pages(site, source, text)


def drafted(site, found):
    result = machine.fill(site, found, "fr", say)
    file = site.settings.docs_dir / "fr" / "a.md"
    return result, file.read_text(encoding="utf-8")


def test_a_draft_is_marked_until_somebody_accepts_it(bare):
    site, found = begun(with_program(bare, UPPER), SOURCE)

    result, text = drafted(site, found)

    assert not result.problems
    assert result.texts == 5
    assert "machine_draft: true\n" in text
    assert "draft: true\n" in text
    assert 'An island in fôg, {{ fact("length") }} lông.' in text
    assert "TODO" not in text
    page = entry(SOURCE, text).pages["fr"]
    assert page.words.machine_draft
    assert page.words.title == "Harbôur"
    assert page.words.made_from.sections == dict.fromkeys(["_head", "_intro", "ways"], "todo")
    assert isinstance(status.of_entry(entry(SOURCE, text), "fr"), Outdated)

    done = accepted(SOURCE, text)
    assert "draft" not in done
    assert status.of_entry(entry(SOURCE, done), "fr") == Current()


def test_words_of_people_are_not_drafted_again(bare):
    site, found = begun(with_program(bare, UPPER), SOURCE)
    file = site.settings.docs_dir / "fr" / "a.md"
    text = file.read_text(encoding="utf-8").replace("title: Harbour", "title: Le port")
    site, found = with_pages(site, SOURCE, text)

    _, text = drafted(site, found)

    assert "title: Le port\n" in text
    assert "Where bôats lie." in text


def test_what_the_program_is_given(bare):
    code = (
        "import json, os, sys; t = sys.stdin.buffer.read().decode();"
        "print(json.dumps([t, sys.argv[1:], os.environ['QUANGBA_SOURCE'],"
        " os.environ['QUANGBA_TARGET']]))"
    )
    settings = with_program(bare, code, "{source}>{target}", "; rm -rf x", "$HOME").settings

    (said,) = machine.draft(settings, "en", "fr", ["Bến\n雾"])

    assert json.loads(said) == ["Bến\n雾", ["en>fr", "; rm -rf x", "$HOME"], "en", "fr"]


def test_a_text_is_asked_for_once(bare, tmp_path):
    log = tmp_path / "log"
    code = f"import sys; open({str(log)!r}, 'a').write('x'); print(sys.stdin.read())"

    assert machine.draft(with_program(bare, code).settings, "en", "fr", ["a", "b", "a"]) == (
        "a", "b", "a",
    )  # fmt: skip
    assert log.read_text() == "xx"


def test_a_text_that_lost_a_code_stays_to_be_done(bare):
    lossy = "import sys; print(sys.stdin.read().replace('{{', '(').replace('o', 'ô'))"
    site, found = begun(with_program(bare, lossy), SOURCE)

    result, text = drafted(site, found)

    assert [problem.code for problem in result.problems] == ["exchange-code-missing"]
    assert 'An island in fog, {{ fact("length") }} long.' in text
    assert "<!-- TODO translate (new) _intro" in text
    assert "Ôn" not in text
    assert "fôôt" in text


@pytest.mark.parametrize(
    ("code", "problem"),
    [
        ("import sys; sys.exit('no key')", "machine-failed"),
        ("pass", "machine-failed"),
        ("import sys; sys.stdout.buffer.write(b'\\xff')", "machine-failed"),
        ("import time; time.sleep(600)", "machine-time"),
    ],
)
def test_a_program_that_fails_leaves_the_page_as_it_was(bare, code, problem):
    site, found = begun(with_program(bare, code, seconds=1 if "time" in code else 60), SOURCE)
    file = site.settings.docs_dir / "fr" / "a.md"
    before = file.read_bytes()

    with pytest.raises(InputError) as failure:
        machine.fill(site, found, "fr", say)

    assert [each.code for each in failure.value.problems] == [problem]
    assert file.read_bytes() == before


def test_no_program_and_one_that_is_not_there(bare):
    with pytest.raises(InputError) as failure:
        machine.draft(bare.settings, "en", "fr", ["a"])
    assert failure.value.problems[0].code == "machine-missing"

    none = replace(bare.settings, machine_translation=MachineTranslation(command=("/no/such",)))
    with pytest.raises(InputError) as failure:
        machine.draft(none, "en", "fr", ["a"])
    assert failure.value.problems[0].code == "machine-start"
