"""Examples that can be tried are: what is wrong has the problem, and what is right has not."""

import re

import pytest

from quangba.rules import RULES
from tests.golden.cases import (
    EVENT_WORDS,
    FACT,
    FACTS,
    FR,
    MOVED,
    PHOTO,
    PHOTO_FILE,
    REGISTERS,
    ROUTES,
    SIDECAR,
    TERMS,
    TERMS_HEAD,
    A,
    chinese,
    jpeg,
    mkdocs,
    vietnamese,
)
from tests.small_sites import SNIPPETS, STATES, page, read, words, write

HARBOUR = {
    "docs/en/harbour.md": page("Boats.\n"),
    "docs/en/tides.md": page("## High water\n"),
    "docs/en/fair.md": page(draft="true"),
    "docs/en/quay.md": page(moved_from="[old/quay.md]"),
    **MOVED,
}
PICTURES = {
    f"assets/media/{name}.{suffix}": content
    for name, shade in (("boat", 1), ("harbour", 99))
    for suffix, content in (("jpg", jpeg(shade)), ("yml", SIDECAR))
}


def text(example):
    """An example of the text of a page, without what is said beside it."""
    body = re.sub(r" {3}#.*", "", example)
    return {A: page(f"{body}\n"), **HARBOUR, **PICTURES}


def front(example, **fields):
    """Lines of front matter."""
    given = dict(line.split(": ", 1) for line in re.sub(r" +#.*", "", example).splitlines())
    return {A: page(**{**fields, **given}), **EVENT_WORDS}


def event(example):
    return front(example, kind="event", **({} if "start:" in example else {"start": "2027-02-14"}))


def yearly(example):
    given = {} if "lunar:" in example else {"lunar": "{month: 1, day: 9}"}
    return front(example, kind="event", **given)


def whole(example):
    """All of a page."""
    return {A: f"{example}\n"}


def fields(example):
    """All fields of a page between their lines."""
    more = "" if "title:" in example else "title: A page\n"
    return {A: f"---\n{more}description: What it is.\nupdated: 2026-01-05\n{example}\n---\n"}


def figure(example):
    figures = FACT.replace("lamps:", "lamp-oil:")
    return {**REGISTERS, FACTS: figures, A: page(f"{example}\n"), "docs/en/lamps.md": page()}


def sidecar(example):
    kept = [line for line in SIDECAR.splitlines() if line.split(":")[0] not in example]
    return {A: page(picture="boat.jpg"), "docs/fr/a.md": words(), PHOTO: jpeg(),
            PHOTO_FILE: "\n".join([*kept, re.sub(r" +#.*", "", example), ""])}  # fmt: skip


def names(example):
    header = "" if example.startswith("id") else TERMS_HEAD
    return {TERMS: f"{header}{example}\n"}


def settings(example):
    options = {"quangba: {}": f"quangba: {{{example}}}", "fr, name: Français": "vi, name: Việt"}
    text = mkdocs("quangba: {}", "quangba: {}")["mkdocs.yml"]
    for old, new in options.items():
        text = text.replace(old, new)
    return {"mkdocs.yml": text}


def recipes(example):
    return {"assets/recipes.yml": f"{example}\n"}


def routes(example):
    leg = example.removeprefix("- ").removeprefix("stops:\n  - ")
    stop = leg if leg.startswith("{") else f"{{name: Old Quay, {leg}}}"
    first = "" if example.startswith("stops") else "{name: Morning Cape}, "
    route = f"routes: [{{id: west, name: West, stops: [{first}{stop}]}}]\n"
    return {ROUTES: route, "assets/data/sources.yml": "log-1: {name: Log}\n"}


def old_habit(example):
    return vietnamese(example, tone_marks="old")


def simplified(example):
    return chinese(example)


def traditional(example):
    return {**chinese(example, "zh-Hant"), FR: words(f"{example}\n", title="霧島")}


TRIED = {
    text: "heading-title heading-skipped heading-id-repeated link-empty link-missing link-anchor"
    " link-moved link-unpublished picture-place picture-html merge-conflict",
    whole: "front-matter-missing",
    fields: "yaml-syntax yaml-repeated yaml-tab field-unknown",
    front: "title-long description-short field-missing",
    event: "event-dates event-hours event-lunar",
    yearly: "event-year event-last event-names-year",
    figure: "fact-unknown fact-syntax fact-place",
    sidecar: "picture-alt sidecar-language sidecar-todo alt-todo alt-decorative rights-licence"
    " rights-expired rights-expire-soon rights-consent rights-clearance rights-date press-rights"
    " press-caption",
    names: "terms-separator terms-quotes terms-cells terms-column-missing terms-column-unknown"
    " terms-empty terms-id terms-repeated",
    settings: "settings-writing settings-time-zone",
    recipes: "recipe-unknown recipe-poster",
    routes: "route-start route-leg route-source route-range",
    simplified: "han-traditional han-punctuation han-spacing han-quotes han-brackets",
    traditional: "han-simplified",
    vietnamese: "typing-keys typing-mark typing-letter tone-place",
    old_habit: "tone-habit",
}


@pytest.mark.parametrize(
    ("code", "site"), [(code, site) for site, codes in TRIED.items() for code in codes.split()]
)
def test_an_example_is_what_it_says(code, site, tmp_path):
    rule = RULES[code]
    found = []
    for name, example in (("wrong", rule.wrong), ("right", rule.right)):
        root = write(tmp_path / name, site(example))
        made = read(root, stamps=code in STATES, snippets=code in SNIPPETS)
        found.append({each.code for each in made.problems if not each.path.endswith("index.md")})

    assert code in found[0]
    assert code not in found[1]
