"""Targets of mkdocs.yml: each kind is what its name says, and nothing is reached yet."""

from __future__ import annotations

import pytest

from quangba import settings
from quangba.publish import targets
from quangba.publish.target import Readable
from quangba.publish.targets.rsync import Remote
from quangba.publish.targets.s3 import Bucket

PROJECT = """\
site_name: Brume
site_url: https://brume.example/
plugins:
  - i18n: {languages: [{locale: en, name: English, default: true}]}
  - quangba:
      publish:
        far: {kind: rsync, address: "web@brume.example:/srv/www", port: 2222, keep: 7}
        store: {kind: s3, bucket: brume, prefix: /site, endpoint: https://s3.brume.example}
"""


@pytest.fixture
def project(tmp_path):
    (tmp_path / "mkdocs.yml").write_text(PROJECT)
    return settings.read(tmp_path / "mkdocs.yml")


def test_another_machine(project):
    found = targets.opened(project, "far")
    assert isinstance(found, Remote)
    assert isinstance(found, Readable)
    assert (found.far.host, found.far.port, found.far.folder) == (
        "web@brume.example", 2222, "/srv/www"
    )  # fmt: skip
    assert found.keep == 7


def test_a_store(project):
    found = targets.opened(project, "store")
    assert isinstance(found, Bucket)
    assert isinstance(found, Readable)
    assert found.names.site("vi/index.html") == "site/vi/index.html"
    assert found.store.place == "s3.brume.example"
