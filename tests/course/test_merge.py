from copy import deepcopy

from hypothesis import given
from hypothesis import strategies as st

from course.merge import ABSENT, Difference, differences, merge, with_numbers_of

BASE = {
    "goal": "滁州",
    "rows": [
        {"id": "P1", "factor": "碳考核", "impact": 5, "evidence": []},
        {"id": "E1", "factor": "峰谷价差", "impact": 4, "evidence": []},
    ],
    "last_numbers": {},
}


def changed(**by_row):
    """BASE with fields of rows changed: P1={…}; goal="…" changes the goal; X=None deletes X."""
    data = deepcopy(BASE)
    for name, value in by_row.items():
        if name in data:
            data[name] = value
        elif value is None:
            data["rows"] = [r for r in data["rows"] if r["id"] != name]
        elif any(r["id"] == name for r in data["rows"]):
            data["rows"] = [r | value if r["id"] == name else r for r in data["rows"]]
        else:
            data["rows"].append({"id": name, **value})
    return data


def test_changes_to_different_fields_and_rows_both_stay() -> None:
    mine = changed(E1={"impact": 3}, T1={"factor": "磁悬浮"})
    theirs = changed(E1={"factor": "电价"}, goal="宜宾")

    merged = merge(BASE, mine, theirs)

    assert merged.data == changed(
        E1={"impact": 3, "factor": "电价"}, T1={"factor": "磁悬浮"}, goal="宜宾"
    )
    assert merged.clashes == ()


def test_where_both_changed_one_value_mine_holds_and_is_told() -> None:
    merged = merge(BASE, changed(P1={"impact": 2}), changed(P1={"impact": 3}))

    assert merged.data == changed(P1={"impact": 2})
    assert merged.clashes == (Difference(("rows", "P1", "impact"), 3, 2),)


def test_the_same_change_on_both_sides_is_no_clash() -> None:
    same = changed(P1={"impact": 2})

    assert merge(BASE, same, deepcopy(same)).clashes == ()


def test_a_row_deleted_here_and_untouched_there_goes() -> None:
    assert merge(BASE, changed(P1=None), changed(E1={"impact": 1})).data == changed(
        P1=None, E1={"impact": 1}
    )


def test_a_row_deleted_on_one_side_and_changed_on_the_other_stays() -> None:
    touched = changed(P1={"impact": 1})

    assert merge(BASE, changed(P1=None), touched).data["rows"][0]["impact"] == 1
    kept = merge(BASE, touched, changed(P1=None)).data["rows"]
    assert {row["id"] for row in kept} == {"P1", "E1"}


def test_two_new_rows_with_one_id_both_stay_under_different_ids() -> None:
    merged = merge(BASE, changed(P2={"factor": "甲"}), changed(P2={"factor": "乙"}))

    assert {r["id"]: r["factor"] for r in merged.data["rows"]} == {
        "P1": "碳考核",
        "E1": "峰谷价差",
        "P2": "乙",
        "P3": "甲",
    }


def test_a_new_id_is_not_one_that_either_side_gave_away_before() -> None:
    mine = changed(P2={"factor": "甲"}) | {"last_numbers": {"P": 4}}

    merged = merge(BASE, mine, changed(P2={"factor": "乙"}) | {"last_numbers": {"P": 6}})

    assert "P7" in {r["id"] for r in merged.data["rows"]}
    assert merged.data["last_numbers"] == {"P": 6}
    assert merged.clashes == ()


def test_evidence_is_one_value() -> None:
    mine = changed(P1={"evidence": [{"text": "通知"}]})
    theirs = changed(P1={"evidence": [{"text": "季报"}]})

    merged = merge(BASE, mine, theirs)

    assert merged.data == mine
    assert merged.clashes[0].path == ("rows", "P1", "evidence")


def test_onto_an_empty_sheet_everything_of_mine_comes() -> None:
    assert merge({}, BASE, {}).data == BASE


def test_differences_name_the_place_and_both_values() -> None:
    after = changed(P1={"impact": 2}, E1=None, goal="宜宾") | {"last_numbers": {"E": 1}}

    assert differences(BASE, after) == [
        Difference(("goal",), "滁州", "宜宾"),
        Difference(("rows", "P1", "impact"), 5, 2),
        Difference(("rows", "E1"), BASE["rows"][1], ABSENT),
    ]


rows = st.dictionaries(
    st.sampled_from(["P1", "P2", "E1", "T1"]),
    st.fixed_dictionaries(
        {"factor": st.sampled_from(["", "甲", "乙"]), "impact": st.sampled_from([None, 1, 5])}
    ),
)
sheets = st.builds(
    lambda goal, by_id: {"goal": goal, "rows": [{"id": i, **row} for i, row in by_id.items()]},
    st.sampled_from(["", "滁州", "宜宾"]),
    rows,
)


@given(sheets, sheets)
def test_where_only_one_side_changed_the_merge_is_that_side(base, changed_one) -> None:
    assert merge(base, changed_one, base).data == changed_one
    assert merge(base, base, changed_one).data == changed_one


@given(sheets, sheets, sheets)
def test_no_row_that_was_changed_or_added_is_lost(base, mine, theirs) -> None:
    by_id = {row["id"]: row for row in base["rows"]}
    texts = [row["factor"] for row in merge(base, mine, theirs).data["rows"]]

    for row in mine["rows"]:
        if row != by_id.get(row["id"]) and row["factor"] != (by_id.get(row["id"]) or {}).get(
            "factor"
        ):
            assert row["factor"] in texts


@given(sheets, sheets, sheets)
def test_ids_stay_unique(base, mine, theirs) -> None:
    ids = [row["id"] for row in merge(base, mine, theirs).data["rows"]]

    assert len(ids) == len(set(ids))


@given(sheets, sheets)
def test_merging_with_oneself_changes_nothing(base, mine) -> None:
    merged = merge(base, mine, deepcopy(mine))

    assert merged.data == mine
    assert merged.clashes == ()


def aside(data, row_id, to="strategy"):
    """A sheet with one row taken out of the table and set aside."""
    row = next(row for row in data["rows"] if row["id"] == row_id)
    rest = [row for row in data["rows"] if row["id"] != row_id]
    return data | {"rows": rest, "aside": [*data.get("aside", []), {"to": to, "row": row}]}


BOTH = BASE | {"aside": []}


def test_rows_set_aside_on_both_sides_are_all_set_aside() -> None:
    merged = merge(BOTH, aside(BOTH, "P1"), aside(BOTH, "E1", "five-forces"))

    assert merged.data["rows"] == []
    assert {kept["row"]["id"]: kept["to"] for kept in merged.data["aside"]} == {
        "P1": "strategy",
        "E1": "five-forces",
    }
    assert merged.clashes == ()


def test_a_row_set_aside_here_and_changed_there_is_set_aside_with_the_change() -> None:
    changed_there = changed(P1={"factor": "碳考核提前"}) | {"aside": []}
    kept = {"to": "strategy", "row": BASE["rows"][0] | {"factor": "碳考核提前"}}

    for merged in (
        merge(BOTH, aside(BOTH, "P1"), changed_there),
        merge(BOTH, changed_there, aside(BOTH, "P1")),
    ):
        assert [row["id"] for row in merged.data["rows"]] == ["E1"]
        assert merged.data["aside"] == [kept]
        assert merged.clashes == ()


def test_a_row_brought_back_here_does_not_undo_what_was_set_aside_there() -> None:
    base = aside(BOTH, "P1")

    merged = merge(base, BOTH, aside(base, "E1"))

    assert [row["id"] for row in merged.data["rows"]] == ["P1"]
    assert [kept["row"]["id"] for kept in merged.data["aside"]] == ["E1"]


def test_a_new_row_does_not_take_the_number_of_another_new_one_set_aside_there() -> None:
    mine = changed(P2={"factor": "甲"}) | {"aside": []}
    theirs = aside(changed(P2={"factor": "乙"}) | {"aside": []}, "P2")

    merged = merge(BOTH, mine, theirs)

    assert [row["id"] for row in merged.data["rows"]] == ["P1", "E1", "P3"]
    assert [kept["row"]["id"] for kept in merged.data["aside"]] == ["P2"]


def test_a_row_set_aside_is_told_as_one_change_of_that_row() -> None:
    assert differences(BOTH, aside(BOTH, "P1")) == [
        Difference(("rows", "P1", "aside"), ABSENT, "strategy")
    ]


def test_an_id_that_names_what_it_is_about_is_never_given_another_number() -> None:
    base: dict = {"rows": []}
    theirs = {"rows": [{"id": "S1×O1", "score": 1, "reason": "甲"}]}
    mine = {"rows": [{"id": "S1×O1", "score": -1, "reason": "甲"}]}

    merged = merge(base, mine, theirs)

    assert merged.data == mine
    assert merged.clashes == (Difference(("rows", "S1×O1", "score"), 1, -1),)


def test_what_is_kept_under_the_id_of_a_row_goes_with_it_to_its_new_number() -> None:
    base = {
        "factors": [{"id": "A1", "name": "规模"}],
        "rows": [{"id": "U1", "scores": {"A1": 3}}],
        "last_numbers": {},
    }

    def with_factor(name: str, points: int) -> dict:
        return {
            **base,
            "factors": [*base["factors"], {"id": "A2", "name": name}],
            "rows": [{"id": "U1", "scores": {"A1": 3, "A2": points}}],
        }

    merged = merge(base, with_factor("增长", 5), with_factor("毛利", 2))

    assert [(f["id"], f["name"]) for f in merged.data["factors"]] == [
        ("A1", "规模"),
        ("A2", "毛利"),
        ("A3", "增长"),
    ]
    assert merged.data["rows"] == [{"id": "U1", "scores": {"A1": 3, "A2": 2, "A3": 5}}]
    assert merged.clashes == ()


def test_an_earlier_version_counts_on_from_what_was_given_since() -> None:
    later = changed(P3={"factor": "关税"}) | {"last_numbers": {"E": 4}}

    earlier = with_numbers_of(BASE, later)

    assert earlier["last_numbers"] == {"P": 3, "E": 4}
    assert earlier["rows"] == BASE["rows"]


def test_a_sheet_that_counts_nothing_comes_back_as_it_was() -> None:
    assert with_numbers_of({"goal": "滁州"}, BASE) == {"goal": "滁州"}
