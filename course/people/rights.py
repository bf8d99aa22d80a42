"""Roles and the person who acts. Rights are asked here, where data are read or written."""

from dataclasses import dataclass
from enum import StrEnum

from course.errors import ForbiddenError
from course.language import _


class Role(StrEnum):
    """What a person is in this installation. Everybody may also learn."""

    LEARNER = "learner"
    TRAINER = "trainer"
    MANAGER = "manager"
    ADMIN = "admin"


ROLE_NAMES = {
    Role.LEARNER: _("学员"),
    Role.TRAINER: _("讲师"),
    Role.MANAGER: _("主管"),
    Role.ADMIN: _("管理员"),
}


@dataclass(frozen=True)
class Actor:
    """The person signed in, as one request or script run sees them.

    `departments` are those whose people a manager may see; empty for everybody else. An
    administrator and a trainer see all people, so nothing is listed for them.
    """

    user_id: int
    login: str
    name: str
    role: Role
    departments: frozenset[int] = frozenset()
    must_change_password: bool = False
    local: bool = False

    @property
    def sees_everybody(self) -> bool:
        """Whether this person may read the progress of all people."""
        return self.role in (Role.ADMIN, Role.TRAINER)

    @property
    def sees_a_team(self) -> bool:
        """Whether this person may read the progress of anybody but themselves."""
        return self.sees_everybody or self.role == Role.MANAGER

    @property
    def teaches(self) -> bool:
        """Whether this person may read what is written for trainers: handbook, model answers."""
        return self.role in (Role.ADMIN, Role.TRAINER)


def require_trainer(actor: Actor) -> None:
    """Raise ForbiddenError unless `actor` may read what is written for trainers."""
    if not actor.teaches:
        raise ForbiddenError(_("讲师手册和参考答案只有讲师和管理员能看。"))


def require_team(actor: Actor) -> None:
    """Raise ForbiddenError unless `actor` may read other people's progress."""
    if not actor.sees_a_team:
        raise ForbiddenError(_("只有主管、讲师和管理员能看团队进度。"))
