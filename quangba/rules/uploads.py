"""Rules over documents that are published as they are, and over security.txt."""

from __future__ import annotations

from quangba.messages import msg
from quangba.rules.rule import Rule

ROWS: tuple[Rule, ...] = (
    Rule(
        "document-kind",
        msg("A page, script or drawing among the documents would run with the site's name; old"
            " office files carry macros and cannot be looked through."),
        wrong="assets/documents/map.html",
        right="assets/documents/map.pdf",
    ),
    Rule(
        "document-content",
        msg("Browsers look at what is in a file, too: a page that is called .txt can run."),
        wrong="assets/documents/map.txt: <html>…",
        right="assets/documents/map.txt: plain text",
    ),
    Rule(
        "document-active",
        msg("Readers are asked to allow something that they cannot judge."),
        wrong="assets/documents/form.docx with macros",
        right="assets/documents/form.pdf without scripts",
    ),
    Rule(
        "security-txt-expired",
        msg("After its last day nobody relies on the contact: a weakness is told in public"
            " instead."),
        wrong="security_txt: {contact: […], expires: 2020-01-01}",
        right="security_txt: {contact: […], expires: 2027-06-30}",
    ),
    Rule(
        "security-txt-far",
        msg("A contact that nobody looks at for years is one that nobody reads."),
        wrong="security_txt: {contact: […], expires: 2099-01-01}",
        right="security_txt: {contact: […], expires: 2027-06-30}",
    ),
    Rule(
        "security-txt-soon",
        msg("Reminds in time to look whether the contact is still right."),
        wrong="security_txt: {contact: […], expires: 2026-12-01}",
        right="security_txt: {contact: […], expires: 2027-06-30}",
    ),
    Rule(
        "security-txt-place",
        msg("Programs look for the file at the root of a host and nowhere else."),
        wrong="https://host.example/brume/.well-known/security.txt",
        right="https://host.example/.well-known/security.txt",
    ),
)  # fmt: skip
