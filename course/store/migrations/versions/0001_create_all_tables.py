"""Create all tables, and the triggers that keep history as it was."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

APPEND_ONLY = ("attempt", "item_response", "sheet_revision")


def upgrade() -> None:
    _create_tables()
    for table in APPEND_ONLY:
        _refuse_changes(table)


def _refuse_changes(table: str) -> None:
    if op.get_bind().dialect.name == "sqlite":
        for change in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_refuses_{change.lower()} BEFORE {change} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )
        return
    op.execute(
        f"CREATE FUNCTION {table}_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ "
        f"BEGIN RAISE EXCEPTION '{table} is append-only'; END $$"
    )
    for change, each in (("UPDATE OR DELETE", "ROW"), ("TRUNCATE", "STATEMENT")):
        name = "change" if each == "ROW" else "truncate"
        op.execute(
            f"CREATE TRIGGER {table}_refuses_{name} BEFORE {change} ON {table} "
            f"FOR EACH {each} EXECUTE FUNCTION {table}_is_append_only()"
        )


def _create_tables() -> None:
    op.create_table(
        "department",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.CheckConstraint("name <> ''", name="name"),
        sa.PrimaryKeyConstraint("id", name="pk_department"),
        sa.UniqueConstraint("name", name="uq_department_name"),
    )
    op.create_table(
        "failed_sign_in",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("login_key", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_failed_sign_in"),
    )
    op.create_index("ix_failed_sign_in_at", "failed_sign_in", ["at"])
    op.create_index("ix_failed_sign_in_login_key", "failed_sign_in", ["login_key"])

    op.create_table(
        "headcount",
        sa.Column("department_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("learners", sa.Integer(), nullable=False),
        sa.CheckConstraint("learners >= 0", name="learners"),
        sa.PrimaryKeyConstraint("department_id", name="pk_headcount"),
    )
    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("login", sa.String(), nullable=False),
        sa.Column("login_key", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("department_id", sa.Integer(), nullable=True),
        sa.Column("password_hash", sa.String(), nullable=True),
        sa.Column("must_change_password", sa.Boolean(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("local", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["department_id"], ["department.id"], name="fk_person_department_id"
        ),
        sa.CheckConstraint("role IN ('learner', 'trainer', 'manager', 'admin')", name="role"),
        sa.CheckConstraint("login_key <> ''", name="login"),
        sa.CheckConstraint("name <> ''", name="name"),
        sa.PrimaryKeyConstraint("id", name="pk_person"),
        sa.UniqueConstraint("login_key", name="uq_person_login_key"),
    )
    op.create_table(
        "account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("archived_at", sa.DateTime(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["person.id"], name="fk_account_user_id"),
        sa.CheckConstraint("name <> ''", name="name"),
        sa.PrimaryKeyConstraint("id", name="pk_account"),
    )
    op.create_index("ix_account_user_id", "account", ["user_id"])

    op.create_table(
        "attempt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("mode", sa.String(), nullable=False),
        sa.Column("seed", sa.BigInteger(), nullable=False),
        sa.Column("content_version", sa.String(), nullable=False),
        sa.Column("pass_mark", sa.Float(), nullable=False),
        sa.Column("earned", sa.Float(), nullable=False),
        sa.Column("possible", sa.Float(), nullable=False),
        sa.Column("started_at", sa.DateTime(), nullable=False),
        sa.Column("submitted_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["person.id"], name="fk_attempt_user_id"),
        sa.CheckConstraint("mode IN ('practice', 'assessment')", name="mode"),
        sa.CheckConstraint("pass_mark BETWEEN 0 AND 1", name="pass_mark"),
        sa.CheckConstraint("earned >= 0 AND earned <= possible AND possible > 0", name="score"),
        sa.CheckConstraint("submitted_at >= started_at", name="time"),
        sa.PrimaryKeyConstraint("id", name="pk_attempt"),
    )
    op.create_index("ix_attempt_user_unit", "attempt", ["user_id", "unit", "id"])

    op.create_table(
        "draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("mode", sa.String(), nullable=False),
        sa.Column("seed", sa.BigInteger(), nullable=False),
        sa.Column("item_ids", sa.JSON(), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("hints", sa.JSON(), nullable=False),
        sa.Column("checked", sa.JSON(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.DateTime(), nullable=False),
        sa.Column("saved_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["person.id"], name="fk_draft_user_id"),
        sa.CheckConstraint("mode IN ('practice', 'assessment')", name="mode"),
        sa.CheckConstraint("position >= 0", name="position"),
        sa.PrimaryKeyConstraint("id", name="pk_draft"),
        sa.UniqueConstraint("user_id", "unit", "mode", name="uq_draft_user_id_unit_mode"),
    )
    op.create_table(
        "lesson_answer",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("lesson", sa.String(), nullable=False),
        sa.Column("slot", sa.String(), nullable=False),
        sa.Column("answer", sa.JSON(), nullable=False),
        sa.Column("answered_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["person.id"], name="fk_lesson_answer_user_id"),
        sa.PrimaryKeyConstraint("user_id", "lesson", "slot", name="pk_lesson_answer"),
    )
    op.create_table(
        "lesson_reading",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("lesson", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("section", sa.String(), nullable=False),
        sa.Column("furthest", sa.Integer(), nullable=False),
        sa.Column("finished_at", sa.DateTime(), nullable=True),
        sa.Column("read_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["person.id"], name="fk_lesson_reading_user_id"),
        sa.CheckConstraint("furthest >= 0", name="furthest"),
        sa.PrimaryKeyConstraint("user_id", "lesson", name="pk_lesson_reading"),
    )
    op.create_table(
        "managed_department",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("department_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["department_id"], ["department.id"], name="fk_managed_department_department_id"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["person.id"], name="fk_managed_department_user_id"),
        sa.PrimaryKeyConstraint("user_id", "department_id", name="pk_managed_department"),
    )
    op.create_table(
        "place",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("page", sa.String(), nullable=False),
        sa.Column("parameters", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["person.id"], name="fk_place_user_id"),
        sa.PrimaryKeyConstraint("user_id", name="pk_place"),
    )
    op.create_table(
        "sheet",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("tool", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("side", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("saved_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["person.id"], name="fk_sheet_user_id"),
        sa.CheckConstraint("side IN ('us', 'customer')", name="side"),
        sa.CheckConstraint("revision >= 1", name="revision"),
        sa.PrimaryKeyConstraint("id", name="pk_sheet"),
        sa.UniqueConstraint(
            "user_id", "tool", "subject", "side", name="uq_sheet_user_id_tool_subject_side"
        ),
    )
    op.create_table(
        "sign_in_session",
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("seen_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["person.id"], name="fk_sign_in_session_user_id"),
        sa.PrimaryKeyConstraint("token_hash", name="pk_sign_in_session"),
    )
    op.create_index("ix_sign_in_session_user_id", "sign_in_session", ["user_id"])

    op.create_table(
        "standing",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("department_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("passed", sa.Integer(), nullable=False),
        sa.Column("failing", sa.Integer(), nullable=False),
        sa.Column("need", sa.Integer(), nullable=False),
        sa.Column("active_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["department_id"], ["department.id"], name="fk_standing_department_id"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["person.id"], name="fk_standing_user_id"),
        sa.CheckConstraint("passed >= 0 AND failing >= 0", name="counts"),
        sa.PrimaryKeyConstraint("user_id", name="pk_standing"),
    )
    op.create_index("ix_standing_active", "standing", ["active_at", "user_id"])
    op.create_index(
        "ix_standing_department_active", "standing", ["department_id", "active_at", "user_id"]
    )
    op.create_index("ix_standing_department_name", "standing", ["department_id", "name", "user_id"])
    op.create_index(
        "ix_standing_department_need", "standing", ["department_id", "need", "active_at", "user_id"]
    )
    op.create_index("ix_standing_name", "standing", ["name", "user_id"])
    op.create_index("ix_standing_need", "standing", ["need", "active_at", "user_id"])

    op.create_table(
        "unit_result",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("lessons_finished", sa.Integer(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("best", sa.Float(), nullable=True),
        sa.Column("last", sa.Float(), nullable=True),
        sa.Column("passed_at", sa.DateTime(), nullable=True),
        sa.Column("active_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["person.id"], name="fk_unit_result_user_id"),
        sa.CheckConstraint("attempts >= 0 AND lessons_finished >= 0", name="counts"),
        sa.CheckConstraint("best BETWEEN 0 AND 1", name="best"),
        sa.CheckConstraint("last BETWEEN 0 AND 1 AND last <= best", name="last"),
        sa.CheckConstraint(
            "(attempts = 0) = (best IS NULL) AND (attempts = 0) = (last IS NULL)", name="scored"
        ),
        sa.CheckConstraint("passed_at IS NULL OR attempts > 0", name="passed"),
        sa.PrimaryKeyConstraint("user_id", "unit", name="pk_unit_result"),
    )
    op.create_table(
        "item_response",
        sa.Column("attempt_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.String(), nullable=False),
        sa.Column("text_hash", sa.String(), nullable=False),
        sa.Column("answer", sa.JSON(), nullable=False),
        sa.Column("earned", sa.Float(), nullable=False),
        sa.Column("possible", sa.Float(), nullable=False),
        sa.Column("hints", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["attempt_id"], ["attempt.id"], name="fk_item_response_attempt_id"),
        sa.CheckConstraint("earned >= 0 AND earned <= possible", name="score"),
        sa.CheckConstraint("position >= 0", name="position"),
        sa.CheckConstraint("hints >= 0", name="hints"),
        sa.PrimaryKeyConstraint("attempt_id", "position", name="pk_item_response"),
    )
    op.create_index("ix_item_response_item_id", "item_response", ["item_id"])

    op.create_table(
        "sheet_revision",
        sa.Column("sheet_id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("saved_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["sheet_id"], ["sheet.id"], name="fk_sheet_revision_sheet_id"),
        sa.CheckConstraint("revision >= 1", name="revision"),
        sa.PrimaryKeyConstraint("sheet_id", "revision", name="pk_sheet_revision"),
    )
