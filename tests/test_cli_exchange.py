"""Pages out to a translator and back at the command line, and a draft by a program."""

from __future__ import annotations

import sys

import polib
import pytest

from tests.small_sites import page
from tests.test_cli_translations import change, files, project, run  # noqa: F401 - fixtures


def po(path):
    return polib.pofile(str(path), encoding="utf-8")


def translate(path):
    """What a translator does to a PO file."""
    file = po(path)
    for entry in file:
        entry.msgstr = entry.msgid.replace("An ", "Une ").replace("boat", "bateau")  # 3 of them
        entry.flags = []
    file.save()


def test_a_page_goes_out_and_comes_back(project, run):  # noqa: F811
    (project / "docs/fr/a.md").unlink()
    code, said, _ = run("export", "a", "--lang", "fr", "--to", "work/a.po")
    assert (code, said) == (0, "1 pages, 7 texts, 7 of them to do: work/a.po\n")
    before = files(project)

    code, said, _ = run("import", "work/a.po")
    assert (code, said) == (0, "docs/fr/a.md: nothing new, 7 texts to do\n")
    assert files(project) == before

    translate("work/a.po")
    code, said, wrong = run("import", "work/a.po")
    assert (code, wrong) == (0, "")
    assert said == "docs/fr/a.md: 3 texts taken, 4 sections up to date again, 0 to do\n"
    french = (project / "docs/fr/a.md").read_text(encoding="utf-8")
    assert "Une island in fog." in french
    assert "draft" not in french
    assert run("check", "--strict")[0] == 0
    assert "1" not in run("status", "--lang", "fr")[1].partition("docs/")[2]


def test_what_is_behind_goes_into_a_folder(project, run):  # noqa: F811
    run("accept", "--all", "--lang", "fr")
    code, said, _ = run("export", "--outdated", "--lang", "fr", "--to", "work")
    assert (code, said) == (0, "Nothing to translate.\n")

    change(project)
    code, said, _ = run("export", "--outdated", "--lang", "fr", "--to", "work")
    assert (code, said) == (0, "1 pages, 7 texts, 1 of them to do: work/a.fr.xlf\n")
    text = (project / "work/a.fr.xlf").read_text(encoding="utf-8")
    assert 'state="initial" subState="quangba:review"' in text
    assert '<note category="previous" appliesTo="source">They burn oil.</note>' in text

    code, said, _ = run("export", "--all", "--lang", "fr", "--format", "po", "--to", "all")
    assert (code, said) == (0, "2 pages, 10 texts, 1 of them to do: all\n")
    assert sorted(file.name for file in (project / "all").iterdir()) == ["a.fr.po", "index.fr.po"]

    # the source text changes again while the file is away
    change(project, "gas", "whale oil")
    translate("all/a.fr.po")
    assert run("import", "all/a.fr.po")[0] == 0
    said = run("diff", "a", "--lang", "fr")[1]
    assert "[-gas-]" in said, "what was translated is told from what has come since"


def test_two_files_about_one_page(project, run):  # noqa: F811
    run("accept", "--all", "--lang", "fr")
    for name, text, words in (("1.po", "Harbour", "Le port"), ("2.xlf", "Lamps", "Lanternes")):
        run("export", "a", "--lang", "fr", "--to", name)
        if name == "1.po":
            file = po(name)
            file.find(text).msgstr = words
            file.save()
        else:
            file = project / name
            found = file.read_text(encoding="utf-8")
            file.write_text(found.replace("<target>Lampes", f"<target>{words}"), encoding="utf-8")

    assert run("import", "1.po", "2.xlf")[0] == 0

    text = (project / "docs/fr/a.md").read_text(encoding="utf-8")
    assert "title: Le port\n" in text
    assert "## Lanternes\n" in text


def test_refused_units_give_exit_code_1(project, run):  # noqa: F811
    run("accept", "--all", "--lang", "fr")
    run("export", "a", "--lang", "fr", "--to", "a.po")
    file = po("a.po")
    file.find("By boat, [from the quay](index.md).").msgstr = "En bateau."
    file.find("Harbour").msgstr = "Le port"
    file.save()

    code, said, wrong = run("import", "a.po", "--ui-lang", "vi")

    assert code == 1
    assert said == "docs/fr/a.md: đã lấy 1 đoạn, 0 mục khớp bản gốc trở lại, còn 0 đoạn phải làm\n"
    assert "[exchange-code-missing]" in wrong


@pytest.mark.parametrize(
    ("arguments", "code", "wrong"),
    [
        (("export", "--lang", "fr", "--to", "x"), 2, "--outdated"),
        (("export", "a", "--lang", "zh", "--to", "x"), 1, "language-unknown"),
        (("export", "b", "--lang", "fr", "--to", "x"), 1, "exchange-only"),
        (("import", "mkdocs.yml"), 1, "exchange-file"),
        (("import", "no.po"), 1, "exchange-file"),
        (("translate", "a", "--lang", "fr", "--machine"), 1, "machine-missing"),
    ],
)
def test_wrong_use(project, run, arguments, code, wrong):  # noqa: F811
    (project / "docs/en/b.md").write_text(page(only="[en]"))

    found, _, said = run(*arguments)

    assert found == code
    assert wrong in said
    assert not (project / "x").exists()


def test_a_draft_by_a_program(project, run):  # noqa: F811
    (project / "docs/fr/a.md").unlink()
    settings = project / "mkdocs.yml"
    program = "import sys; print(sys.stdin.read().replace('a', 'à').replace('An ', 'Une '))"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace(
            "quangba: {}",
            f"quangba:\n      machine_translation: {{command: [{sys.executable!r}, '-c', "
            f'"{program}"]}}',
        ),
        encoding="utf-8",
    )
    assert run("check")[0] == 0
    assert not (project / "docs/fr/a.md").exists(), "no check starts the program"

    code, said, _ = run("translate", "a", "--lang", "fr", "--machine")

    assert code == 0
    assert "docs/fr/a.md: 6 texts drafted" in said
    text = (project / "docs/fr/a.md").read_text(encoding="utf-8")
    assert "Une islànd in fog." in text
    assert "machine_draft: true" in text
    assert run("accept", "a", "--lang", "fr")[0] == 0
    assert "draft" not in (project / "docs/fr/a.md").read_text(encoding="utf-8")


def test_files_about_a_page_that_was_moved_while_they_were_away(project, run):  # noqa: F811
    run("accept", "--all", "--lang", "fr")
    for name, text, words in (("1.po", "Harbour", "Le port"), ("2.po", "Lamps", "Lanternes")):
        run("export", "a", "--lang", "fr", "--to", name)
        file = po(name)
        file.find(text).msgstr = words
        file.save()
    assert run("move", "a.md", "b.md")[0] == 0

    code, _, wrong = run("import", "1.po", "2.po")

    assert (code, wrong) == (0, "")
    french = (project / "docs/fr/b.md").read_text(encoding="utf-8")
    assert "Le port" in french
    assert "Lanternes" in french
