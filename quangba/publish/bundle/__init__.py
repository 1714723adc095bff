"""The offline copy: a built site for a machine without network, opened from its files.

Browsers give a page from file:// less than one from a server: no module scripts, no fetch, no
subtitles from other files, no folder that stands for its index.html. What is needed of
that is rewritten in the copy; the built site is only read.
"""
