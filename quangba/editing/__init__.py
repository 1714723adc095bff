"""Commands that write the site's own files: new pages, pages that move."""
