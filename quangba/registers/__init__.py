"""Registers kept as data in assets/data: typed rows out of YAML and CSV."""
