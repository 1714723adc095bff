"""Write requirements/*.txt from pyproject.toml: `python3 scripts/lock.py [--upgrade]`.

Needs uv and the network.
"""

import sys

import oldest_python

oldest_python.require()

import os  # noqa: E402 - an old Python must not get here
import re  # noqa: E402
import shutil  # noqa: E402
import subprocess  # noqa: E402
import tomllib  # noqa: E402
from pathlib import Path  # noqa: E402

from environment import ROOT  # noqa: E402
from installer import uv  # noqa: E402
from speech import Stop, any_letter, leave, say, words  # noqa: E402

HEADER = "# Every version and every file's hash, for all systems. Made by scripts/lock.py.\n"
LINE = re.compile(
    r"#.*|[a-z0-9][a-z0-9-]*==[\w.+!]+( ; [^\\]+)? \\|    --hash=sha256:[0-9a-f]{64}( \\)?"
)
# A machine's own places would bring files that others cannot get.
_OWN_PLACES = ("UV_FIND_LINKS", "UV_INDEX", "UV_EXTRA_INDEX_URL")


def wishes() -> dict[str, list[str]]:
    """Return what each lock file starts from; the backend is locked too, for it builds offline."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return {
        "runtime": project["build-system"]["requires"] + project["project"]["dependencies"],
        "test": project["dependency-groups"]["test"],
    }


def lock(path: Path, wanted: list[str], *options: str) -> None:
    """Write one lock file; the versions it had stay, unless the options say `--upgrade`."""
    tool = uv()
    if not tool:
        raise Stop(
            words("Cần uv. Cài bằng: pipx install uv", "uv is needed. Get it with: pipx install uv")
        )
    fresh = path.with_suffix(".new")
    if path.exists():
        shutil.copyfile(path, fresh)
    command = [
        tool,
        "pip",
        "compile",
        "-",
        "--quiet",
        "--no-config",
        "--universal",
        "--python-version",
        "3.11",
    ]
    command += ["--generate-hashes", "--no-annotate", "--no-header", "--no-emit-index-url"]
    command += ["--output-file", str(fresh), *options]
    variables = {key: value for key, value in os.environ.items() if key not in _OWN_PLACES}
    try:
        made = subprocess.run(
            command,
            input="\n".join(wanted),
            encoding="utf-8",
            env=variables,
            stdout=subprocess.DEVNULL,
            check=False,
        )
        if made.returncode:
            raise Stop(
                words(
                    "uv không tìm được các phiên bản hợp nhau.",
                    "uv found no versions that fit together.",
                )
            )
        text = HEADER + fresh.read_text(encoding="utf-8")
    finally:
        fresh.unlink(missing_ok=True)
    foreign = foreign_lines(text)
    if foreign:
        raise Stop(
            words(
                f"Dòng lạ trong {path.name}: {foreign[0]}",
                f"A stray line in {path.name}: {foreign[0]}",
            )
        )
    path.write_text(text, encoding="utf-8", newline="\n")
    say(f"{path.name}: {len(re.findall(r'(?m)^[a-z0-9]', text))}")


def foreign_lines(text: str) -> list[str]:
    """Return the lines that are neither a version nor a hash: an address, a path, an option."""
    return [line for line in text.splitlines() if not LINE.fullmatch(line)]


def main() -> None:
    """Write both lock files; the second takes its shared packages from the first."""
    any_letter()
    wanted, folder = wishes(), ROOT / "requirements"
    upgrade = [option for option in sys.argv[1:] if option == "--upgrade"]
    try:
        lock(folder / "runtime.txt", wanted["runtime"], *upgrade)
        lock(
            folder / "test.txt",
            wanted["test"],
            "--constraints",
            str(folder / "runtime.txt"),
            *upgrade,
        )
    except Stop as reason:
        leave(reason)


if __name__ == "__main__":
    main()
