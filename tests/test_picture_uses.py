"""Which pictures pages use, and for what: exactly those get renditions."""

import pytest

from quangba import picture_uses
from quangba.picture_uses import CARD, FIGURE, FULL, HERO, SQUARE
from tests.small_sites import page, words


@pytest.fixture
def uses(make_site):
    def of(files):
        site = make_site(files).site
        return picture_uses.of_tree(site.tree), picture_uses.of_tree(site.public)

    return of


def test_a_page_without_pictures_uses_none(uses):
    assert uses({"docs/en/a.md": page("[a](/media/a.jpg) `![](/media/b.jpg)`\n")})[0] == set()


def test_the_picture_of_a_page_is_its_head_and_its_card(uses):
    found, _ = uses({"docs/en/a.md": page(picture="sea/a.jpg")})

    assert found == {("sea/a.jpg", HERO), ("sea/a.jpg", CARD), ("sea/a.jpg", SQUARE)}


def test_a_picture_in_a_text_is_a_figure_that_opens(uses):
    found, _ = uses(
        {"docs/en/a.md": page('![](/media/a.jpg "Words")\n\nText ![b](/media/b.png)\n')}
    )

    assert found == {(name, use) for name in ("a.jpg", "b.png") for use in (FIGURE, FULL)}


def test_escaped_names_and_pictures_of_elsewhere(uses):
    found, _ = uses(
        {
            "docs/en/a.md": page(
                "![a](/media/%61.jpg) ![b](b.jpg) ![c](https://x.example/media/c.jpg)\n"
            )
        }
    )

    assert found == {("a.jpg", FIGURE), ("a.jpg", FULL)}


def test_translations_may_show_their_own(uses):
    found, _ = uses(
        {
            "docs/en/a.md": page("![](/media/a.jpg)\n"),
            "docs/fr/a.md": words("![](/media/b.jpg)\n"),
        }
    )

    assert {name for name, _ in found} == {"a.jpg", "b.jpg"}


def test_pictures_of_a_story_are_shown_large(uses):
    found, _ = uses(
        {"docs/en/a.md": page(kind="story", date="2026-01-05", pictures="[a.jpg, b.jpg]")}
    )

    assert found == {
        ("a.jpg", HERO), ("a.jpg", CARD), ("a.jpg", SQUARE), ("b.jpg", HERO)
    }  # fmt: skip


def test_drafts_use_nothing_that_is_published(uses):
    found, without = uses(
        {"docs/en/a.md": page("![](/media/a.jpg)\n", draft="true", picture="b.jpg")}
    )

    assert {name for name, _ in found} == {"a.jpg", "b.jpg"}
    assert without == set()


def test_every_use_has_a_recipe():
    from quangba.media.recipes import DEFAULTS

    assert {HERO, CARD, FIGURE, FULL, picture_uses.POSTER} <= set(DEFAULTS)
