"""How the files of a site are to be served, and the settings of servers that do so."""
