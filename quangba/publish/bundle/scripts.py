"""Module scripts as parts of one classic script, and data as scripts that hand it over.

Only what the theme's scripts use is known: `import { … } from`, `import(…)` with a plain name, and
`export` before a function, a class or a constant. Anything else is refused, not guessed at.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from importlib import resources

from quangba.errors import PublishError
from quangba.messages import msg

_LINES = re.MULTILINE
_NAME = r"""(?P<quote>["'])\./(?P<name>[\w.-]+\.js)(?P=quote)"""
_STATIC = re.compile(rf"^import[ ]*(?P<names>\{{[^{{}}]*\}})[ ]*from[ ]*{_NAME};?[ ]*$", _LINES)
_BARE = re.compile(rf"^import[ ]*{_NAME};?[ ]*$", _LINES)
_LATER = re.compile(rf"\bimport\([ ]*{_NAME}[ ]*\)")
_EXPORT = re.compile(r"^export[ ]+(?P<kind>(?:async[ ]+)?function\b\*?|class|const)[ ]*", _LINES)
_EXPORTED = re.compile(r"[A-Za-z_$][\w$]*")
_RENAMED = re.compile(r"([\w$]+)[ ]+as[ ]+([\w$]+)")
_LEFT = re.compile(
    r"^[ ]*(?:import|export)\b.*$|^.*\bimport[ ]*[.(].*$|^(?!.*\basync\b)(?=\S).*\bawait\b.*$",
    _LINES,
)
_MARK = "/* MODULES */"


def classic(modules: Mapping[str, str]) -> tuple[str, bytes]:
    """Name and bytes of the one script. modules: name in the folder of scripts -> its text.

    Raises PublishError for a script that is written in a way not known here.
    """
    parts = [f"{json.dumps(name)}: {_maker(name, modules[name])}" for name in sorted(modules)]
    code = _loader().replace(_MARK, ",\n".join(parts)).encode()
    return f"offline.{hashlib.sha256(code).hexdigest()[:10]}.js", code


def data(path: str, content: bytes) -> bytes:
    """A file that scripts fetch, as a script; JSON is handed over as what it says."""
    text = content.decode("utf-8")
    said = text if path.endswith(".json") else json.dumps(text, ensure_ascii=False)
    return f"offlineFile({json.dumps(path, ensure_ascii=False)},{said});\n".encode()


def _loader() -> str:
    return (resources.files(__package__) / "loader.js").read_text(encoding="utf-8")


def _maker(name: str, code: str) -> str:
    """A function that runs a module and returns what it exports."""
    exported: list[str] = []

    def opened(match: re.Match[str]) -> str:
        found = _EXPORTED.match(code, match.end())
        if found is None:
            raise _refused(name, code[match.start() :].partition("\n")[0])
        exported.append(found[0])
        return f"{match['kind']} "

    body = _EXPORT.sub(opened, code)
    body = _STATIC.sub(lambda m: f"const {_taken(m['names'])} = $need({_quoted(m)});", body)
    body = _BARE.sub(lambda m: f"$need({_quoted(m)});", body)
    body = _LATER.sub(lambda m: f"$later({_quoted(m)})", body)
    if left := _LEFT.search(body):
        raise _refused(name, left[0].strip())
    return f"($need, $later, fetch) => {{\n{body}\nreturn {{ {', '.join(exported)} }};\n}}"


def _quoted(match: re.Match[str]) -> str:
    return json.dumps(match["name"])


def _taken(names: str) -> str:
    """`{ a as b }` of an import as a pattern: `{ a: b }`."""
    return _RENAMED.sub(r"\1: \2", names)


def _refused(name: str, line: str) -> PublishError:
    return PublishError(
        msg("The script {name} cannot be put into an offline copy: “{line}”. Write imports as"
            ' “import {{ name }} from "./file.js";” and exports before functions, classes or'
            " constants.", name=name, line=line)
    )  # fmt: skip
