"""quangba: fast, honest, multilingual promotion sites for a place."""

from quangba import compiled

__version__ = "0.1.0"

compiled.keep(beside=compiled.__spec__.cached)
