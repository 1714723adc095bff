"""Programs of the system are found, installed where that is allowed, or named."""

import pytest

import system_tools
from speech import Stop


@pytest.fixture
def machine(monkeypatch):
    """The programs that are there; what apt-get was asked for is added to them."""
    there = {"apt-get", "git"}
    monkeypatch.setattr(system_tools, "which", lambda name: name if name in there else None)
    monkeypatch.setattr(system_tools.shutil, "which", lambda name, **_: name in there)
    monkeypatch.setattr(system_tools, "is_root", lambda: True)
    monkeypatch.setattr(system_tools, "_install", there.update)
    return there


def test_what_is_there_is_not_installed(machine):
    system_tools.need(("git",))
    assert machine == {"apt-get", "git"}


def test_what_is_missing_is_installed(machine):
    system_tools.need(("git", "nginx", "rsync"))
    assert machine == {"apt-get", "git", "nginx", "rsync"}


def test_without_rights_the_packages_are_named(machine, monkeypatch):
    monkeypatch.setattr(system_tools, "is_root", lambda: False)
    with pytest.raises(Stop, match="nginx, sshd") as stopped:
        system_tools.need(("git", "nginx", "sshd"))
    assert "openssh-server" in str(stopped.value)
    assert machine == {"apt-get", "git"}


def test_an_installation_that_fails_is_told(machine, monkeypatch):
    monkeypatch.setattr(system_tools, "_install", lambda _packages: None)
    with pytest.raises(Stop, match="caddy"):
        system_tools.need(("caddy",))
