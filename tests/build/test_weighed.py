"""A site is built with the errors that its settings may lower, by quangba and for mkdocs."""

from quangba.build import driver
from quangba.mkdocs_plugin.options import PluginOptions
from quangba.options import Options
from tests.small_sites import MKDOCS_YML, THEME, page, words, write

BODY = "# A page\n\n## One\n\nSee [home](/en/).\n\n### Two\n"
RULES = "{heading-title: note, heading-level: 'off', link-absolute: note, title-long: off}"


def test_lowered_errors_stop_no_build(tmp_path):
    options = MKDOCS_YML.replace("quangba: {}", f"quangba: {{checks: {{rules: {RULES}}}}}")
    write(
        tmp_path,
        {
            **THEME,
            "mkdocs.yml": options,
            "docs/en/a.md": page(BODY),
            "docs/fr/a.md": words("# Une page\n\n## Un\n\n## Deux\n"),
        },
    )
    report = driver.build(tmp_path / "mkdocs.yml")

    codes = {each.code for each in report.problems}
    assert {"heading-title", "link-absolute"} <= codes
    assert "heading-level" not in codes
    # mkdocs knows every option that we do
    assert report.warnings == ()


def test_mkdocs_knows_every_option():
    assert {name for name, _ in PluginOptions._schema} == set(Options.model_fields)
