"""The rule book of 본인부담상한제: pure functions over dated data.

Standard library only: no Flask, no database, no clock. Money is an integer number of won, days
are calendar dates, and "today" is always passed in. The numbers of the law are rows in `data/`,
each with its source and status.
"""
