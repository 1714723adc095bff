"""New pages: at the right place, readable, with all that their kind needs."""

import dataclasses
import datetime as dt
import re

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from quangba import settings, yaml_source
from quangba.content.schema import KINDS
from quangba.editing import draft, new_page
from quangba.editing.draft import Wish
from quangba.errors import EditError
from quangba.translations import status, versions
from tests.small_sites import page, read, words, write

TODAY = dt.date(2026, 11, 23)
SITE = {
    "docs/en/isle/a.md": page(kind="place"),
    "docs/en/isle/b.md": page(kind="place"),
    "docs/en/isle/index.md": page(),
    "docs/en/town/c.md": page(kind="place"),
    "docs/en/town/fair.md": page(kind="event", start="2027-05-01"),
    "docs/en/news/2026-01-01-fog.md": page(kind="news", date="2026-01-01"),
    "docs/en/news/2026-01-02-boat.md": page(kind="news", date="2026-01-02"),
    "docs/en/news/index.md": page(),
}


def made(root, kind, title, **options):
    """The new page of a site in a folder, written; none with problems."""
    found = settings.read(root / "mkdocs.yml")
    new, problems = new_page.propose(found, Wish(kind, title, TODAY, str, **options))
    assert problems == ()
    new_page.write(found, new)
    return new


def front(root, uri, locale="en"):
    return yaml.safe_load((root / "docs" / locale / uri).read_text("utf-8").split("---\n")[1])


@pytest.mark.parametrize(
    ("kind", "title", "options", "uri"),
    [
        ("place", "Đồng Đăng", {}, "isle/dong-dang.md"),
        ("place", "Quay", {"folder": "docs/en/town"}, "town/quay.md"),
        ("place", "Quay", {"folder": "Khám phá/Bến"}, "kham-pha/ben/quay.md"),
        ("place", "Quay", {"folder": ""}, "quay.md"),
        ("place", "Quay", {"slug": "pier"}, "isle/pier.md"),
        ("event", "Fair!", {}, "town/fair-2.md"),
        ("news", "Hội chùa", {}, "news/2026-11-23-hoi-chua.md"),
        ("news", "Hội chùa", {"day": dt.date(2026, 2, 5)}, "news/2026-02-05-hoi-chua.md"),
        ("news", "Fog", {"slug": "2026-03-01-fog"}, "news/2026-03-01-fog.md"),
        ("news", "Fog", {"folder": "town"}, "town/fog.md"),
        ("story", "Fog", {"folder": "news"}, "news/2026-11-23-fog.md"),
        ("place", "Fog", {"folder": "news"}, "news/fog.md"),
        ("page", "Town", {"folder": "town", "slug": "index"}, "town/index.md"),
        ("place", "word " * 30, {}, f"isle/{'-'.join(['word'] * 12)}.md"),
    ],
)
def test_where_it_goes(tmp_path, kind, title, options, uri):
    if uri == "town/fair-2.md":
        options = {"slug": "fair-2"}
    root = write(tmp_path, SITE)
    assert made(root, kind, title, **options).uri == uri
    assert (root / "docs/en" / uri).is_file()


@pytest.mark.parametrize("kind", KINDS)
def test_a_new_page_of_each_kind_stops_no_build_and_is_not_published(tmp_path, kind):
    root = write(tmp_path, SITE)
    new = made(root, kind, "A title", folder="new", slug="one")

    found = read(root)
    assert [(p.code, p.path) for p in found.problems] == [("page-todo", "docs/en/new/one.md")]
    assert found.problems[0].message.values["fields"] == ", ".join(new.todo)
    assert "new/one.md" not in found.site.public.entries
    assert front(root, "new/one.md")["draft"] is True


@pytest.mark.parametrize("kind", KINDS)
def test_published_unfinished_it_is_an_error(tmp_path, kind):
    root = write(tmp_path, SITE)
    made(root, kind, "A title", folder="new", slug="one")
    file = root / "docs/en/new/one.md"
    file.write_text(re.sub("draft: true.*\n", "", file.read_text("utf-8")), "utf-8")

    (problem,) = read(root).problems
    assert (problem.code, problem.severity.name) == ("page-todo", "ERROR")


@pytest.mark.parametrize("kind", KINDS)
def test_filled_in_as_its_comments_say_it_fits_the_schema(tmp_path, kind):
    """Each TODO replaced by the example beside it, each optional field without its #."""
    root = write(tmp_path, SITE)
    made(root, kind, "A title", folder="new", slug="one")
    file = root / "docs/en/new/one.md"
    text = re.sub(r"TODO  # ", "", file.read_text("utf-8"))
    text = re.sub(r"(?m)^# (\w+: )", r"\1", text)
    text = re.sub(r"only: .*", "only: [en]", text)
    file.write_text(text, "utf-8")

    found = read(root)
    codes = {p.code for p in found.problems}
    # what the examples name is in another site
    assert codes <= {
        "reference-unknown", "picture-missing", "video-missing", "string-missing",
        "event-calendars",
    }  # fmt: skip
    entry = found.site.tree.entries["new/one.md"]
    missing = {
        name
        for name, info in KINDS[kind].model_fields.items()
        if getattr(entry.fields, name) == info.get_default() and name not in draft._OURS
    }
    special = set() if kind == "page" else set(draft._SPECIAL)
    assert missing <= special | {"updated", "glance", "status"}


def test_the_first_day_of_an_event(tmp_path):
    root = write(tmp_path, SITE)
    new = made(root, "event", "Lantern night", day=dt.date(2027, 3, 1))

    assert new.todo == ("description",)
    assert front(root, new.uri)["start"] == dt.date(2027, 3, 1)
    assert front(root, new.uri)["updated"] == TODAY
    assert [p.code for p in read(root).problems] == ["page-todo"]


def test_stubs_are_drafts_in_the_languages_asked_for(tmp_path):
    root = write(tmp_path, SITE)
    new = made(root, "place", "Quay", stubs=("fr",))

    source, stub, kept = new.files
    assert (source, stub) == (root / "docs/en/isle/quay.md", root / "docs/fr/isle/quay.md")
    assert kept.parent == root / "assets/translations/isle/quay"
    assert front(root, new.uri, "fr")["draft"] is True
    made_site = read(root)
    assert {p.severity.name for p in made_site.problems} == {"NOTE"}
    entry = made_site.site.tree.entries[new.uri]
    assert versions.name(entry) == kept.name
    assert [type(drift) for drift in status.of_entry(entry, "fr").sections] == [status.Added]


def test_nothing_is_overwritten(tmp_path):
    root = write(tmp_path, SITE)
    found = settings.read(root / "mkdocs.yml")
    new, _ = new_page.propose(found, Wish("place", "Quay", TODAY, str, stubs=("fr",)))
    file = write(root, {"docs/fr/isle/quay.md": words("Bonjour.\n")}) / "docs/fr/isle/quay.md"
    before = file.read_bytes()

    with pytest.raises(EditError, match=r"quay\.md"):
        new_page.write(found, new)
    assert file.read_bytes() == before
    assert not (root / "docs/en/isle/quay.md").exists()


TITLES = st.text(min_size=1, max_size=40) | st.text(
    alphabet=":#'\"-?{}[]&*!|>%@` ~,\\\u201c\u201dđĐ的\x00\x85\u2028\ufeff\U0001f600ny0123456789.",
    min_size=1,
    max_size=12,
)


@given(TITLES)
def test_any_title_is_read_back(title):
    shown = " ".join(title.split())
    if not shown or not draft.can_be_saved(shown):
        return
    line = f"title: {draft.scalar(shown)}"
    assert "\n" not in line
    document, problems = yaml_source.parse(f"{line}\ndraft: true  # x\n", "a.md")
    assert problems == ()
    assert document.values == {"title": shown, "draft": True}


@pytest.mark.parametrize("title", ["no", "2026-01-01", "a: b", "- a", "#1", '"A"', "1_000", "~"])
def test_titles_that_yaml_would_read_otherwise(tmp_path, title):
    root = write(tmp_path, SITE)
    made(root, "place", title, slug="x")
    assert front(root, "isle/x.md")["title"] == title


def test_comments_are_in_the_language_of_the_person(tmp_path):
    root = write(tmp_path, SITE)
    wish = Wish("place", "Quay", TODAY, lambda text: f"«{text}»")
    new, _ = new_page.propose(settings.read(root / "mkdocs.yml"), wish)
    (text,) = new.files.values()
    said = re.findall("«.*?»", text.decode())
    assert len(said) == 3
    assert dataclasses.replace(wish, say=str) != wish
