"""developers/rules.md: every rule with its severity, its reason and an example."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from quangba.problems import Severity
from quangba.rules import AREAS
from quangba.rules.rule import Rule

FILE = Path("developers") / "rules.md"
_HEAD = """\
# Rules

What `quangba check` and the commands tell, by the code that stands in brackets behind a problem.
In a terminal, in Vietnamese or English: `quangba check --explain CODE`.

An error stops every build, a warning stops `--strict`, a note stops nothing. Where two are named,
it depends: what no reader sees yet (a draft, a picture that no page shows) is the milder one. In
the draft of a translation, every warning of how it differs from its source is a note.

Made by `.venv/bin/python scripts/rules.py` from `quangba/rules/` and the source.
"""


def page(found: Mapping[str, frozenset[Severity]]) -> str:
    """The whole file, in Markdown. found: what `severities.read` gives."""
    return "\n".join([_HEAD, *_contents(), *_areas(found)])


def label(found: Iterable[Severity]) -> str:
    """`error`, or `warning or error`: the mildest first."""
    return " or ".join(str(severity.label) for severity in sorted(found))


def _contents() -> Iterator[str]:
    for title, rows in AREAS:
        anchor = title.lower().replace(",", "").replace(" ", "-")
        yield f"- [{title}](#{anchor}): {len(rows)}"
    yield ""


def _areas(found: Mapping[str, frozenset[Severity]]) -> Iterator[str]:
    for title, rows in AREAS:
        yield f"## {title}\n"
        for rule in sorted(rows, key=lambda each: each.code):
            yield f"### {rule.code}\n"
            yield f"{label(found[rule.code]).capitalize()}. {rule.why}\n"
            yield from example(rule)


def example(rule: Rule) -> Iterator[str]:
    """What would be wrong and what would be right, in Markdown; nothing where none is given."""
    pair = {"Wrong": rule.wrong, "Right": rule.right}
    shown = {word: text for word, text in pair.items() if text}
    if any("\n" in text or "`" in text for text in shown.values()):
        for word, text in shown.items():
            fence = "````" if "```" in text else "```"
            yield f"{word}:\n\n{fence}text\n{text}\n{fence}\n"
    elif shown:
        yield "".join(f"- {word}: `{text}`\n" for word, text in shown.items())
