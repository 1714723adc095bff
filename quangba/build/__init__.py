"""Building the site: one process a language, put in place only when all succeeded."""
