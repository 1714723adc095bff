"""What is read out of one page."""

import pytest

from quangba.checks.built import reader, tongues
from quangba.checks.built.facts import Heading, Link, Picture, Reference, Stranger
from quangba.languages import Language
from tests.checks.built.sites import html

ALPHABETS = {"vi": ("aàảãáạ", "ăằẳẵắặ", "d", "đ"), "zh": ("一二",)}
LANGUAGES = [
    Language("vi", "vi", "Tiếng Việt", is_source=True),
    Language("en", "en", "English"),
    Language("zh", "zh-Hans", "中文"),
]
TONGUES = tongues.of(LANGUAGES, ALPHABETS)


def read(body, **changes):
    return reader.read(html(body, **changes).encode(), TONGUES)


def test_links_know_their_line_and_words():
    page = read('<p>See <a href="a/">the\n <b>old</b> quay</a>\nand <a href="a/">again</a>.</p>')

    links = [link for link in page.links if link.how == "followed"]
    assert links == [Link("a/", "followed", "a", 13, "the old quay")]


def test_addresses_are_told_apart_by_who_follows_them():
    page = read(
        '<img src="a.jpg" srcset="b.jpg 480w, c.jpg 960w" alt=""><form action="find/"></form>'
        '<video poster="d.jpg" src="e.mp4"></video><svg><use href="f.svg#g"/></svg>'
    )

    found = {link.href: link.how for link in page.links}
    assert {"a.jpg", "b.jpg", "c.jpg", "d.jpg", "e.mp4", "f.svg#g"} == {
        href for href, how in found.items() if how == "fetched"
    }
    assert found["find/"] == "followed"
    assert found["https://brume.example/"] == "named"


def test_pictures_offer_what_new_browsers_take():
    page = read(
        '<picture><source type="image/avif" srcset="a-480.avif 480w, a-960.avif 960w">'
        '<source srcset="a.jpg 480w"><img src="a.jpg" alt="A" width="9" height="6"></picture>'
        '<img src="b.jpg" loading="lazy" srcset="b.jpg 480w" width="9">'
    )

    offers = (("a-480.avif", 480), ("a-960.avif", 960))
    assert [picture._replace(line=0) for picture in page.pictures] == [
        Picture("a.jpg", True, True, False, offers, 0),
        Picture("b.jpg", False, False, True, (("b.jpg", 480),), 0),
    ]


def test_headings_have_their_words_without_tags():
    page = read('<h2 id="a">The &amp; <em>old</em>\n quay</h2><template><h3></h3></template>')

    assert page.headings[1] == Heading(2, "The & old quay", 13)
    assert page.ids == ("a",)


def test_a_reference_may_stand_before_what_it_names():
    page = read('<p aria-describedby="a b"></p><p id="b"></p>')

    assert page.dangling == (Reference("p", "aria-describedby", "a", 13),)


@pytest.mark.parametrize(
    ("lang", "body", "words"),
    [
        ("en", "At <b>Lạng Sơn</b>, Na Sam and Café Rhône", ["Lạng"]),
        ("en", '<span lang="vi">Lạng Sơn</span>', []),
        ("en", "A town called 谅山 in the north", ["谅山"]),
        ("en", '<span lang="zh-Hans">谅山</span>', []),
        ("en", '<span lang="ja">谅山のまち</span>', []),
        ("en", '<span lang="zh-Hans">Lạng</span>', ["Lạng"]),
        ("en", "Река Ky Cung", ["Река"]),
        ("en", "10 μm, 4 Ω and α", []),
        ("en", "<code>谅山</code><script type='application/json'>谅</script>", []),
        ("en", "<img alt='谅山' src=a>", ["谅山"]),
        ("zh-Hans", "文朗（Na Sam）有 3 个“市场”。", []),
        ("zh-Hans", "文朗（Lạng）", ["Lạng"]),
        ("zh-Hans", "東京のまち", ["のまち"]),
        ("vi", "Lạng Sơn, 谅山", ["谅山"]),
        ("tlh", "谅山 Река", []),
        ("", "谅山", []),
    ],
)
def test_words_in_letters_of_another_language(lang, body, words):
    page = reader.read(f"<!doctype html><html lang='{lang}'><p>{body}</p>".encode(), TONGUES)

    assert [each.word for each in page.strangers] == words


def test_a_stranger_is_shown_with_what_stands_around():
    page = read("<p>\n\nIn the town\nof 谅山, far in the north of the land, there are hills.</p>")

    around = "In the town of 谅山, far in the north o"
    assert page.strangers == (Stranger("en", "谅山", around, 16),)


def test_what_is_gathered_of_head():
    page = read("", head='<meta name="robots" content="noindex">'
                '<meta http-equiv="refresh" content="0; url=../a/">')  # fmt: skip

    assert (page.robots, page.refresh) == ("noindex", "../a/")
    assert page.titles == ("Isle of Brume",)
    assert page.descriptions == ("What Isle of Brume is.",)
    assert page.charset_first
    assert page.mains == 1
