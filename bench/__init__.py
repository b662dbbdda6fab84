"""How fast the law, the pages and the saves are: `make bench`."""
