"""Every module can be imported first: without another of ours, without a word or a warning.

Importing each in a process of its own would take a minute. Instead: what the modules import while
they are imported goes in no circle, which the files tell; and one process imports them all, each
after what it names. So whichever comes first, all that it needs is there when its lines run. (That
a line needs a module which its file does not name, mypy finds.)
"""

import ast
import pkgutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

import quangba

ROOT = Path(__file__).parent.parent

# Other people's deprecations are theirs; what warns on behalf of our own lines is ours.
IMPORTING = "import warnings; warnings.filterwarnings('error', module='quangba'); import {modules}"


def _modules() -> dict[str, Path]:
    """Name all modules from the files alone, so that finding them imports none of them."""
    found = {"quangba": Path(str(quangba.__file__))}
    folders = [(Path(path), "quangba.") for path in quangba.__path__]
    while folders:
        folder, prefix = folders.pop()
        for module in pkgutil.iter_modules([str(folder)], prefix):
            name = module.name.rpartition(".")[2]
            file = folder / name / "__init__.py" if module.ispkg else folder / f"{name}.py"
            found[module.name] = file
            if module.ispkg:
                folders.append((folder / name, f"{module.name}."))
    return found


MODULES = _modules()


def needed(module: str, source: str, modules: Iterable[str] = MODULES) -> set[str]:
    """Our modules whose lines must have run before those of a module can."""
    found: set[str] = set()
    for name in _named(ast.parse(source)):
        parts = name.split(".")
        for length in range(1, len(parts) + 1):
            found.add(".".join(parts[:length]))
    # A package's own lines run before those of a module in it, and may well import that: only
    # who names the package needs it whole.
    known = set(modules)
    whole = _named_whole(source, known)
    return (found & known) - {module} - {each for each in _packages(module) if each not in whole}


def _packages(module: str) -> Iterator[str]:
    while "." in module:
        module = module.rpartition(".")[0]
        yield module


def _running(tree: ast.AST) -> Iterator[ast.AST]:
    """What runs when a module is imported: nothing of functions, nothing for the type checker."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            continue
        yield node
        yield from _running(node)


def _named(tree: ast.AST) -> Iterator[str]:
    """Names that may be those of modules: `from a import b` means a, and a.b if it is one."""
    for node in _running(tree):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "ruff lets nobody import relatively"
            yield str(node.module)
            yield from (f"{node.module}.{each.name}" for each in node.names)


def _named_whole(source: str, modules: set[str]) -> set[str]:
    """Packages of which more is taken than a module: their own lines must have run to the end."""
    found: set[str] = set()
    for node in _running(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {each.name for each in node.names}
        elif isinstance(node, ast.ImportFrom) and any(
            f"{node.module}.{each.name}" not in modules for each in node.names
        ):
            found.add(str(node.module))
    return found


def in_order() -> list[str]:
    """All modules, each after what it needs; CycleError if there is no such order."""
    graph = {
        name: sorted(needed(name, file.read_text(encoding="utf-8")))
        for name, file in sorted(MODULES.items())
    }
    return list(TopologicalSorter(graph).static_order())


def test_no_module_needs_itself_by_way_of_others():
    try:
        found = in_order()
    except CycleError as circle:
        pytest.fail(f"in a circle: {' <- '.join(circle.args[1])}")
    assert sorted(found) == sorted(MODULES)


@pytest.mark.parametrize(
    ("module", "source", "expected"),
    [
        ("quangba.cli", "import quangba.site\n", {"quangba", "quangba.site"}),
        ("quangba.view.a", "from quangba import site, errors", {"quangba.site", "quangba.errors"}),
        ("quangba.site.a", "from quangba.site import Site", {"quangba", "quangba.site"}),
        ("quangba.site.a", "from quangba.site import entry", {"quangba.site.entry"}),
        ("quangba.cli", "def late():\n    from quangba import site", set()),
        ("quangba.cli", "if TYPE_CHECKING:\n    from quangba import site", set()),
        ("quangba.cli", "try:\n    from quangba import site\nexcept E: pass", {"quangba.site"}),
        ("quangba.cli", "class A:\n    from quangba import site", {"quangba.site"}),
    ],
)
def test_what_a_module_needs_is_found(module, source, expected):
    modules = {*MODULES, "quangba.site.entry"}
    assert needed(module, source, modules) - {"quangba"} == expected - {"quangba"}


def _quiet(modules: Iterable[str]) -> None:
    run = subprocess.run(
        [sys.executable, "-c", IMPORTING.format(modules=", ".join(modules))],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        timeout=600,
        check=False,
    )
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")


def test_each_is_quiet_after_what_it_names():
    _quiet(in_order())


@pytest.mark.parametrize("module", ["quangba.cli", "quangba.mkdocs_plugin.plugin"])
def test_where_programs_start_a_fresh_interpreter_is_quiet(module):
    _quiet([module])
