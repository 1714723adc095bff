"""What is read from the source once for all tests of this folder."""

import markdown
import pytest

from quangba.rules import reference, severities


@pytest.fixture(scope="session")
def graded():
    """Code -> severities, as the source has them."""
    return severities.read()


@pytest.fixture(scope="session")
def page(graded):
    """developers/rules.md as it should be."""
    return reference.page(graded)


@pytest.fixture(scope="session")
def html(page):
    """The same as a browser gets it."""
    return markdown.markdown(page, extensions=["fenced_code", "toc"])
