"""The server is killed after it has committed what a phone sent, and before it says so."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from e2e.installed import Installed
from e2e.mortal import MortalServer
from e2e.story import BILL


@pytest.fixture
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MortalServer]:
    server = MortalServer(tmp_path_factory.mktemp("mortal"))
    yield server
    server.stop()


def test_what_was_committed_and_not_answered_is_there_once(
    installed: Installed, server: MortalServer
) -> None:
    member = installed.adds("엄마", year=2023, band=1)
    installed.until_sent()
    server.order.touch()
    installed.saves(member, **BILL)
    installed.waits_for(server.is_dead)
    assert len(server.rows("SELECT id FROM receipt")) == 1
    assert len(installed.waiting()) == 1
    installed.opens("/?year=2023")
    installed.shows("estimate", member, 2023, 4_130_000)

    server.start()
    installed.asks_again()
    installed.until_sent()
    assert server.rows("SELECT copay, deleted_at FROM receipt") == [(5_000_000, None)]
    assert not installed.kept("problem")
    assert len(installed.kept("receipt")) == 1
