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


@pytest.mark.parametrize("more", ["INHERIT: other.yml", "markdown_extensions: [pymdownx.snippets]"])
def test_what_reads_files_that_nobody_knows_has_a_new_ground_each_time(base, more):
    assert base(more) != base(more)
