"""Which column of a file is which field, judged by its heading; and which hold personal data."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

# Headings as systems here write them, likeliest first, without their unit in brackets.
HEADINGS: dict[str, tuple[str, ...]] = {
    "day": (
        *("日期", "订单日期", "下单日期", "单据日期", "开票日期", "业务日期", "交易日期"),
        *("销售日期", "出库日期", "发货日期", "发生日期", "日", "时间", "月份", "date"),
    ),
    "customer": (
        *("客户", "客户名称", "客户简称", "客户名", "购货单位", "购买方名称", "往来单位"),
        *("单位名称", "公司名称", "customer"),
    ),
    "amount": (
        *("金额万元", "不含税金额", "销售额", "销售金额", "收入", "金额", "订单金额", "合同金额"),
        *("开票金额", "含税金额", "价税合计", "amount", "revenue"),
    ),
    "cost": ("成本万元", "成本", "销售成本", "成本金额", "产品成本", "cost"),
    "site": ("基地", "工厂", "厂区", "分厂", "站点", "项目地点", "收货地", "地点", "区域", "site"),
    "product": (
        *("产品线", "产品类别", "品类", "产品", "产品名称", "物料名称", "存货名称", "商品名称"),
        *("品名", "物料", "商品", "sku", "product"),
    ),
    "agent": ("代理商", "经销商", "渠道商", "代理商名称", "经销商名称", "agent"),
    "hours": ("工时", "服务工时", "服务小时", "人工工时", "hours"),
    "response": ("响应小时", "响应时间", "响应时长", "到场小时", "到场时长", "response"),
    "closing": ("闭环天数", "处理天数", "关闭天数", "解决天数", "投诉天数"),
    "score": ("推荐分", "推荐意愿", "nps", "推荐值", "回访评分"),
    "brought": ("代理新增", "独立新增", "是否新增", "新增"),
    "clash": ("撞单", "是否撞单", "冲突单", "渠道冲突"),
    "number": ("单号", "订单号", "单据编号", "单据号", "订单编号", "发票号码", "流水号"),
}

FIELDS = tuple(HEADINGS)
"""Every field a column can be, in the order in which they are asked for."""

NEEDED = ("day", "customer")
"""Without these a row says nothing."""

_PERSONAL = re.compile(
    r"手机|电话|身份证|证件号|联系人|收货人|经办人|邮箱|邮件|微信|住址|家庭|银行卡|银行账[号户]"
    r"|e-?mail|phone|mobile"
)


def plain(name: str) -> str:
    """A heading without case, blanks, and what stands in brackets; full width made half."""
    name = unicodedata.normalize("NFKC", name).lower()
    return re.sub(r"[(\[【][^)\]】]*[)\]】]|[\s_\-/:*]", "", name)


def is_personal(name: str) -> bool:
    """Whether a column so headed holds what no analysis needs and the law wants left out."""
    return bool(_PERSONAL.search(plain(name)))


def recognised(names: Iterable[str]) -> int:
    """How many fields these headings name exactly."""
    known = {plain(name) for name in names if name}
    return sum(any(plain(h) in known for h in headings) for headings in HEADINGS.values())


def propose(names: Sequence[str]) -> dict[str, str]:
    """A column for each field that one seems to be meant for. No column is used twice.

    An exact heading goes before one that only contains it, an earlier in the list before a later.
    """
    wishes = sorted(
        (rank, FIELDS.index(field), place, field, name)
        for place, name in enumerate(names)
        for field in FIELDS
        if (rank := _rank(plain(name), HEADINGS[field])) is not None
    )
    found: dict[str, str] = {}
    for *_order, field, name in wishes:
        if field not in found and name not in found.values():
            found[field] = name
    return {field: found[field] for field in FIELDS if field in found}


def _rank(name: str, headings: Sequence[str]) -> int | None:
    for rank, heading in enumerate(headings):
        if name == plain(heading):
            return rank
    for rank, heading in enumerate(headings):
        # One character, or a Latin word, stands inside too many others.
        if len(heading) > 1 and not heading.isascii() and heading in name:
            return 100 + rank
    return None


def propose_unit(mapping: Mapping[str, str], amounts: Iterable[str]) -> str:
    """ "wan" where the amounts' heading says 万, "yuan" where it says 元 or they are large."""
    name = unicodedata.normalize("NFKC", mapping.get("amount", ""))
    if "万" in name:
        return "wan"
    if "元" in name:
        return "yuan"
    sizes = sorted(abs(float(a)) for a in amounts if re.fullmatch(r"-?\d+(\.\d+)?", a))
    return "yuan" if sizes and sizes[len(sizes) // 2] >= 1_000 else "wan"
