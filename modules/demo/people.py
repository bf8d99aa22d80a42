"""Who there is in the sample data. Named after the 24 solar terms: nobody takes them for real."""

from dataclasses import dataclass
from typing import Literal

from course.people.rights import Role

DEPARTMENTS = ("华东一区", "华东二区", "方案部")

Kind = Literal["strong", "steady", "weak", "reading", "away", "new"]

TERMS = (
    *("立春", "雨水", "惊蛰", "春分", "清明", "谷雨", "立夏", "小满"),
    *("芒种", "夏至", "小暑", "大暑", "立秋", "处暑", "白露", "秋分"),
    *("寒露", "霜降", "立冬", "小雪", "大雪", "冬至", "小寒", "大寒"),
)

KINDS: tuple[Kind, ...] = (
    *("strong", "steady", "weak", "steady", "reading", "steady", "away", "strong"),
    *("steady", "strong", "weak", "reading", "steady", "new", "strong", "weak"),
    *("steady", "away", "steady", "weak", "strong", "reading", "away", "new"),
)
"""One per learner, eight per department; every kind is in more than one department."""


@dataclass(frozen=True)
class SamplePerson:
    """Somebody of the sample data. `kind` is a learner's way of learning, None for all others."""

    login: str
    name: str
    role: Role
    department: str | None = None
    manages: tuple[str, ...] = ()
    kind: Kind | None = None


LEADERS = (
    SamplePerson("admin", "示例管理员", Role.ADMIN),
    SamplePerson("trainer", "示例讲师", Role.TRAINER),
    SamplePerson("manager1", "示例主管甲", Role.MANAGER, manages=DEPARTMENTS[:2]),
    SamplePerson("manager2", "示例主管乙", Role.MANAGER, manages=DEPARTMENTS[2:]),
)

LEARNERS = tuple(
    SamplePerson(
        login=f"learner{number:02}",
        name=name,
        role=Role.LEARNER,
        department=DEPARTMENTS[(number - 1) // 8],
        kind=kind,
    )
    for number, (name, kind) in enumerate(zip(TERMS, KINDS, strict=True), 1)
)
