"""What ssh, rsync and the web server say when something fails, and what to do about it."""

from __future__ import annotations

import re

from quangba.errors import PublishError
from quangba.messages import Text, msg
from quangba.publish.masking import masked

SSH_FAILED = 255
NO_COMMAND = 127

_DROPPED = re.compile(
    r"connection (?:unexpectedly )?(?:closed|reset)|broken pipe|timeout in data|"
    r"connection to .* (?:closed|timed out)|lost connection|closed by remote|"
    r"timeout, server|error in rsync protocol data stream|io timeout",
    re.IGNORECASE,
)
_FULL = re.compile(r"no space left|disk quota exceeded|file too large", re.IGNORECASE)
_FORBIDDEN = re.compile(r"permission denied \(\d+\)|: permission denied$|read-only file system",
                        re.IGNORECASE | re.MULTILINE)  # fmt: skip


def failed(said: str, code: int, host: str, folder: str) -> PublishError:
    """The error of a command. said: its standard error; code: its exit code."""
    return PublishError(_meaning(said, code, host, folder))


def _meaning(said: str, code: int, host: str, folder: str) -> Text:
    if found := _stranger(said, host):
        return found
    if "Permission denied (" in said and re.search(r"Permission denied \([a-z]", said):
        return msg("{host} does not take your key. Ask whoever keeps the machine to add your public"
                   " key, and look whether this works:  {example}",
                   host=host, example=f"ssh -o BatchMode=yes {host} true")  # fmt: skip
    if "Could not resolve hostname" in said:
        return msg("There is no machine “{host}”. Look at `address` of the target.", host=host)
    if re.search(r"Connection refused|Operation timed out|Connection timed out|No route to host|"
                 r"Network is unreachable", said):  # fmt: skip
        return msg("{host} does not answer. Look at `address` and `port` of the target, and at the"
                   " network.", host=host)  # fmt: skip
    if _FULL.search(said):
        return msg("The disk of {host} is full. Readers see what they saw. Make room and publish"
                   " again.", host=host)  # fmt: skip
    if "command not found" in said or "rsync: not found" in said or code == NO_COMMAND:
        return no_rsync(host)
    if _DROPPED.search(said) or code == SSH_FAILED:
        return msg("The connection to {host} broke. Readers see what they saw. Publish again: what"
                   " was sent is not sent again.", host=host)  # fmt: skip
    if _FORBIDDEN.search(said):
        return msg("You may not write into {folder} on {host}. Readers see what they saw.",
                   folder=folder, host=host)  # fmt: skip
    return msg("{host} has failed ({code}): {reason}. Readers see what they saw.",
               host=host, code=code, reason=last(said))  # fmt: skip


def _stranger(said: str, host: str) -> Text | None:
    if "REMOTE HOST IDENTIFICATION HAS CHANGED" in said:
        return msg("{host} shows another key than it used to: it was set up anew, or somebody"
                   " stands between. Ask whoever keeps it before you do anything; then remove the"
                   " old key with:  {example}",
                   host=host, example=f"ssh-keygen -R {host.rpartition('@')[2]}")  # fmt: skip
    if "Host key verification failed" in said or "host key is known" in said:
        return msg("This machine does not know {host} yet. Log in once by hand, compare the key"
                   " with what whoever keeps the machine says, and answer yes:  {example}",
                   host=host, example=f"ssh {host}")  # fmt: skip
    return None


def no_rsync(host: str) -> Text:
    """The far side cannot do what we need."""
    return msg("There is no rsync on {host}. Install it there, for example with:  {example}",
               host=host, example="apt install rsync")  # fmt: skip


def blocked(folder: str) -> Text:
    """Something that is not ours is where the link has to be."""
    return msg("{folder} is a folder or file, and has to be a link that quangba makes. Move it"
               " away, or let the target be another folder.", folder=folder)  # fmt: skip


def last(said: str) -> str:
    """The last thing that a program said, without passwords."""
    lines = [line.strip() for line in masked(said).splitlines() if line.strip()]
    return lines[-1] if lines else "?"
