"""Markdown with front matter, read into typed pages and one tree of all languages."""
