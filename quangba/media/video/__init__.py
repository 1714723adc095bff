"""Clips: originals with their sidecars and subtitles, and the files that are published."""
