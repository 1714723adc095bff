"""Former addresses in a real build of three languages, by `quangba` and by `mkdocs`."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from quangba.build import driver
from quangba.options.security import Security
from quangba.outputs.hosting.policy import page_policy
from tests.small_sites import MKDOCS_YML, THEME, page, words, write

ROOT = Path(__file__).parent.parent.parent
THIRD = "        - {locale: ar, name: العربية}\n"
WORDS = {"en": "Moved", "fr": "Page déplacée", "ar": "انتقلت الصفحة"}
SITE = {
    **THEME,
    "mkdocs.yml": MKDOCS_YML.replace("  - quangba", f"{THIRD}  - quangba").replace(
        "https://brume.example/", "https://brume.example/isle/"
    ),
    **{
        f"docs/{locale}/strings.yml": (
            "date_long: d MMMM y\ndate_medium: d MMM y\n"
            f"moved_title: {title}\nmoved_text: {title}…\n"
        )
        for locale, title in WORDS.items()
    },
    "docs/ar/index.md": words("Welcome.\n"),
    "docs/en/far/cape.md": page(title="'Cape & \"bay\"'", moved_from="[cape.md, old/index.md]"),
    "docs/fr/far/cape.md": words(title="Le cap"),
    "docs/en/local.md": page(only="[en]", moved_from="[here.md]"),
    "docs/en/draft.md": page(draft="true", moved_from="[sketch.md]"),
}
STYLESHEET = "../../assets/site.e3b0c44298.css"
PAGE = f"""\
<!doctype html>
<html lang="ar" dir="rtl">
<head>
  <meta charset="utf-8">
  <meta http-equiv="Content-Security-Policy" content="{page_policy(Security(), framed=False)}">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>انتقلت الصفحة</title>
  <meta name="color-scheme" content="light dark">
  <meta name="robots" content="noindex">
  <meta http-equiv="refresh" content="0; url=../far/cape/">
  <link rel="stylesheet" href="{STYLESHEET}">
  <link rel="canonical" href="https://brume.example/isle/far/cape/">
</head>
<body>
  <main class="wrap lost">
    <div class="prose">
      <h1 class="head-title">انتقلت الصفحة</h1>
      <p>انتقلت الصفحة…</p>
      <p><a href="../far/cape/" lang="en">Cape &amp; &quot;bay&quot;</a></p>
    </div>
  </main>
</body>
</html>
"""


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    return write(tmp_path_factory.mktemp("former"), SITE)


def former(folder):
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in folder.rglob("index.html")
        if b"refresh" in file.read_bytes()
    }


def test_in_every_language_whose_readers_have_the_page(root):
    driver.build(root / "mkdocs.yml")

    found = former(root / "site")
    assert set(found) == {
        *(f"{lang}{old}/index.html" for lang in ("", "fr/", "ar/") for old in ("cape", "old")),
        "here/index.html",
    }
    assert found["ar/cape/index.html"].decode() == PAGE
    assert (root / "site/ar/cape" / STYLESHEET).is_file()
    french = found["fr/old/index.html"].decode()
    assert '<a href="../far/cape/">Le cap</a>' in french
    assert "https://brume.example/isle/fr/far/cape/" in french
    maps = b"".join(file.read_bytes() for file in (root / "site").glob("sitemap-*.xml"))
    assert b"cape/</loc>" in maps
    assert b"isle/cape/</loc>" not in maps

    environment = {**os.environ, "PYTHONPATH": str(ROOT), "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", "mkdocs", "build", "-d", "other"]
    subprocess.run(command, cwd=root, env=environment, check=True, capture_output=True)
    assert former(root / "other") == found
