from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from threading import Barrier

from course.people.accounts import create_user, list_users, may_set_up
from course.people.rights import Role
from course.store.engine import Store


def test_of_many_who_set_up_at_once_one_succeeds(store: Store, now: datetime) -> None:
    together = Barrier(4)

    def set_up(number: int) -> bool:
        together.wait()
        with store.writing() as db:
            if not may_set_up(db):
                return False
            create_user(
                db, login=f"admin{number}", name="陈宁", role=Role.ADMIN, password=None, now=now
            )
            return True

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(set_up, range(4))) == [False, False, False, True]
    with store.reading() as db:
        assert len(list_users(db)) == 1
