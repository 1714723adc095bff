"""What all of a site's kept work stands on."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from quangba.build import driver


@pytest.fixture
def base(tmp_path):
    def of(config: str) -> str:
        (tmp_path / "mkdocs.yml").write_text(config, encoding="utf-8")
        settings = SimpleNamespace(config_file=tmp_path / "mkdocs.yml", root=tmp_path)
        return driver.base(settings)

    return of


def test_other_settings_are_another_ground(base):
    assert base("site_name: Brume") == base("site_name: Brume") != base("site_name: Fog")


def test_the_environment_counts_where_settings_read_it(base, monkeypatch):
    monkeypatch.setenv("NAME", "Brume")
    with_name, plain = base("site_name: !ENV NAME"), base("site_name: Brume")
    monkeypatch.setenv("NAME", "Fog")
    assert base("site_name: !ENV NAME") != with_name
    assert base("site_name: Brume") == plain


@pytest.mark.parametrize("name", ["NAME", "NAME.OF", "_"])
def test_what_settings_do_not_name_is_another_in_each_window_of_a_terminal(base, monkeypatch, name):
    """All pages would be made anew for it."""
    monkeypatch.setenv(name, "Brume")
    before, named = base("site_name: !ENV [THE_NAME, Fog]"), base(f"site_name: !ENV [A, {name}]")
    monkeypatch.setenv(name, "Fog")
    assert base("site_name: !ENV [THE_NAME, Fog]") == before
    assert base(f"site_name: !ENV [A, {name}]") != named


def test_names_that_are_written_by_numbers_are_all_names(base, monkeypatch):
    monkeypatch.setenv("NAME", "Brume")
    before = base("site_name: !ENV ['A', \"N\\x41ME\", Haze]")
    monkeypatch.setenv("NAME", "Fog")
    assert base("site_name: !ENV ['A', \"N\\x41ME\", Haze]") != before


@pytest.mark.parametrize(
    "more",
    [
        "INHERIT: other.yml",
        "markdown_extensions: [pymdownx.snippets]",
        "markdown_extensions: [{pymdownx.emoji: {options: {custom_icons: [assets/icons]}}}]",
    ],
)
def test_what_reads_files_that_nobody_knows_has_a_new_ground_each_time(base, more):
    assert base(more) != base(more)
