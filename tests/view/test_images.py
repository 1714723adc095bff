"""What is read of a picture: a caption is nothing to those who show none."""

import json

import pytest

from quangba.memory import encoded, recording
from quangba.view.parts import Parts
from tests.media.test_library import svg
from tests.small_sites import page

NAME = "a.svg"
SITE = {
    f"assets/media/{NAME}": svg(),
    "assets/media/a.yml": json.dumps(
        {
            "alt": {"en": "A harbour", "fr": "Un port"},
            "caption": {"en": "The harbour"},
            "credit": "Ann",
            "licence": "CC-BY-4.0",
            "focal": [0.1, 1],
        }
    ),
    "docs/en/a.md": page(picture=NAME),
}
LOOKS = {
    "files": (lambda picture: picture.sets["card"].largest, set()),
    "alt": (lambda picture: picture.alt, {("Images.alt", "fr", NAME)}),
    "caption": (lambda picture: picture.caption, {("Images.caption", "fr", NAME)}),
    "credit": (lambda picture: picture.credit, {("picture", NAME), ("picture", NAME, "rights")}),
    "licence": (
        lambda picture: picture.licence_url,
        {("picture", NAME), ("picture", NAME, "rights")},
    ),
}


@pytest.fixture
def parts(make_site):
    site, _ = make_site(SITE)
    return Parts(site, site.settings.language("fr"))


@pytest.mark.parametrize("look", LOOKS)
def test_words_count_as_read_where_they_are_asked_for(parts, look):
    read, wanted = LOOKS[look]
    with recording() as reads:
        picture = parts.picture(NAME)
    assert reads == {("Images.image", "fr", NAME)}
    with recording() as reads:
        assert read(picture)
    assert reads == wanted


def test_a_card_has_a_picture_without_words(parts):
    with recording() as reads:
        card = parts.card_of("a.md")
    assert (card.picture.alt, card.picture.focal_class) == ("", "focal-0-4")
    made = parts.site.memory.made
    assert not {key[0] for key in made} & {"Images.alt", "Images.caption"}
    assert ("Images.image", "fr", NAME) in made[next(iter(reads))].reads


def test_words_are_the_readers_or_else_the_source_s(parts):
    picture = parts.picture(NAME)
    assert (picture.alt, picture.caption) == ("Un port", "The harbour")


def test_a_picture_with_words_is_no_value_of_a_memo(parts):
    with pytest.raises(TypeError, match=NAME):
        encoded(parts.picture(NAME))
