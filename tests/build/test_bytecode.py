"""Compiled templates are found again, and nothing else is taken for one."""

from __future__ import annotations

import pytest
from jinja2 import DictLoader, Environment

from quangba.build import bytecode
from quangba.build.bytecode import FOLDER, Compiled


@pytest.fixture(autouse=True)
def _as_in_a_new_process(monkeypatch):
    monkeypatch.setattr(bytecode, "_loaded", {})


def rendered(cache, text="Said: {{ 1 + 1 }} words"):
    env = Environment(autoescape=True, loader=DictLoader({"a.html": text}))
    env.bytecode_cache = Compiled(cache, env)
    return env.get_template("a.html").render()


def test_what_was_compiled_is_not_compiled_again(tmp_path, monkeypatch):
    assert rendered(tmp_path) == "Said: 2 words"
    monkeypatch.setattr(Environment, "compile", None)
    assert rendered(tmp_path) == "Said: 2 words"

    bytecode._loaded.clear()
    assert rendered(tmp_path) == "Said: 2 words"


def test_a_folder_that_the_locale_cannot_spell(tmp_path, monkeypatch):
    """As Python has its name where it takes names of files for ASCII."""
    strange = tmp_path / "gi\udce1\udcbb\udc9bi"
    loaded = lambda *_: ("Said: {{ 1 + 1 }} words", f"{strange}/a.html", None)  # noqa: E731
    monkeypatch.setattr(DictLoader, "get_source", loaded)

    assert rendered(tmp_path) == "Said: 2 words"


def test_another_text_is_another_template(tmp_path):
    rendered(tmp_path)
    assert rendered(tmp_path, "Other") == "Other"


def test_a_file_with_one_other_letter_is_not_used(tmp_path):
    rendered(tmp_path)
    (file,) = (tmp_path / FOLDER).iterdir()
    whole = file.read_bytes()
    file.write_bytes(whole.replace(b"Said", b"Lied"))
    assert file.read_bytes() != whole

    bytecode._loaded.clear()
    assert rendered(tmp_path) == "Said: 2 words"
    assert file.read_bytes() == whole
