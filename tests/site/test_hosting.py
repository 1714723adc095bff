"""What the settings of servers take for granted about the files of a site."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from quangba import settings
from quangba.outputs.hosting import delivery, policy
from tests.built_sites import BuiltSite
from tests.site.documents import Document, Documents

pytestmark = pytest.mark.site


def test_every_file_has_a_type_and_what_is_kept_for_ever_is_named_by_its_content(
    documents: Documents,
):
    site: BuiltSite = documents.site
    folders = {
        *policy.NAMED_BY_CONTENT,
        *(f"{each.prefix}{name}" for name in policy.IN_EACH_LANGUAGE for each in site.languages),
    }
    unknown = [
        name for name in documents.files if delivery.of(name).content_type == delivery.UNKNOWN
    ]
    assert unknown == []
    kept = [name for name in documents.files if str(PurePosixPath(name).parent) in folders]
    assert {str(PurePosixPath(name).parent) for name in kept} == folders
    assert [name for name in kept if delivery.of(name).cache_control != delivery.FOREVER] == []


def test_every_page_carries_the_policy_before_all_that_it_is_about(documents: Documents):
    security = settings.read(documents.site.config_file).security

    def wrong(page: Document):
        block = page.name in documents.site.blocks
        wanted = (policy.block_policy if block else policy.page_policy)(security, framed=False)
        charset, pragma = page.all("meta")[:2]
        told = pragma.attrs.get("content")
        if charset.attrs != {"charset": "utf-8"} or told != wanted:
            yield f"{charset.attrs} {pragma.attrs}"
        first = [element.name for element in page.elements].index("meta")
        if {element.name for element in page.elements[:first]} - {"html", "head"}:
            yield "something comes before"

    assert documents.everywhere(wrong) == []
