"""Settings: mkdocs.yml, and what it says of the site."""

from __future__ import annotations

from quangba.messages import msg
from quangba.rules.rule import Rule

ROWS: tuple[Rule, ...] = (
    Rule(
        "settings-missing",
        msg(
            "Without its settings nobody knows the languages, the address or the name of the site."
        ),
        wrong="quangba build   # in a folder without mkdocs.yml",
        right="quangba build --config brume/mkdocs.yml",
    ),
    Rule(
        "settings-encoding",
        msg(
            "In another encoding than UTF-8, names of languages and of the site would turn "
            "into wrong letters."
        ),
        wrong="site_name: �le de Brume",
        right="site_name: Île de Brume",
    ),
    Rule(
        "settings-languages",
        msg("Every page belongs to a language; without a list of them there is nothing to build."),
        wrong="- i18n: {docs_structure: folder}",
        right=(
            "- i18n:\n"
            "    docs_structure: folder\n"
            "    languages:\n"
            "      - {locale: en, name: English, default: true}\n"
            "      - {locale: fr, name: Français}"
        ),
    ),
    Rule(
        "settings-language",
        msg(
            "The language is what browsers, screen readers and search engines are told; its "
            "name is what readers choose it by."
        ),
        wrong="- {locale: fr}",
        right="- {locale: fr, name: Français}",
    ),
    Rule(
        "settings-language-repeated",
        msg(
            "Two entries would build the same folder twice, and readers would see the "
            "language twice in the menu."
        ),
        wrong=(
            "- {locale: en, name: English, default: true}\n- {locale: en, name: British English}"
        ),
        right="- {locale: en, name: English, default: true}",
    ),
    Rule(
        "settings-source",
        msg(
            "Translations are compared with the source language, and readers get its text "
            "where one is missing: it must be clear which it is."
        ),
        wrong="- {locale: en, name: English}\n- {locale: fr, name: Français}",
        right="- {locale: en, name: English, default: true}\n- {locale: fr, name: Français}",
    ),
    Rule(
        "settings-site-url",
        msg(
            "Feeds, share cards, the site map and the addresses that search engines keep "
            "are whole addresses, and cannot be made without it."
        ),
        wrong="site_name: Isle of Brume",
        right="site_name: Isle of Brume\nsite_url: https://brume.example/isle/",
    ),
    Rule(
        "settings-time-zone",
        msg(
            "What is published or past today, and the hours in calendars, depend on the "
            "time at the place."
        ),
        wrong="time_zone: Atlantic/Brume",
        right="time_zone: Atlantic/Azores",
    ),
    Rule(
        "settings-writing",
        msg(
            "A habit that is set for a language it says nothing about is followed nowhere, "
            "though everybody thinks that it is checked."
        ),
        wrong="writing: {fr: {tone_marks: old}}",
        right="writing: {vi: {tone_marks: old}}",
    ),
    Rule(
        "recipe-unknown",
        msg(
            "A misspelt use changes nothing: pictures keep the sizes they had, and nobody sees why."
        ),
        wrong="heros: {widths: [480, 960]}",
        right="hero: {widths: [480, 960]}",
    ),
    Rule(
        "recipe-poster",
        msg(
            "A film names one poster and no others; a browser that cannot read its format "
            "shows a black field."
        ),
        wrong="poster: {widths: [960]}",
        right="poster: {widths: [960], formats: [jpeg]}",
    ),
)
