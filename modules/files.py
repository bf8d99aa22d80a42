"""The file of a learner's own that a tool works on, in the database."""

from dataclasses import dataclass
from datetime import UTC, datetime

from course.store.datasets import content_of, dataset_of, delete_dataset, save_dataset
from exercises.exercise import FileNote
from modules.identity import current_actor
from modules.services import store


@dataclass(frozen=True)
class StoredFile:
    """`Files` for one tool and subject, of whoever is signed in when it is asked."""

    tool: str
    subject: str

    def about(self) -> FileNote | None:
        """What is kept now; None where nothing is."""
        actor = current_actor()
        with store().reading() as db:
            state = dataset_of(db, actor, self.tool, self.subject)
        return None if state is None else FileNote(state.name, state.key, state.rows)

    def load(self, key: str) -> bytes | None:
        """The content that `key` names; None where there is another by now, or none."""
        actor = current_actor()
        with store().reading() as db:
            return content_of(db, actor, self.tool, self.subject, key)

    def keep(self, note: FileNote, content: bytes) -> None:
        """Keep this instead. Raises DatasetTooLargeError, StoreBusyError."""
        actor, now = current_actor(), datetime.now(UTC)
        with store().writing() as db:
            save_dataset(
                db,
                actor,
                self.tool,
                self.subject,
                name=note.name,
                key=note.key,
                rows=note.rows,
                content=content,
                now=now,
            )

    def forget(self) -> None:
        """Delete it for good."""
        actor = current_actor()
        with store().writing() as db:
            delete_dataset(db, actor, self.tool, self.subject)
