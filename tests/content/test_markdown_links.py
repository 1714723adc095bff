"""The scanner of links and the renderer agree on what is a picture: unknown ones have no files."""

from functools import cache

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from quangba.content.markdown_links import links, tags
from tests.content.site_markdown import renderer


class _Seen(Extension):
    """Keep the addresses of the pictures that are rendered."""

    def __init__(self):
        super().__init__()
        self.pictures = []

    def extendMarkdown(self, md):  # noqa: N802 - the library's name
        seen = self

        class Look(Treeprocessor):
            def run(self, root):
                seen.pictures = [image.get("src") for image in root.iter("img")]

        md.treeprocessors.register(Look(md), "look", -20)


@cache
def _renderer():
    seen = _Seen()
    return renderer(seen), seen


def rendered(text):
    converter, seen = _renderer()
    converter.reset()
    seen.pictures = []
    converter.convert(text)
    return seen.pictures


def scanned(text):
    return [link.target for link in links(text) if link.is_image]


PICTURES = (
    "![](/media/a.svg)",
    "![Sân đình](/media/b.jpg)",
    '![x](/media/c.jpg "A title")',
    "![x](/media/d.jpg 'A title')",
    '![x](/media/e.jpg"close")',
    r'![x](/media/f.jpg "Title with \"quotes\" in it")',
    '![x](/media/g.jpg "Chùa ""Tân"" Thanh")',
    "![x](/media/h.jpg 'It''s')",
    "![Sân [đình] [x [y]]](/media/i.jpg)",
    "![a long\nalternative](/media/j.jpg)",
    '![x](/media/k.jpg "a title\nof two lines")',
    "![x](</media/l.jpg>)",
    "![x]( /media/m.jpg )",
    "[![x](/media/n.jpg)](b.md)",
    "[text ![x](/media/o.jpg) text](b.md)",
    "![alt][far]",
    "![far][]",
    "![far]",
    "![x](/media/p.jpg){ width=300 }",
    "![one](/media/q.jpg) ![two](/media/r.jpg)",
    "- ![](/media/s.jpg)\n- ![](/media/t.jpg)",
    "1. ![](/media/u.jpg) with words",
    "> ![](/media/v.jpg)",
    "| a | b |\n| - | - |\n| ![](/media/w.jpg) | x |",
    "**![](/media/x.jpg)**",
)
NONE = (
    "Text with ! and [brackets] and (round ones).",
    "`![](/media/no.jpg)`",
    "`` ` ![](/media/no.jpg) ``",
    r"\![no](b.md)",
    "<!-- ![](/media/no.jpg) -->",
    "```\n![](/media/no.jpg)\n```",
    "[a](b.md) and [c](d.md 'title')",
    "![not closed](/media/no.jpg",
    "![nothing]",
    "![alt][nowhere]",
    "!(x)[y]",
)
FAR = "\n\n[far]: /media/far.jpg\n"


@given(st.lists(st.sampled_from((*PICTURES, *NONE)), max_size=6))
@example(list(PICTURES))
@example(list(NONE))
def test_pictures_are_those_that_the_renderer_shows(parts):
    text = "\n\n".join(parts) + FAR

    assert sorted(scanned(text)) == sorted(rendered(text))


@given(st.lists(st.sampled_from(("![", "[", "]", "(", ")", "/media/a.jpg", " ", '"', "x", "\n",
                                 "`", "![x](/media/b.jpg)")), max_size=14))  # fmt: skip
def test_pictures_in_broken_text_are_found_too(parts):
    """What the renderer shows, the scanner knows; it may see one where none is shown."""
    text = "".join(parts)
    known = set(scanned(text)) | {link.target for link in links(text)}

    assert {src for src in rendered(text) if src == "/media/b.jpg"} <= known


def test_links_and_pictures_with_their_lines():
    text = (
        'See [a](b.md#c "T") and ![x](/media/x.svg).\n\n'
        "`[no](no.md)` [![y](y.svg)](z.md)\n\nOver\ntwo [lines\nof text](l.md)\n\n[r]: ../r.md\n"
    )

    assert [(link.target, link.is_image, link.line) for link in links(text)] == [
        ("b.md#c", False, 1),
        ("/media/x.svg", True, 1),
        ("z.md", False, 3),
        ("y.svg", True, 3),
        ("l.md", False, 6),
        ("../r.md", False, 9),
    ]


def test_links_in_code_and_comments_do_not_count():
    assert links("```\n[a](b.md)\n```\n\n<!-- [a](b.md) -->\n\n<!--\n[a](b.md)\n-->\n") == ()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('<img src="/media/a.svg">', [(1, "/media/a.svg")]),
        ("x\n<video\n poster='/media/a.svg'>", [(3, "/media/a.svg")]),
        ("`<img src=/media/a.svg>`", []),
        ('<a href="b.md">', []),
    ],
)
def test_tags_that_name_files_of_the_library(text, found):
    assert list(tags(text)) == found


@given(st.text())
def test_any_text_is_read(text):
    links(text)
    tags(text)


@pytest.mark.parametrize("text", ["[", "![", "](", '[a](b "', "`", "<img src=/media/", "[a]: b\n"])
def test_a_long_page_takes_no_longer_than_its_length(text):
    links(text * (100_000 // len(text)))
