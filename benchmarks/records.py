"""A hundred thousand records of sales, as a system exports them; the same ones in every run."""

import csv
import io
import random
import zipfile
from xml.sax.saxutils import escape

ROWS = 100_000

_HEADINGS = (
    *("单据日期", "客户名称", "工厂", "产品类别", "经销商", "不含税金额（元）", "成本（元）"),
    *("服务工时", "响应时间", "推荐分", "单号"),
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def rows(count: int = ROWS) -> list[list[str]]:
    """Headings and records of three years, two hundred customers, eleven products."""
    chance = random.Random(20)  # noqa: S311 (no secret)
    made = [list(_HEADINGS)]
    for number in range(count):
        amount = chance.uniform(1_000, 200_000)
        made.append(
            [
                f"{2024 + number % 3}-{number % 12 + 1:02}-{number % 28 + 1:02}",
                f"客户{number % 200:03}",
                f"工厂{number % 7}",
                f"产品{number % 11:02}",
                "" if number % 5 else f"代理{number % 4}",
                f"{amount:.2f}",
                f"{amount * chance.uniform(0.6, 0.9):.2f}",
                str(number % 9),
                f"{chance.uniform(0.5, 9):.1f}",
                "" if number % 3 else str(number % 11),
                f"D{number:06}",
            ]
        )
    return made


def as_csv(records: list[list[str]], encoding: str = "gbk") -> bytes:
    """The records as a text file."""
    out = io.StringIO()
    csv.writer(out).writerows(records)
    return out.getvalue().encode(encoding)


def as_workbook(records: list[list[str]]) -> bytes:
    """The records as .xlsx, numbers as numbers and texts in the cells."""
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default '
        'Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        '<sheet name="明细" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
        "</Relationships>",
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_MAIN}"><sheetData>'
        + "".join(_row(number, row) for number, row in enumerate(records, start=1))
        + "</sheetData></worksheet>",
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in parts.items():
            archive.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>{body}')
    return made.getvalue()


def _row(number: int, row: list[str]) -> str:
    cells = ""
    for place, text in enumerate(row):
        where = f"{chr(65 + place)}{number}"
        if text.replace(".", "", 1).isdigit():
            cells += f'<c r="{where}"><v>{text}</v></c>'
        elif text:
            cells += f'<c r="{where}" t="inlineStr"><is><t>{escape(text)}</t></is></c>'
    return f'<row r="{number}">{cells}</row>'
