"""Subjects of `scripts/soak.py`."""
