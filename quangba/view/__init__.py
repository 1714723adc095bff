"""What templates see: plain frozen values made from the site, one page at a time."""
