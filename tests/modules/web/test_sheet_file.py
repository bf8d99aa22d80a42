"""Taking a sheet out: only to its own person, exactly what is saved, and never kept on the way."""

from collections.abc import Callable
from datetime import UTC, datetime
from urllib.parse import unquote

import pytest
from starlette.testclient import TestClient

from course.people.rights import Actor, Role
from course.store.sheets import SheetKey, create_account, save_sheet
from exercises import exercises
from exercises.transfer.files import read_file
from modules import services
from tests.modules.conftest import today
from tests.modules.web.conftest import PASSWORD
from tests.modules.web.forms import sign_in

Browser = Callable[..., TestClient]
PATH = "/sheet-file?tool=swot&subject=case&side=us&as="


def person(add_person: Callable[..., int], login: str = "zhouran") -> Actor:
    return Actor(add_person(login), login, "周然", Role.LEARNER)


def example(tool: str):
    words = services.course().tools[tool]
    return exercises()[tool].from_example(words.examples["full"], today())


def keep(actor: Actor, tool: str = "swot", subject: str = "case", side: str = "us"):
    sheet = example(tool)
    with services.store().writing() as db:
        key = SheetKey(tool, subject, side)
        save_sheet(db, actor, key, sheet.model_dump(mode="json"), 0, datetime.now(UTC))
    return sheet


@pytest.fixture
def client(browser: Browser) -> TestClient:
    return browser()


@pytest.mark.parametrize("kind", ["xlsx", "json"])
def test_a_person_gets_what_is_saved(
    client: TestClient, add_person: Callable[..., int], kind: str
) -> None:
    sheet = keep(person(add_person))
    sign_in(client, "zhouran", PASSWORD)

    answer = client.get(PATH + kind)

    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-content-type-options"] == "nosniff"
    saved_as = unquote(answer.headers["content-disposition"])
    assert saved_as.startswith("attachment;")
    assert "SWOT 案例 恒屿 我方（澄湃） " in saved_as
    assert saved_as.endswith(f".{kind}")
    brought = read_file(answer.content, "swot", type(sheet), services.course().tools)
    assert brought.sheet == sheet
    assert brought.about == "案例：恒屿 · 我方（澄湃）"


@pytest.mark.parametrize("kind", ["xlsx", "json"])
def test_who_is_not_signed_in_is_asked_to_sign_in(
    client: TestClient, add_person: Callable[..., int], kind: str
) -> None:
    keep(person(add_person))

    answer = client.get(PATH + kind)

    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/login")


def test_nobody_gets_the_sheet_of_somebody_else(
    client: TestClient, add_person: Callable[..., int]
) -> None:
    theirs = person(add_person, "linlan")
    with services.store().writing() as db:
        account = create_account(db, theirs, "润禾食品", datetime.now(UTC))
    subject = str(account if isinstance(account, int) else account.id)
    keep(theirs, subject=subject)
    keep(theirs)
    person(add_person)
    sign_in(client, "zhouran", PASSWORD)

    assert client.get(PATH.replace("case", subject) + "json").status_code == 404
    own = client.get(PATH + "json")
    brought = read_file(own.content, "swot", type(example("swot")), services.course().tools)
    assert brought.sheet == type(brought.sheet)()


@pytest.mark.parametrize(
    "query",
    [
        "",
        "tool=swot&subject=case&side=us&as=pdf",
        "tool=none&subject=case&side=us&as=json",
        "tool=swot&subject=case&side=both&as=json",
        "tool=swot&subject=99999&side=us&as=json",
        "tool=swot&subject=../case&side=us&as=json",
    ],
)
def test_what_is_not_there_is_told(
    client: TestClient, add_person: Callable[..., int], query: str
) -> None:
    person(add_person)
    sign_in(client, "zhouran", PASSWORD)

    answer = client.get(f"/sheet-file?{query}")

    assert answer.status_code == 404
    assert "没有这张表" in answer.text


def test_a_sheet_that_cannot_be_read_is_told(
    client: TestClient, add_person: Callable[..., int]
) -> None:
    actor = person(add_person)
    with services.store().writing() as db:
        save_sheet(db, actor, SheetKey("swot", "case", "us"), {"x": 1}, 0, datetime.now(UTC))
    sign_in(client, "zhouran", PASSWORD)

    answer = client.get(PATH + "xlsx")

    assert answer.status_code == 409
    assert "没有丢" in answer.text


def test_every_tool_can_be_taken_out(client: TestClient, add_person: Callable[..., int]) -> None:
    person(add_person)
    sign_in(client, "zhouran", PASSWORD)

    for tool, exercise in exercises().items():
        subject = "own" if exercise.about == "person" else "case"
        answer = client.get(f"/sheet-file?tool={tool}&subject={subject}&side=us&as=xlsx")
        assert answer.status_code == 200, tool
