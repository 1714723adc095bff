"""What the lines of a text hid stops the build; what a template forgets to escape is escaped."""

import pytest

from quangba.build import driver
from quangba.errors import BuildError
from tests.small_sites import THEME, page, words, write

HIDDEN = "<div>\n\n`<img src=x onerror=alert(1)>`\n\n</div>"


def test_what_only_the_renderer_sees_stops_the_build(tmp_path):
    files = {**THEME, "docs/en/a.md": page(HIDDEN), "docs/fr/a.md": words("Texte.")}
    root = write(tmp_path, files)

    with pytest.raises(BuildError) as failure:
        driver.build(root / "mkdocs.yml")

    assert any("“onerror”" in line and "[html-live]" in line for line in failure.value.log)


def test_a_template_escapes_what_it_is_given(tmp_path):
    title = "'<script>alert(1)</script> & more'"
    root = write(tmp_path, {**THEME, "docs/en/a.md": page("Text.", title=title)})

    driver.build(root / "mkdocs.yml")

    html = (tmp_path / "site/a/index.html").read_text(encoding="utf-8")
    assert "<title>&lt;script&gt;alert(1)&lt;/script&gt; &amp; more</title>" in html
    assert "<p>Text.</p>" in html
