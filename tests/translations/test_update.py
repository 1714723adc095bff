"""`translate` and `accept`: what a translator finds in the file, and that no word is ever lost."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quangba.translations import status
from quangba.translations.status import Added, Changed, Current, Outdated, Removed
from tests.translations.entries import accepted, entry, refused, translate

FRONT = "---\ntitle: Harbour\ndescription: Where boats lie.\nupdated: 2026-01-05\n---\n"
SOURCE = f"""{FRONT}
An island in fog.

## Ways {{#ways}}

By boat, [from the quay](b.md).

## Lamps

They burn oil.
"""
FRENCH = """---
title: Port
description: Où sont les bateaux.
---

Une île dans la brume.

## Chemins

En bateau, [du quai](b.md).

## Lampes

Elles brûlent de l’huile.
"""


@pytest.fixture
def french() -> str:
    return accepted(SOURCE, FRENCH)


def state(source: str, translation: str):
    return status.of_entry(entry(source, translation), "fr")


def test_a_stamp_stands_at_the_end_of_the_front_matter(french: str):
    assert french.startswith("---\ntitle: Port\ndescription: Où sont les bateaux.\nmade_from:\n")
    assert re.search(
        r"  day: 2026-01-05\n  sections:\n"
        r"(    (_head|_intro|ways|lamps): '?[0-9a-f]{12}'?\n){4}---",
        french,
    )
    assert french.endswith(FRENCH.partition("---\n\n")[2])
    assert state(SOURCE, french) == Current()


def test_without_a_stamp_all_is_behind():
    found = state(SOURCE, FRENCH)

    assert isinstance(found, Outdated)
    assert found.made_from is None
    assert len(found.sections) == 4


def test_a_changed_section_gets_a_mark_with_the_source_text_of_now(french: str):
    source = SOURCE.replace("They burn oil.", "They burn gas --> slowly. <!-- sure? -->")
    worked = translate(source, french)

    assert (
        "## Lampes\n\n<!-- TODO translate (changed) lamps: the source text now reads as below;"
        " mend yours and delete this.\n\n## Lamps\n\nThey burn gas --&gt; slowly.\n-->\n\n"
        "Elles brûlent de l’huile.\n"
    ) in worked
    assert "## Chemins\n\nEn bateau" in worked
    assert translate(source, worked) == worked, "a second time there is nothing more to say"
    assert refused(source, worked) == ["accept-todo"]

    mended = re.sub(r"<!-- TODO.*?-->\n\n", "", worked, flags=re.DOTALL)
    assert state(source, mended) == state(source, worked), "only a person can say that it is done"
    assert state(source, accepted(source, mended)) == Current()


def test_a_new_section_comes_in_as_source_text(french: str):
    source = SOURCE.replace("## Lamps", "## Gulls {#gulls}\n\nThey [laugh](c.md).\n\n## Lamps")
    worked = translate(source, french)

    assert (
        "En bateau, [du quai](b.md).\n\n## Gulls {#gulls}\n\n"
        "<!-- TODO translate (new) gulls: the text below is still the source text. -->\n\n"
        "They [laugh](c.md).\n\n## Lampes"
    ) in worked
    assert "    gulls: todo\n" in worked
    assert entry(source, worked).ids(entry(source, worked).pages["fr"]) == (
        "ways",
        "gulls",
        "lamps",
    )


def test_a_lost_section_stays_with_a_mark_until_somebody_deletes_it(french: str):
    source = SOURCE.replace("## Lamps\n\nThey burn oil.\n", "")
    worked = translate(source, french)

    assert (
        "## Lampes\n\n<!-- TODO translate (removed) lamps: the source text has this section no"
        " more; delete it, heading and all. -->\n\nElles brûlent de l’huile.\n"
    ) in worked
    assert refused(source, worked) == ["accept-todo", "accept-headings"]
    assert state(source, accepted(source, worked.partition("## Lampes")[0])) == Current()


def test_sections_take_the_order_of_the_source(french: str):
    start, ways, lamps = re.split(r"(?=^## )", SOURCE, flags=re.MULTILINE)
    source = f"{start}{lamps}\n{ways}"

    assert state(source, french) == Current(), "no word has changed"
    worked = translate(source, french)
    assert worked.index("## Lampes") < worked.index("## Chemins")
    assert "TODO" not in worked
    ids = entry(source, worked).ids(entry(source, worked).pages["fr"])
    assert ids == ("lamps", "ways")


def test_words_in_front_matter_are_marked_at_the_top(french: str):
    source = SOURCE.replace("title: Harbour", "title: The old harbour")
    worked = translate(source, french)

    assert (
        "---\n\n<!-- TODO translate (changed) _head: the words in front matter now read as below;"
        " mend yours and delete this.\n\ntitle: The old harbour\n"
    ) in worked
    again = translate(source.replace("old", "new"), worked)
    assert again.count("TODO translate") == 1
    assert "title: The new harbour" in again


def test_the_source_may_change_again_while_somebody_translates(french: str):
    source = SOURCE.replace("They burn oil.", "They burn gas.")
    mended = re.sub(r"<!-- TODO.*?-->\n\n", "", translate(source, french), flags=re.DOTALL)
    source = source.replace("gas", "coal")

    assert refused(source, mended) == ["accept-moved-on"]
    assert "They burn coal." in translate(source, mended)


def test_a_source_that_is_as_it_was_needs_no_mark(french: str):
    worked = translate(SOURCE.replace("oil", "gas"), french)

    assert translate(SOURCE, worked) == french


def test_a_change_without_meaning_is_accepted_as_it_stands(french: str):
    source = SOURCE.replace("They burn oil.", "They burn oil!")
    for before in (french, translate(source, french)):
        after = accepted(source, before, same_meaning=True)
        assert state(source, after) == Current()
        assert after.partition("\n---\n")[2] == french.partition("\n---\n")[2]


def test_a_new_section_is_more_than_a_change_of_words(french: str):
    source = f"{SOURCE}\n## Gulls\n\nThey laugh.\n"

    assert "accept-meaning" in refused(source, french, same_meaning=True)


def test_a_translation_begins_as_a_draft_with_the_source_text():
    made = translate(SOURCE, None)

    assert made.startswith(
        "---\ntitle: Harbour\ndescription: Where boats lie.\ndraft: true\nmade_from:\n"
    )
    assert "updated" not in made
    assert made.count("TODO translate (new)") == 4
    assert isinstance(state(SOURCE, made), Outdated)
    assert all(isinstance(drift, Added) for drift in state(SOURCE, made).sections)
    done = accepted(SOURCE, re.sub(r"<!-- TODO.*?-->\n\n", "", made, flags=re.DOTALL))
    assert "draft" not in done
    assert "todo" not in done
    assert "shown" not in done


def test_a_draft_of_an_author_stays_one(french: str):
    assert "draft: true" in accepted(SOURCE, french.replace("---\n", "---\ndraft: true\n", 1))


def test_accepting_takes_the_mark_of_a_machine_away(french: str):
    marked = french.replace("---\n", "---\nmachine_draft: true\n", 1)

    assert accepted(SOURCE, marked) == french


@pytest.mark.parametrize(
    ("old", "new", "kinds"),
    [
        ("They burn oil.", "They burn gas.", {"lamps": Changed}),
        ("## Lamps", "## Lanterns", {"lanterns": Changed}),
        ("{#ways}", "{#roads}", {}),
        ("## Lamps", "## Lamps {#light}", {}),
        ("## Lamps", "### Lamps", {"lamps": Changed}),
        ("An island in fog.\n", "", {"_intro": Removed}),
        ("description: Where", "description: There", {"_head": Changed}),
        ("(b.md)", "(../c.md#d)", {}),
        ("updated: 2026-01-05", "order: 7\nupdated: 2026-03-05", {}),
        ("They burn oil.", "They burn\n  oil.  ", {}),
        ("They burn oil.", "They burn oil.<!-- true? -->", {}),
    ],
)
def test_exactly_what_has_changed_is_behind(french: str, old: str, new: str, kinds: dict):
    source = SOURCE.replace(old, new)
    assert source != SOURCE

    found = state(source, french)
    drifts = found.sections if isinstance(found, Outdated) else ()
    assert {
        drift.key if isinstance(drift, Removed) else drift.section.key: type(drift)
        for drift in drifts
    } == kinds


# -- any edits ------------------------------------------------------------------------------------

WORD = st.text("abcdefgh", min_size=1, max_size=5)
TEXT = st.lists(WORD, min_size=1, max_size=6).map(" ".join)
SECTION = st.tuples(st.integers(2, 3), TEXT, TEXT)
PAGE = st.tuples(TEXT, st.one_of(st.just(""), TEXT), st.lists(SECTION, max_size=5))


def written(page, *, updated: bool = True) -> str:
    title, intro, parts = page
    day = "updated: 2026-01-05\n" if updated else ""
    body = "".join(f"{'#' * level} {name}\n\n{text}\n\n" for level, name, text in parts)
    return f"---\ntitle: T {title}\ndescription: D\n{day}---\n\n{intro}\n\n{body}"


def french_words(text: str) -> list[str]:
    """The words that only the translator wrote."""
    return re.findall(r"\bFR\w+", text)


def finish(worked: str) -> str:
    """What a translator does: marks go, and lost sections with them; what is new is translated."""
    front, _, body = worked.partition("\n---\n")
    parts = re.split(r"(?=^#+ )", body, flags=re.MULTILINE)
    kept = [part for part in parts if "TODO translate (removed)" not in part]
    removed_intro = "TODO translate (removed) _intro" in body
    if removed_intro:
        kept.insert(0, "")
    body = re.sub(r"<!-- TODO translate.*?-->\n*", "", "".join(kept), flags=re.DOTALL)
    return f"{front}\n---\n{body}"


@given(st.lists(PAGE, min_size=2, max_size=4))
def test_any_edits_end_current_and_lose_no_word(pages):
    """The pages are one source text after the other; a translator follows, now and then twice."""
    source = written(pages[0])
    translation = accepted(source, finish(translate(source, None)))
    for count, page in enumerate(pages[1:]):
        # the translator's words: one in each paragraph and heading of the text
        front, _, body = translation.partition("\n---\n")
        body = re.sub(r"(?m)^([^\n<].*)$", rf"\1 FR{count}", body)
        translation = f"{front}\n---\n{body}"
        source = written(page)

        worked = translate(source, translation)

        assert sorted(french_words(worked)) == sorted(french_words(translation))
        assert translate(source, worked) == worked
        entry(source, worked)  # it can be read
        translation = accepted(source, finish(worked))
        assert state(source, translation) == Current()
        assert "TODO" not in translation


@given(PAGE, st.data())
def test_one_word_changed_is_one_section_behind(page, data):
    title, intro, parts = page
    source = written(page)
    translation = accepted(source, finish(translate(source, None)))
    places = ["title", *(["intro"] if intro else []), *range(len(parts))]
    place = data.draw(st.sampled_from(places))
    match place:
        case "title":
            changed = (f"{title} more", intro, parts)
        case "intro":
            changed = (title, f"{intro} more", parts)
        case _:
            level, name, text = parts[place]
            changed = (
                title,
                intro,
                [*parts[:place], (level, name, f"{text} more"), *parts[place + 1 :]],
            )

    found = state(written(changed), translation)

    assert isinstance(found, Outdated)
    assert len(found.sections) == 1
    assert isinstance(found.sections[0], Changed)


@given(PAGE, st.data())
def test_rewrapping_and_white_space_are_no_change(page, data):
    source = written(page)
    translation = accepted(source, finish(translate(source, None)))
    front, fence, body = source.partition("\n---\n")
    lines = []
    for line in body.split("\n"):
        words = [line] if line.startswith("#") else line.split(" ")
        gaps = [data.draw(st.sampled_from([" ", "\n", "  ", "\n "])) for _ in words[1:]]
        end = data.draw(st.sampled_from(["", " ", "  "]))
        lines.append("".join(word + gap for word, gap in zip(words, [*gaps, end], strict=True)))
    head = front.split("\n")
    shuffled = [head[0], *data.draw(st.permutations(head[1:]))]

    again = "\n".join(shuffled) + fence + "\n".join(lines)

    assert state(again, translation) == Current()
