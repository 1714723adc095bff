"""The theme's files as published: names by hash, sheets by folder, imports that still lead on."""

from __future__ import annotations

import re
from typing import Any

import pytest

from quangba.errors import InputError
from quangba.outputs import theme_assets
from quangba.outputs.theme_assets import ThemeAssets
from tests.small_sites import Link


@pytest.fixture
def publish(make_site: Any) -> Any:
    def published(files: dict[str, str]) -> ThemeAssets:
        made = make_site({f"assets/theme/{name}": text for name, text in files.items()})
        return theme_assets.make(made.site.settings.theme_dir, made.site.tree, made.root / ".cache")

    return published


def test_a_folder_of_the_stylesheets_is_a_sheet_of_its_own(publish: Any):
    made = publish({"css/a.css": "a{top:0}", "css/b.css": "b{top:0}", "css/find/c.css": "c{top:0}"})

    assert made.files[made.paths["site.css"]] == b"a{top:0}b{top:0}"
    assert made.files[made.paths["find.css"]] == b"c{top:0}"


def test_what_editors_and_systems_put_beside_files_is_not_read(publish: Any):
    files = {"css/a.css": "a{top:0}", "css/find/c.css": "c{top:0}", "js/a.js": "1;\n"}
    mac, emacs = b"\0\5\x16\7\xff", Link("somebody@here.1")
    beside = {
        f"{name.rpartition('/')[0]}/{start}{name.rpartition('/')[2]}": data
        for name in files
        for start, data in (("._", mac), (".#", emacs))
    }

    plain = publish(files)
    assert publish({**files, **beside}) == plain


def test_imports_lead_to_the_published_names(publish: Any):
    made = publish(
        {
            "js/find/a.js": 'import { b } from "./b.js";\nimport("./c.js");\n',
            "js/find/b.js": "export { c as b } from './c.js';\n",
            "js/find/c.js": "export const c = 1;\n",
        }
    )
    code = {name: made.files[path].decode() for name, path in made.paths.items()}
    named = re.findall(r"\./([\w.]+\.js)", code["find/a.js"] + code["find/b.js"])

    assert [f"assets/{name}" for name in named] == [
        made.paths["find/b.js"],
        made.paths["find/c.js"],
        made.paths["find/c.js"],
    ]


def test_a_script_of_all_pages_may_import_from_a_folder(publish: Any):
    made = publish({"js/a.js": 'import("./find/b.js");', "js/find/b.js": "1;"})
    name = made.paths["find/b.js"].removeprefix("assets/")

    assert made.files[made.paths["a.js"]].decode() == f'import("./{name}");'


def test_lines_of_comment_are_not_sent(publish: Any):
    code = '// What it does.\nconst at = "https://a.b"; // why\n\n  // how\n  go(at);\n'
    made = publish({"js/a.js": code})

    assert made.files[made.paths["a.js"]] == b'const at = "https://a.b"; // why\n  go(at);\n'


def test_a_changed_script_changes_the_names_of_those_that_import_it(publish: Any):
    importing = 'import "./b.js";\n'
    first = publish({"js/a.js": importing, "js/b.js": "1;"})
    second = publish({"js/a.js": importing, "js/b.js": "2;"})

    assert first.paths["a.js"] != second.paths["a.js"]


@pytest.mark.parametrize(
    ("files", "code", "words"),
    [
        ({"js/a.js": 'import "./fog.js";'}, "theme-file", "fog.js"),
        ({"js/a.js": 'import "./b.js";', "js/b.js": 'import "./a.js";'}, "theme-cycle", "b.js"),
    ],
)
def test_what_scripts_cannot_import(publish: Any, files: dict[str, str], code: str, words: str):
    with pytest.raises(InputError) as failure:
        publish(files)

    assert [problem.code for problem in failure.value.problems] == [code]
    assert words in str(failure.value.problems[0])
