"""Where words stand, and how that is packed."""

from hypothesis import given
from hypothesis import strategies as st

from quangba.outputs.search.postings import FIRST, Texts, collect, pack, pages, spot, unpack

SPOTS = st.lists(
    st.builds(spot, st.integers(0, 3_000), st.integers(0, 1 << 21)), unique=True, max_size=60
).map(sorted)
TEXT = FIRST["text"]
PLACES = (1 << 22) - 1


def texts(title="", menu="", description="", text=()):
    return Texts(title, menu, description, (), (), (), tuple(text))


@given(SPOTS)
def test_packed_spots_come_back(spots):
    assert unpack(pack(spots)) == spots


@given(SPOTS, st.integers(0, 5))
def test_what_is_left_out_is_running_text_and_no_page(spots, most):
    packed = pack(spots, most)
    lost = set(spots) - set(unpack(packed))

    assert pages(packed) == sorted({each >> 22 for each in spots})
    assert all(each & PLACES >= TEXT for each in lost)
    for page in pages(packed):
        kept = [each for each in unpack(packed) if each >> 22 == page and each & PLACES >= TEXT]
        assert len(kept) <= most


def test_each_field_has_its_places():
    terms, lengths = collect([texts("Hoà bình", "Bình", "Một lời", ["một đoạn", "hòa"])])

    assert terms["hoa"] == {"hoa\u0300": [0, TEXT + 7]}
    assert list(terms["binh"].values()) == [[1, 7]]
    assert list(terms["mot"].values()) == [[FIRST["description"], TEXT]]
    assert (lengths[0].title, lengths[0].menu, lengths[0].all) == (2, 1, 8)


def test_forms_of_one_word_are_kept_apart():
    terms, _ = collect([texts("đường"), texts("dương"), texts("duong")])

    assert sorted(terms["duong"].values()) == [[spot(page, 0)] for page in range(3)]


def test_any_two_characters_stand_where_the_first_does():
    terms, _ = collect([texts("新清口岸")])

    assert terms == {
        "新清": {"新清": [0]},
        "清口": {"清口": [1]},
        "口岸": {"口岸": [2]},
        "岸": {"岸": [3]},
    }


def test_what_a_field_has_no_place_for_is_left_out():
    terms, _ = collect([texts(" ".join(f"w{n}" for n in range(300)))])

    assert max(at for forms in terms.values() for spots in forms.values() for at in spots) < 100
