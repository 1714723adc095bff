"""mkdocs.yml as settings: languages are data."""

import pytest

from quangba import settings, yaml_source
from quangba.errors import InputError
from quangba.options import Options
from quangba.validation import Model
from tests.small_sites import MKDOCS_YML, write

FIVE = "\n".join(
    f"        - {{locale: {locale}, name: {name}{', default: true' if locale == 'ja' else ''}}}"
    for locale, name in [
        ("vi", "Việt"),
        ("ja", "日本語"),
        ("ar", "العربية"),
        ("lo", "ລາວ"),
        ("no", "Norsk"),
    ]
)


def _read(root, text):
    return settings.read(write(root, {"mkdocs.yml": text}) / "mkdocs.yml")


def test_two_languages_the_source_first(tmp_path):
    found = _read(tmp_path, MKDOCS_YML.replace("        - {locale: fr", "        - {locale: vi"))

    assert [language.locale for language in found.languages] == ["en", "vi"]
    assert found.source.is_source
    assert found.language("vi").name == "Français"
    with pytest.raises(KeyError):
        found.language("de")


def test_five_languages(tmp_path):
    two = "\n".join(line for line in MKDOCS_YML.splitlines() if "locale" in line)
    found = _read(
        tmp_path,
        MKDOCS_YML.replace(two, FIVE)
        .replace("name: Norsk", "name: Norsk")
        .replace("locale: no", "locale: 'no'"),
    )

    assert [language.locale for language in found.languages] == ["ja", "vi", "ar", "lo", "no"]


def test_plugins_written_as_a_mapping(tmp_path):
    text = (
        "site_url: https://brume.example\nplugins:\n  i18n:\n"
        "    languages: [{locale: en, name: English, default: true}]\n"
        "  quangba:\n    language_tags: {en: en-GB}\n"
        "    publisher: {status: official, name: {en: Office}}\n"
    )
    found = _read(tmp_path, text)

    assert found.source.tag == "en-GB"
    assert found.publisher.status == "official"
    assert found.site_url == "https://brume.example/"


def test_folders_and_their_defaults(tmp_path):
    found = _read(
        tmp_path,
        MKDOCS_YML.replace("quangba: {}", "quangba: {cache_dir: kept, data_dir: lists}")
        + "docs_dir: text\n",
    )

    assert found.docs_dir == tmp_path / "text"
    assert found.cache_dir == tmp_path / "kept"
    assert found.data_dir == tmp_path / "lists"
    assert found.media_dir == tmp_path / "assets" / "media"
    assert found.relative(tmp_path / "text" / "en") == "text/en"


def test_all_problems_at_once(tmp_path):
    text = MKDOCS_YML.replace("site_url: https://brume.example/\n", "").replace(
        ", default: true", ""
    )
    with pytest.raises(InputError) as failure:
        _read(tmp_path, text.replace("quangba: {}", "quangba: {drafts: 1, colour: red}"))

    codes = sorted(problem.code for problem in failure.value.problems)
    assert codes == ["field-type", "field-unknown", "settings-site-url", "settings-source"]


def test_a_byte_order_mark_in_the_settings_changes_nothing(tmp_path):
    assert _read(tmp_path, "\ufeff" + MKDOCS_YML).source.locale == "en"


@pytest.mark.parametrize("name", Options.model_fields)
def test_what_options_are_without_a_word_is_right(name):
    """It is not looked at when the module is loaded, which would take each build a while."""
    usual = Options.model_fields[name].default
    if isinstance(usual, Model):
        assert usual == type(usual)()
        assert usual.model_fields_set == set()


def test_a_file_that_is_read_twice_is_parsed_once_and_a_change_is_seen(tmp_path, monkeypatch):
    settings._same.cache_clear()
    parsed = []
    parse = yaml_source.parse
    monkeypatch.setattr(
        yaml_source, "parse", lambda text, name: (parsed.append(name), parse(text, name))[1]
    )
    file = write(tmp_path, {}) / "mkdocs.yml"
    first, again = settings.read(file), settings.read(file)
    assert first == again
    assert len(parsed) == 1

    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace(first.site_url, "https://else.example/"), encoding="utf-8")
    assert settings.read(file).site_url == "https://else.example/"


def test_what_takes_other_values_from_outside_is_read_again(tmp_path, monkeypatch):
    file = write(tmp_path, {}) / "mkdocs.yml"
    text = file.read_text(encoding="utf-8")
    address = settings.read(file).site_url
    file.write_text(text.replace(address, "!ENV ADDRESS"), encoding="utf-8")
    for name in ("https://one.example/", "https://two.example/"):
        monkeypatch.setenv("ADDRESS", name)
        found = settings.read(file)
        assert found.site_url == name
        assert settings.read(file) is found


def test_what_is_the_same_is_the_same_object(tmp_path):
    first = _read(tmp_path, MKDOCS_YML)
    assert _read(tmp_path, MKDOCS_YML) is first
    assert _read(tmp_path, f"{MKDOCS_YML}\n# more\n") is not first
