"""How a language is written: rules that its script or its tag asks for, on all its words.

Chinese in simplified or traditional characters (`checks/chinese.py`) and Vietnamese
(`checks/vietnamese.py`); which habit a site follows is set below `writing:` in mkdocs.yml.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from quangba.checks import texts, vietnamese
from quangba.checks.look import Look
from quangba.checks.texts import Line
from quangba.content.tree import Page
from quangba.languages import Language
from quangba.problems import Problem
from quangba.site import Site

Rule = Callable[[Line], Iterator[Problem]]


def of_page(look: Look, page: Page) -> Iterator[Problem]:
    """What is wrong with the words of a page."""
    language = look.site.settings.language(page.locale)
    if rule := _rule_of(look, language):
        for line in texts.of_page(page, language):
            yield from rule(line)


def _rule_of(look: Look, language: Language) -> Rule | None:
    return look.once(("writing", language.locale), lambda: _rule(look.site, language))


def of_site(look: Look) -> Iterator[Problem]:
    """What is wrong with the words of menus, pictures and registers."""
    site, root = look.site, look.site.settings.root
    for language in site.settings.languages:
        rule = _rule_of(look, language)
        if rule is None:
            continue
        registers = look.once("registers", lambda: texts.registers(site))
        for line in texts.of_labels(site, language, registers):
            yield from (texts.placed(problem, line, root) for problem in rule(line))


def _rule(site: Site, language: Language) -> Rule | None:
    habits = site.settings.habits(language)
    match language.script:
        case "Hans" | "Hant" as script:
            from quangba.checks import chinese  # its patterns take a while to be made

            return chinese.Rules(language, script, habits.spacing or "none")
        case _:
            pass
    if language.babel.language == "vi":
        terms = site.terms.rows.values()
        names = [name for term in terms for name in term.forms(language.locale)]
        return vietnamese.Rules(habits.tone_marks or "old", names)
    return None
