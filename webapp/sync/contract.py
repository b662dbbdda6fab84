"""Which shapes of `/sync` this server understands.

Raise `CONTRACT` with every change of the wire format. Raise `OLDEST` with it only if the change
is not additive: devices below it are told to update first (409 `upgrade`), and their outbox waits.
"""

CONTRACT = 1
OLDEST = 1
