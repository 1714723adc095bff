"""Where words stand, and how that is packed."""

from hypothesis import given
from hypothesis import strategies as st

from quangba.outputs.search.postings import FIRST, Texts, collect, pack, tidy, unpack

POSTINGS = st.dictionaries(
    st.integers(0, 3_000), st.lists(st.integers(0, 1 << 21), min_size=1, max_size=20)
).map(tidy)


def texts(title="", menu="", description="", text=()):
    return Texts(title, menu, description, (), (), (), tuple(text))


@given(POSTINGS)
def test_packed_postings_come_back(postings):
    assert unpack(pack(postings)) == postings


@given(POSTINGS, st.integers(0, 5))
def test_what_is_left_out_is_running_text(postings, most):
    kept = unpack(pack(postings, most))
    for page, places in postings.items():
        lost = set(places) - set(kept.get(page, ()))
        assert all(place >= FIRST["text"] for place in lost)
        assert len([place for place in kept[page] if place >= FIRST["text"]]) <= max(
            most, len(places)
        )


def test_each_field_has_its_places():
    terms, lengths = collect([texts("Hoà bình", "Bình", "Một lời", ["một đoạn", "hòa"])])

    assert terms["hoa"] == {"hoa\u0300": {0: [0, FIRST["text"] + 7]}}
    (forms,) = terms["binh"].values()
    assert forms == {0: [1, 7]}
    (forms,) = terms["mot"].values()
    assert forms == {0: [FIRST["description"], FIRST["text"]]}
    assert (lengths[0].title, lengths[0].menu, lengths[0].all) == (2, 1, 8)


def test_forms_of_one_word_are_kept_apart():
    terms, _ = collect([texts("đường"), texts("dương"), texts("duong")])

    assert {page for found in terms["duong"].values() for page in found} == {0, 1, 2}
    assert len(terms["duong"]) == 3


def test_any_two_characters_stand_where_the_first_does():
    terms, _ = collect([texts("新清口岸")])

    assert {word: forms[word] for word, forms in terms.items()} == {
        "新清": {0: [0]},
        "清口": {0: [1]},
        "口岸": {0: [2]},
        "岸": {0: [3]},
    }


def test_a_title_too_long_for_its_range_stays_in_it():
    terms, _ = collect([texts(" ".join(f"w{n}" for n in range(300)))])

    assert (
        max(place for forms in terms.values() for found in forms.values() for place in found[0])
        < 100
    )
