"""E-mail: messages (RFC 5322) and mailboxes (mbox), by Python's own library."""

from __future__ import annotations

import email
import email.policy
import email.utils
from collections.abc import Iterator
from email.message import EmailMessage
from typing import IO, Final

from seedreader.article import Article
from seedreader.corpus.formats.html import fragment_text
from seedreader.corpus.formats.limits import MAX_PART, BadFile, Budget
from seedreader.corpus.formats.made import make_article

_LINE: Final = 1 << 20
_PARTS: Final = 200
"""Parts of one message that are looked at."""


def read_message(data: bytes) -> Article:
    """Return the article of a message: its plain text, or else that of its HTML.

    Raises:
        BadFile: it holds no text.
    """
    try:
        message = email.message_from_bytes(data, policy=email.policy.default)
        assert isinstance(message, EmailMessage)
        text = _text(message)
        return make_article(
            text,
            title=_header(message, "Subject"),
            date=_date(message),
            source=email.utils.parseaddr(_header(message, "From") or "")[0] or None,
        )
    # What the parser makes of a malformed message raises now this and now that.
    except (LookupError, ValueError, AttributeError, TypeError, RecursionError, AssertionError):
        raise BadFile("It is no e-mail message that can be read.", "Save it as text.") from None


def _header(message: EmailMessage, name: str) -> str | None:
    value = message.get(name)
    return None if value is None else str(value)


def _text(message: EmailMessage) -> str:
    pages = []
    for number, part in enumerate(message.walk()):
        if number >= _PARTS:
            break
        if part.is_multipart() or part.get_content_disposition() == "attachment":
            continue
        if part.get_content_type() == "text/plain":
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes) and payload.strip():
                return _decoded(payload, part.get_content_charset())
        elif part.get_content_type() == "text/html":
            pages.append(part)
    for part in pages:
        payload = part.get_payload(decode=True)
        if isinstance(payload, bytes) and payload.strip():
            return fragment_text(_decoded(payload, part.get_content_charset()))[1]
    raise BadFile("The message has no text.", "Give a message with text in it.")


def _decoded(payload: bytes, charset: str | None) -> str:
    try:
        return payload.decode(charset or "utf-8")
    except (LookupError, UnicodeDecodeError):
        from seedreader.corpus.decode import NotTextError, decode  # noqa: PLC0415

        try:
            return decode(payload)[0]
        except NotTextError as error:
            raise BadFile(f"{error}", "Save the message as text.") from None


def _date(message: EmailMessage) -> str | None:
    value = _header(message, "Date")
    if not value:
        return None
    try:
        return email.utils.parsedate_to_datetime(value).date().isoformat()
    except (ValueError, TypeError):
        return None


def messages(stream: IO[bytes], budget: Budget) -> Iterator[bytes | BadFile]:
    """Yield the messages of a mailbox one by one.

    Raises:
        TooMuch: the budget is spent.
    """
    lines: list[bytes] = []
    size = 0
    is_after_blank = True
    has_begun = False
    while line := stream.readline(_LINE):
        budget.spend(len(line))
        if is_after_blank and line.startswith(b"From "):
            if has_begun:
                yield _message(lines, size)
            lines, size, has_begun = [], 0, True
        elif has_begun:
            size += len(line)
            if size <= MAX_PART:
                lines.append(line[1:] if line.startswith(b">From ") else line)
        is_after_blank = line in {b"\n", b"\r\n"}
    if has_begun:
        yield _message(lines, size)
    else:
        yield BadFile("It is no mailbox: no line begins with “From ”.", "Give messages as .eml.")


def _message(lines: list[bytes], size: int) -> bytes | BadFile:
    if size > MAX_PART:
        return BadFile("A message is too large.", "Save its text by itself.")
    return b"".join(lines)
