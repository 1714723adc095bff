"""The options that mkdocs lets pass are those that the settings know."""

from quangba.mkdocs_plugin.options import PluginOptions
from quangba.options import Options


def test_mkdocs_knows_every_option():
    assert {name for name, _ in PluginOptions()._schema} == set(Options.model_fields)
