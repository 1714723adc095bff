from __future__ import annotations

import json

import pytest

from quangba.errors import PublishError
from quangba.publish.bundle import scripts


def made(code: str) -> str:
    return scripts.classic({"a.1.js": code})[1].decode()


@pytest.mark.parametrize(
    ("module", "part"),
    [
        ('import { one, two as three } from "./b.2.js";\n',
         'const { one, two: three } = $need("b.2.js");'),
        ('import "./b.2.js";\n', '$need("b.2.js");'),
        ('const load = () => import("./b.2.js");\n', 'const load = () => $later("b.2.js");'),
        ("export function open() {}\n", "function open() {}\n\nreturn { open };"),
        ("export async function open() {}\n", "async function open() {}\n\nreturn { open };"),
        ("export class Box {}\n", "class Box {}\n\nreturn { Box };"),
        ("export const a = 1;\nexport const b = 2;\n", "const b = 2;\n\nreturn { a, b };"),
    ],
)  # fmt: skip
def test_what_modules_say(module, part):
    assert part in made(module)


@pytest.mark.parametrize(
    "module",
    [
        "export default 1;", "export { a };", "export * from './b.js';", "export let a = 1;",
        "export const { a } = b;", "import * as b from './b.js';", "import b from './b.js';",
        "import { b } from 'https://o.example/b.js';", "const here = import.meta.url;",
        "const b = await import(name);", "await start();",
    ],
)  # fmt: skip
def test_what_is_written_otherwise_is_refused_with_its_line(module):
    with pytest.raises(PublishError) as refused:
        made(f"const x = 1;\n{module}\n")
    assert module in str(refused.value)
    assert "a.1.js" in str(refused.value)


def test_the_same_modules_make_the_same_script_whatever_their_order():
    modules = {"a.1.js": "const a = 1;\n", "b.2.js": 'import "./a.1.js";\n'}
    turned = dict(reversed(modules.items()))
    assert scripts.classic(modules) == scripts.classic(turned)
    name, _ = scripts.classic(modules)
    assert name != scripts.classic({"a.1.js": "const a = 2;\n"})[0]


def test_data_is_handed_over_as_it_is():
    said = {"text": "</script> \u2028 “Lạng Sơn” 谅山"}
    content = json.dumps(said, ensure_ascii=False).encode()
    code = scripts.data("en/x.json", content).decode()
    assert code == f'offlineFile("en/x.json",{content.decode()});\n'
    html = scripts.data("a/dialog.html", '<a title="x">é</a>\n'.encode()).decode()
    assert html == 'offlineFile("a/dialog.html","<a title=\\"x\\">é</a>\\n");\n'
