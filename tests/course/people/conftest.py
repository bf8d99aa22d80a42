import pytest
from argon2 import PasswordHasher

from course.people import passwords


@pytest.fixture(autouse=True)
def cheap_hashing(monkeypatch):
    """The real parameters take 50 ms and 64 MiB a time; what is tested here is not their price."""
    monkeypatch.setattr(passwords, "_hasher", PasswordHasher(1, 8, 1))
    passwords._dummy.cache_clear()
    yield
    passwords._dummy.cache_clear()
