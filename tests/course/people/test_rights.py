"""Who may read what is written for others than learners."""

import pytest

from course.errors import ForbiddenError
from course.people.rights import Actor, Role, require_trainer

TEACHERS = {Role.TRAINER, Role.ADMIN}


def actor(role: Role) -> Actor:
    return Actor(user_id=1, login="zhouran", name="周然", role=role)


@pytest.mark.parametrize("role", list(Role))
def test_the_handbook_is_for_trainers_and_administrators(role: Role) -> None:
    assert actor(role).teaches == (role in TEACHERS)


@pytest.mark.parametrize("role", sorted(set(Role) - TEACHERS))
def test_everybody_else_is_told_who_may(role: Role) -> None:
    with pytest.raises(ForbiddenError, match="讲师和管理员"):
        require_trainer(actor(role))


@pytest.mark.parametrize("role", sorted(TEACHERS))
def test_who_teaches_is_not_stopped(role: Role) -> None:
    require_trainer(actor(role))
