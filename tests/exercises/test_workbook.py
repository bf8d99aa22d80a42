"""No workbook may take the server's memory; every refusal says what to do."""

import io
import tracemalloc
import zipfile

import pytest

from exercises import workbook as module
from exercises.workbook import read_workbook
from tests.exercises.analysis.conftest import cells, workbook

ROWS = 100_010


def sheet(*cells_: str) -> bytes:
    return workbook({"S": "".join(cells_)})


@pytest.mark.parametrize(
    "inside",
    [
        '<row r="1"><c r="A1"/></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1048576"><v>2</v></c></row>',
        '<row r="1048576"><c><v>1</v></c></row>',
        "<row r='1'><c r='a1'><v>1</v></c><c r='xfd1048576'><v>2</v></c></row>",
        '<row r = "1"><c r = "A1"><v>1</v></c><c  r = "XFD1048576" ><v>2</v></c></row>',
        '<row spans=">" r="1048576"><c><v>1</v></c></row>',
        '<row spans="<" r="1048576"><c><v>1</v></c></row>',
        """<row spans='<row "' r="1048576"><c><v>1</v></c></row>""",
        """<row spans=' r="1"' r="1048576"><c><v>1</v></c></row>""",
        '<a-b:row r="1048576"><a-b:c><a-b:v>1</a-b:v></a-b:c></a-b:row>',
        "<row spans=' r=\"1\"'/>" * 200_000 + "<row><c><v>1</v></c></row>",
    ],
)
def test_two_cells_far_apart_do_not_reach_the_reader(inside: str) -> None:
    with pytest.raises(ValueError, match=r"一次最多|打不开"):
        read_workbook(sheet(inside), ROWS)


@pytest.mark.parametrize(
    "inside", ["<row  >" * 200_000, "<c />" * 200_000, '<row r="1">' + "<c />" * 200_000 + "</row>"]
)
def test_what_is_measured_is_not_kept(inside: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A few kilobytes of nothing but rows or cells: looked at one by one, with no list of them."""
    monkeypatch.setattr(module, "MOST_CELLS", 199_999)
    body = sheet(inside)
    tracemalloc.start()
    with pytest.raises(ValueError, match="再传"):
        read_workbook(body, ROWS)
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert most < 4 * len(inside)


def test_many_columns_times_many_rows_do_not_reach_the_reader() -> None:
    wide = "<row><c/>" + "<c/>" * 5_000 + "</row>"
    with pytest.raises(ValueError, match="展开以后太大"):
        read_workbook(sheet(wide, '<row r="90000"><c r="A90000"><v>1</v></c></row>'), ROWS)


def test_one_long_text_in_many_cells_does_not_reach_the_reader(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "UNPACKED", 100_000)
    inside = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 101))
    data = workbook({"S": inside}, shared=["长" * 1_000])

    with pytest.raises(ValueError, match="展开以后太大"):
        read_workbook(data, ROWS)


def test_what_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "UNPACKED", 10_000)
    with pytest.raises(ValueError, match="展开以后太大"):
        read_workbook(sheet(" " * 20_000), ROWS)


@pytest.mark.parametrize(
    "extra",
    [{"content.xml": "<x/>"}, {"xl/workbook.bin": "x"}, {"mimetype": "x"}],
)
def test_what_the_reader_may_take_for_another_kind_is_refused(extra: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="压缩包"):
        read_workbook(workbook({"S": cells([["a"]])}, extra=extra), ROWS)


@pytest.mark.parametrize(
    "extra",
    [
        {"xl/worksheets/sheet1.xml": '<?xml version="1.0" encoding="UTF-16"?><worksheet/>'},
        {"xl/worksheets/sheet1.xml": '<!DOCTYPE x [<!ENTITY a "b">]><worksheet/>'},
        {"xl/worksheets/sheet1.xml": "<worksheet><sheetData><row><c"},
        {"xl/workbook.xml": "no xml"},
    ],
)
def test_what_is_odd_inside_is_refused(extra: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="打不开"):
        read_workbook(workbook({"S": cells([["a"]])}, extra=extra), ROWS)


def test_an_archive_that_is_no_workbook_is_told() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("明细.csv", "a,b")

    with pytest.raises(ValueError, match="先解压"):
        read_workbook(made.getvalue(), ROWS)


def test_too_many_sheets_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_SHEETS", 2)
    with pytest.raises(ValueError, match="有 3 张工作表"):
        read_workbook(workbook({name: cells([["a"]]) for name in "甲乙丙"}), ROWS)


def test_dates_numbers_and_marks_read_as_one_would_type_them() -> None:
    inside = (
        '<row r="1"><c r="A1" t="b"><v>1</v></c><c r="B1"><v>28.90</v></c><c r="C1"><v>12</v></c>'
        '<c r="D1" t="d"><v>2026-09-30T00:00:00</v></c><c r="F1" t="str"><v>文</v></c></row>'
    )

    assert read_workbook(sheet(inside), ROWS)["S"] == [["是", "28.9", "12", "2026-09-30", "", "文"]]


def test_shared_texts_are_read() -> None:
    inside = '<row r="1"><c r="A1" t="s"><v>1</v></c><c r="B1" t="s"><v>0</v></c></row>'

    assert read_workbook(workbook({"S": inside}, shared=["甲", "乙"]), ROWS)["S"] == [["乙", "甲"]]


def test_a_part_whose_compressed_bytes_are_damaged_is_told() -> None:
    """The decompressor has errors of its own, which the reader of archives passes on."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("xl/workbook.xml", "<a/>" * 200)
    whole = file.getvalue()
    start = 30 + len("xl/workbook.xml")
    damaged = whole[:start] + b"\xff" * 8 + whole[start + 8 :]

    with pytest.raises(ValueError, match="打不开"):
        read_workbook(damaged, 100)


HUGE = '<row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'


@pytest.mark.parametrize("folder", ["media", "embeddings"])
def test_a_sheet_that_stands_where_pictures_do_is_measured_too(folder: str) -> None:
    usual, moved = "worksheets/sheet1.xml", f"{folder}/image1.png"
    with zipfile.ZipFile(io.BytesIO(sheet(HUGE))) as parts:
        found = {name: parts.read(name).decode() for name in parts.namelist()}
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as parts:
        for name, body in found.items():
            parts.writestr(name.replace(usual, moved), body.replace(usual, moved))

    with pytest.raises(ValueError, match="一次最多"):
        read_workbook(made.getvalue(), ROWS)


@pytest.mark.parametrize(
    "inside",
    [
        '<row r="1"><c r="A1" ' + 't="s" ' * 200_000 + "</row>",
        '<row r="1"><c r="' + "A" * 1_000_000 + '1"/></row>',
        '<row r="1"><c r="A1" t="s"' + " " * 1_000_000 + "</row>",
        '<row r="1"><c r="A1" t="s">' + "<v" * 500_000 + "</c></row>",
        "<row " + "r " * 500_000 + "/>",
    ],
)
def test_measuring_takes_no_longer_than_reading_would(inside: str) -> None:
    """A kilobyte that unpacks to a megabyte of one pattern; measured twice over it took hours."""
    with pytest.raises(ValueError, match="传"):
        read_workbook(sheet(inside), ROWS)


@pytest.mark.parametrize(
    "inside",
    [
        f'<row r="{"1" * 5_000}"/>',
        f'<row r="1"><c r="A{"1" * 5_000}"/></row>',
        f'<row r="1"><c r="A1" t="s"><v>{"1" * 5_000}</v></c></row>',
    ],
)
def test_numbers_without_end_are_refused_in_our_words(inside: str) -> None:
    with pytest.raises(ValueError, match="再传"):
        read_workbook(sheet(inside), ROWS)


def test_many_sheets_are_too_large_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_CELLS", 100)
    inside = '<row r="1"><c r="A1"/></row><row r="9"><c r="J9"><v>1</v></c></row>'

    assert read_workbook(workbook(dict.fromkeys("甲乙", inside)), ROWS)
    with pytest.raises(ValueError, match="展开以后太大"):
        read_workbook(workbook(dict.fromkeys("甲乙丙", inside)), ROWS)


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="A{n}" t="s"><f>1</f><v>0</v></c>',
        '<c r="A{n}" x=">" t="s"><v>0</v></c>',
        '<c r="A{n}" t="s"><v>&#48;</v></c>',
        '<c r="A{n}"t="s"><v>0</v></c>',
        '<c r="A{n}" t="s" s="1"><v>0</v></c>',
        '<c r="A{n}" t="s"><v>1</v><v>0</v></c>',
        """<c r="A{n}" t="s" x='<v>1</v></c>'><v>0</v></c>""",
        """<c r="A{n}" t="s" x='><v>1</v></c>'><v>0</v></c>""",
        """<c r="A{n}" x='t="s" y="' t="s" z='"><v>1</v></c>'><v>0</v></c>""",
        '<c r="A{n}" t="s"><?x <v>1</v></c> ?><v>0</v></c>',
        '<a-b:c r="A{n}" t="s"><a-b:v>0</a-b:v></a-b:c>',
    ],
)
def test_a_long_text_is_counted_however_a_cell_names_it(
    cell: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "UNPACKED", 100_000)
    inside = "".join(f'<row r="{n}">{cell.format(n=n)}</row>' for n in range(1, 101))
    data = workbook({"S": inside}, shared=["长" * 1_000, "短"])

    with pytest.raises(ValueError, match=r"展开以后太大|打不开"):
        read_workbook(data, ROWS)


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="A{n}" s="1" t="s"><v>1</v></c>',
        '<c r="A{n}" t="s" s="1"><v>1</v></c>',
        "<c r='A{n}' t='s'>\n  <v>1</v>\n</c>",
        '<x:c r="A{n}" t="s"><x:v>1</x:v></x:c>',
    ],
)
def test_short_texts_in_many_cells_are_read_though_there_is_a_long_one(
    cell: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "UNPACKED", 100_000)
    inside = "".join(f'<row r="{n}">{cell.format(n=n)}</row>' for n in range(1, 101))
    data = workbook({"S": inside}, shared=["长" * 1_000, "短"])

    assert read_workbook(data, ROWS)["S"] == [["短"]] * 100


def test_a_long_text_is_counted_whatever_its_tag_is_prefixed_with(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "UNPACKED", 100_000)
    inside = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 101))
    texts = f"<sst><a-b:si><t>{'长' * 1_000}</t></a-b:si></sst>"

    with pytest.raises(ValueError, match="展开以后太大"):
        read_workbook(workbook({"S": inside}, extra={"xl/sharedStrings.xml": texts}), ROWS)


@pytest.mark.parametrize(
    "hiding",
    [
        "<si/>",
        "<!--</si>-->",
        "<?x <si></si> ?>",
        "<si><t>短</t><si></si></si>",
        "<x y='<si></si>'/>",
    ],
)
def test_texts_whose_numbers_cannot_be_told_are_refused(hiding: str) -> None:
    inside = '<row r="1"><c r="A1" t="s"><v>0</v></c></row>'
    texts = f"<sst>{hiding}<si><t>{'长' * 100}</t></si><si><t>短</t></si></sst>"

    with pytest.raises(ValueError, match="打不开"):
        read_workbook(workbook({"S": inside}, extra={"xl/sharedStrings.xml": texts}), ROWS)


def test_a_second_list_of_texts_is_refused() -> None:
    inside = '<row r="1"><c r="A1" t="s"><v>0</v></c></row>'
    other = {"xl/zzz.xml": "<sst><si><t>短</t></si></sst>"}

    with pytest.raises(ValueError, match="打不开"):
        read_workbook(workbook({"S": inside}, shared=["长"], extra=other), ROWS)


def test_a_workbook_with_pictures_is_read() -> None:
    with zipfile.ZipFile(io.BytesIO(sheet('<row r="1"><c r="A1"><v>1</v></c></row>'))) as parts:
        found = {name: parts.read(name) for name in parts.namelist()}
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as parts:
        for name, body in {**found, "xl/media/image1.png": b"\x89PNG\r\n\0\0" * 99}.items():
            parts.writestr(name, body)

    assert read_workbook(made.getvalue(), ROWS) == {"S": [["1"]]}
