import logging
import re
from collections.abc import Callable

import psycopg
import pytest
from pydantic import BaseModel, ValidationError
from sqlalchemy.exc import IntegrityError
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send
from streamlit.testing.v1 import AppTest

from course.errors import StoreBusyError
from modules.web.failure import Failures, told

SECRET = "".join(["张总", "的秘密"])  # in two parts, because a traceback quotes the line


class Typed(BaseModel):
    impact: int


def caught(fail: Callable[[], object]) -> Exception:
    with pytest.raises(Exception) as failure:  # noqa: PT011 - any
        fail()
    return failure.value


def test_the_log_tells_where_but_not_what_was_typed() -> None:
    text = told(caught(lambda: Typed.model_validate({"impact": SECRET})))
    assert "test_failure.py" in text
    assert "impact" in text
    assert SECRET not in text


def test_the_log_tells_the_cause_too() -> None:
    def fail() -> None:
        try:
            Typed.model_validate({"impact": SECRET})
        except ValidationError as error:
            raise RuntimeError("could not save") from error

    text = told(caught(fail))
    assert "could not save" in text
    assert "Caused by" in text
    assert SECRET not in text


def test_a_screen_that_fails_shows_a_code_that_is_in_the_log(
    caplog: pytest.LogCaptureFixture,
) -> None:
    def screen() -> None:
        from modules.web.failure import on_script_error

        on_script_error(ValueError("boom"))

    with caplog.at_level(logging.ERROR):
        page = AppTest.from_function(screen).run()
    shown = " ".join(element.proto.body for element in page.get("html"))
    code = re.search(r"E-\w{4}", shown)
    assert code is not None
    assert code.group() in caplog.text
    assert "boom" in caplog.text
    assert "boom" not in shown


@pytest.mark.usefixtures("installation")
@pytest.mark.parametrize(
    ("error", "status"), [(RuntimeError("boom"), 500), (StoreBusyError("busy"), 503)]
)
def test_a_route_that_fails_answers_with_a_page_and_a_code(error: Exception, status: int) -> None:
    async def fail(scope: Scope, receive: Receive, send: Send) -> None:
        raise error

    client = TestClient(Failures(fail))
    answer = client.get("/")
    assert answer.status_code == status
    assert re.search(r"E-\w{4}", answer.text)
    assert "boom" not in answer.text


def test_the_log_does_not_quote_the_row_that_the_database_refused() -> None:
    refused = psycopg.errors.CheckViolation(
        f'new row violates check constraint "role"\nDETAIL:  Failing row contains (1, {SECRET}).'
    )

    def fail() -> None:
        raise IntegrityError("INSERT INTO person", {"name": SECRET}, refused) from refused

    text = told(caught(fail))
    assert 'violates check constraint "role"' in text
    assert "INSERT INTO person" in text
    assert SECRET not in text
