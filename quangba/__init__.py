"""quangba: fast, honest, multilingual promotion sites for a place."""

from quangba import compiled as _  # before anything of ours is compiled

__version__ = "0.1.0"
