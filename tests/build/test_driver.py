"""One build at a time, in a folder that is cleared of what killed builds left."""

import multiprocessing
import shutil
import time

import pytest
from filelock import FileLock

from quangba import settings, yaml_source
from quangba.build import driver, record, unchanged
from quangba.errors import BuildError, BusyError, InputError, StoreError
from quangba.media import service
from quangba.media.library import store_folder
from tests.golden.cases import SIDECAR, SVG
from tests.small_sites import THEME, page, write


@pytest.fixture
def project(tmp_path):
    return settings.read(write(tmp_path, {}) / "mkdocs.yml")


def _folders(project):
    return [item.name for item in (project.cache_dir / "build").iterdir() if item.is_dir()]


def test_what_a_killed_build_left_is_cleared_away(project):
    (project.cache_dir / "build" / "run-1" / "en").mkdir(parents=True)
    half = project.cache_dir / "build" / ".name.1.seal.x2"
    half.write_bytes(b"half")
    with driver.working_folder(project, project.site_dir) as work:
        assert _folders(project) == [work.name]
        assert list(work.iterdir()) == []
        assert not half.exists()

    assert _folders(project) == []


def test_a_site_that_was_taken_away_comes_back(project):
    retired = driver._retired(project.cache_dir / "build", project.site_dir)
    retired.mkdir(parents=True)
    (retired / "index.html").write_text("old", encoding="utf-8")
    with driver.working_folder(project, project.site_dir):
        pass

    assert (project.site_dir / "index.html").read_text(encoding="utf-8") == "old"


def test_the_folder_goes_when_the_build_fails(project):
    with pytest.raises(ZeroDivisionError), driver.working_folder(project, project.site_dir):
        raise ZeroDivisionError

    assert _folders(project) == []


def _hold(path, held, release):
    with FileLock(path):
        held.set()
        release.wait(300)


def test_two_builds_at_once_are_refused(project, monkeypatch):
    monkeypatch.setattr(driver, "LOCK_SECONDS", 0)
    folder = project.cache_dir / "build"
    folder.mkdir(parents=True)
    context = multiprocessing.get_context("spawn")
    held, release = context.Event(), context.Event()
    other = context.Process(target=_hold, args=(folder / "lock", held, release))
    other.start()
    try:
        assert held.wait(300)
        with (
            pytest.raises(BusyError, match="Another build"),
            driver.working_folder(project, project.site_dir),
        ):
            pass
    finally:
        release.set()
        other.join(300)

    with driver.working_folder(project, project.site_dir) as work:
        assert work.is_dir()


def test_content_with_errors_is_not_built(project):
    (project.docs_dir / "en" / "index.md").write_text("", encoding="utf-8")
    with pytest.raises(InputError) as failure:
        driver.build(project.config_file)

    assert [problem.code for problem in failure.value.problems] == ["file-empty"]
    assert not project.site_dir.exists()


PICTURED = {
    "docs/en/a.md": page("![](/media/harbour.svg)"),
    "assets/media/harbour.svg": SVG,
    "assets/media/harbour.yml": SIDECAR,
}


@pytest.mark.parametrize("times", [1, 2, 3])
def test_pictures_that_go_missing_meanwhile_are_made_again(times, tmp_path, monkeypatch):
    loaded, _ = driver.check(write(tmp_path, PICTURED) / "mkdocs.yml")
    optimize, runs = service.optimize, []

    def and_somebody_deletes_them(settings_, *arguments, **options):
        rows = optimize(settings_, *arguments, **options)
        runs.append(rows)
        if len(runs) <= times:
            shutil.rmtree(store_folder(settings_))
        return rows

    monkeypatch.setattr(service, "optimize", and_somebody_deletes_them)
    if times == driver.MOST_RUNS:
        with pytest.raises(StoreError, match="keeps deleting"):
            driver.make_pictures(loaded, drafts=False, progress=None)
        return

    assert driver.make_pictures(loaded, drafts=False, progress=None) == ()
    assert len(runs) == times + 1


def test_an_old_site_that_waits_survives_builds_into_other_folders(project, tmp_path):
    first, second = tmp_path / "first", tmp_path / "second"
    first.mkdir()
    (first / "index.html").write_text("old", encoding="utf-8")
    with driver.working_folder(project, first) as work:
        first.rename(driver._retired(work.parent, first))  # killed between the two renames
    with driver.working_folder(project, second):
        pass
    with driver.working_folder(project, first):
        assert (first / "index.html").read_text(encoding="utf-8") == "old"


def test_a_build_notes_what_it_has_made_and_of_what(project, monkeypatch):
    def make(run, *_):
        run.tree.begin(clean=True)
        run.tree.write("index.html", b"Brume")

    monkeypatch.setattr(driver.Run, "make", make)
    monkeypatch.setattr(driver.Run, "finish", lambda run: run.tree.commit("made"))
    driver.build(project.config_file, drafts=True)

    made = record.read(project, project.site_dir)
    assert made == record.Record(
        strict=False,
        drafts=True,
        sources=record.sources(project),
        files=record.state([project.site_dir]),
    )
    assert record.read(project, project.root / "elsewhere") is None


def test_pages_with_faults_are_not_put_in_place_when_strict(tmp_path):
    project = settings.read(write(tmp_path, THEME) / "mkdocs.yml")
    project.site_dir.mkdir()
    (project.site_dir / "index.html").write_text("old", encoding="utf-8")

    with pytest.raises(InputError, match="not put in place") as failure:
        driver.build(project.config_file, strict=True)

    assert "site-html" in [problem.code for problem in failure.value.problems]
    assert [file.name for file in project.site_dir.iterdir()] == ["index.html"]
    assert (project.site_dir / "index.html").read_text(encoding="utf-8") == "old"


def test_told_to_stop_while_the_work_is_cleared_away(project, monkeypatch):
    """The folder of a build goes also where the signal comes while it is being removed."""
    remove, told = driver.shutil.rmtree, []

    def interrupted(folder, **more):
        if not told and "run-" in str(folder):
            told.append(folder)
            raise KeyboardInterrupt
        remove(folder, **more)

    monkeypatch.setattr(driver.shutil, "rmtree", interrupted)
    with pytest.raises(KeyboardInterrupt), driver.working_folder(project, project.site_dir) as work:
        pass
    assert told == [work]
    assert not work.exists()


class _Waiting(FileLock):
    """A lock for which the first who asks must wait: until something has been done meanwhile."""

    meanwhile = None

    def acquire(self, *args, **options):
        todo, _Waiting.meanwhile = _Waiting.meanwhile, None
        if todo:
            todo()
        return super().acquire(*args, **options)


@pytest.fixture
def waits(monkeypatch):
    """Let the next build wait while something is done."""
    monkeypatch.setattr(driver, "FileLock", _Waiting)

    def wait(meanwhile):
        monkeypatch.setattr(_Waiting, "meanwhile", staticmethod(meanwhile))

    return wait


def test_a_build_that_had_to_wait_is_of_the_sources_of_now(tmp_path, waits):
    project = settings.read(write(tmp_path, {**THEME, "docs/en/a.md": page("Old.")}) / "mkdocs.yml")

    def another_build():
        (project.docs_dir / "en/a.md").write_text(page("New."), encoding="utf-8")
        driver.build(project.config_file)

    waits(another_build)
    driver.build(project.config_file)

    assert "New." in (project.site_dir / "a/index.html").read_text(encoding="utf-8")
    assert record.read(project, project.site_dir).sources == record.sources(project)


def test_a_build_that_had_to_wait_goes_where_settings_of_now_say(tmp_path, waits):
    project = settings.read(write(tmp_path, THEME) / "mkdocs.yml")
    text = project.config_file.read_text(encoding="utf-8")

    def edit():
        project.config_file.write_text(f"site_dir: public\n{text}", encoding="utf-8")

    waits(edit)
    report = driver.build(project.config_file)

    assert report.site_dir == tmp_path.resolve() / "public"
    assert (tmp_path / "public/index.html").is_file()
    assert not project.site_dir.exists()


def test_errors_that_were_mended_while_a_build_waits_are_none(tmp_path, waits):
    project = settings.read(write(tmp_path, {**THEME, "docs/en/a.md": ""}) / "mkdocs.yml")
    waits(lambda: (project.docs_dir / "en/a.md").write_text(page("Well."), encoding="utf-8"))
    driver.build(project.config_file)

    assert "Well." in (project.site_dir / "a/index.html").read_text(encoding="utf-8")


def _tree(folder):
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file() and ".cache" not in file.parts
    }


@pytest.mark.parametrize(
    "folder",
    [".", "..", "docs", "docs/en", "docs/site", "assets", "assets/media", "mkdocs.yml",
     ".cache", "notes.txt", "linked", "pages", "mine"],
)  # fmt: skip
def test_what_people_have_made_is_no_place_for_a_site(tmp_path, folder):
    """What stands in the folder goes: a build into docs/ would delete all pages."""
    files = {**THEME, **PICTURED, "notes.txt": "mine", "mine/a.txt": "mine",
             "pages/.git/HEAD": "ref", "pages/index.html": "mine"}  # fmt: skip
    root = write(tmp_path / "project", files)
    (root / "linked").symlink_to("docs")
    before = _tree(tmp_path)

    with pytest.raises(BuildError, match="cannot be built into"):
        driver.build(root / "mkdocs.yml", site_dir=root / folder)
    assert _tree(tmp_path) == before


def test_a_folder_beside_the_sources_is_a_place_for_a_site(tmp_path):
    root = write(tmp_path / "project", {**THEME, "docs.old/a.md": "mine"})
    (tmp_path / "www").mkdir()
    for folder in (root / "public", root / ".cache/site", tmp_path / "www"):
        for _ in range(2):
            driver.build(root / "mkdocs.yml", site_dir=folder)
            for name in ("index.html", "404.html"):
                (folder / name).unlink()


def _built(project):
    """As the command does it."""
    report = unchanged.last(unchanged.Asked.of(project.config_file))
    return report or driver.build(project.config_file)


def test_pages_may_take_words_from_the_environment(tmp_path, monkeypatch):
    files = {**THEME, "docs/en/a.md": page(title="!ENV [BRUME_TITLE, Haze]")}
    project = settings.read(write(tmp_path, files) / "mkdocs.yml")
    monkeypatch.setattr(yaml_source, "_asked", {})  # by other tests
    time.sleep(0.05)  # until a further change of the sources would have another time
    for title in ("Fog", "Mist", None):
        if title:
            monkeypatch.setenv("BRUME_TITLE", title)
        else:
            monkeypatch.delenv("BRUME_TITLE")
        _built(project)
        shown = (project.site_dir / "a/index.html").read_text(encoding="utf-8")
        assert f"<title>{title or 'Haze'}</title>" in shown
    assert isinstance(_built(project), unchanged.Told)


def test_a_template_may_include_what_is_none_by_its_name(tmp_path):
    theme = {**THEME, "assets/theme/parts/hall.txt": "old"}
    theme["assets/theme/main.html"] += "{% include 'parts/hall.txt' %}"
    files = {**theme, "docs/en/a.md": page("A."), "docs/en/b.md": page("B.")}
    project = settings.read(write(tmp_path, files) / "mkdocs.yml")
    for words in ("old", "new"):
        (tmp_path / "assets/theme/parts/hall.txt").write_text(words)
        driver.build(project.config_file, processes=1)
        for name in ("a", "b", "fr/a"):
            assert words in (project.site_dir / name / "index.html").read_text(encoding="utf-8")


def test_a_folder_of_the_theme_may_be_a_link(tmp_path):
    """Several sites of an office share it; links in circles end."""
    theme = {f"shared/{name.removeprefix('assets/theme/')}": text for name, text in THEME.items()}
    root = write(tmp_path, {**theme, "assets/theme/main.html": "{% include 'parts/main.html' %}",
                            "assets/theme/404.html": "", "docs/en/a.md": page("A.")})  # fmt: skip
    (root / "assets/theme/listing.html").write_text("{% extends 'main.html' %}")
    (root / "assets/theme/parts").symlink_to(root / "shared", target_is_directory=True)
    (root / "shared/again").symlink_to(root / "assets/theme", target_is_directory=True)
    project = settings.read(root / "mkdocs.yml")
    for words in ("old", "new"):
        (root / "shared/main.html").write_text(f"{words} {{{{ page.content | safe }}}}")
        driver.build(project.config_file, processes=1)
        assert words in (project.site_dir / "a/index.html").read_text(encoding="utf-8")
