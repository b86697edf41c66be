"""The demonstration's outbox: mail that was written to files instead of being sent."""

import email.policy
from dataclasses import dataclass
from email.message import EmailMessage, MIMEPart
from pathlib import Path

SHOWN = 20
# A sign-in letter has under two kilobytes; whatever is much longer is cut.
READ_BYTES = 64 * 1024
# Django's file backend ends each letter with this line.
END_OF_LETTER = b"\n" + b"-" * 79 + b"\n"


@dataclass(frozen=True)
class Letter:
    """One e-mail, as plain text."""

    to: str
    subject: str
    date: str
    body: str


def newest_letters(directory: Path, *, count: int = SHOWN) -> list[Letter]:
    """The latest letters, newest first. Only plain files of this directory are read."""
    letters: list[Letter] = []
    for path in sorted(directory.glob("*.log"), key=_written, reverse=True):
        if path.is_symlink() or not path.is_file():
            continue
        letters += reversed(read_letters(path, at_most=READ_BYTES))
        if len(letters) >= count:
            break
    return letters[:count]


def _written(path: Path) -> tuple[int, str]:
    try:
        return path.lstat().st_mtime_ns, path.name
    except OSError:
        return 0, path.name


def read_letters(path: Path, *, at_most: int = -1) -> list[Letter]:
    """The letters of a file, the first one first, as whoever got them reads them."""
    try:
        with path.open("rb") as file:
            content = file.read(at_most)
    except OSError:
        return []
    parts = content.replace(b"\r\n", b"\n").split(END_OF_LETTER)
    return [_letter(part) for part in parts if part.strip()]


def _letter(raw: bytes) -> Letter:
    message = email.message_from_bytes(raw, policy=email.policy.default)
    text = message.get_body(("plain",)) if isinstance(message, EmailMessage) else None
    return Letter(
        to=str(message["To"] or ""),
        subject=str(message["Subject"] or ""),
        date=str(message["Date"] or ""),
        body=_text_of(text) if text is not None else "",
    )


def _text_of(part: MIMEPart) -> str:
    try:
        return str(part.get_content()).strip()
    except (LookupError, ValueError):
        return "This letter cannot be read."
