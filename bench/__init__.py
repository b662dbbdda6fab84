"""How fast the law, the pages, the saves and the worker are: `make bench`."""
