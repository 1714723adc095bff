"""What a translator reads when a command refuses a page, in both languages."""

from pathlib import Path

import pytest

from quangba.content import named
from quangba.errors import InputError
from quangba.translations import accept, page_text, work
from tests.golden.cases import ZERO, stamp
from tests.golden.test_messages import COMMAND_CODES, _codes_in_source, _shown
from tests.small_sites import MKDOCS_YML, page, read, words, write
from tests.translations.entries import entry
from tests.translations.test_update import FRENCH, SOURCE, translate

HERE = Path(__file__).parent
CHANGED = SOURCE.replace("oil", "gas")
LONGER = f"{SOURCE}\n## Gulls\n\nThey laugh.\n"
OTHERS = LONGER.replace("## Ways {#ways}\n\nBy boat, [from the quay](b.md).\n\n", "")


def unmarked(text: str) -> str:
    start, _, rest = text.partition("<!-- TODO")
    return start + rest.partition("-->\n\n")[2]


CASES = {
    "accept-todo": (CHANGED, lambda french: translate(CHANGED, french), False),
    "accept-headings": (LONGER, lambda french: french, False),
    "accept-headings--others": (OTHERS, lambda french: french, False),
    "accept-moved-on": (SOURCE, lambda french: unmarked(translate(CHANGED, french)), False),
    "accept-meaning": (LONGER, lambda french: translate(LONGER, french), True),
}


@pytest.mark.parametrize("name", CASES)
def test_message_of_accepting(name, golden, french):
    source, made, same_meaning = CASES[name]
    text = made(french)
    found = entry(source, text)

    accepted, problems = accept.accept(
        page_text.parse(text), found, found.pages["fr"], same_meaning=same_meaning
    )

    assert accepted is None
    assert name.partition("--")[0] in [problem.code for problem in problems]
    golden(_shown(problems, Path("/nowhere")), HERE / "accept_messages" / f"{name}.txt")


@pytest.fixture
def french() -> str:
    found = entry(SOURCE, FRENCH)
    made, _ = accept.accept(page_text.parse(FRENCH), found, found.pages["fr"])
    return made.text.text()


def accept_in(site, uri, locale):
    return work.accept(site.settings, site.tree.entries[uri], locale).problems


def translate_in(site, uri, locale):
    try:
        work.translate(site.settings, site.tree.entries[uri], locale, str)
    except InputError as failure:
        return failure.problems
    raise AssertionError("it was done")


def named_in(site, given, locale):
    try:
        named.language(site.settings, locale)
        named.entry(site.settings, site.tree, given)
    except InputError as failure:
        return failure.problems
    raise AssertionError("it was found")


def tidied(site, _uri, _locale):
    try:
        work.tidy(site)
    except InputError as failure:
        return failure.problems
    raise AssertionError("it was done")


A, FR, DE = "docs/en/a.md", "docs/fr/a.md", "docs/de/a.md"
COMMANDS = {
    "accept-missing": (accept_in, {A: page()}, ("a.md", "fr")),
    "translate-only": (translate_in, {A: page(only="[en]")}, ("a.md", "fr")),
    "translate-unreadable": (
        translate_in,
        {A: page(), FR: "---\ntitle: a: b\n---\n"},
        ("a.md", "fr"),
    ),
    "tidy-unreadable": (tidied, {A: "---\ntitle: a: b\n---\n"}, ("a.md", "")),
    "translate-unstamped": (translate_in, {A: page(), FR: words()}, ("a.md", "fr")),
    "translate-headings": (
        translate_in,
        {A: page("## One\n"), FR: words("## Un\n", made_from=stamp(_head=ZERO))},
        ("a.md", "fr"),
    ),
    "page-unknown": (named_in, {"docs/en/harbour.md": page()}, ("docs/fr/harbor.md", "fr")),
    "page-unknown--far": (named_in, {}, ("nowhere", "fr")),
    "language-unknown": (named_in, {}, ("index", "zh")),
    "accept-unlike": (
        lambda site, uri, _: work.unlike([(site.tree.entries[uri], each) for each in ("fr", "de")]),
        {
            "mkdocs.yml": MKDOCS_YML.replace(
                "name: Français}\n", "name: Français}\n        - {locale: de, name: Deutsch}\n"
            ),
            "docs/de/strings.yml": "date_long: d. MMMM y\ndate_medium: d. MMM y\n",
            A: page("## One\n"),
            FR: words("## Un\n", made_from=stamp(_head=ZERO, one=ZERO)),
            DE: words("## Eins\n", made_from=stamp(_head=ZERO, one=ZERO.replace("0", "1"))),
        },
        ("a.md", ""),
    ),
}


@pytest.mark.parametrize("name", COMMANDS)
def test_message_of_a_command(name, golden, tmp_path):
    do, files, arguments = COMMANDS[name]
    site = read(write(tmp_path, files)).site
    before = {file: file.read_bytes() for file in tmp_path.rglob("*.md")}

    problems = tuple(do(site, *arguments))

    assert name.partition("--")[0] in [problem.code for problem in problems]
    golden(_shown(problems, tmp_path), HERE / "accept_messages" / f"{name}.txt")
    assert {file: file.read_bytes() for file in tmp_path.rglob("*.md")} == before


def test_every_code_of_a_command_has_a_case():
    codes = {code for code in _codes_in_source() if code.startswith(COMMAND_CODES)}
    assert codes == {name.partition("--")[0] for name in (*CASES, *COMMANDS)}


def test_no_golden_file_of_a_command_without_a_case():
    assert {file.stem for file in (HERE / "accept_messages").glob("*")} == {*CASES, *COMMANDS}
