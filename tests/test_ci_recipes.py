"""The files for GitHub, GitLab and containers: safe, valid, and of commands that there are."""

from __future__ import annotations

import fnmatch
import json
import re
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

from quangba.cli.commands import main_group

ROOT = Path(__file__).parent.parent
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
GITLAB = ROOT / ".gitlab-ci.yml"
CONTAINER = ROOT / "Containerfile"
DEPENDABOT = ROOT / ".github" / "dependabot.yml"
ALL = (*WORKFLOWS, DEPENDABOT, GITLAB, CONTAINER, ROOT / ".dockerignore")
PINNED = re.compile(r"^(?P<action>[\w./-]+)@(?P<hash>[0-9a-f]{40}) # (?P<version>v\d+\.\d+\.\d+)$")
SOURCE = re.compile(r"https?://|docker\.io|ghcr\.io|quay\.io|pypi\.org|files\.pythonhosted")


def program(name: str, *arguments: str) -> str:
    """Run a program of the environment; it must find nothing wrong."""
    command = [str(Path(sys.executable).parent / name), *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    return done.stdout


def workflow(file: Path) -> dict[str, Any]:
    # YAML 1.1 reads the key `on` as true
    return {str(key): value for key, value in yaml.safe_load(file.read_text("utf-8")).items()}


def jobs() -> Iterator[tuple[str, dict[str, Any]]]:
    for file in WORKFLOWS:
        for name, job in workflow(file)["jobs"].items():
            yield f"{file.name}:{name}", job


JOBS = list(jobs())
every_job = pytest.mark.parametrize("job", [job for _, job in JOBS], ids=[name for name, _ in JOBS])


def test_zizmor_finds_nothing_unsafe():
    said = program("zizmor", "--offline", "--persona", "auditor", "--format", "json", ".github")
    assert json.loads(said) == []


@pytest.mark.parametrize(
    ("schema", "files"),
    [("github-workflows", WORKFLOWS), ("gitlab-ci", [GITLAB]), ("dependabot", [DEPENDABOT])],
    ids=["github", "gitlab", "dependabot"],
)
def test_each_file_is_as_its_schema_says(schema, files):
    program("check-jsonschema", "--builtin-schema", f"vendor.{schema}", *map(str, files))


def test_actions_are_pinned_by_hash_and_each_has_one():
    pins: dict[str, set[str]] = {}
    for file in WORKFLOWS:
        for line in file.read_text(encoding="utf-8").splitlines():
            _, used, action = line.partition("uses: ")
            if used:
                match = PINNED.match(action)
                assert match, f"{file.name}: {line.strip()}"
                pins.setdefault(match["action"], set()).add(action)
    assert pins
    assert [uses for uses in pins.values() if len(uses) > 1] == []


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.name)
def test_a_workflow_may_nothing_by_itself_and_runs_for_nobody_elses_code(file):
    read = workflow(file)
    assert read["permissions"] == {}
    assert "group" in read["concurrency"]
    started_by = read["True"]
    assert not {"pull_request_target", "workflow_run", "issue_comment"} & started_by.keys()
    if "secrets." in file.read_text(encoding="utf-8"):
        assert "pull_request" not in started_by


@every_job
def test_a_job_says_what_it_may_and_how_long(job):
    assert isinstance(job["permissions"], dict)
    assert set(job["permissions"]) <= {"contents", "pages", "id-token"}
    assert job["permissions"].get("contents", "read") == "read"
    assert job["timeout-minutes"] <= 120
    assert not job["runs-on"].endswith("latest")  # what is tested does not change by itself


@every_job
def test_no_step_keeps_the_token_or_runs_what_others_have_written(job):
    for step in job["steps"]:
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] is False
        assert "${{" not in step.get("run", "")


@every_job
def test_secrets_are_given_to_single_steps_of_a_protected_environment(job):
    said = json.dumps({name: value for name, value in job.items() if name != "steps"})
    assert "secrets." not in said
    for step in job["steps"]:
        outside = json.dumps({name: value for name, value in step.items() if name != "env"})
        assert "secrets." not in outside
        if "secrets." in json.dumps(step.get("env", {})):
            assert job["environment"] == "publication"
            assert "uses" not in step


def lines(file: Path) -> Iterator[str]:
    """What a recipe runs: scripts of jobs; of the Containerfile, the examples in its head."""
    text = file.read_text(encoding="utf-8")
    if file == CONTAINER:
        yield from re.findall(r"(quangba build.*)$", text, re.MULTILINE)
        return
    for job in (yaml.safe_load(text).get("jobs") or yaml.safe_load(text)).values():
        if isinstance(job, dict):
            scripts = [step.get("run", "") for step in job.get("steps", [])]
            for script in [*scripts, *job.get("script", [])]:
                yield from script.splitlines()


RUN = sorted({line.strip() for file in (*WORKFLOWS, GITLAB, CONTAINER) for line in lines(file)})
OURS = [line for line in RUN if "quangba " in line or line.startswith("python3 ")]


@pytest.mark.parametrize("line", OURS)
def test_every_command_of_ours_exists_with_its_options(line):
    words = shlex.split(line, comments=True)
    if words[0] == "python3":
        script = ROOT / words[1]
        assert script.is_file()
        if script.name != "build.py":
            assert words[2:] == []
            return
        words = ["quangba", "build", *words[2:]]
    command: click.Command = main_group
    while isinstance(command, click.Group) and words[1:] and words[1] in command.commands:
        command = command.commands[words[1]]
        words = words[1:]
    assert command is not main_group, line
    if "--help" not in words:
        with click.Context(command, resilient_parsing=False) as context:
            command.parse_args(
                context, [word.replace("$QUANGBA_TARGET", "x") for word in words[1:]]
            )


def test_the_commands_that_recipes_are_about_are_among_them():
    said = "\n".join(OURS)
    for wanted in (
        "check --strict",
        "bundle --to",
        "publish ",
        "publish verify",
        "links",
        "test.py",
    ):
        assert wanted in said


def test_no_recipe_names_where_packages_come_from():
    for file in ALL:
        assert not SOURCE.search(file.read_text(encoding="utf-8")), file.name


# ------------------------------------------------------------------------------- Containerfile

INSTRUCTIONS = [
    line.split(maxsplit=1)
    for line in re.sub(r"\\\n\s*", "", CONTAINER.read_text(encoding="utf-8")).splitlines()
    if line and not line.startswith("#")
]


def instructions(name: str) -> list[str]:
    return [rest for found, rest in INSTRUCTIONS if found == name]


def test_every_recipe_has_the_same_python_and_we_promise_it():
    images = {rest.split()[0] for rest in instructions("FROM")}
    images.add(yaml.safe_load(GITLAB.read_text("utf-8"))["default"]["image"])
    assert len(images) == 1
    version = re.match(r"python:(\d\.\d+)-slim-", images.pop())[1]
    for _, job in JOBS:
        for step in job["steps"]:
            if step.get("uses", "").startswith("actions/setup-python@"):
                assert step["with"]["python-version"] == version
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert f"Programming Language :: Python :: {version}" in project["classifiers"]


def test_what_the_image_copies_exists_and_is_let_through():
    allowed = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    through = {line.removeprefix("!").rstrip("/") for line in allowed if line.startswith("!")}
    copied = {
        source.rstrip("/")
        for rest in instructions("COPY")
        if not rest.startswith("--from=")
        for source in rest.split()[:-1]
    }
    assert copied == through
    assert all((ROOT / path).exists() for path in copied)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert {project["readme"], *project["license-files"]} <= copied
    assert not any(fnmatch.fnmatch(path, ".git*") for path in copied)


def test_the_image_installs_by_hash_only_and_runs_as_nobody_special():
    installs = [part for rest in instructions("RUN") for part in rest.split("&&") if "pip " in part]
    assert len(installs) == 2
    assert all("--require-hashes" in part or "--no-index" in part for part in installs)
    order = [name for name, _ in INSTRUCTIONS]
    user = int(instructions("USER")[-1])
    assert user >= 1000
    assert order.index("USER") < order.index("ENTRYPOINT")
    assert not {"USER", "RUN"} & set(order[order.index("ENTRYPOINT") :])
