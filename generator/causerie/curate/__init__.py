"""`causerie curate`: a local server with one page, on which a host makes a recap; the records are its only store."""
