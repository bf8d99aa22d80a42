"""What lies in the case's folder as documents: papers to read, and twelve months of records."""

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from course.content.case.book import PaperHeader
from course.content.prose import Prose


class Transaction(BaseModel):
    """One line of transactions.csv; what a kind does not use is None.

    `day` counts from T0 (negative), `month` is the 30 days it lies in. `amount` and `cost` are in
    万元, `hours` and `response` in hours, `closing` in days, `score` is 0 to 10.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(alias="单号")
    kind: Literal["订单", "服务", "投诉", "回访"] = Field(alias="类型")
    month: int = Field(alias="月", ge=-12, le=-1)
    day: int = Field(alias="日", ge=-360, le=-1)
    account: str = Field(alias="客户")
    site: str = Field(alias="基地")
    product: str | None = Field(default=None, alias="产品线")
    channel: Literal["直销", "代理"] | None = Field(default=None, alias="渠道")
    agent: str | None = Field(default=None, alias="代理商")
    amount: float | None = Field(default=None, alias="金额万元", gt=0)
    cost: float | None = Field(default=None, alias="成本万元", gt=0)
    hours: float | None = Field(default=None, alias="工时", gt=0)
    response: float | None = Field(default=None, alias="响应小时", gt=0)
    closing: int | None = Field(default=None, alias="闭环天数", ge=0)
    score: int | None = Field(default=None, alias="推荐分", ge=0, le=10)
    brought: Literal["是", "否"] | None = Field(default=None, alias="代理新增")
    clash: Literal["是", "否"] | None = Field(default=None, alias="撞单")
    note: str | None = Field(default=None, alias="备注")


@dataclass(frozen=True)
class Paper:
    """A document of the case: front matter and Markdown."""

    header: PaperHeader
    text: str

    @property
    def for_trainers(self) -> bool:
        """Whether learners do not get to see it."""
        return self.header.audience == "trainer"

    @cached_property
    def prose(self) -> Prose:
        """The document as set for reading."""
        return Prose(self.header.id, self.header.title, self.text)
