"""Run by Alembic: migrate on the connection that course.store.migrate opened and will commit."""

from typing import Any, Literal

from alembic import context
from sqlalchemy import Connection
from sqlmodel import AutoString

from course.records import Record, UtcDateTime

connection: Connection = context.config.attributes["connection"]


def plain(kind: str, column_type: Any, _context: Any) -> str | Literal[False]:
    """Write plain types into a new migration: it must not change when our own types do."""
    if kind == "type" and isinstance(column_type, AutoString):
        return "sa.String()"
    if kind == "type" and isinstance(column_type, UtcDateTime):
        return "sa.DateTime()"
    return False


context.configure(
    connection=connection,
    target_metadata=Record.metadata,
    render_as_batch=connection.dialect.name == "sqlite",
    compare_type=True,
    transactional_ddl=True,
    render_item=plain,
)
context.run_migrations()
