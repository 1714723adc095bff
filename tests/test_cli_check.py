"""`quangba check` as people and programs use it: streams, formats, exit codes, mends."""

import json

import pytest
from click.testing import CliRunner

from quangba.cli.commands import main_group
from quangba.cli.terminal import Terminal
from tests.small_sites import MKDOCS_YML, page, write

A = "docs/en/a.md"
BROKEN = page("[x](nowhere.md)\n\n[y](nothing.md)\n")
LONG = page(title="A page whose title goes on and on, until no list and no search result holds it")


def let_pass(until="2027-03-31"):
    exception = f"{{rule: title-long, path: docs/, until: {until}, reason: A law.}}"
    return MKDOCS_YML.replace("quangba: {}", f"quangba: {{checks: {{exceptions: [{exception}]}}}}")


@pytest.fixture(autouse=True)
def _day(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795392000")  # 2026-11-23, 00:00 in UTC


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Write a site and check it, in this process."""
    monkeypatch.chdir(tmp_path)

    def check(files, *arguments, language="en"):
        write(tmp_path, files)
        return CliRunner().invoke(
            main_group, ["check", *map(str, arguments)], obj=Terminal(language), color=False
        )

    return check


def test_problems_stand_below_their_file_and_are_counted(run):
    done = run({A: BROKEN, "docs/en/b.md": BROKEN})
    lines = done.stderr.splitlines()

    assert lines[0] == "── docs/en/a.md (errors: 2, notes: 1)"
    assert "docs/en/a.md:6: error: The link “nowhere.md” leads to a page that does not exist." in (
        done.stderr
    )
    assert "   4 × link-missing" in done.stderr.split("── By rule\n")[1]
    assert done.stdout.startswith("4 errors, ")
    assert "\x1b" not in done.output


def test_people_read_their_language(run):
    done = run({A: BROKEN}, language="vi")

    assert "docs/en/a.md:6: lỗi: " in done.stderr
    assert "── Theo quy tắc" in done.stderr


@pytest.mark.parametrize("form", ["text", "json", "sarif", "github", "gitlab"])
@pytest.mark.parametrize(
    ("files", "arguments", "code"),
    [
        ({A: BROKEN}, [], 1),
        ({A: LONG}, [], 0),
        ({A: LONG}, ["--strict"], 1),
        ({"mkdocs.yml": "site_name: x\n"}, [], 1),
    ],
    ids=["error", "warning", "strict", "settings"],
)
def test_every_format_has_the_same_exit_code(run, form, files, arguments, code):
    done = run(files, "--format", form, *arguments)

    failed = getattr(done.exception, "problems", None)  # `main` turns these into code 1
    assert (1 if failed else done.exit_code) == code
    if form in ("json", "sarif", "gitlab"):
        json.loads(done.stdout)


@pytest.mark.parametrize(
    "arguments",
    [["--dry-run"], ["--fix", "--json"], ["--output", "x"], ["--format", "xml"]],
)
def test_what_makes_no_sense_is_wrong_use(run, arguments):
    assert run({}, *arguments).exit_code == 2


def test_json_alone_is_on_standard_output(run):
    done = run({A: BROKEN}, "--json")
    report = json.loads(done.stdout)

    assert done.stderr == ""
    assert report["counts"]["errors"] == 2
    first = next(each for each in report["problems"] if each["code"] == "link-missing")
    assert (first["path"], first["line"]) == (A, 6)


def test_unusable_settings_are_a_report_too(run):
    done = run({"mkdocs.yml": "site_name: x\n"}, "--json")

    codes = [each["code"] for each in json.loads(done.stdout)["problems"]]
    assert "settings-site-url" in codes
    assert "The settings cannot be used." in done.stderr


def test_a_report_goes_into_a_file_and_people_are_told_as_usual(run, tmp_path):
    done = run({A: BROKEN}, "--format", "sarif", "--output", tmp_path / "out" / "x.sarif")

    assert json.loads((tmp_path / "out/x.sarif").read_text("utf-8"))["version"] == "2.1.0"
    assert done.stdout.startswith("2 errors, ")
    assert "[link-missing]" in done.stderr


def test_paths_start_where_the_command_runs(run, tmp_path):
    write(tmp_path / "web" / "brume", {A: BROKEN})
    done = run({}, "-f", "web/brume/mkdocs.yml", "--format", "github")

    assert "::error file=web/brume/docs/en/a.md,line=6,title=link-missing::" in done.stdout


def test_exceptions_are_counted_and_listed_when_asked_for(run):
    site = {"mkdocs.yml": let_pass(), A: LONG}
    done = run(site, "--strict")

    assert done.exit_code == 0
    assert done.stdout.splitlines()[1] == (
        "1 let pass, the first until 2027-03-31 (--show-excepted lists them)"
    )
    assert "title-long" not in done.stderr
    listed = run(site, "--show-excepted").stderr
    assert "[title-long]" in listed
    assert "\n    Let pass until 2027-03-31: A law.\n" in listed


def test_an_exception_past_its_day_stops_a_strict_check(run):
    done = run({"mkdocs.yml": let_pass("2026-11-22"), A: LONG}, "--strict")

    assert done.exit_code == 1
    assert "[exception-past]" in done.stderr


def test_a_build_weighs_as_the_check_does(tmp_path):
    from quangba.build import driver

    off = "quangba: {checks: {rules: {title-long: off}}}"
    write(tmp_path, {"mkdocs.yml": MKDOCS_YML.replace("quangba: {}", off), A: LONG})
    _, problems = driver.check(tmp_path / "mkdocs.yml")

    assert "title-long" not in [each.code for each in problems]


# -- --fix ------------------------------------------------------------------------------------

STORED = page("Fog.\n").replace("\n", "\r\n")


def test_fix_mends_and_tells_what_is_left(run, tmp_path):
    broken = page("[x](nowhere.md)\n").replace("\n", "\r\n").encode()
    done = run({A: broken}, "--fix")

    assert done.exit_code == 1
    assert done.stdout.splitlines()[0] == "docs/en/a.md is mended."
    assert "[link-missing]" in done.stderr
    assert "file-crlf" not in done.stderr
    assert (tmp_path / A).read_bytes() == page("[x](nowhere.md)\n").encode()


def test_a_dry_run_shows_and_changes_nothing(run, tmp_path):
    done = run({A: STORED.encode()}, "--fix", "--dry-run")

    assert done.stdout.startswith("--- docs/en/a.md\n+++ docs/en/a.md\n")
    assert (tmp_path / A).read_bytes() == STORED.encode()


def test_what_is_let_pass_is_not_mended(run, tmp_path):
    off = MKDOCS_YML.replace("quangba: {}", "quangba: {checks: {rules: {file-crlf: off}}}")
    run({"mkdocs.yml": off, A: STORED.encode()}, "--fix")

    assert (tmp_path / A).read_bytes() == STORED.encode()
