"""Readers of each language get every page, and are told the truth about its language."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

from tests.built_sites import BuiltSite, Language, Written, locale_of
from tests.site import lists
from tests.site.documents import Document, Documents, text_of

pytestmark = pytest.mark.site

OUTLINE = ", ".join(f".prose h{level}" for level in range(2, 7))


def link(page: Document, rel: str) -> list[str]:
    return [element.attrs["href"] for element in page.all(f"link[rel={rel}]")]


def alternates(page: Document) -> dict[str, str]:
    found = page.all("link[rel=alternate][hreflang]")
    tags = [element.attrs["hreflang"] for element in found]
    assert len(tags) == len(set(tags)), f"{page.name}: {tags}"
    return {element.attrs["hreflang"]: element.attrs["href"] for element in found}


def in_state(site: BuiltSite, state: str) -> list[tuple[Written, Language]]:
    return [
        (page, language) for page, language in site.shown() if page.state(language.locale) == state
    ]


def lang_of(element: Any) -> str | None:
    """The language that an element's text is marked with, here or above."""
    while element is not None:
        if getattr(element, "attrs", None) and "lang" in element.attrs:
            return element.attrs["lang"]
        element = element.parent
    return None


def switcher(site: BuiltSite, page: Document) -> dict[str, Any]:
    """The links that carry the languages' own names, by tag."""
    names = {language.name: language for language in site.languages}
    navigations = [nav for nav in page.all("nav") if all(name in text_of(nav) for name in names)]
    assert len(navigations) == 1, f"{page.name}: {len(navigations)} language switchers"
    return {
        language.tag: next(each for each in navigations[0].query("a") if name in text_of(each))
        for name, language in names.items()
    }


def test_exactly_the_promised_pages_are_there(site: BuiltSite, documents: Documents):
    promised = {f"{page.address(language)}index.html" for page, language in site.shown()}
    names = set(documents.by_name)
    for language in site.languages:
        firsts = lists.first_pages(site, language)
        promised |= {f"{language.prefix}404.html"} | site.blocks
        promised |= {f"{language.prefix}{path}index.html" for path in firsts}
        promised |= lists.further_pages(site, language, names)
    assert names == promised | lists.narrowed_further(site, names) | site.former


def test_the_place_has_one_honest_fallback(place: BuiltSite):
    assert ("gioi-thieu/ke-hoach-2024.md", "zh") in {
        (p.path, lang.locale) for p, lang in in_state(place, "fallback")
    }


def test_the_place_has_at_least_fourteen_pages_in_each_language(place: BuiltSite):
    for language in place.languages:
        assert sum(language.locale in page.versions for page in place.pages) >= 14


def test_declared_tags_are_used(place: BuiltSite, sample: BuiltSite):
    """Folders keep short names; browsers and search engines get real tags."""
    assert [language.tag for language in place.languages] == ["vi", "en", "zh-Hans"]
    assert [language.tag for language in sample.languages] == ["en-GB", "fr"]


def test_a_translated_page_is_its_own_canonical(site: BuiltSite, documents: Documents):
    for written, language in in_state(site, "translated"):
        page = documents.page(written, language)
        assert link(page, "canonical") == [page.url]
        if written.indexed(language.locale):
            assert page.all("meta[name=robots]") == []
        else:
            assert "noindex" in page.one("meta[name=robots]").attrs["content"], page.name


def test_a_fallback_page_points_to_its_source(site: BuiltSite, documents: Documents):
    for written, language in in_state(site, "fallback"):
        page = documents.page(written, language)
        owner = site.language(written.owner)
        assert link(page, "canonical") == [site.site_url + written.address(owner)], page.name
        assert alternates(page) == {}, page.name
        assert "noindex" in page.one("meta[name=robots]").attrs["content"], page.name


def test_a_fallback_text_carries_its_own_language(site: BuiltSite, documents: Documents):
    for written, language in in_state(site, "fallback"):
        page = documents.page(written, language)
        source = documents.page(written, site.language(written.owner))
        tag = site.language(written.owner).tag
        assert lang_of(page.one("h1")) == tag, page.name
        assert text_of(page.one("h1")) == written.shared["title"]
        prose = ".article-main > .prose"
        assert text_of(page.one(prose)) == text_of(source.one(prose)), page.name
        assert lang_of(page.one(prose)) == tag, page.name
        standfirst = [
            each
            for each in page.one("main").query("p")
            if text_of(each) == written.shared["description"]
        ]
        assert [lang_of(each) for each in standfirst] == [tag], page.name


def test_a_fallback_notice_speaks_the_readers_language(site: BuiltSite, documents: Documents):
    for written, language in in_state(site, "fallback"):
        page = documents.page(written, language)
        owner = site.language(written.owner)
        notices = page.one("main").query(".notice-fallback")
        assert len(notices) == 1, page.name
        assert lang_of(notices[0]) == language.tag
        text = text_of(notices[0])
        assert (
            locale_of(owner.tag).get_display_name(locale_of(language.tag)).lower() in text.lower()
        ), page.name
        assert site.day(written.changed(written.owner), language) in text, page.name
        words = site.strings[language.locale]
        second = words["fallback_notice"].partition("{")[0].strip()
        begin = words["two_sentences"].format(first=words["fallback_title"], second=second)
        assert text.startswith(begin), page.name
        targets = [
            documents.target(page.resolve(each.attrs["href"]))
            for each in notices[0].query("a[href]")
        ]
        assert targets == [f"{written.address(owner)}index.html"], page.name


@pytest.mark.parametrize(
    ("path", "title", "text"),
    [
        (
            "reader/correction.md",
            "Rectificatif : La marche 02 réparée",
            "Une erreur de la page a été corrigée le 12 février 2026.",
        ),
        (
            "events/supper.md",
            "Événement annulé : Le phare",
            "Date prévue à l’origine : du 5 juin 2027 au 6 juin 2027.",
        ),
        (
            "news/2026-03-20-stairs.md",
            "Le phare : fermé",
            "Du 20 mars 2026 au 25 mars 2026.",
        ),
    ],
)
def test_what_nobody_may_miss_stands_in_the_readers_language(
    sample: BuiltSite, path: str, title: str, text: str
):
    documents, french = Documents.of(sample), sample.language("fr")
    written = next(each for each in sample.pages if each.path == path)
    assert written.state("fr") == "fallback"
    page = documents.page(written, french)
    notice = next(each for each in page.one("main").query(".notice") if title in text_of(each))
    assert text_of(notice) == f"{title} {text}"
    assert lang_of(notice) == "fr"
    assert text_of(page.one("title")).startswith(f"{title} – ")
    assert page.one("meta[name=description]").attrs["content"] == text
    folder = f"fr/{path.partition('/')[0]}/"
    lists = [page for page in documents.pages if page.name.startswith(folder)]
    cards = [each for page in lists for each in page.one("main").query(".card")]
    told = [card for card in cards if title in text_of(card)]
    assert any(text in text_of(card) for card in told)
    for card in told:
        assert {lang_of(each) for each in card.query("a") if text_of(each) == title} == {"fr"}
    finder = documents.by_name["fr/find/index.html"]
    (row,) = [each for each in finder.one(".map").query("li") if title in text_of(each)]
    assert text in text_of(row)
    assert lang_of(row) == "fr"


def test_the_calendar_of_a_cancelled_event_is_not_offered_as_one_to_go_to(sample: BuiltSite):
    pages, words = Documents.of(sample).by_name, sample.strings["en"]
    for name, key in (("lantern-night", "event_calendar"), ("supper", "event_calendar_cancelled")):
        (action,) = pages[f"events/{name}/index.html"].one(".event-actions").query("a[download]")
        assert text_of(action) == words[key]


def test_a_page_that_is_behind_says_what_has_changed(sample: BuiltSite):
    documents, french = Documents.of(sample), sample.language("fr")
    page = documents.by_name["fr/reader/tides/index.html"]
    notice = page.one(".notice-outdated")
    assert lang_of(notice) == "fr"
    text = text_of(notice)
    for day in (date(2026, 1, 10), date(2026, 3, 1)):
        assert sample.day(day, french) in text
    links = {text_of(link): link for link in notice.query("a")}
    source = documents.by_name["reader/tides/index.html"]
    for title, anchor, tag in (
        ("La haute mer", "high-water", "fr"),
        ("The moon", "the-moon", "en-GB"),
    ):
        assert documents.target(page.resolve(links[title].attrs["href"])) == source.name
        assert links[title].attrs["href"].endswith(f"#{anchor}")
        assert anchor in source.ids
        assert lang_of(links[title]) == tag
    assert "Les courants" in text
    assert "La basse mer" not in text
    words = sample.strings["fr"]
    marked = {text_of(each) for each in page.one(".prose").query(".behind")}
    assert marked == {words["behind_here"], words["behind_gone"]}
    assert page.all("meta[name=robots]") == []


def test_a_page_by_a_machine_says_so(sample: BuiltSite):
    page = Documents.of(sample).by_name["fr/reader/stars/index.html"]
    words = sample.strings["fr"]
    (notice,) = page.all(".notice")
    assert words["machine_title"] in text_of(notice)
    assert words["machine_notice"] in text_of(notice)
    assert [each.attrs["hreflang"] for each in notice.query("a")] == ["en-GB"]


def test_lists_and_search_mark_what_a_page_says_of_itself(site: BuiltSite, documents: Documents):
    """Every card and every row of the list of all pages, in every language."""
    for reader in site.languages:
        words = site.strings[reader.locale]
        marks = {}
        for written in site.pages:
            if written.state(reader.locale) == "absent":
                continue
            mark = state_word(site, documents, written, reader, reader)
            if mark == words["not_translated"]:
                owner = locale_of(site.language(written.owner).tag)
                name = owner.get_display_name(locale_of(reader.tag))
                mark = words["in_language"].format(language=name)
            marks[f"{written.address(reader)}index.html"] = mark
        own = [page for page in documents.pages if documents.language_of(page) == reader]
        for page in own:
            rows = [*page.one("main").query(".card"), *page.one("main").query(".map li")]
            for row in rows:
                target = documents.target(page.resolve(row.query("a")[0].attrs["href"]))
                found = [text_of(each) for each in row.query(".card-mark")]
                assert found == [mark for mark in [marks.get(target, "")] if mark], (
                    page.name,
                    target,
                )


def test_a_translated_page_has_no_notice(site: BuiltSite, documents: Documents):
    for written, language in in_state(site, "translated"):
        page = documents.page(written, language)
        assert site.strings[language.locale]["fallback_title"] not in text_of(page.root), page.name
        assert lang_of(page.one("h1")) == language.tag, page.name


def test_menus_mark_titles_in_another_language(site: BuiltSite, documents: Documents):
    for written, language in in_state(site, "fallback"):
        target = f"{written.address(language)}index.html"
        owner = site.language(written.owner)
        title = written.shared.get("menu_title") or written.shared["title"]
        home = documents.by_name[f"{language.prefix}index.html"]
        entries = [
            each
            for each in home.one("body > header").query("a[href]")
            if documents.target(home.resolve(each.attrs["href"])) == target
        ]
        for entry in entries:
            assert site.strings[language.locale]["not_translated"] in text_of(entry), target
            marked = [each for each in entry.query("[lang]") if text_of(each) == title]
            assert [each.attrs["lang"] for each in marked] == [owner.tag], target


def test_a_link_to_a_text_in_another_language_says_so(site: BuiltSite, documents: Documents):
    """A card or menu entry that shows a fallback's title carries the title's language."""
    titles: dict[str, set[str]] = {}
    for written, _ in in_state(site, "fallback"):
        titles.setdefault(written.shared["title"], set()).add(site.language(written.owner).tag)
    for page in documents.pages:
        for element in page.one("main").query("a"):
            if (text := text_of(element)) in titles and lang_of(element) not in titles[text]:
                marked = {each.attrs["lang"] for each in element.query("[lang]")}
                assert marked & titles[text], f"{page.name}: {text}"


def state_word(
    site: BuiltSite, documents: Documents, page: Written, language: Language, reader: Language
) -> str:
    """What readers are told of a page in a language: as its own notice there says."""
    words, state = site.strings[reader.locale], page.state(language.locale)
    if state == "absent":
        return words["not_available"]
    if state == "fallback":
        return words["not_translated"]
    if page.machine(language.locale):
        return words["machine_short"]
    shown = documents.page(page, language).all(".notice-outdated")
    return words["behind_short"] if shown else ""


def test_the_switcher_keeps_the_page(site: BuiltSite, documents: Documents):
    for written, reader in site.shown():
        page = documents.page(written, reader)
        found = switcher(site, page)
        for language in site.languages:
            element, state = found[language.tag], written.state(language.locale)
            address = written.address(language) if state != "absent" else language.prefix
            where = f"{page.name} -> {language.tag}"
            assert (
                documents.target(page.resolve(element.attrs["href"])) == f"{address}index.html"
            ), where
            assert element.attrs["hreflang"] == language.tag, where
            assert ("aria-current" in element.attrs) is (language == reader), where
            named = [
                each
                for each in (element, *element.query("[lang]"))
                if each.attrs.get("lang") == language.tag
            ]
            assert text_of(named[0]) == language.name, where
            mark = state_word(site, documents, written, language, reader)
            assert text_of(element) == f"{language.name} {mark}".strip(), where


def test_pages_for_one_language_are_in_no_other(sample: BuiltSite):
    documents = Documents.of(sample)
    for path, owner, other in (("reader/local", "", "fr/"), ("reader/marins", "fr/", "")):
        assert f"{owner}{path}/index.html" in documents.files
        assert f"{other}{path}/index.html" not in documents.files
        page = documents.by_name[f"{owner}{path}/index.html"]
        assert alternates(page) == {}


def test_each_language_has_its_page_for_missing_addresses(site: BuiltSite, documents: Documents):
    for language in site.languages:
        page = documents.by_name[f"{language.prefix}404.html"]
        assert page.root.attrs["lang"] == language.tag
        assert text_of(page.one("h1")) == site.strings[language.locale]["not_found_title"]
        assert "noindex" in page.one("meta[name=robots]").attrs["content"]
        assert link(page, "canonical") == []
        for other in site.languages:
            words = [each for each in page.one("main").query("*") if lang_of(each) == other.tag]
            assert any(
                text_of(each) == site.strings[other.locale]["not_found_title"] for each in words
            ), other.tag
            homes = {
                documents.target(page.resolve(each.attrs["href"]))
                for each in page.one("main").query("a")
            }
            assert f"{other.prefix}index.html" in homes


def test_heading_ids_are_the_same_in_all_languages(site: BuiltSite, documents: Documents):
    for written in site.pages:
        outlines = {}
        for language in site.languages:
            if written.state(language.locale) != "absent":
                if documents.page(written, language).all(".notice-outdated"):
                    continue  # it keeps the sections of the text that it was made from
                body = documents.page(written, language).all(OUTLINE)
                outlines[language.locale] = [(each.name, each.attrs.get("id")) for each in body]
        assert len({repr(outline) for outline in outlines.values()}) <= 1, (
            f"{written.path}: {outlines}"
        )
        for _, name in outlines[written.owner]:
            assert name, written.path
            assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name), f"{written.path}: {name}"


def test_dates_are_written_in_the_readers_language(site: BuiltSite, documents: Documents):
    """A machine's date and the words beside it are one day."""
    for page in documents.pages:
        language = documents.language_of(page)
        for element in page.all("time[datetime]"):
            assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", element.attrs["datetime"]), page.name
            assert element.attrs["datetime"][:4] in text_of(element), (
                f"{page.name}: {text_of(element)}"
            )
    for written, language in in_state(site, "translated"):
        changed, page = written.changed(language.locale), documents.page(written, language)
        if changed and written.shared.get("kind") != "news":
            assert site.day(changed, language) in text_of(page.root), page.name


def test_sources_and_the_day_they_were_checked_stand_at_the_foot(
    site: BuiltSite, documents: Documents
):
    for written, language in site.shown():
        page = documents.page(written, language)
        if as_of := written.shared.get("as_of"):
            assert site.day(as_of, language) in text_of(page.one("main")), page.name
