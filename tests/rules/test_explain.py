"""`quangba check --explain`: a rule's reason and example, in the user's language."""

import pytest

from quangba import cli

ELSE = "Its name stands in brackets behind a problem, for example [link-missing]."


def explained(capsys, *arguments):
    code = 0
    try:
        cli.main(["check", *arguments])
    except SystemExit as ended:
        code = ended.code
    return code, *capsys.readouterr()


def test_a_rule_in_english(capsys, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)  # there is no site: a rule is the same everywhere

    code, out, err = explained(capsys, "--ui-lang", "en", "--explain", "heading-skipped")

    assert (code, err) == (0, "")
    assert out == (
        "heading-skipped (error)\n"
        "Who moves by headings with a screen reader looks for the level that is missing.\n"
        "\nWrong:\n    ## Tides\n\n    #### Moon\n"
        "\nRight:\n    ## Tides\n\n    ### Moon\n"
    )


def test_a_rule_in_vietnamese(capsys):
    code, out, _ = explained(capsys, "--ui-lang", "vi", "--explain", "link-missing")

    assert code == 0
    assert out.startswith(
        "link-missing (lỗi)\nBạn đọc sẽ gặp trang báo “không tìm thấy”.\n\nChưa đúng:\n"
    )


def test_brackets_of_a_message_may_be_copied_too(capsys):
    assert explained(capsys, "--ui-lang", "en", "--explain", "[fact-overdue]")[1].startswith(
        "fact-overdue (warning / error)\n"
    )


def test_a_rule_that_is_a_failure_has_no_example(capsys):
    out = explained(capsys, "--ui-lang", "en", "--explain", "add-failed")[1]

    assert out.count("\n") == 2


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("link-misssing", "There is no rule “link-misssing”. Did you mean “link-missing”?\n"),
        (
            "xyz",
            f"There is no rule “xyz”. {ELSE}\n",
        ),
    ],
)
def test_an_unknown_rule_is_wrong_use(capsys, asked, told):
    assert explained(capsys, "--ui-lang", "en", "--explain", asked) == (2, "", told)
