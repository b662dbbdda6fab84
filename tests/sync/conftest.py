from collections.abc import Iterator

import pytest
from flask import Flask

from tests.sync.family import Family


@pytest.fixture
def family(app: Flask) -> Iterator[Family]:
    with app.app_context():
        yield Family()


@pytest.fixture
def neighbours(family: Family) -> Family:
    """Another household in the same database."""
    return Family()
