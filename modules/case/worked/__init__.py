"""范例表: the case's sheets worked through, and half filled. What stands in a slot is not sent."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from course.content.case import Case
from course.content.case.half import Half
from course.language import _
from modules.case.worked.accounts import churn_html, scorecard_html, team_html
from modules.case.worked.people import map_html, needs_html, objections_sheet_html, spises_html


class _Drawn(Protocol):
    def __call__(self, case: Case, today: date, *, half: bool) -> str: ...


@dataclass(frozen=True)
class Worked:
    """A worked sheet: its name, one sentence about it, and how it is drawn.

    `for_trainers` sheets are shown whole to those who teach; everybody else gets them half filled.
    """

    title: str
    about: str
    half: Callable[[Case], Half]
    html: _Drawn
    for_trainers: bool = False


WORKED = {
    "accounts": Worked(
        _("客户评估表与目标客户矩阵"),
        _("八家客户按锚点打分，落进四个象限。"),
        lambda case: case.accounts.half,
        scorecard_html,
        for_trainers=True,
    ),
    "needs": Worked(
        _("需求表"),
        _("八次访谈以后的八条需求：原话、等级、代价、下一问。"),
        lambda case: case.needs.half,
        needs_html,
    ),
    "spises": Worked(
        _("SPISES 画像"),
        _("三个人的六维。先有线索，再有强度和把握。"),
        lambda case: case.spises.half,
        spises_html,
    ),
    "map": Worked(
        _("客户决策角色图"),
        _("这次决策里的人，和谁影响谁，写成两张表。"),
        lambda case: case.people.half,
        map_html,
    ),
    "objections": Worked(
        _("异议处理表"),
        _("十二条异议，从根因到五步回应。"),
        lambda case: case.objections_file.half,
        objections_sheet_html,
    ),
    "churn": Worked(
        _("流失诊断表"),
        _("五种原因，每种三项；行动，放弃线，挽回线。"),
        lambda case: case.churn.half,
        churn_html,
    ),
    "team": Worked(
        _("团队体检表"),
        _("五个人打的八项分，和由此写下的一条约定。"),
        lambda case: case.team.half,
        team_html,
    ),
}
"""In the order of the units that use them; the keys stand in addresses."""
