"""The files of an index: every word leads to its pages, every file is named by what is in it."""

import bisect
import hashlib
import json
import re
from itertools import accumulate

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quangba.outputs.search import chunks, files
from quangba.outputs.search.names import Group, Known
from quangba.outputs.search.pages import FoundPage, digest
from quangba.outputs.search.postings import both
from quangba.outputs.search.prose import Section
from quangba.outputs.search.rows import pages, row
from quangba.outputs.search.tables import Common
from quangba.outputs.search.words import grams, is_unspaced, runs


def page(number, title, text, **more):
    values = {
        "url": f"p{number}/",
        "title": title,
        "menu": "",
        "description": "",
        "kind": "page",
        "date": None,
        "foreign": None,
        "weight": 100,
        "labels": (),
        "sections": (Section("", "", text),),
        "pictures": (),
    }
    return FoundPage(**{**values, **more})


def index(*given, groups=()):
    known = Known(groups)
    common = Common("../", (("page", "Page"), ("news", "News")), (), known)
    return files.make(common, {each.url: digest(each, known) for each in given}).files


class Reader:
    """The cheap half of what the script does: from a word to its pages, by ranges."""

    def __init__(self, made):
        self.made = made
        self.manifest = json.loads(made["index.json"])
        self.firsts = [chunks.order(first) for first, _ in self.manifest["words"]]
        table = self.file("pages", self.manifest["pages"])
        numbers = accumulate(table["numbers"], initial=-1)
        self.shown = dict(zip(list(numbers)[1:], table["files"], strict=True))

    def file(self, kind, code):
        return json.loads(self.made[f"{kind}.{code}.json"])

    def pages(self, word):
        place = max(0, bisect.bisect_right(self.firsts, chunks.order(word)) - 1)
        rows = self.file("words", self.manifest["words"][place][1])
        (found,) = [each for each in rows if each[0] == word]
        return {
            self.file("page", self.shown[number])["url"]
            for gaps in found[2::3]
            for number in pages(gaps)
        }


WORDS = st.text("aăbđê12新清口岸𠮷 -", min_size=1, max_size=40)


@settings(max_examples=50)
@given(st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=8))
def test_every_word_finds_its_page_whatever_the_ranges(texts):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(chunks, "SIZE", 40)
        reader = Reader(index(*(page(n, *each) for n, each in enumerate(texts))))
    for number, (title, text) in enumerate(texts):
        for run in [*runs(title), *runs(text)]:
            for word in grams(run) if is_unspaced(run) else (run,):
                assert f"p{number}/" in reader.pages(both(word)[0])


def test_chunks_keep_their_size_and_words_on_many_pages_lose_places():
    numbers, places = list(range(400)), [",".join(["8000", *["1"] * 99])] * 400
    data = row("w", {"w": (numbers, places)})
    parts = [chunks.Part(key, key, len(data), (data,)) for key in map(chunks.order, "abcdef")]
    sizes = [sum(part.size for part in some) for some in chunks.cut(parts)]

    assert len(sizes) > 1
    assert sum(sizes) == 6 * len(data)
    assert max(sizes) <= chunks.SIZE
    assert json.loads(data)[3].split(";")[0].count(",") == 15


def test_files_are_named_by_what_is_in_them_and_come_out_the_same():
    given = (page(0, "Một", "hai"), page(1, "Hai", "ba", kind="news"))
    made = index(*given)

    assert made == index(*given)
    for name, data in made.items():
        code = re.fullmatch(r"[a-z]+\.([0-9a-f]{10})\.json", name)
        assert name == "index.json" or code[1] == hashlib.sha256(data).hexdigest()[:10]


def test_the_manifest_names_every_file_once():
    reader = Reader(index(page(0, "Một", "hai")))
    table = reader.file("pages", reader.manifest["pages"])
    named = [f"page.{code}.json" for code in table["files"]]
    named += [f"words.{code}.json" for _, code in reader.manifest["words"]]
    named += [f"{kind}.{reader.manifest[kind]}.json" for kind in ("pages", "names")]

    assert sorted([*named, "index.json"]) == sorted(reader.made)
    assert reader.manifest["kinds"] == [["page", "Page"]]


def test_a_name_has_its_other_names_that_pages_have():
    groups = (
        Group(("tỉnh Lạng Sơn", "Lạng Sơn", "谅山"), ("tỉnh Lạng Sơn", "Lạng Sơn"), (1,)),
        Group(("Văn Lãng", "文朗"), ("Văn Lãng",), (0,)),
    )
    made = index(page(0, "Đường lên tỉnh Lạng Sơn", ""), groups=groups)
    reader = Reader(made)
    found = reader.file("names", reader.manifest["names"])

    first, second = found["groups"]
    assert len(first[0]) == 3
    assert first[0][2] == "谅 山"
    assert first[1:] == [[1], [1]]  # the longer one is found with it
    assert second[1:] == [[], [0]]
    assert found["variants"]["諒"] == "谅"
