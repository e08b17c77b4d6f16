"""What the thread's tests share."""

import pytest

from tests.thread.making import Agreed, a_strategy


@pytest.fixture
def agreed(cast) -> Agreed:
    """A strategy of the cast's council."""
    return a_strategy(cast.council)


@pytest.fixture
def theirs(cast) -> Agreed:
    """A strategy of the other council, with the same address and codes."""
    return a_strategy(cast.other_council)
