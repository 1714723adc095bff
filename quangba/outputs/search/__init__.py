"""The search index of a language: small files that a script in the browser asks for by need.

`words` says what a word is and when two are one, `prose` takes the text out of a page's HTML,
`postings` tells where each word stands, `chunks` cuts that into files, `names` knows what else a
name is called, and `files` writes it all. The other half is assets/theme/js/search/;
developers/search.md describes the format for both.
"""
