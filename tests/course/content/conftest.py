"""A minimal valid course in a folder of its own, to plant one fault after another."""

from pathlib import Path

import pytest

from course.content.loader import load_course
from course.errors import ContentError

FILES = {
    "course.yaml": """\
title: 大客户课堂
subtitle: 开发与管理
pass_mark: 0.8
quiz_length: 10
""",
    "glossary.yaml": """\
terms:
  pest:
    name: PEST
    text: 四类外部变化。
  sda:
    name: SDA
    text: 谁影响谁。
    ours: true
    corresponds: 影响力图
    also: [社会动态分析法]
""",
    "units/03-opportunity/unit.yaml": """\
slug: opportunity
title: 大客户机会管理
short: 机会
purpose: 看清外面。
promise: 学完有一张表。
outline:
  - id: pest
    title: PEST
    objective: 写出外部变化
    can:
      - {id: write, text: 写清}
      - {id: score, text: 打分}
  - id: swot
    title: SWOT
    objective: 写四格
tools: [pest]
""",
    "units/03-opportunity/lessons/01-pest.md": """\
---
id: pest
title: 宏观环境
minutes: 15
tool: pest
---

::: question
你会先看什么？
:::

---

{#score}
## 打分

用 {term}`PEST` 看外面。[^1]

::: check pest-one
:::

::: figure pest case
| 编号 | 变化 | 分 |
|---|---|---|
| P1 | 电价 | +12 |
:::

[^1]: 本课程设定。
""",
    "units/03-opportunity/items/01-pest.yaml": """\
lesson: pest
misconceptions:
  pest-slogan: 把口号当因素

items:

- id: pest-one
  type: single
  objective: pest
  facet: write
  bloom: apply
  difficulty: 0.6
  pool: practice
  source: pest#score
  stem: 选一个。
  options:
    - id: a
      text: 大势所趋
      feedback: 查不到出处。
      misconception: pest-slogan
    - id: b
      text: 明年起考核
      correct: true
      feedback: 能查。
    - id: c
      text: 我们要推广
      feedback: 是自己的行动。

- id: pest-order
  type: ordering
  objective: pest
  facet: score
  bloom: apply
  difficulty: 0.5
  pool: assessment
  source: pest#score
  stem: 排一排。
  items:
    - {id: x, text: 甲}
    - {id: y, text: 乙}
    - {id: z, text: 丙}
  answer: [x, y, z]
  feedback: 看分数。
  common_answers:
    - {value: [z, y, x], feedback: 反了。}

- id: pest-match
  type: matching
  objective: pest
  bloom: apply
  difficulty: 0.5
  pool: practice
  source: pest#score
  stem: 配一配。
  left:
    - {id: l1, text: 电价, match: r1, feedback: 外部。}
    - {id: l2, text: 拜访, match: r2, feedback: 行动。}
  right:
    - {id: r1, text: 外部}
    - {id: r2, text: 行动}

- id: pest-number
  type: numeric
  objective: pest
  bloom: apply
  difficulty: 0.5
  pool: practice
  source: pest#score
  stem: 几分？
  answer: -12
  tolerance: 0.5
  unit: 分
  feedback: 三乘四。
  common_answers:
    - {value: 12, feedback: 漏了方向。}

- id: pest-true
  type: truefalse
  objective: pest
  bloom: apply
  difficulty: 0.5
  pool: practice
  source: pest#score
  stem: 对吗？
  answer: false
  feedback:
    "true": 没到门槛。
    "false": 没到门槛，先留着。

- id: pest-case
  type: vignette
  objective: pest
  pool: final
  source: pest#score
  case: |
    你负责浦和乳业。

    | 行 | 分 |
    |---|---|
    | 1 | 12 |
  parts:
    - id: pest-case-a
      type: multiple
      facet: write
      bloom: analyse
      difficulty: 0.5
      stem: 选哪些？
      options:
        - {id: a, text: 甲, correct: true, feedback: 有出处。}
        - {id: b, text: 乙, correct: true, feedback: 有对象。}
        - {id: c, text: 丙, feedback: 没有出处。}
    - id: pest-case-b
      type: truefalse
      bloom: apply
      difficulty: 0.5
      source: pest#start
      stem: 对吗？
      answer: true
      feedback: {"true": 对。, "false": 看分。}
""",
    "units/03-opportunity/trainer/01-pest.md": "# 讲师手册\n\n先投票。\n",
    "units/03-opportunity/summary.md": "---\ntitle: 五分钟\n---\n\n看清外面。\n",
    "outline.yaml": """\
parts:
  - title: 机会
    taught: [swot]
    lines:
      - text: 1 PEST宏观环境分析
        taught: [pest#score]
""",
    "exercises/pest.yaml": """\
id: pest
title: PEST 表
short: PEST
purpose: 找外部变化。
lesson: pest
coach:
  PE1:
    level: must
    say: 第 {row} 行没有后果。
    why: 没人知道该做什么。
    do: 写到一个部门。
    lesson: pest#score
    misconceptions: [pest-slogan]
""",
}


class Written:
    """A course in files. Paths are relative to its root."""

    def __init__(self, root: Path) -> None:
        self.root = root
        for name, text in FILES.items():
            self.write(name, text)

    def write(self, name: str, text: str) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def edit(self, name: str, old: str, new: str) -> None:
        text = (self.root / name).read_text(encoding="utf-8")
        assert text.count(old) >= 1, f"{old!r} is not in {name}"
        self.write(name, text.replace(old, new, 1))

    def remove(self, name: str) -> None:
        (self.root / name).unlink()

    def line(self, name: str, part: str) -> int:
        """The line of `name` that contains `part`, counted from 1."""
        lines = (self.root / name).read_text(encoding="utf-8").split("\n")
        return next(i for i, line in enumerate(lines, 1) if part in line)

    def problems(self) -> list[tuple[str, int, str]]:
        """All problems as (path, line, message); empty when the course loads."""
        try:
            load_course(self.root)
        except ContentError as error:
            return [
                (p.path.relative_to(self.root).as_posix(), p.line, p.message)
                for p in error.problems
            ]
        return []


@pytest.fixture
def written(tmp_path: Path) -> Written:
    """A valid course that the test may spoil."""
    return Written(tmp_path / "zh")
