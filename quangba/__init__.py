"""quangba: fast, honest, multilingual promotion sites for a place."""

__version__ = "0.1.0"
