"""The plugin's options as mkdocs sees them; `settings.Options` validates them with lines."""

from __future__ import annotations

from mkdocs.config import base
from mkdocs.config import config_options as c


class PluginOptions(base.Config):  # type: ignore[no-untyped-call]
    """Any value passes here: wrong ones are reported by `settings.read`, with line and mend."""

    language_tags = c.Type(dict, default={})
    publisher = c.Type(dict, default={})
    media_dir = c.Type(str, default="assets/media")
    documents_dir = c.Type(str, default="assets/documents")
    data_dir = c.Type(str, default="assets/data")
    cache_dir = c.Type(str, default=".cache")
    translations_dir = c.Type(str, default="assets/translations")
    drafts = c.Type(bool, default=False)
    time_zone = c.Type(str, default="UTC")
    listings = c.Type(dict, default={})
    feeds = c.Type(dict, default={})
    terms = c.Type(dict, default={})
    machine_translation = c.Type(dict, default={})
    writing = c.Type(dict, default={})
    robots = c.Type(list, default=[])
    indexnow = c.Optional(c.Type(dict))
    budgets = c.Type(dict, default={})
    checks = c.Type(dict, default={})
    security = c.Type(dict, default={})
    publish = c.Type(dict, default={})
    offline_copy = c.Type(dict, default={})
