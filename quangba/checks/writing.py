"""How a language is written: rules that its script or its tag asks for, on all its words.

Chinese in simplified or traditional characters (`checks/chinese.py`) and Vietnamese
(`checks/vietnamese.py`); which habit a site follows is set below `writing:` in mkdocs.yml.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from quangba.checks import texts, vietnamese
from quangba.checks.texts import Line
from quangba.languages import Language
from quangba.problems import Problem
from quangba.site import Site

Rule = Callable[[Line], Iterator[Problem]]


def check(site: Site) -> Iterator[Problem]:
    """What is wrong with the words of pages, menus, pictures and registers."""
    root = site.settings.root
    registers: texts.Registers | None = None
    for language in site.settings.languages:
        rule = _rule(site, language)
        if rule is None:
            continue
        for entry in site.tree.entries.values():
            if page := entry.pages.get(language.locale):
                for line in texts.of_page(page, language):
                    yield from rule(line)
        registers = registers or texts.registers(site)
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
