"""Run by Alembic: migrate on the connection that course.store.migrate opened and will commit."""

from alembic import context
from sqlalchemy import Connection

from course.records import Record

connection: Connection = context.config.attributes["connection"]

context.configure(
    connection=connection,
    target_metadata=Record.metadata,
    render_as_batch=connection.dialect.name == "sqlite",
    compare_type=True,
    transactional_ddl=True,
)
context.run_migrations()
