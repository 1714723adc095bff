"""Files for translators and their tools: out as XLIFF or PO, and back into the pages."""
