"""Finding names in texts, and which language they are of."""

import itertools
import re
import time
import unicodedata
from html import unescape
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quangba.content.strings import letters
from quangba.languages import Language, alphabetical
from quangba.registers.names import Finder, Names, held
from quangba.registers.terms import Term, Terms

NBSP = "\N{NO-BREAK SPACE}"
VI = Language("vi", "vi", "Tiếng Việt", is_source=True)
EN = Language("en", "en", "English")
ZH = Language("zh", "zh-Hans", "中文")
VOWELS = ["aàảãáạ", "ăằẳẵắặ", "âầẩẫấậ", "eèẻẽéẹ", "êềểễếệ", "iìỉĩíị", "oòỏõóọ", "ôồổỗốộ",
          "ơờởỡớợ", "uùủũúụ", "ưừửữứự", "yỳỷỹýỵ"]  # fmt: skip
LETTERS = {
    "vi": letters({"letters": sorted([*"bcdđghklmnpqrstvx", *VOWELS])}),
    "zh": letters({"letters": ["㐀-䶿一-鿿"]}),
}


def term(id_, vi, en, zh="", **changes):
    names = {"vi": vi, "en": en, "zh": zh}
    return Term(
        **{
            "id": id_,
            "kind": "place",
            "names": MappingProxyType({key: name for key, name in names.items() if name}),
            "readings": {},
            "also": {},
            "avoid": {},
            "plain": "",
            "proposed": (),
            "origin": "vi",
            "annotate": None,
            "sources": (),
            "line": 2,
            **changes,
        }
    )


ROWS = [
    term("na-sam", "xã Na Sầm", "Na Sầm Commune", "那岑乡",
         also={"zh": ("那岑",), "en": ("Na Sầm",)}),
    term("market", "chợ Na Sầm", "Na Sầm Market", "那岑市场"),
    term("long", "xã Thanh Long (cũ)", "the former Thanh Long Commune", "原青龙乡"),
    term("then", "Then", "Then", "天曲（Then）", kind="culture"),
    term("hoa", "Hoa", "Hoa (ethnic Chinese)", "华族", kind="people"),
    term("pass", "Hữu Nghị Quan", "Friendship Pass", "友谊关", origin="zh"),
    term("road", "đường Tân Thanh - Pò Chài", "Tân Thanh – Puzhai road", "新清—浦寨通道"),
    term("ocop", "OCOP", "OCOP", "一乡一品（OCOP）", kind="product"),
    term("hinh", "cửa khẩu Na Hình", "Na Hình border gate"),
]  # fmt: skip


@pytest.fixture(scope="module")
def names():
    rows = MappingProxyType({row.id: row for row in ROWS})
    return Names(Terms(rows, "assets/data/terms.csv"), (VI, EN, ZH), LETTERS)


def marked(names, text, locale):
    """[vi:Na Sầm] for what is marked."""
    html = names.html(text, locale)
    return unescape(re.sub(r'<span lang="([\w-]+)">(.*?)</span>', r"[\1:\2]", html)).replace(
        NBSP, " "
    )


@pytest.mark.parametrize(
    ("locale", "text", "expected"),
    [
        ("en", "Na Sầm Commune, Na Sầm", "[vi:Na Sầm] Commune, [vi:Na Sầm]"),
        ("en", "Na. Then the former Thanh Long", "Na. Then the former [vi:Thanh Long]"),
        ("en", "The Hoa play sli at OCOP", "The Hoa play sli at OCOP"),
        ("en", "Visit Lạng Sơn, not café", "Visit [vi:Lạng Sơn], not [vi:café]"),
        ("en", "Bế Văn Đàn of Cao Bằng", "[vi:Bế Văn Đàn] of Cao [vi:Bằng]"),
        ("en", "the pass 友谊关 & more", "the pass [zh-Hans:友谊关] & more"),
        ("en", "Tân Thanh – Puzhai road", "[vi:Tân Thanh] – Puzhai road"),
        ("vi", "Xã Na Sầm, Friendship Pass", "Xã Na Sầm, [en:Friendship Pass]"),
        ("vi", "Xã Na Sầm (那岑)", "Xã Na Sầm ([zh-Hans:那岑])"),
        ("zh", "那岑（Na Sầm），sông Trung Sơn。", "那岑（[vi:Na Sầm]），[vi:sông Trung Sơn]。"),
        ("zh", "在Na Hình，Then和OCOP", "在[vi:Na Hình]，[vi:Then]和OCOP"),
        ("zh", "（nút giao Tân Thanh）", "（[vi:nút giao Tân Thanh]）"),
        ("zh", "<b>Na Sầm</b>", "<b>[vi:Na Sầm]</b>"),
        ("en", "", ""),
    ],
)  # fmt: skip
def test_the_language_of_parts(names, locale, text, expected):
    assert marked(names, text, locale) == expected


@pytest.mark.parametrize(
    ("locale", "text", "expected"),
    [
        ("vi", "Xã Na Sầm có chợ\nNa Sầm.", ["na-sam", "market"]),
        ("vi", "xã Na Sầmm, axã Na Sầm", []),
        ("en", "Na Sầm’s market is Na Sầm Market", ["na-sam", "market"]),
        ("en", "then, THEN", []),
        ("en", "Tân Thanh-Puzhai road", ["road"]),
        ("zh", "那岑市场在那岑乡的那岑", ["market", "na-sam", "na-sam"]),
        ("zh", "cửa khẩu Na Hình不在", ["hinh"]),
        ("zh", "天曲", ["then"]),
    ],
)
def test_terms_by_their_forms(names, locale, text, expected):
    assert [found.term.id for found in names.mentions(text, locale)] == expected


TEXT = st.lists(
    st.sampled_from(
        ["Na Sầm", "na", "Sầm ", "Thanh Long", "xã Na Sầm", "那岑", "市场", " ", ", ", "Hữu Nghị",
         "<b>", "&amp;", "\n", "OCOP", "ế", "e\u0302\u0301", "X", "友谊关"]
    ),
    max_size=9,
).map("".join) | st.text(max_size=30)  # fmt: skip


@given(text=TEXT, locale=st.sampled_from(["vi", "en", "zh"]))
def test_nothing_is_lost_and_no_tag_is_made_up(names, text, locale):
    html = names.html(text, locale)
    plain = re.sub(r'<span lang="(?:vi|en|zh-Hans)">|</span>', "", html)

    assert "<" not in plain
    given_text = unicodedata.normalize("NFC", text)
    assert unescape(plain).replace(NBSP, " ") == given_text.replace(NBSP, " ")


@given(text=TEXT, locale=st.sampled_from(["vi", "en", "zh"]))
def test_composed_or_decomposed_letters_give_the_same(names, text, locale):
    assert names.html(unicodedata.normalize("NFD", text), locale) == names.html(
        unicodedata.normalize("NFC", text), locale
    )


@given(text=TEXT, locale=st.sampled_from(["vi", "en", "zh"]))
def test_spans_are_in_order_and_apart(names, text, locale):
    text = unicodedata.normalize("NFC", text)
    spans = names.spans(text, locale)
    ends = [0, *(span.end for span in spans)]

    assert all(end <= span.start < span.end for end, span in zip(ends, spans, strict=False))
    assert all(span.locale != locale for span in spans)


@given(
    st.lists(st.text("abA -", min_size=1, max_size=4).filter(str.strip), max_size=6),
    st.text("abA -"),
)
def test_the_longest_form_is_found(forms, text):
    find = Finder(forms)
    for start, end, found in find(text):
        tail = [form for form in forms if text[start:].startswith(form.strip())]
        assert all(
            len(form.strip()) <= end - start for form in tail if _whole(text, start, form.strip())
        )
        assert found in {" ".join(re.sub(r"\s*-\s*", "-", form).split()) for form in forms}


def _whole(text, start, form):
    after = text[start + len(form) : start + len(form) + 1]
    return not (form[-1].isalpha() and after.isalpha()) and "-" not in form


@given(
    st.lists(
        st.sampled_from(["Na", "Sầm", "chợ", "X", "ẠX", "đỏ", " ", "  ", ", ", "1", "中", NBSP])
    )
)
def test_what_stays_on_one_line_is_runs_of_capitals(parts):
    text = "".join(parts)
    names = [" ".join(run) for run in _capital_runs(re.split(r"( |[^A-Za-zÀ-ỿ]+)", text))]
    short = [name for name in names if len(name) <= 16 and name.count(" ") < 3]

    assert held(text).replace(NBSP, " ") == text.replace(NBSP, " ")
    assert held(text).count(NBSP) - text.count(NBSP) == sum(name.count(" ") for name in short)


def _capital_runs(parts):
    """Runs of two such words or more. parts: words, and what is between them."""
    run = []
    for word, between in itertools.zip_longest(parts[::2], parts[1::2]):
        run += [word] if word[:1].isupper() else []
        if not word[:1].isupper() or between != " ":
            if len(run) > 1:
                yield run
            run = []


@given(
    st.lists(st.text("abAB '-1中那", min_size=1).filter(str.strip), min_size=1, max_size=5),
    st.text("abAB '’-–1中那"),
)
def test_forms_are_found_as_each_by_itself_is(forms, text):
    """At each place the longest, as a whole word, with a capital or without."""
    found = {(start, end) for start, end, _ in Finder(forms)(text)}
    alone = {(start, end) for form in forms for start, end, _ in Finder([form])(text)}

    assert found <= alone
    assert all(any(a < end and start < b for a, b in found) for start, end in alone)


def test_a_large_site_is_read_in_seconds(names):
    text = "Từ Na Sầm đi xã Na Sầm, qua chợ và Friendship Pass 那岑. " * 50
    start = time.thread_time()  # of this thread alone, whatever else the machine does
    for _ in range(100):
        names.spans(text, "en")
        names.mentions(text, "en")

    assert time.thread_time() - start < 5  # 100 pages of 2,800 letters


def test_names_sort_as_in_a_dictionary():
    groups = letters({"letters": ["aàá", "ăằ", "â", "b", "c", "d", "đ", "e", "n", "o"]})
    words = ["đèo", "do", "băn", "bán", "ban", "bàn", "ban a", "Bân", "an", "x"]

    assert sorted(words, key=lambda word: alphabetical(word, groups)) == [
        "an", "ban", "bàn", "bán", "ban a", "băn", "Bân", "do", "đèo", "x",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("từ Na Sầm đi Tân Thanh", "từ Na_Sầm đi Tân_Thanh"),
        ("那岑（Na Sầm），河边", "那岑（Na_Sầm），河边"),
        ("Hoàng Văn Thụ", "Hoàng_Văn_Thụ"),
        # longer than a name that a narrow column can hold
        ("Đồng Đăng Lạng Sơn", "Đồng Đăng Lạng Sơn"),
        ("a Quay, The End", "a Quay, The_End"),
        ("no name here", "no name here"),
        ("", ""),
    ],
)
def test_short_names_stay_on_one_line(text, expected):
    assert held(text) == expected.replace("_", "\N{NO-BREAK SPACE}")


def test_a_name_in_small_letters_is_held_where_it_is_told():
    assert held("quả hồng vành khuyên", [(4, 20)]) == "quả hồng\u00a0vành\u00a0khuyên"


@given(st.text())
def test_holding_names_changes_nothing_but_spaces(text):
    assert held(text).replace("\N{NO-BREAK SPACE}", " ") == text.replace("\N{NO-BREAK SPACE}", " ")
