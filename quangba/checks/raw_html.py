"""Raw HTML: nothing that runs, asks, or shows a foreign page, unless the settings name it."""

from __future__ import annotations

from collections.abc import Iterator

from quangba.checks.look import Look
from quangba.content import html_dangers, raw_html
from quangba.content.html_dangers import Danger
from quangba.content.tree import Entry
from quangba.messages import msg
from quangba.problems import Problem, error, note, warning


def of_entry(look: Look, entry: Entry) -> Iterator[Problem]:
    """Elements, event handlers, addresses and attributes that are not allowed by name."""
    allowed = look.site.settings.security.allow_html
    for page in entry.pages.values():
        for line, danger in raw_html.dangers(page.body, page.body_line):
            yield (_allowed if danger.name in allowed else _problem)(page.path, line, danger)


def _problem(path: str, line: int, danger: Danger) -> Problem:
    allow = msg("Write it in Markdown, between backticks if readers are to see the code, or allow"
                " it in mkdocs.yml, below quangba:  security: {{allow_html: ['{name}']}}",
                name=danger.name)  # fmt: skip
    match danger.kind:
        case "element":
            return error(
                "html-element", path, line,
                msg("The text has an HTML element <{name}>, which could run something, ask readers"
                    " for something or show what others publish.", name=danger.name),
                allow,
            )  # fmt: skip
        case "handler":
            return error(
                "html-handler", path, line,
                msg("“{name}” would run a script.", name=danger.name), allow,
            )  # fmt: skip
        case "address":
            return error(
                "html-address", path, line,
                msg("An address begins with {name} and would run or show what is written in it.",
                    name=danger.name),
                msg("Lead to a page, for example [words](page.md) or [words](https://www.example.org/)."),
            )  # fmt: skip
        case "attribute":
            return error(
                "html-attribute", path, line,
                msg("The attribute “{name}” of HTML is not published: {reason}.",
                    name=danger.name, reason=_REASONS[danger.name]),
                allow,
            )  # fmt: skip
        case "endless":
            return error(
                "html-endless", path, line,
                msg("An HTML tag <{name} has no end, or more attributes than can be read.",
                    name=danger.name),
                msg("Close it with > or write &lt; in place of <."),
            )  # fmt: skip


_REASONS = {
    "style": msg("the content policy refuses it, so that it would have no effect"),
    "srcdoc": msg("it is a page within the page"),
    "formaction": msg("it sends what readers write to another place"),
    "http-equiv": msg("it changes how browsers treat the page"),
    "ping": msg("it tells others who follows the link"),
    "attributionsrc": msg("it tells others who follows the link"),
    "target": msg('a new window needs rel="noopener", and readers did not ask for one'),
}  # fmt: skip


def _allowed(path: str, line: int, danger: Danger) -> Problem:
    return note(
        "html-allowed", path, line,
        msg("“{name}” is published because mkdocs.yml allows it.", name=danger.name),
        msg("It does not open the content policy: whether browsers load or run it is decided by"
            " `security`. Look at the page as it is served."),
    )  # fmt: skip


def of_site(look: Look) -> Iterator[Problem]:
    """Names in the settings that no rule refuses anyway."""
    settings = look.site.settings
    for name in settings.security.allow_html:
        if not html_dangers.is_name(name):
            yield warning(
                "html-allow-unknown", settings.config_file.name, None,
                msg("`allow_html` names “{name}”, which nothing refuses.", name=name),
                msg("Names are those of elements, handlers, attributes and schemes, for example"
                    "  allow_html: [iframe, onclick, 'data:']  with the colon of a scheme."),
            )  # fmt: skip
