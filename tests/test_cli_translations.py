"""A translator's day at the command line: status, diff, translate, accept, in both languages."""

from __future__ import annotations

import json
import re
import shutil

import pytest

from quangba.cli import main
from tests.small_sites import page, words, write
from tests.translations import test_update

SOURCE, FRENCH = (
    text.replace("b.md", "index.md") for text in (test_update.SOURCE, test_update.FRENCH)
)


@pytest.fixture
def project(tmp_path, monkeypatch):
    monkeypatch.chdir(write(tmp_path, {"docs/en/a.md": SOURCE, "docs/fr/a.md": FRENCH}))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1769904000")  # 2026-02-01
    return tmp_path


@pytest.fixture
def run(project, capsys):
    """Arguments -> exit code, standard output, standard error."""

    def ran(*arguments):
        code = 0
        try:
            main(list(arguments))
        except SystemExit as end:
            code = end.code
        told = capsys.readouterr()
        return code, told.out, told.err

    return ran


def files(root):
    return {
        file.relative_to(root).as_posix(): file.read_bytes()
        for file in root.rglob("*")
        if file.is_file() and ".cache" not in file.parts
    }


def change(project, old="oil", new="gas"):
    file = project / "docs/en/a.md"
    file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def test_a_translation_goes_from_unstamped_to_behind_to_current(project, run):
    assert run("check", "--strict")[0] == 1, "it does not say what it was made from"
    assert run("accept", "a", "--lang", "fr") == (0, "docs/fr/a.md: accepted\n", "")
    assert run("accept", "a", "--lang", "fr") == (0, "docs/fr/a.md: was up to date\n", "")
    assert run("check", "--strict")[0] == 0
    assert run("diff", "a", "--lang", "fr")[1] == "It is up to date.\n"

    change(project)
    assert run("check", "--strict")[0] == 0, "to be behind is no mistake"
    assert "[translation-outdated]" in run("check")[2]
    code, table, _ = run("status")
    assert code == 0
    assert re.search(r"a\.md +behind, sections: 1, since 2026-01-05", table)
    assert "[-oil-]{+gas+}" in run("diff", "docs/fr/a.md", "--lang", "fr")[1]
    assert "Elles brûlent" in run("diff", "docs/fr/a.md", "--lang", "fr")[1]

    assert run("translate", "a", "--lang", "fr")[1] == (
        "docs/fr/a.md: to do\n  Changed: Lamps\nThen: quangba accept a.md --lang fr\n"
    )
    assert "[translation-todo]" in run("check", "--strict")[2]
    assert run("accept", "a", "--lang", "fr")[0] == 1
    file = project / "docs/fr/a.md"
    text = file.read_text(encoding="utf-8")
    text = re.sub(r"<!-- TODO.*?-->\n\n", "", text, flags=re.DOTALL).replace("l’huile", "gaz")
    file.write_text(text, encoding="utf-8")
    assert run("accept", "a", "--lang", "fr")[0] == 0
    assert run("check", "--strict")[0] == 0
    assert run("translate", "a", "--lang", "fr")[1] == "docs/fr/a.md: nothing to do\n"


def test_a_mended_typing_mistake_needs_no_translator(project, run):
    run("accept", "--all", "--lang", "fr")
    change(project, "They burn", "They  do burn")

    assert run("accept", "a", "--no-change-of-meaning")[1] == "docs/fr/a.md: accepted\n"
    assert run("status", "--fail-under", "100")[0] == 0


def test_a_new_translation_is_a_draft_until_it_is_accepted(project, run):
    (project / "docs/fr/a.md").unlink()

    assert "docs/fr/a.md: new, a draft\n" in run("translate", "a.md", "--lang", "fr")[1]
    assert run("check", "--strict")[0] == 0, "marks in a draft are in the order of things"
    assert "draft" in run("status")[1]


def test_status_judges_for_ci(project, run):
    assert run("status")[0] == 0
    code, _, told = run("status", "--fail-under", "95")
    assert (code, told) == (1, "fr: 50.0 % up to date, behind since 2026-01-05\n")
    assert run("status", "--max-age", "26")[0] == 1
    assert run("status", "--max-age", "27")[0] == 0
    write(project, {"docs/en/b.md": "no page", "docs/fr/a.md": words()})
    assert run("status")[0] == 1, "a page that cannot be read may be behind"


def test_status_speaks_for_people_programs_and_pages(project, run):
    assert json.loads(run("status", "--json")[1])["languages"]["fr"]["percent"] == 50
    assert "Trang" in run("status", "--ui-lang", "vi")[1]
    assert run("status", "--html", "status.html", "--ui-lang", "vi")[0] == 0
    text = (project / "status.html").read_text(encoding="utf-8")
    assert '<html lang="vi">' in text
    assert "Tình hình các bản dịch" in text


@pytest.mark.parametrize(
    "arguments",
    [
        ("accept",),
        ("accept", "a"),
        ("status", "--kind", "novel"),
        ("status", "--fail-under", "101"),
        ("translate", "a"),
    ],
)
def test_wrong_use_is_told_and_changes_nothing(project, run, arguments):
    before = files(project)

    assert run(*arguments)[0] == 2
    assert files(project) == before


@pytest.mark.parametrize(
    "arguments",
    [
        ("diff", "nowhere", "--lang", "fr"),
        ("diff", "a", "--lang", "de"),
        ("translate", "a", "--lang", "en"),
        ("translate", "a", "--lang", "fr"),
        ("accept", "a", "b", "--lang", "fr"),
        ("status", "--lang", "de"),
    ],
)
def test_what_cannot_be_done_is_told_and_changes_nothing(project, run, arguments):
    before = files(project)

    code, _, told = run(*arguments)

    assert code == 1
    assert "error: " in told
    assert files(project) == before


def test_two_translators_never_write_the_same_file_differently(project, run):
    """Each accepts one language on a branch; what both write is the same to the byte."""
    write(project, {"docs/en/b.md": page("Text.\n"), "docs/fr/b.md": words("Texte.\n")})
    settings = (project / "mkdocs.yml").read_text(encoding="utf-8")
    german = "name: Français}\n        - {locale: de, name: Deutsch}\n"
    write(
        project,
        {
            "mkdocs.yml": settings.replace("name: Français}\n", german),
            "docs/de/a.md": FRENCH,
            "docs/de/strings.yml": "date_long: d. MMMM y\ndate_medium: d. MMM y\n",
        },
    )
    before = files(project)
    after = {}
    for locale in ("fr", "de"):
        code, _, told = run("accept", "--all", "--lang", locale)
        assert code == 0, told
        after[locale] = {
            name: data for name, data in files(project).items() if before.get(name) != data
        }
        shutil.rmtree(project / "assets/translations")
        for name, data in before.items():
            (project / name).write_bytes(data)

    both = after["fr"].keys() & after["de"].keys()
    assert all(name.startswith("assets/translations/") for name in both)
    assert both
    assert all(after["fr"][name] == after["de"][name] for name in both)


@pytest.mark.parametrize(
    ("old", "new"),
    [("title:", "title: a:"), ("Bienvenue", "<<<<<<< ours\nBienvenue"), ("---", "--")],
)
def test_a_translation_that_cannot_be_read_is_never_written_over(project, run, old, new):
    run("accept", "index", "--lang", "fr")
    run("export", "index", "--lang", "fr", "--to", "index.po")
    file = project / "docs/fr/index.md"
    file.write_text(file.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    change(project, "An island", "One island")
    before = files(project)

    for command in (
        ("translate", "index", "--lang", "fr"),
        ("accept", "index", "--lang", "fr"),
        ("diff", "index", "--lang", "fr"),
        ("export", "index", "--lang", "fr", "--to", "again.po"),
        ("import", "index.po"),
        ("tidy",),
    ):
        code, _, told = run(*command)
        assert code == 1, command
        assert "docs/fr/index.md: error: There is a translation, but it cannot be read." in told
    assert files(project) == before
    assert run("status")[0] == 1


def test_source_texts_of_a_page_that_cannot_be_read_are_kept(project, run):
    run("accept", "a", "--lang", "fr")
    change(project, "---", "--")
    before = files(project)
    code, _, told = run("tidy")
    assert code == 1
    assert "docs/en/a.md" in told
    assert files(project) == before


def test_a_damaged_kept_text_is_one_that_is_not_there(project, run):
    run("accept", "a", "--lang", "fr")
    change(project)
    for file in (project / "assets/translations").rglob("*.md"):
        file.write_bytes(b"\xff\xfe")
    code, told, _ = run("diff", "a", "--lang", "fr")
    assert code == 0
    assert "The old text is not known any more" in told
    assert run("tidy")[0] == 0


@pytest.mark.parametrize(("old", "new"), [("## Lampes", "Lampes"), ("title: ", "# title: ")])
def test_a_page_that_is_broken_since_it_was_stamped_is_not_up_to_date(project, run, old, new):
    run("accept", "a", "--lang", "fr")
    assert "a.md" not in run("status")[1]
    file = project / "docs/fr/a.md"
    file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    assert run("check")[0] == 1
    code, told, wrong = run("status")
    assert code == 1
    assert "a.md" in told
    assert "docs/fr/a.md cannot be read" in wrong


def test_a_file_that_cannot_be_written_is_no_traceback(project, run):
    (project / "taken").write_bytes(b"")
    for command in (
        ("status", "--html", "taken/status.html"),
        ("export", "a", "--lang", "fr", "--to", "taken/a.po"),
    ):
        code, _, told = run(*command)
        assert code == 3
        assert "Stopped: taken" in told
