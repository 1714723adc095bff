"""The product's own check of a built site finds nothing in either of ours.

That each of its rules finds what it is there for: tests/golden/test_built_messages.py. That it has
read what another reader of HTML reads: here.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

import pytest

from quangba import settings
from quangba import site as sites
from quangba.build import check_built
from quangba.checks import built
from quangba.checks.built.site import BuiltSite as Seen
from tests.built_sites import BuiltSite
from tests.site.documents import Document, Documents, fetched, followed, text_of

pytestmark = pytest.mark.site


@pytest.fixture(scope="session")
def seen(site: BuiltSite) -> Seen:
    loaded, _ = sites.load(settings.read(site.config_file))
    return check_built.look(loaded, site.folder)[0]


def test_a_strict_check_of_the_site_finds_nothing(seen: Seen):
    assert [str(problem) for problem in built.run(seen)] == []


def test_every_page_is_read_as_another_reader_reads_it(seen: Seen, documents: Documents):
    def wrong(page: Document) -> Iterator[str]:
        facts = seen.pages[page.name]
        if set(facts.ids) != page.ids:
            yield "ids"
        for how, find in (("followed", followed), ("fetched", fetched)):
            known = {link.href for link in facts.links if link.how == how}
            told = {address.strip() for element in page.elements for address in find(element)}
            if known != told:
                yield f"{how}: {sorted(known ^ told)}"
        levels = {f"h{level}": level for level in range(1, 7)}
        told = [(levels[each.name], text_of(each)) for each in page.elements if each.name in levels]
        for (level, text), own in zip_longest(told, facts.headings, fillvalue=(0, "")):
            if level != own[0] or not text.startswith(own[1].rstrip("…")):
                yield f"h{level} {text}: {own}"
        if len(facts.pictures) != len(page.all("img")):
            yield "pictures"

    assert documents.everywhere(wrong) == []


def test_pages_know_the_texts_that_they_come_from(seen: Seen, site: BuiltSite):
    for written, language in site.shown():
        owner = language.locale if language.locale in written.versions else written.owner
        origin = seen.origins[f"{written.address(language)}index.html"]
        assert origin.path.endswith(f"docs/{owner}/{written.path}")
        assert origin.own is (owner == language.locale)
