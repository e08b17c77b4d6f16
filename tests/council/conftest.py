"""What several files of tests begin with."""

import pytest

from council.models import Person, Role
from tests import factories


@pytest.fixture
def administrator(cast: factories.Cast) -> Person:
    """A system administrator of the cast's council."""
    return factories.member(cast.council, Role.SYSTEM_ADMINISTRATOR)
