"""Every way of not being able to go on, on one screen.

Wrong input is not an exception but a list of `Problem`s; these carry them to the edge when
nothing useful can be done without a mend.
"""

from __future__ import annotations

from quangba.messages import Text, msg
from quangba.problems import Problem


class QuangbaError(Exception):
    """Base of all errors that the command line shows without a traceback."""

    def __init__(self, message: Text) -> None:
        super().__init__(str(message))
        self.message = message


class InputError(QuangbaError):
    """The settings or the content cannot be used; `problems` say why."""

    def __init__(self, message: Text, problems: tuple[Problem, ...]) -> None:
        super().__init__(message)
        self.problems = problems


class BuildError(QuangbaError):
    """A language could not be built, or its worker died; site/ is as it was."""

    def __init__(self, message: Text, log: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.log = log


class StoreError(QuangbaError):
    """The folder of made files cannot be read or written; originals and site/ are as they were."""


class EditError(QuangbaError):
    """The site's own files could not be written; they are as they were."""


class BusyError(QuangbaError):
    """Another build of this site is running."""


class PublishError(QuangbaError):
    """The site could not be published, or a service not told of it; readers see what they saw."""


def stopped(failure: OSError) -> Text:
    """What the system has not allowed, in words."""
    reason = failure.strerror or str(failure)
    if failure.filename:
        return msg("Stopped: {file}: {reason}", file=failure.filename, reason=reason)
    return msg("Stopped: {reason}", reason=reason)
