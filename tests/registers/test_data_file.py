"""Registers are read alike however their letters were typed."""

import unicodedata

import pytest

from tests.small_sites import page

TOPICS = "sea:\n  name: {en: Sea, fr: Marée}\n"
TERMS = "id,kind,en,fr\nquay,place,Quay,Môle\n"


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_letters_in_parts_are_put_together(form, make_site):
    site, problems = make_site(
        {
            "assets/data/topics.yml": unicodedata.normalize(form, TOPICS),
            "assets/data/terms.csv": unicodedata.normalize(form, TERMS),
            "docs/en/a.md": page(topics="[sea]"),
        }
    )

    assert site.topics["sea"].name == {"en": "Sea", "fr": "Marée"}
    assert site.terms.rows["quay"].names["fr"] == "Môle"
    told = [(each.path, each.line) for each in problems if each.code == "file-nfc"]
    files = [("assets/data/terms.csv", 2), ("assets/data/topics.yml", 2)]
    assert told == ([] if form == "NFC" else files)
