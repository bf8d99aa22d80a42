"""The sheets about people: needs, SPISES, the map of a decision, objections."""

from datetime import date
from html import escape

from course.content.case import Case
from course.content.case.clock import dated, spoken
from course.content.case.people import Edge, Node
from course.content.case.talk import Objection
from course.content.case.work import Need, Profile
from course.language import _
from modules.case.numbers import figure
from modules.case.people import name_of
from modules.case.worked.filling import Filling, card, legend, signed
from modules.tables import Cell, book_table


def needs_html(case: Case, today: date, *, half: bool) -> str:
    """A card per need."""
    filling = Filling(case.needs, today, half=half)
    note = legend(
        _("等级：P0 没有觉察，P1 有不满，P2 明确要改，P3 已在采购。"),
        _("优先：1–3，越大越急。"),
    )
    return note + "".join(_need(case, need, filling) for need in case.needs.needs)


def _need(case: Case, need: Need, filling: Filling) -> str:
    side = _("个人的需求") if need.side == "personal" else _("组织的需求")
    head = (
        f'<p class="who"><b>{need.id} {escape(name_of(case, need.person))}</b> '
        f'<span class="soft small">{side}</span></p>'
        f"<blockquote>{escape(need.quote)}</blockquote>"
    )
    cost = _("{n} 万元").format(n=figure(need.cost)) if need.cost is not None else "—"
    lines: list[tuple[str, Cell]] = [
        (_("需求"), filling.words(need.id, "title", need.title)),
        (_("等级"), filling.mark(need.id, "level", f"P{need.level}")),
        (_("优先"), filling.mark(need.id, "priority", str(need.priority))),
        (_("不做的代价"), filling.mark(need.id, "cost", cost)),
        (_("怎么算的"), filling.words(need.id, "cost_why", need.cost_why)),
        (_("我方负责"), filling.mark(need.id, "owner", name_of(case, need.owner))),
        (_("下一问"), filling.words(need.id, "next_question", need.next_question)),
        (_("离下一级还缺"), filling.words(need.id, "to_next", need.to_next)),
    ]
    return card(head, lines, filling.ask(need.id))


def spises_html(case: Case, today: date, *, half: bool) -> str:
    """A table per person, a row per dimension."""
    filling = Filling(case.spises, today, half=half)
    note = legend(
        _("强度 0–4。"),
        _("把握：0 猜的，1 传闻，2 看见过一次，3 两次互不相干的观察；0 和 1 画虚线，不下结论。"),
        _("我方已给：0 没有，1 一点，2 足够。"),
    )
    return note + "".join(_profile(case, one, filling) for one in case.spises.profiles)


def _profile(case: Case, profile: Profile, filling: Filling) -> str:
    rows, ids = [], []
    cells = case.spises.cells()
    for dim, label in zip(case.spises.dims, case.spises.labels, strict=True):
        row = f"{profile.person}.{dim}"
        worked = cells[row]
        ids.append(row)
        rows.append(
            (
                label,
                *(
                    filling.mark(row, name, str(worked[name]))
                    for name in ("intensity", "confidence", "covered")
                ),
                *(
                    filling.words(row, name, str(worked[name]) if worked[name] else None)
                    for name in ("cue", "offer")
                ),
            )
        )
    heads = (_("维度"), _("强度"), _("把握"), _("我方已给"), _("线索"), _("可以给的"))
    name = name_of(case, profile.person)
    return f"<h2>{escape(name)}</h2>" + book_table(
        _("{name}的六维").format(name=name),
        heads,
        rows,
        fold="words",
        caption=False,
        asks=filling.asks(ids),
    )


def map_html(case: Case, today: date, *, half: bool) -> str:
    """The latest map as two tables: people, and who moves whom."""
    filling, now = Filling(case.people, today, half=half), case.people.maps[-1]
    note = legend(
        _("正式、非正式影响 1–5。"),
        _("态度：−2 反对，−1 有保留，0 中立，+1 支持，+2 替我们说话。"),
        _("覆盖：0 没见过，1 一次短会，2 多次，3 深入，4 双向信任。"),
    )
    heads = (
        _("姓名"),
        _("角色"),
        _("正式"),
        _("非正式"),
        _("位置"),
        _("态度"),
        _("覆盖"),
        _("我方负责"),
        _("怎么知道"),
    )
    people = book_table(
        _("人"),
        heads,
        [_node(case, node, filling) for node in now.nodes],
        fold="words",
        asks=filling.asks(node.person for node in now.nodes),
    )
    edges = book_table(
        _("谁影响谁"),
        (_("从谁到谁"), _("哪一种"), _("粗细 1–3"), _("依据")),
        [_edge(case, edge, filling) for edge in now.edges],
        fold="words",
        asks=filling.asks(map(_edge_id, now.edges)),
    )
    said = escape(f"{spoken(now.month)}，{now.title}。{dated(now.note, today)}")
    return f"<p>{said}</p>{note}{people}{edges}"


def _node(case: Case, node: Node, filling: Filling) -> tuple[Cell, ...]:
    row = node.person
    return (
        name_of(case, row),
        filling.mark(row, "roles", "、".join(node.roles)),
        filling.mark(row, "formal", str(node.formal)),
        filling.mark(row, "informal", str(node.informal)),
        filling.mark(row, "status", node.status),
        filling.mark(row, "support", signed(node.support)),
        filling.mark(row, "coverage", str(node.coverage)),
        filling.mark(row, "owner", name_of(case, node.owner)),
        filling.words(row, "how", node.how),
    )


def _edge(case: Case, edge: Edge, filling: Filling) -> tuple[Cell, ...]:
    row = _edge_id(edge)
    return (
        f"{name_of(case, edge.source)} → {name_of(case, edge.target)}",
        filling.mark(row, "kind", edge.kind),
        filling.mark(row, "weight", str(edge.weight)),
        filling.words(row, "evidence", edge.evidence),
    )


def _edge_id(edge: Edge) -> str:
    return f"{edge.source}>{edge.target}"


def objections_sheet_html(case: Case, today: date, *, half: bool) -> str:
    """A card per objection."""
    filling = Filling(case.objections_file, today, half=half)
    return "".join(_objection(case, one, filling, today) for one in case.objections)


def _objection(case: Case, one: Objection, filling: Filling, today: date) -> str:
    person = case.person_by_id[one.person]
    need = next(need for need in case.needs.needs if need.id == one.need)
    head = (
        f'<p class="who"><b>{one.id} {escape(person.name)}</b> '
        f'<span class="soft small">{escape(dated(person.title, today))}</span></p>'
        f"<blockquote>{escape(one.verbatim)}</blockquote>"
    )
    real = _("真顾虑") if one.real else _("托词")
    handle = _("当场处理") if one.handle else _("不当场处理，退回去谈需求")
    lines: list[tuple[str, Cell]] = [
        (_("阶段"), filling.mark(one.id, "stage", one.stage)),
        (_("类别"), filling.mark(one.id, "type", one.type)),
        (_("真顾虑还是托词"), filling.mark(one.id, "real", real)),
        (_("挂在哪条需求"), filling.mark(one.id, "need", f"{need.id}，P{need.level}")),
        (_("要不要处理"), filling.mark(one.id, "handle", handle)),
        (_("根因"), filling.words(one.id, "root", one.root)),
        (_("倾听"), filling.words(one.id, "L", one.answer.L)),
        (_("认可"), filling.words(one.id, "A", one.answer.A)),
        (_("探询"), filling.words(one.id, "E", one.answer.E)),
        (_("回应"), filling.words(one.id, "R", one.answer.R)),
        (_("确认"), filling.words(one.id, "C", one.answer.C)),
        (_("证据"), filling.words(one.id, "evidence", one.evidence)),
        (_("后来"), filling.words(one.id, "outcome", one.outcome)),
    ]
    return card(head, lines, filling.ask(one.id))
