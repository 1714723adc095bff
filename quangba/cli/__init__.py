"""The command line: the only folder that prints or exits.

Here is only what every start needs: a build that has nothing to do ends before the commands, and
what they are made of, are imported.
"""

from __future__ import annotations

import sys

from quangba.messages import ui_language


def main(arguments: list[str] | None = None) -> None:
    """Entry point: run a command and turn every known failure into words and an exit code."""
    from quangba.build.ahead import Ahead
    from quangba.cli import repeated

    asked, rest = asked_language(sys.argv[1:] if arguments is None else arguments)
    language = ui_language(asked)
    ahead = Ahead()
    if not repeated.told(rest, language, ahead):
        try:
            from quangba.cli import commands

            commands.run(rest, language, ahead)
        finally:
            ahead.close()


def asked_language(arguments: list[str]) -> tuple[str | None, list[str]]:
    """`--ui-lang` wherever it stands, and the other arguments: messages need it before parsing."""
    asked: str | None = None
    rest: list[str] = []
    given = iter(arguments)
    for argument in given:
        if argument == "--ui-lang":
            asked = next(given, "")
        elif argument.startswith("--ui-lang="):
            asked = argument.partition("=")[2]
        else:
            rest.append(argument)
    return asked, rest
