"""Where the words of a page stand, and how that is packed."""

from hypothesis import given
from hypothesis import strategies as st

from quangba.outputs.search.postings import FIRST, Texts, collect, pack, shortened, unpack

PLACES = st.lists(st.integers(0, 1 << 21), unique=True, min_size=1, max_size=60).map(sorted)
TEXT = FIRST["text"]


def texts(title="", menu="", description="", text=()):
    return Texts(title, menu, description, (), (), (), tuple(text))


def words(page):
    return collect(page)[0]


@given(PLACES)
def test_packed_places_come_back(places):
    assert unpack(pack(places)) == places


@given(PLACES, st.integers(1, 5))
def test_what_is_left_out_is_running_text(places, most):
    (short,) = shortened([pack(places)], most)
    others = [place for place in places if place < TEXT]
    text = [place for place in places if place >= TEXT]

    assert unpack(short) == [*others, *text[:most]]


def test_each_field_has_its_places():
    found, lengths = collect(texts("Hoà bình", "Bình", "Một lời", ["một đoạn", "hòa"]))

    assert found["hoa", "hoa\u0300"] == [0, TEXT + 7]
    assert [places for (word, _), places in found.items() if word == "binh"] == [[1, 7]]
    assert [places for (word, _), places in found.items() if word == "mot"] == [
        [FIRST["description"], TEXT]
    ]
    assert (lengths.title, lengths.menu, lengths.all) == (2, 1, 8)


def test_forms_of_one_word_are_kept_apart():
    found = words(texts("đường dương duong"))

    assert [word for word, _ in found] == ["duong"] * 3
    assert list(found.values()) == [[0], [1], [2]]


def test_any_two_characters_stand_where_the_first_does():
    assert words(texts("新清口岸")) == {
        ("新清", "新清"): [0],
        ("清口", "清口"): [1],
        ("口岸", "口岸"): [2],
        ("岸", "岸"): [3],
    }


def test_what_a_field_has_no_place_for_is_left_out():
    found = words(texts(" ".join(f"w{n}" for n in range(300))))

    assert max(at for places in found.values() for at in places) < 100
