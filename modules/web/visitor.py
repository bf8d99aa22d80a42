"""Who is at the door: what the gate found out about one request, for the routes behind it."""

from dataclasses import dataclass
from datetime import UTC, datetime

from starlette.requests import HTTPConnection

from course.people.accounts import has_users
from course.people.rights import Actor
from course.people.signin import actor_of, local_person
from modules.services import settings, store
from modules.web.cookie import token_from
from modules.web.origin import from_this_machine


@dataclass(frozen=True)
class Visitor:
    """One request's person. `token` is the cookie's, valid or not; `actor` is set only if it is.

    `solo` is the local person whom a request from this machine may become without a password.
    """

    token: str | None
    actor: Actor | None
    on_this_machine: bool
    people: bool
    solo: int | None


def now() -> datetime:
    """The moment of this request."""
    return datetime.now(UTC)


def look_up(connection: HTTPConnection, token: str | None = None) -> Visitor:
    """Find out who asks, by `token` or by the cookie. Reads the database: for a worker thread."""
    token = token or token_from(connection.cookies)
    near = from_this_machine(connection)
    with store().reading() as db:
        actor = actor_of(db, token, now(), settings()) if token else None
        if actor is not None and actor.local and not near:
            actor = None
        people = actor is not None or has_users(db)
        solo = local_person(db) if people and actor is None else None
    return Visitor(token, actor, near, people, solo)


def visitor_of(connection: HTTPConnection) -> Visitor:
    """The visitor whom the gate let through to a route."""
    visitor = connection.scope["visitor"]
    assert isinstance(visitor, Visitor)
    return visitor
