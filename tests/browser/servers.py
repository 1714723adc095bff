"""Servers on loopback with the files that we write for them and nothing of the system."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path

import loopback
from quangba.outputs.hosting import caddy, nginx
from quangba.settings import Settings

Server = Callable[[Settings, Path, Path], contextlib.AbstractContextManager[str]]
"""Settings, folder of the built site, empty folder to work in -> 'http://127.0.0.1:port'."""


def run_nginx(settings: Settings, site: Path, work: Path) -> contextlib.AbstractContextManager[str]:
    return loopback.nginx(nginx.make(settings, str(site)), work)


def run_caddy(settings: Settings, site: Path, work: Path) -> contextlib.AbstractContextManager[str]:
    return loopback.caddy(caddy.make(settings, str(site)), work)


SERVERS: dict[str, Server] = {"nginx": run_nginx, "caddy": run_caddy}
