"""What people read of a built site that tells too much, in English and Vietnamese."""

from pathlib import Path

import pytest

from quangba.checks import leaks
from quangba.messages import catalogue
from quangba.rules.leaks import ROWS
from tests.checks.test_leaks import CORE, TEXT, TYPES, box, picture, zipped
from tests.small_sites import page

HERE = Path(__file__).parent / "leak_messages"
POSITION = box(b"ftyp", b"isom\0\0\0\0") + box(b"moov", box(b"udta", box(b"\xa9xyz", b"+21/")))
BUILT = {
    "leak-position": {"media/boat.mp4": POSITION},
    "leak-picture": {"media/boat.jpg": picture("JPEG") + b"more"},
    "leak-author": {"files/plan.docx": zipped(**TYPES, **{"docProps/core.xml": CORE})},
    "leak-comment": {"files/kit.zip": zipped(**{"a.jpg": picture("JPEG", comment=b"An: good?")})},
    "leak-comment--changes": {"files/plan.docx": zipped(**TYPES, **{"word/document.xml": TEXT})},
    "leak-unreadable": {"files/plan.doc": b"\xd0\xcf\x11\xe0"},
    "leak-email": {"a/index.html": "<p>an@office.test</p>"},
    "leak-email--everywhere": {f"p{n}/index.html": "an@office.test" for n in range(5)},
    "leak-phone": {"a/index.html": "0912 345 678"},
    "leak-path": {"a.js": "// /home/an/site"},
    "leak-host": {"a/index.html": "http://192.168.1.20/"},
    "leak-secret": {"a.js": "'AKIAABCDEFGHIJKLMNOP'"},
    "leak-word": {"a/index.html": "Operation Heron"},
}
RESTRICTED = "word,reason,language\nOperation Heron,an internal name,\n"


@pytest.mark.parametrize("name", BUILT)
def test_message(name, make_site, tmp_path, golden):
    text = "Write to an@office.test or 0912 345 678."
    site, _ = make_site({"docs/en/a.md": page(text), "assets/data/restricted.csv": RESTRICTED})
    for file, data in BUILT[name].items():
        target = tmp_path / "built" / file
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data.encode() if isinstance(data, str) else data)

    problems = list(leaks.check(site, tmp_path / "built"))

    assert name.partition("--")[0] in [problem.code for problem in problems]
    shown = ""
    for language in ("en", "vi"):
        shown += f"[{language}]\n"
        shown += "".join(f"{each.render(catalogue(language))}\n" for each in problems)
    golden(shown, HERE / f"{name}.txt")


def test_every_code_has_a_case():
    codes = {row.code for row in ROWS if row.code.startswith("leak-")}

    assert {name.partition("--")[0] for name in BUILT} == codes
    assert {file.stem for file in HERE.glob("*")} == set(BUILT)
