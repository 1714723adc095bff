"""security.txt by RFC 9116: only where somebody is named, there in spite of its hidden folder."""

import re

import pytest

from quangba.build import driver
from quangba.outputs import security_txt
from quangba.publish import release
from tests.small_sites import MKDOCS_YML, THEME, write

FIELD = re.compile(r"^([A-Z][A-Za-z-]+): (\S.*)$")


def yml(told):
    return MKDOCS_YML.replace("- quangba: {}", f"- quangba: {{security: {{security_txt: {told}}}}}")


def lines(made):
    return security_txt.files(made.site.settings)[security_txt.FILE].decode().splitlines()


def test_the_file_says_what_the_settings_say(make_site):
    told = (
        "{contact: ['mailto:s@brume.example', 'https://brume.example/s'], expires: 2027-06-30,"
        " policy: 'https://brume.example/p'}"
    )

    found = lines(make_site({"mkdocs.yml": yml(told)}))

    assert all(FIELD.match(line) for line in found)
    assert found == [
        "Contact: mailto:s@brume.example",
        "Contact: https://brume.example/s",
        "Expires: 2027-06-30T23:59:59Z",
        "Preferred-Languages: en, fr",
        "Canonical: https://brume.example/.well-known/security.txt",
        "Policy: https://brume.example/p",
    ]


def test_nobody_is_invented(make_site):
    assert security_txt.files(make_site({}).site.settings) == {}


@pytest.mark.parametrize("contact", ["s@brume.example", "http://brume.example/", "mailto:s"])
def test_a_contact_is_an_address(make_site, contact):
    made = make_site({"mkdocs.yml": yml(f"{{contact: ['{contact}'], expires: 2027-06-30}}")})

    assert made.codes == ["field-type"]


def test_it_gets_into_the_built_site_and_into_what_is_published(tmp_path):
    told = "{contact: ['mailto:s@brume.example'], expires: 2027-06-30}"
    root = write(tmp_path, {**THEME, "mkdocs.yml": yml(told)})

    driver.build(root / "mkdocs.yml")

    assert (root / "site" / security_txt.FILE).read_text().startswith("Contact: mailto:s@")
    assert security_txt.FILE in release.read(root / "site").files
