"""`quangba check --explain CODE`: what a rule is there for, with an example."""

from __future__ import annotations

from quangba.cli.terminal import EXIT_USAGE, Terminal
from quangba.messages import Text, msg


def explain(terminal: Terminal, code: str) -> None:
    """Tell a rule's reason and an example. Exits with 2 where there is no such rule."""
    from quangba.rules import RULES, severities

    rule = RULES.get(code.strip().strip("[]"))
    if rule is None:
        terminal.fail(_unknown(code))
        raise SystemExit(EXIT_USAGE)
    found = severities.read(code=rule.code)[rule.code]
    grades = " / ".join(terminal.words(severity.label) for severity in sorted(found))
    terminal.raw(f"{rule.code} ({grades})\n{terminal.words(rule.why)}")
    for head, example in ((msg("Wrong:"), rule.wrong), (msg("Right:"), rule.right)):
        if example:
            lines = "".join(f"\n    {line}".rstrip() or "\n" for line in example.splitlines())
            terminal.raw(f"\n{terminal.words(head)}{lines}")


def _unknown(code: str) -> Text:
    from quangba.rules import near

    if (close := near(code)) is not None:
        return msg("There is no rule “{code}”. Did you mean “{target}”?", code=code, target=close)
    return msg(
        "There is no rule “{code}”. Its name stands in brackets behind a problem, for example"
        " [{example}].",
        code=code, example="link-missing",
    )  # fmt: skip
