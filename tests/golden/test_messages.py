"""What people read when something is wrong, in English and Vietnamese: one file a message."""

import ast
from pathlib import Path

import pytest

import quangba
from quangba import settings
from quangba.errors import InputError
from quangba.media import ingest, library, metadata
from quangba.messages import catalogue
from quangba.problems import Severity
from tests.golden.cases import ADDING, CASES, UNUSABLE
from tests.small_sites import SNIPPETS, STATES, read, write

HERE = Path(__file__).parent
PACKAGE = Path(quangba.__file__).parent
LEVELS = {"error": Severity.ERROR, "warning": Severity.WARNING, "note": Severity.NOTE}
COMMAND_CODES = ("accept-", "translate-", "tidy-", "page-unknown", "language-unknown")
EXCHANGE_CODES = ("exchange-", "xliff-", "po-", "machine-")
COVERED_ELSEWHERE = {
    "theme-file": "tests/outputs",
    "theme-cycle": "tests/outputs",
    "rule-unknown": "tests/checks/test_weighing.py",
}


def _shown(problems, root):
    text = ""
    for language in ("en", "vi"):
        text += f"[{language}]\n"
        text += "".join(f"{problem.render(catalogue(language))}\n" for problem in problems)
    return text.replace(str(root), "PROJECT")


@pytest.mark.parametrize("name", CASES)
def test_message(name, tmp_path, golden):
    made = read(
        write(tmp_path, CASES[name]),
        stamps=name in STATES,
        snippets=name.partition("--")[0] in SNIPPETS,
    )
    problems = made.problems

    assert name.partition("--")[0] in [problem.code for problem in problems]
    golden(_shown(problems, tmp_path), HERE / "messages" / f"{name}.txt")


@pytest.mark.parametrize("name", UNUSABLE)
def test_message_of_what_workers_met(name, golden):
    problem = library.unusable("assets/media/boat.jpg", UNUSABLE[name])

    assert name.partition("--")[0] == problem.code
    golden(_shown([problem], "PROJECT"), HERE / "messages" / f"{name}.txt")


@pytest.mark.parametrize("name", ADDING)
def test_message_of_adding(name, tmp_path, golden):
    files, options = ADDING[name]
    write(tmp_path, files)
    given = sorted((tmp_path / "photos").glob("*")) or [tmp_path / "photos" / "boat.jpg"]
    try:
        _, problems = ingest.add(
            settings.read(tmp_path / "mkdocs.yml"), given, look=look_here, **options
        )
    except InputError as failure:
        problems = failure.problems

    assert name.partition("--")[0] in [problem.code for problem in problems]
    golden(_shown(problems, tmp_path), HERE / "messages" / f"{name}.txt")


def look_here(files):
    """What workers would do."""
    return [(file, metadata.look(file)) for file in files]


def test_the_smallest_site_has_no_problem(make_site):
    assert make_site({}).problems == ()


def _notes_reads(tree: ast.Module) -> bool:
    return any(
        (isinstance(node, ast.FunctionDef) and node.name == "note")
        or (
            isinstance(node, ast.ImportFrom)
            and node.module == "quangba.memory"
            and any(each.name == "note" for each in node.names)
        )
        for node in tree.body
    )


def _codes_in_source():
    """First arguments of error(…), warning(…) and note(…) anywhere in the package.

    What workers find comes with its code: those are the keys of the tables `_UNUSABLE`.
    """
    for file in PACKAGE.rglob("*.py"):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        if _notes_reads(tree):  # another `note`
            continue
        for node in ast.walk(tree):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in LEVELS
            ):
                first = node.args[0]
                if ast.unparse(first) in ("found.code", "code"):
                    continue
                assert isinstance(first, ast.Constant), (
                    f"{file.name}:{node.lineno}: a code is not spelt out"
                )
                yield str(first.value)
            if (
                isinstance(node, ast.AnnAssign)
                and isinstance(node.target, ast.Name)
                and node.target.id == "_UNUSABLE"
                and isinstance(node.value, ast.Dict)
            ):
                yield from (str(key.value) for key in node.value.keys)


def test_every_code_has_a_case():
    shown = {name.partition("--")[0] for name in (*CASES, *UNUSABLE, *ADDING)}

    # test_video_messages, test_accept_messages, test_exchange_messages, test_editing_messages,
    # test_leak_messages
    others = ("video-", "subtitles-", *COMMAND_CODES, *EXCHANGE_CODES)
    others += ("new-", "path-", "move-", "leak-")
    others += ("site-",)  # test_built_messages
    found = {code for code in _codes_in_source() if not code.startswith(others)}
    assert found - set(COVERED_ELSEWHERE) == shown


def test_no_golden_file_without_a_case():
    assert {file.stem for file in (HERE / "messages").glob("*")} == {
        *CASES,
        *UNUSABLE,
        *ADDING,
    }


def test_a_stylesheet_that_names_a_missing_file(make_site):
    from quangba.outputs import theme_assets

    made = make_site({"assets/theme/css/a.css": "body { background: url(../fog.svg) }"})
    with pytest.raises(InputError) as failure:
        theme_assets.make(made.site.settings.theme_dir, made.site.tree, made.root / ".cache")

    assert [problem.code for problem in failure.value.problems] == ["theme-file"]
    assert "fog.svg" in str(failure.value.problems[0])
