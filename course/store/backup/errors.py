"""Why a copy was not made or not put back, and what every copy of this product holds."""

from course.errors import CourseError
from course.language import _
from course.store.version import known_versions

TABLES = frozenset({"alembic_version", "person", "sheet", "attempt", "unit_result"})
"""Tables that every version of the product has; by them its databases are known."""


class BackupError(CourseError):
    """Nothing was copied or put back; says why in Chinese."""


def in_use() -> BackupError:
    """Somebody has the database open."""
    return BackupError(_("数据库还有程序在用。请先停止课程服务，再恢复。"))


def not_a_backup(reason: str) -> BackupError:
    """The file is not what it should be."""
    return BackupError(_("这个文件不是本课程的备份：{reason}").format(reason=reason))


def refuse_other_products(tables: set[str], version: str | None) -> None:
    """Raise BackupError unless these are a database of this product, of a version known here."""
    if not tables >= TABLES:
        raise not_a_backup(_("里面没有课程的数据表。"))
    if version not in known_versions():
        raise BackupError(
            _("备份的版本（{version}）比现在的程序新，请先升级程序再恢复。").format(version=version)
        )
