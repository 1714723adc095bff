"""The register of agreed names, as spreadsheets write it."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quangba import settings
from quangba.registers import terms
from quangba.registers.terms import proper, short
from tests.small_sites import write

TERMS = "assets/data/terms.csv"
HEADER = "id,kind,en,fr,reading_fr,plain,proposed,origin,annotate,also_en,avoid_fr,sources,note\n"
POINT = (
    'point,place,Fairy Point,"Pointe, dite ""la Fée""",fé,,fr en,fr,yes,'
    "the Point | Point,Pic,,old\n"
)


def test_a_row_with_everything(make_site):
    made = make_site({TERMS: HEADER + "\n" + POINT})
    term = made.site.terms.rows["point"]

    assert made.problems == ()
    assert dict(term.names) == {"en": "Fairy Point", "fr": 'Pointe, dite "la Fée"'}
    assert (term.proposed, term.origin, term.annotate, term.line) == (("fr", "en"), "fr", True, 3)
    assert term.forms("en") == ("Fairy Point", "the Point", "Point")
    assert (term.avoid["fr"], term.readings["fr"], term.plain) == (("Pic",), "fé", "Fairy Point")


def test_as_excel_writes_it(make_site):
    text = ("\ufeff" + HEADER + POINT).replace("\n", "\r\n")

    made = make_site({TERMS: text})

    assert (made.problems, list(made.site.terms.rows)) == ((), ["point"])


def test_a_language_without_a_name_has_no_forms(make_site):
    site, problems = make_site({TERMS: "id,kind,en,fr\nquay,place,Đá Quay (old),\n"})
    quay = site.terms.rows["quay"]

    assert problems == ()
    assert (quay.forms("en"), quay.forms("fr"), quay.plain) == (("Đá Quay",), (), "Da Quay")
    assert (quay.origin, quay.annotate) == ("en", None)


def test_no_register(make_site):
    site, problems = make_site({})

    assert (dict(site.terms.rows), problems) == ({}, ())


def test_a_wrong_row_does_not_hide_the_others(make_site):
    made = make_site({TERMS: "id,kind,en,fr\n,place,Quay,Quai\nmole,place,Mole,Môle\n"})

    assert (made.codes, list(made.site.terms.rows)) == (["terms-empty"], ["mole"])


def test_names_as_texts_write_them():
    assert short("xã Tân Thanh (cũ)") == "xã Tân Thanh"
    assert short("原文朗县（至2025年6月30日）") == "原文朗县"
    assert proper("the former Văn Lãng District") == "Văn Lãng District"
    assert proper("múa sư tử mèo") == "múa sư tử mèo"


CELL = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12)


@pytest.fixture(scope="session")
def place(tmp_path_factory):
    return settings.read(write(tmp_path_factory.mktemp("terms"), {}) / "mkdocs.yml")


@given(rows=st.lists(st.tuples(CELL, CELL, CELL, CELL), max_size=4))
def test_any_table_is_read_or_told(place, rows):
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows([("id", "kind", "en", "fr"), *rows])
    place.data_dir.mkdir(parents=True, exist_ok=True)
    (place.data_dir / terms.FILE).write_text(out.getvalue(), encoding="utf-8")

    found, problems = terms.read(place)

    told = {problem.line for problem in problems}
    assert len(found.rows) + len(told) == sum(any(cell.strip() for cell in row) for row in rows)
