"""Every module can be imported first: without another of ours, without a word or a warning."""

import os
import pkgutil
import subprocess
import sys
from pathlib import Path

import pytest

import quangba

ROOT = Path(__file__).parent.parent

# Other people's deprecations are theirs; what warns on behalf of our own lines is ours.
IMPORTING = "import warnings; warnings.filterwarnings('error', module='quangba'); import {module}"
PARENT = r"""
import contextlib, importlib, os, sys, traceback

# What takes most of the time is what is not ours: a child that imports all of ours tells it, and
# it is imported here, once, for all children that follow.
reading, writing = os.pipe()
if os.fork() == 0:
    for module in sys.argv[2:]:
        importlib.import_module(module)
    libraries = [name for name in sys.modules if not name.startswith("quangba")]
    os.write(writing, " ".join(libraries).encode())
    os._exit(0)
os.close(writing)
with open(reading, encoding="utf-8") as told:
    for name in told.read().split():
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
assert not any(name.startswith("quangba") for name in sys.modules)
for module in sys.argv[1].split():
    importlib.import_module(module)
for line in sys.stdin:
    program, said = line.rstrip("\n").split("\t")
    child = os.fork()
    if child == 0:
        file = os.open(said, os.O_WRONLY | os.O_CREAT)
        os.dup2(file, 1)
        os.dup2(file, 2)
        try:
            exec(program, {})
            sys.stdout.flush()
        except BaseException:
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    print(os.waitpid(child, 0)[1], flush=True)
"""


def _modules() -> list[str]:
    """Name all modules from the files alone, so that finding them imports none of them."""
    found = ["quangba"]
    folders = [(Path(path), "quangba.") for path in quangba.__path__]
    while folders:
        folder, prefix = folders.pop()
        for module in pkgutil.iter_modules([str(folder)], prefix):
            found.append(module.name)
            if module.ispkg:
                name = module.name.rpartition(".")[2]
                folders.append((folder / name, f"{module.name}."))
    return sorted(found)


LOWER = "quangba.site"
"""What the upper floors stand on. It imports nothing of theirs (import-linter holds that), so that
no module of theirs can depend on having been imported before it."""

UPPER = (
    "build", "checks", "cli", "editing", "external", "mkdocs_plugin", "outputs", "publish",
    "reports", "translations", "view",
)  # fmt: skip


def parent_of_all(lower: str):
    """A process that has imported what is not ours, and a lower floor, for a child each module."""
    command = [sys.executable, "-c", PARENT, lower, *_modules()]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, encoding="utf-8")


@pytest.fixture(scope="module")
def ground():
    with parent_of_all("") as process:
        yield process


@pytest.fixture(scope="module")
def upstairs():
    with parent_of_all(LOWER) as process:
        yield process


@pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows: see the next test")
@pytest.mark.parametrize("module", _modules())
def test_module_is_importable_on_its_own(module, request, tmp_path):
    upper = module.split(".")[1:2] and module.split(".")[1] in UPPER
    parent = request.getfixturevalue("upstairs" if upper else "ground")
    said = tmp_path / "said.txt"
    parent.stdin.write(f"{IMPORTING.format(module=module)}\t{said}\n")
    parent.stdin.flush()

    assert (parent.stdout.readline(), said.read_text("utf-8")) == ("0\n", "")


@pytest.mark.parametrize("module", ["quangba.cli", "quangba.mkdocs_plugin.plugin"])
def test_where_programs_start_a_fresh_interpreter_is_quiet(module):
    run = subprocess.run(
        [sys.executable, "-c", IMPORTING.format(module=module)],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )

    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")
