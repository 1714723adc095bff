"""The adapter to mkdocs: events in, values of the site out. No logic of its own."""
