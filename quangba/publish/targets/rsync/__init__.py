"""A folder of another machine as a target, by rsync over SSH."""

from quangba.publish.targets.rsync.target import Remote, opened

__all__ = ["Remote", "opened"]
