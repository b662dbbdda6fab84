from tests.sync_client.checks import *
from tests.sync_client.world import *
def test_try(world):
    a, b = world.phone("a"), world.phone("b")
    assert a.syncs() == "done"
    m = a.adds_member()
    r = a.adds(m)
    check_phone(a)
    for fate in FATES:
        a.edits(r, note=fate.__name__)
        print(fate.__name__, a.syncs(fate))
        check_phone(a)
    b.syncs()
    b.edits(r, note="b")
    a.edits(r, note="a")
    b.syncs()
    a.syncs()
    print(a.problems())
    settle_down(world)
    check_agreement(world)
