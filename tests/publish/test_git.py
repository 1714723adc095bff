"""A branch of git as a target: the author's checkout is not touched, and no file is lost."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from filelock import FileLock

from quangba import settings
from quangba.errors import PublishError
from quangba.options.targets import GitTarget
from quangba.publish import copies, git_command, targets
from quangba.publish.targets import git
from tests.publish.sites import FILES, built, silent
from tests.small_sites import MKDOCS_YML, write

AUTHOR = "Web Office <web@brume.example>"


@pytest.fixture(autouse=True)
def _nobody(monkeypatch, tmp_path):
    """Git as on a machine where nobody has set anything."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    (tmp_path / "home").mkdir()
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1764201600")


@pytest.fixture(autouse=True)
def _no_waiting_for_the_disk(monkeypatch):
    monkeypatch.setattr(copies, "_sync", lambda _: None)


def run(folder, *arguments):
    return subprocess.run(
        ["git", *arguments],  # noqa: S607 - the one in the path
        cwd=folder,
        check=True,
        capture_output=True,
        encoding="utf-8",
    ).stdout


@pytest.fixture
def remote(tmp_path):
    run(tmp_path, "init", "-q", "--bare", "remote.git")
    return tmp_path / "remote.git"


@pytest.fixture
def project(tmp_path):
    return write(tmp_path / "project", {})


@pytest.fixture
def site(project):
    return project / "site"


@pytest.fixture
def target(project, remote):
    return opened(project, remote)


def opened(project, remote, name="web", **more):
    options = GitTarget(kind="git", remote=str(remote), **{"author": AUTHOR, **more})
    return git.opened(settings.read(project / "mkdocs.yml"), name, options)


def shown(remote, branch="pages"):
    """The branch as hosting would check it out."""
    names = run(remote, "ls-tree", "-r", "-z", "--name-only", branch).split("\0")[:-1]
    return {name: run(remote, "show", f"{branch}:{name}") for name in names}


def commits(remote, branch="pages"):
    return run(remote, "log", "--format=%s", branch).splitlines()


def test_a_first_release(site, remote, target):
    made = built(site)

    assert target.published() == {}
    assert target.publish(made, silent)

    assert shown(remote) == {**FILES, ".nojekyll": ""}
    assert target.published() == made.files
    assert commits(remote) == [f"Publish {made.name}"]
    about = run(remote, "log", "-1", "--format=%an <%ae> %cn %aI", "pages")
    assert about == f"{AUTHOR} Web Office 2025-11-27T00:00:00+00:00\n"
    [kept] = target.releases()
    assert (kept.name, kept.when, kept.current) == (made.name, "2025-11-27T00:00:00Z", True)


def test_the_same_again_is_nothing_to_do(site, remote, target):
    target.publish(built(site), silent)

    assert not target.publish(built(site), silent)
    assert len(commits(remote)) == 1


def test_history_is_kept_and_what_is_gone_is_gone(site, remote, target, project):
    target.publish(built(site), silent)
    first = run(remote, "rev-parse", "pages").strip()
    made = built(site, {"fr/le port/index.html": None, "new.html": "x"})

    # from another machine, which has nothing but the remote
    opened(project, remote, name="other").publish(made, silent)

    assert run(remote, "rev-parse", "pages^").strip() == first
    assert target.published() == made.files


def test_no_setting_of_the_author_loses_or_changes_a_file(site, remote, target, tmp_path):
    made = built(
        site,
        {
            ".gitignore": "*.html\nmedia/\n",
            ".gitattributes": "* text eol=crlf\n*.jpg filter=lfs diff=lfs merge=lfs\n",
            "crlf.txt": "one\r\ntwo\n",
            "ignored.log": "$Id$\n",
            '"quoted".html': "x",
            "-dash.html": "x",
        },
    )
    (tmp_path / "home" / ".gitconfig").write_text(
        "[core]\n\tautocrlf = true\n\tsafecrlf = true\n\texcludesFile = ~/ignored\n"
        "\tattributesFile = ~/attributes\n\tquotePath = true\n"
        "[commit]\n\tgpgSign = true\n[push]\n\tgpgSign = true\n\tfollowTags = true\n"
        "[log]\n\tshowSignature = true\n[user]\n\tuseConfigOnly = true\n"
    )
    (tmp_path / "home" / "ignored").write_text("*.log\n*.html\n")
    (tmp_path / "home" / "attributes").write_text("* ident filter=lfs\n")

    target.publish(made, silent)

    assert target.published() == made.files
    raw = subprocess.run(
        ["git", "show", "pages:crlf.txt"],  # noqa: S607 - the one in the path
        cwd=remote,
        check=True,
        capture_output=True,
    )
    assert raw.stdout == b"one\r\ntwo\n"


def checkout(project):
    """The author's own repository, in the middle of work, with hooks that would be noticed."""
    run(project, "init", "-q", "-b", "main")
    for key, value in (("user.name", "A. Author"), ("user.email", "author@brume.example")):
        run(project, "config", key, value)
    (project / ".gitignore").write_text("site/\n.cache/\n")
    run(project, "add", "-A")
    run(project, "commit", "-q", "-m", "First")
    (project / "docs/en/index.md").write_text("stashed")
    run(project, "stash", "-q")
    (project / "docs/en/index.md").write_text("changed")
    (project / "docs/fr/index.md").write_text("staged")
    run(project, "add", "docs/fr/index.md")
    (project / "untracked.txt").write_text("x")
    for name in ("pre-push", "pre-commit", "post-commit", "reference-transaction", "post-checkout"):
        hook = project / ".git" / "hooks" / name
        hook.write_text(f"#!/bin/sh\necho {name} >> {project}/hooked\n")
        hook.chmod(0o755)


def everything(project):
    """Each byte of the checkout and of its repository, but for what is in our cache."""
    return {
        file.relative_to(project).as_posix(): file.read_bytes()
        for file in project.rglob("*")
        if file.is_file() and not file.is_relative_to(project / ".cache")
    }


def test_the_checkout_is_not_touched(site, project, remote, monkeypatch):
    checkout(project)
    run(project, "remote", "add", "origin", str(remote))
    made = built(site)
    before = everything(project)
    monkeypatch.chdir(project)
    # as in a hook of the author's, from which quangba is called
    monkeypatch.setenv("GIT_DIR", str(project / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(project / ".git" / "index"))
    monkeypatch.setenv("GIT_WORK_TREE", str(project))
    target = opened(project, "origin", author=None)

    target.publish(made, silent)
    target.publish(built(site, {"index.html": "new"}), silent)
    built(site)
    target.rollback(silent)

    assert everything(project) == before
    assert target.published() == made.files
    short = before[".git/refs/heads/main"].decode()[:7]
    monkeypatch.delenv("GIT_DIR")
    assert commits(remote)[-1] == f"Publish {made.name}, made from {short}"
    assert run(remote, "log", "-1", "--format=%an", "pages") == "A. Author\n"


def test_into_the_project_s_own_repository(site, project):
    checkout(project)
    made = built(site)
    status = run(project, "status", "--porcelain=v2", "--branch")
    refs = run(project, "for-each-ref")
    index = (project / ".git" / "index").read_bytes()
    (project / ".git" / "hooks" / "reference-transaction").unlink()  # belongs to who receives

    opened(project, ".").publish(made, silent)

    assert shown(project) == {**FILES, ".nojekyll": ""}
    assert (project / ".git" / "index").read_bytes() == index
    assert run(project, "status", "--porcelain=v2", "--branch") == status
    rest = [row for row in run(project, "for-each-ref").splitlines() if "heads/pages" not in row]
    assert rest == refs.splitlines()
    assert not (project / "hooked").exists()


def test_a_branch_with_the_sources_is_not_written_over(site, project, remote):
    checkout(project)
    run(project, "push", "-q", "--no-verify", str(remote), "main:main")

    with pytest.raises(PublishError, match=r"holds something else than a published site"):
        opened(project, remote, branch="main").publish(built(site), silent)
    assert commits(remote, "main") == ["First"]


def test_a_branch_that_another_tool_has_filled_is_taken_over_with_its_domain(
    site, project, remote, tmp_path
):
    pages = tmp_path / "pages"
    pages.mkdir()
    run(pages, "init", "-q", "-b", "pages")
    for name, text in {"index.html": "old", "CNAME": "www.brume.example\n"}.items():
        (pages / name).write_text(text)
    run(pages, "add", "-A")
    run(pages, "-c", "user.name=x", "-c", "user.email=x@y", "commit", "-q", "-m", "By hand")
    run(pages, "push", "-q", str(remote), "pages")
    target = opened(project, remote)
    made = built(site)

    target.publish(made, silent)

    assert shown(remote)["CNAME"] == "www.brume.example\n"
    assert target.published() == made.files
    assert target.rollback(silent) == run(remote, "rev-parse", "pages^^").strip()[:12]
    assert shown(remote)["index.html"] == "old"


def test_back_and_back_again_then_forward(site, remote, target):
    made = []
    for number in range(3):
        made.append(built(site, {"number": str(number)}))
        target.publish(made[-1], silent)

    assert target.rollback(silent) == made[1].name
    assert target.rollback(silent) == made[0].name
    assert target.published() == made[0].files
    assert [kept.current for kept in target.releases()] == [False, False, True]
    with pytest.raises(PublishError, match="no release before"):
        target.rollback(silent)
    target.publish(built(site, {"number": "3"}), silent)
    assert target.rollback(silent) == made[0].name
    assert len(commits(remote)) == 7  # nothing is ever taken out of the history


def test_somebody_else_publishes_meanwhile(site, project, remote, target):
    target.publish(built(site), silent)
    theirs = built(site, {"index.html": "theirs"})

    def meanwhile(_text):
        opened(project, remote, name="theirs").publish(
            built(site, {"index.html": "theirs"}), silent
        )
        built(site, {"index.html": "ours"})

    ours = built(site, {"index.html": "ours"})
    told = []

    def tell(text):
        told.append(text)
        if "Sending" in str(text):
            meanwhile(text)

    with pytest.raises(PublishError, match="Somebody else has published"):
        target.publish(ours, tell)
    assert target.published() == theirs.files
    assert target.publish(ours, silent)
    assert len(commits(remote)) == 3


def test_two_of_us_at_once(site, target):
    target.git.folder.parent.mkdir(parents=True)
    with (
        FileLock(target.git.folder.with_suffix(".lock")),
        pytest.raises(PublishError, match="Somebody else is publishing"),
    ):
        target.publish(built(site), silent)


def test_what_killed_runs_leave(site, remote, target, monkeypatch):
    target.publish(built(site), silent)
    made = built(site, {"new": "x"})

    def killed(*_):
        for name in ("quangba-index.lock", "shallow.lock", "refs/quangba/head.lock", "config.lock"):
            (target.git.folder / name).write_text("")
        for file in (target.git.folder / "objects").glob("??/*"):
            file.chmod(0o644)
            file.write_bytes(b"")  # as a power cut does
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(git.Branch, "_push", killed)
        with pytest.raises(KeyboardInterrupt):
            target.publish(made, silent)

    assert target.publish(made, silent)
    assert target.published() == made.files
    assert len(commits(remote)) == 2

    (target.git.folder / "HEAD").unlink()
    assert target.published() == made.files


@pytest.mark.parametrize("change", [Path.unlink, lambda file: file.write_text("other")])
def test_a_site_that_changes_meanwhile(site, remote, target, change):
    made = built(site)
    change(site / "404.html")

    with pytest.raises(PublishError, match=r"404\.html"):
        target.publish(made, silent)
    assert run(remote, "for-each-ref") == ""


def test_passwords_are_in_no_message(site, project):
    """Neither in the settings: what the author's checkout has, git may use."""
    told = []
    run(project, "init", "-q")
    run(project, "remote", "add", "origin", "http://me:s3cret@127.0.0.1:9/x.git")
    target = opened(project, "origin")

    with pytest.raises(PublishError) as failure:
        target.publish(built(site), told.append)
    assert "s3cret" not in f"{failure.value}{told}{target!r}"
    assert "127.0.0.1" in str(failure.value)


def test_nobody_is_asked_for_a_password(target, monkeypatch):
    monkeypatch.setenv("SSH_ASKPASS", "/bin/false")
    found = target.git.environment()

    assert found["GIT_TERMINAL_PROMPT"] == "0"
    assert found["GIT_ASKPASS"] == ""
    assert found["GIT_SSH_COMMAND"].startswith("ssh -o BatchMode=yes")


def test_how_a_server_is_reached_stays_the_author_s(target, monkeypatch):
    monkeypatch.setenv("GIT_SSH_COMMAND", "ssh -i key")
    monkeypatch.setenv("GIT_DIR", "/somewhere")
    monkeypatch.setenv("GIT_TRACE_CURL", "1")
    found = target.git.environment()

    assert found["GIT_SSH_COMMAND"].startswith("ssh -i key -o BatchMode=yes")
    assert found["GIT_DIR"] == str(target.git.folder)
    assert "GIT_TRACE_CURL" not in found
    monkeypatch.setenv("GIT_SSH_COMMAND", "plink -i key")
    assert target.git.environment()["GIT_SSH_COMMAND"] == "plink -i key"


def test_the_checkout_s_way_to_log_in_at_its_own_remote(project):
    checkout(project)
    run(project, "remote", "add", "origin", "https://git.example/x.git")
    run(project, "config", "http.https://git.example/.extraheader", "Authorization: basic s3cret")

    target = opened(project, "origin")

    assert target.remote == "https://git.example/x.git"
    assert "Authorization: basic s3cret" in target.git.environment().values()
    assert "s3cret" not in repr(target)


def test_nobody_who_publishes(site, project, remote):
    with pytest.raises(PublishError, match="git does not know who publishes"):
        opened(project, remote, author=None).publish(built(site), silent)


def test_no_git(site, target, monkeypatch):
    monkeypatch.setattr(git_command.subprocess, "run", _missing)

    with pytest.raises(PublishError, match="needs git"):
        target.publish(built(site), silent)


def _missing(*_arguments, **_more):
    raise FileNotFoundError(2, "No such file", "git")


def test_targets_by_name(tmp_path):
    text = MKDOCS_YML.replace(
        "quangba: {}",
        "quangba: {publish: {www: {kind: folder, path: ../www}, pages: {kind: git, remote: ../r}}}",
    )
    config = settings.read(write(tmp_path / "p", {"mkdocs.yml": text}) / "mkdocs.yml")

    assert targets.opened(config, "www").path == tmp_path / "www"
    assert targets.opened(config, "pages").remote == str(tmp_path / "r")
    with pytest.raises(PublishError, match="Targets are: pages, www"):
        targets.opened(config, "web")


def test_no_target_at_all(project):
    with pytest.raises(PublishError, match="No target is set"):
        targets.opened(settings.read(project / "mkdocs.yml"), "web")
