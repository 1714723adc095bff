"""What the measurements need beyond the project: Python packages and sharp, in a folder apart."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

PACKAGES = (
    "cffi==2.1.1",
    "numpy==2.4.6",
    "pycparser==3.12",
    "pyvips-binary==8.18.7",
    "pyvips==3.2.0",
    "scikit-image==0.26.0",
    "scipy==1.17.1",
    "ssimulacra2==0.3.0",
)
SHARP = "sharp@0.35.5"


def add_packages(cache: Path) -> None:
    """Make PACKAGES importable, here and in child processes.

    Without their dependencies: Pillow must stay the one that the project uses.
    """
    folder = cache / "python"
    stamp = folder / "stamp.json"
    wanted = json.dumps([PACKAGES, sys.version_info[:2]])
    if not stamp.is_file() or stamp.read_text() != wanted:
        shutil.rmtree(folder, ignore_errors=True)
        options = ("install", "--quiet", "--no-deps", "--target", str(folder), *PACKAGES)
        _try([[sys.executable, "-m", "pip", *options], ["uv", "pip", *options]])
        if folder.is_dir():
            stamp.write_text(wanted)
    sys.path.append(str(folder))
    paths = [os.environ.get("PYTHONPATH", ""), str(Path(__file__).parent.parent), str(folder)]
    os.environ["PYTHONPATH"] = os.pathsep.join(part for part in paths if part)


def photographs() -> Path:
    """The folder of photographs that scikit-image ships."""
    found = importlib.util.find_spec("skimage")
    if found is None or found.origin is None:
        raise SystemExit(f"Needs {' '.join(PACKAGES)}: pip could not install them.")
    return Path(found.origin).parent / "data"


def has(module: str) -> bool:
    """Whether a Python package is there."""
    return importlib.util.find_spec(module) is not None


def sharp(cache: Path) -> str | None:
    """Install sharp with npm; None, or what is missing."""
    if shutil.which("node") is None or shutil.which("npm") is None:
        return "node and npm"
    folder = cache / "node"
    if not (folder / "node_modules" / "sharp" / "package.json").is_file():
        folder.mkdir(parents=True, exist_ok=True)
        _try([["npm", "install", "--silent", "--prefix", str(folder), SHARP]])
    if not (folder / "node_modules" / "sharp").is_dir():
        return f"{SHARP} (npm could not install it)"
    shutil.copy(Path(__file__).with_name("ladder_sharp.mjs"), folder)
    return None


def _try(commands: list[list[str]]) -> None:
    for command in commands:
        if shutil.which(command[0]) and subprocess.run(command, check=False).returncode == 0:
            return
