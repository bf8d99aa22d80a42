"""The sheet on which the tests of the tool page work: PEST of the case, ours and the customer's."""

from datetime import UTC, datetime

from course.store.sheets import SheetKey, open_sheet, save_sheet, sheet_history
from exercises.pest.sheet import PestSheet, from_example
from modules.services import course
from tests.modules.conftest import Visitor, today

OURS = {"tool": "pest", "subject": "case", "side": "us"}
KEY = SheetKey("pest", "case", "us")
THEIRS = SheetKey("pest", "case", "customer")
CHANGE = "基地所在省明年起按单位电耗考核电池厂"
MINE, HERS = "动力部要拿出降电耗的办法", "常州基地要先装电表"


def saved(learner: Visitor, key: SheetKey = KEY) -> PestSheet:
    """What is in the database now."""
    with learner.store.reading() as db:
        return PestSheet.model_validate(open_sheet(db, learner.actor, key).data or {})


def revisions(learner: Visitor, key: SheetKey = KEY) -> int:
    with learner.store.reading() as db:
        return len(sheet_history(db, learner.actor, key))


def keep(learner: Visitor, data: dict, key: SheetKey = KEY) -> None:
    """Save as another device would."""
    with learner.store.writing() as db:
        base = open_sheet(db, learner.actor, key).revision
        save_sheet(db, learner.actor, key, data, base, datetime.now(UTC))


def example(kind: str) -> PestSheet:
    return from_example(course().tools["pest"].examples[kind], today())
