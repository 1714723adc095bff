"""An index that follows its pages step by step has the bytes of one that is made at once."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quangba.outputs.search import amended, chunks, files, rows
from quangba.outputs.search.amended import amend
from quangba.outputs.search.names import Group, Known
from quangba.outputs.search.pages import FoundPage, digest
from quangba.outputs.search.prose import Section
from quangba.outputs.search.tables import Common

GROUPS = (
    Group(("tân thanh", "新清"), ("tân thanh", "新清"), (1,)),
    Group(("na sầm", "那岑", "岑"), ("na sầm", "岑"), (0,)),
)
KNOWN = Known(GROUPS)
COMMON = Common("../", (("page", "Page"), ("news", "News")), ("s",), KNOWN)
WORDS = ("tân", "thanh", "tan", "na", "sầm", "đường", "dương", "duong", "a", "ab", "新清口岸", "岑")
SAID = st.lists(st.sampled_from(WORDS) | st.text("abcxyz新清", min_size=1, max_size=4), max_size=12)
STEPS = st.lists(
    st.dictionaries(
        st.integers(0, 15).map("p{}/".format), st.none() | st.tuples(SAID, SAID), max_size=4
    ),
    min_size=2,
    max_size=8,
)


def page(url, title, text, kind="page"):
    sections = (Section("", "", " ".join(text)),)
    return digest(
        FoundPage(url, " ".join(title), "", "", kind, None, None, 100, (), sections, ()), KNOWN
    )


def kept(made):
    return dict(made.files), made.state


def mended(files_of, made):
    return {n: data for n, data in {**files_of, **made.files}.items() if n not in made.gone}


@pytest.fixture
def small(monkeypatch):
    """Limits that few and short pages reach; no number of changes is too much."""
    monkeypatch.setattr(chunks, "SIZE", 60)
    monkeypatch.setattr(rows, "FEW", 2)
    monkeypatch.setattr(rows, "MOST_PLACES", 8)
    monkeypatch.setattr(amended, "FEW", 100)


@settings(max_examples=60)
@given(STEPS)
def test_step_by_step_or_at_once_gives_the_same_bytes(steps):
    with pytest.MonkeyPatch.context() as patch:
        small.__wrapped__(patch)
        pages = {f"p{n}/": page(f"p{n}/", ["na", f"w{n}"], ["sầm"] * n) for n in range(3)}
        there, state = kept(files.make(COMMON, pages))
        for step in steps:
            changed = {
                url: page(url, *said, kind="news" if len(said[0]) % 2 else "page") if said else None
                for url, said in step.items()
                if said or url in pages
            }
            made = amend(COMMON, state, changed, pages.get, there.get)
            pages = {**pages, **changed}
            pages = {url: found for url, found in pages.items() if found}
            whole, whole_state = kept(files.make(COMMON, pages))
            if made is not None:
                assert mended(there, made) == whole
                assert made.state == whole_state
                assert all(there.get(name) != data for name, data in made.files.items())
                assert made.gone == there.keys() - whole.keys()
            there, state = whole, whole_state


def site(count=40):
    return {
        f"p{n}/": page(f"p{n}/", ["title", f"w{n}"], [*WORDS, f"x{n}", f"y{n % 7}"])
        for n in range(count)
    }


def test_few_files_change_with_a_word_at_the_end_of_a_page(small):
    pages = site()
    there, state = kept(files.make(COMMON, pages))
    new = page("p5/", ["title", "w5"], [*WORDS, "x5", "y5", "unheard"])
    made = amend(COMMON, state, {"p5/": new}, pages.get, there.get)

    kinds = sorted(name.partition(".")[0] for name in made.files)
    assert kinds[:3] == ["index", "page", "pages"]
    assert 1 <= kinds.count("words") <= 3
    assert sum(name.startswith("words") for name in there) > 20


def test_a_new_page_moves_few_others(small):
    pages = site()
    there, state = kept(files.make(COMMON, pages))
    asked = []

    def before(url):
        asked.append(url)
        return pages.get(url)

    new = {"new/": page("new/", ["title"], ["unheard"])}
    made = amend(COMMON, state, new, before, there.get)
    assert mended(there, made) == files.make(COMMON, pages | new).files
    assert len(asked) < len(pages) / 2


def test_a_damaged_state_is_as_none(small):
    pages = site()
    there, state = kept(files.make(COMMON, pages))
    for data in (None, b"", state[:-1], state[:20], state[:50] + b"0" + state[51:], state + b" "):
        assert amend(COMMON, data, {}, pages.get, there.get) is None


def test_the_state_of_another_index_is_as_none(small):
    pages = site()
    there, state = kept(files.make(COMMON, pages))
    for other in (
        Common("../", COMMON.kinds, (), KNOWN),
        Common("../../", COMMON.kinds, ("s",), KNOWN),
        Common("../", COMMON.kinds, ("s",), Known(GROUPS[:1])),
    ):
        assert amend(other, state, {}, pages.get, there.get) is None


def test_what_is_not_there_as_it_was_leads_to_no_index(small):
    pages = site()
    there, state = kept(files.make(COMMON, pages))
    new = {"p5/": page("p5/", ["other"], ["words"])}
    gone = {name: data for name, data in there.items() if not name.startswith("words")}
    torn = {name: data[:-1] for name, data in there.items()}

    assert amend(COMMON, state, new, pages.get, there.get) is not None
    assert amend(COMMON, state, new, {}.get, there.get) is None
    assert amend(COMMON, state, new, lambda _: new["p5/"], there.get) is None
    assert amend(COMMON, state, new, pages.get, gone.get) is None
    assert amend(COMMON, state, new, pages.get, torn.get) is None


def test_too_many_changes_are_left_to_those_who_make_all(monkeypatch):
    pages = site(100)
    there, state = kept(files.make(COMMON, pages))
    changed = {f"p{n}/": page(f"p{n}/", ["a"], ["b"]) for n in range(20)}
    assert amend(COMMON, state, changed, pages.get, there.get) is None
