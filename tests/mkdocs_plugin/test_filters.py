"""What templates say of a page is of that page, whichever was made first."""

import re

from quangba.build import driver
from tests.small_sites import THEME, page, words, write

TEMPLATE = """\
<!doctype html><title>{{ entry.title }}</title>
<a href="{{ "a/" | url }}">{{ "Café" | names }}</a>
{% for address in ["a/"] %}<a href="{{ address | url }}">{{ "Ca" ~ "fé" | names }}</a>{% endfor %}
{{ page.content | safe }}
"""


def test_a_constant_address_is_named_as_each_page_sees_it(tmp_path):
    files = {
        **THEME,
        "assets/theme/main.html": TEMPLATE,
        "docs/en/a.md": page("A."),
        "docs/en/b/c.md": page("C."),
        "docs/fr/a.md": words("A."),
    }
    root = write(tmp_path, files)
    driver.build(root / "mkdocs.yml")

    for path, wanted in (("", "a/"), ("a/", "./"), ("b/c/", "../../a/"), ("fr/a/", "../../a/")):
        html = (root / "site" / path / "index.html").read_text(encoding="utf-8")
        assert re.findall(r'href="([^"]*)"', html) == [wanted, wanted], path
