"""A Python that is too old is told so, with the command that mends it."""

import ast
from pathlib import Path

import pytest

import oldest_python

SCRIPTS = Path(oldest_python.__file__).parent
TOO_OLD = "Python 3.11 or newer is needed; this is Python 3.9."


@pytest.mark.parametrize(
    ("platform", "environ", "message"),
    [
        (
            "linux",
            {"LANG": "C.UTF-8"},
            f"{TOO_OLD} Get it with: sudo apt-get install python3.11 python3.11-venv",
        ),
        (
            "darwin",
            {"LANG": "vi_VN.UTF-8"},
            "Cần Python 3.11 trở lên; đang dùng Python 3.9. Cài bằng: brew install python@3.13",
        ),
        (
            "win32",
            {},
            f"{TOO_OLD} Get it with: winget install Python.Python.3.13",
        ),
    ],
)
def test_the_message_names_the_version_and_the_command(platform, environ, message):
    assert oldest_python.message((3, 9, 2), platform, environ) == message


def test_it_stops_an_old_python(monkeypatch):
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    monkeypatch.setattr(oldest_python.sys, "version_info", (3, 9, 2))

    with pytest.raises(SystemExit, match=r"this is Python 3\.9"):
        oldest_python.require()


@pytest.mark.parametrize("script", ["build.py", "lock.py", "optimize_media.py", "test.py"])
def test_a_script_asks_before_it_needs_anything_newer(script):
    lines = (SCRIPTS / script).read_text(encoding="utf-8").split("\n\n")
    first = next(part for part in lines if "oldest_python.require()" in part)
    before = "\n\n".join(lines[: lines.index(first)])

    assert [line for line in before.splitlines() if line.startswith(("import", "from"))] == [
        "import sys",
        "import oldest_python",
    ]


@pytest.mark.parametrize(
    "script", ["oldest_python.py", "build.py", "lock.py", "optimize_media.py", "test.py"]
)
def test_an_old_python_can_read_the_file(script):
    ast.parse((SCRIPTS / script).read_text(encoding="utf-8"), feature_version=(3, 7))
