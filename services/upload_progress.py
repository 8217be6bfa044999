"""How far an upload is, for whoever waits: told in short transactions of its own.

On SQLite nobody else can write while a sheet is applied; then a small file beside the database says it.
"""

from pathlib import Path

from sqlalchemy import update
from sqlalchemy.orm import Session, sessionmaker

from services.database import engine_of
from services.models import Upload, UploadState


class Progress:
    """Tells how many rows of an upload are done."""

    def __init__(self, sessions: sessionmaker[Session], upload_id: int, *, is_applied: bool) -> None:
        """Take the upload; `is_applied` says that its own transaction is writing meanwhile."""
        self._sessions = sessions
        self._upload_id = upload_id
        with sessions() as session:
            self._note = _note_path(session, upload_id) if is_applied else None

    def tell(self, done: int) -> None:
        """Say that so many rows are done."""
        if self._note:
            self._note.write_text(str(done), encoding="ascii")
            return
        with self._sessions.begin() as session:
            session.execute(update(Upload).where(Upload.id == self._upload_id).values(done=done))

    def end(self) -> None:
        """Take away what stood beside the database."""
        if self._note:
            self._note.unlink(missing_ok=True)


def rows_done(session: Session, upload: Upload) -> int:
    """Return how many rows of an upload are done by now."""
    note = _note_path(session, upload.id) if upload.state is UploadState.APPLYING else None
    try:
        return int(note.read_text(encoding="ascii")) if note else upload.done
    except (FileNotFoundError, ValueError):
        return upload.done


def _note_path(session: Session, upload_id: int) -> Path | None:
    url = engine_of(session).url
    if url.get_backend_name() != "sqlite" or not url.database or url.database == ":memory:":
        return None
    return Path(url.database).with_name(f"upload-{upload_id}.rows")
