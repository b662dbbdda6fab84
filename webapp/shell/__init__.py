"""Home, a person's year, the cap table, examples: the screens that put the parts together."""
