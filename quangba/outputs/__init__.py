"""Files made from the whole site: stylesheet, fonts, site map."""
