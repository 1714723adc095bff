"""Every module can be imported first: in a fresh interpreter, without a word or a warning."""

import pkgutil
import subprocess
import sys
from pathlib import Path

import pytest

import quangba

ROOT = Path(__file__).parent.parent


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


@pytest.mark.parametrize("module", _modules())
def test_module_is_importable_on_its_own(module):
    # Other people's deprecations are theirs; what warns on behalf of our own lines is ours.
    program = (
        f"import warnings; warnings.filterwarnings('error', module='quangba'); import {module}"
    )
    run = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )

    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")
