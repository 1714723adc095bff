"""Pages to be sent to translators, made up by hypothesis, and a site to send them from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from hypothesis import strategies as st

from quangba.content.schema import MadeFrom
from quangba.content.tree import Entry
from quangba.site import Site
from quangba.translations import accept, page_text
from quangba.translations.exchange import imports, po, units, xliff
from quangba.translations.exchange.received import Received
from tests.small_sites import read, write
from tests.translations.entries import URI, entry

SAYS = (
    "Fog lies on the quay",
    "Bến cũ",
    "雾中的码头",
    "12.5 km & more",
    'a "b" <c',
    "x_y*z",
    "100 %",
)
KEPT = ("{{ fact(\"length\", 'number') }}", "`a|b`", "<br>", '<span lang="vi">', "&nbsp;", "[^1]",
        "https://a.example/b?c=d", "{: .wide }", "  \n", "\\\n")  # fmt: skip
LINKS = ("[{}](b.md)", "![{}](/media/boat.jpg)", '[{}](b.md#x "{}")', "**{}**", "[{}][ref]",
         "[*{}* ![{}](a.png)](c.md)")  # fmt: skip

said = st.sampled_from(SAYS)
bits = said | st.sampled_from(KEPT) | st.builds(
    lambda pattern, words: pattern.format(words, words), st.sampled_from(LINKS), said
)  # fmt: skip
lines = st.lists(bits, min_size=1, max_size=4).map(" ".join)
paragraphs = st.lists(lines, min_size=1, max_size=3)


def _indented(text: str, by: str) -> str:
    return "\n".join(by + line for line in text.split("\n"))


blocks = st.one_of(
    paragraphs.map("\n".join),
    lines.map("- {}".format),
    st.builds("- {}\n  {}\n    - {}".format, lines, lines, lines),
    lines.map("1. [ ] {}".format),
    st.builds(lambda a, b: f'!!! note "{a}"\n{_indented(b, "    ")}', said, lines),
    lines.map(lambda text: _indented(text, "> ")),
    st.builds("| {} | b |\n|---|---|\n| {} | {{{{ fact('x') }}}} |".format, said, said),
    lines.map("```py\n{}\n```".format),
    lines.map("<!-- {}\n\nmore -->".format),
    lines.map("Term\n:   {}".format),
    lines.map("[^1]: {}".format),
    st.just("[ref]: https://a.example"),
    st.just("![](/media/boat.jpg)"),
    lines.map("    {}".format),
    st.just("---"),
    st.just(""),
)
"""What a section has below its heading."""

sections = st.builds(
    lambda level, title, found: (level, title, found),
    st.integers(2, 4), said, st.lists(blocks, max_size=4),
)  # fmt: skip
bodies = st.tuples(st.lists(blocks, max_size=3), st.lists(sections, max_size=3))
"""Blocks before the first heading, and sections, each with a heading of its own id."""


def body_of(made, *, ids: bool = True) -> str:
    intro, found = made
    parts = ["\n\n".join(intro)] if intro else []
    for number, (level, title, texts) in enumerate(found):
        mark = f" {{ #s{number} }}" if ids else ""
        parts.append("\n\n".join([f"{'#' * level} {title}{mark}", *texts]))
    return "\n" + "\n\n".join(parts) + "\n"


# -- a site ---------------------------------------------------------------------------------------


def a_site(folder: Path, **files: str) -> Site:
    """A small site, to which `with_pages` gives its pages."""
    site = read(write(folder, files)).site
    assert site is not None
    return site


def with_pages(site: Site, source: str, translation: str | None) -> tuple[Site, Entry]:
    """The site with one page, whose files are there too."""
    for locale, text in (("en", source), ("fr", translation)):
        file = site.settings.docs_dir / locale / URI
        file.unlink(missing_ok=True)
        if text is not None:
            file.write_text(text, encoding="utf-8", newline="\n")
    found = entry(source, translation)
    return replace(site, tree=replace(site.tree, entries=MappingProxyType({URI: found}))), found


def stamped(source: str, translation: str) -> str:
    """The translation, said to be made from the source text in all sections that it has."""
    found = entry(source, translation)
    page = found.pages["fr"]
    keys = [section.key for section in found.sections("fr")]
    stamps = dict(found.stamps)
    made = MadeFrom.model_validate({
        "day": found.changed("en"),
        "sections": {key: stamps[key] for key in keys if key in stamps},
    })  # fmt: skip
    assert page.words.made_from is None
    text = page_text.parse(translation)
    return text.with_field("made_from", page_text.stamp_lines(made)).text()


def export(site: Site, found: Entry, form: str) -> bytes:
    sheet = units.of_entry(site, found, "fr", str)
    return (
        xliff.write([sheet], "en", "fr") if form == "xliff" else po.write([sheet], "en", "fr", str)
    )


FILES = {"xliff": "a.fr.xlf", "po": "a.fr.po"}


def received(data: bytes, form: str) -> Received:
    read = xliff.read if form == "xliff" else po.read
    return read(data, FILES[form])


def back(
    site: Site,
    data: bytes,
    form: str,
    change: Callable[[units.Unit], units.Unit] = lambda unit: unit,
    *,
    force: bool = False,
):
    """What an import makes of a file whose units a translator has changed."""
    got = received(data, form)
    got = replace(got, units=tuple(map(change, got.units)))
    return imports.of_file(site, got, FILES[form], str, force=force)


def accepted(source: str, translation: str) -> str:
    found = entry(source, translation)
    made, problems = accept.accept(page_text.parse(translation), found, found.pages["fr"])
    assert made is not None, [str(problem) for problem in problems]
    return made.text.text()
