from collections.abc import Iterator

import pytest
from flask import Flask

from tests.conftest import Clock
from tests.sync_client.bridge import Phones, phones
from tests.sync_client.world import World


@pytest.fixture(scope="session")
def process() -> Iterator[Phones]:
    """All phones of the tests, but for the mutants."""
    with phones() as found:
        yield found


@pytest.fixture
def world(app: Flask, clock: Clock, process: Phones) -> Iterator[World]:
    world = World(app, clock, process)
    yield world
    world.ends()
