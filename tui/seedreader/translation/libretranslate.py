"""The engine of a LibreTranslate server: only where the user named one, as text leaves the machine.

Its protocol (https://docs.libretranslate.com): `GET /languages`, `GET /frontend/settings` for the
limits, `POST /translate` with several texts at once. 429 means slow down.
"""

from __future__ import annotations

import json
import random
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from http.client import HTTPException, HTTPMessage
from typing import IO, Any

from seedreader.translation.engine import (
    DEFAULT_OPTIONS,
    Answer,
    CannotTranslate,
    Options,
    ProblemKind,
    Translated,
    settings_key,
)
from seedreader.translation.model import Provenance, ProvenanceKind

NAME = "libretranslate"

_TIMEOUT = 30.0
"""Seconds between two pieces of an answer; a slow server takes some for a batch."""
_MAX_ANSWER = 8 << 20
"""Bytes of an answer that are read."""
_BATCH_TEXTS = 32
_BATCH_LETTERS = 5000
"""Sent at once, unless the server's limit is lower."""
_TRIES = 5
_LONGEST_WAIT = 60.0
_TOO_MANY_REQUESTS = 429
_TRY_AGAIN = frozenset({_TOO_MANY_REQUESTS, 502, 503, 504})


def expected_provenance(address: str, options: Options = DEFAULT_OPTIONS) -> Provenance:
    """Return the provenance of what a server says, without a date. The options change nothing.

    Args:
        address: of the server, as the user wrote it.
        options: what it is remembered under, so that a second try is one.
    """
    address = address.rstrip("/")
    return Provenance(
        kind=ProvenanceKind.ENGINE,
        origin=address,
        engine=NAME,
        settings=settings_key(NAME, [address], options),
    )


class LibreTranslateEngine:
    """Translates with a server. See `engine.Engine`."""

    def __init__(
        self,
        address: str,
        *,
        api_key: str | None = None,
        timeout: float = _TIMEOUT,
        wait: Callable[[float], None] = time.sleep,
    ) -> None:
        """Ask nothing yet.

        Args:
            address: of the server, as `https://example.org` or `http://127.0.0.1:5000`.
            api_key: the user's key, where the server asks for one.
            timeout: seconds without an answer after which it is given up.
            wait: waits for so many seconds before the next try.

        Raises:
            CannotTranslate: the address is none of HTTP.
        """
        parts = urllib.parse.urlsplit(address or "")
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise CannotTranslate(
                ProblemKind.UNREACHABLE,
                f"{address!r} is not the address of a server",
                "write it as https://example.org",
            )
        if "@" in parts.netloc or parts.query or parts.fragment:
            raise CannotTranslate(
                ProblemKind.UNREACHABLE,
                f"the address of {parts.hostname} holds more than an address",
                "leave out name, password and parameters; the key is LIBRETRANSLATE_API_KEY",
            )
        self._address = address.rstrip("/")
        self._api_key = api_key
        self._timeout = timeout
        self._wait = wait
        self._opener = urllib.request.build_opener(_NoRedirect)
        self._lock = threading.Lock()
        self._languages: set[tuple[str, str]] | None = None
        self._limit: int | None = None

    @property
    def name(self) -> str:
        """`libretranslate`."""
        return NAME

    @property
    def slots(self) -> int:
        """Requests at a time: others use the server, too."""
        return 1

    def languages(self) -> set[tuple[str, str]]:
        """Return the pairs that the server offers."""
        with self._lock:
            if self._languages is None:
                self._languages = _pairs(self._ask("/languages"))
            return set(self._languages)

    def sizes(self, batch: Sequence[str], source: str, target: str) -> list[int]:
        """Return the numbers of letters, a quarter of them: about those of tokens."""
        self._check(source, target)
        return [len(text) // 4 + 1 for text in batch]

    def translate(
        self,
        batch: Sequence[str],
        source: str,
        target: str,
        options: Options = DEFAULT_OPTIONS,
    ) -> Answer:
        """Translate sentences; what is longer than the server takes is refused, not cut."""
        self._check(source, target)
        limit = self._characters()
        translated: list[Translated] = []
        for part in _parts(batch, min(limit, _BATCH_LETTERS)):
            if any(len(text) > limit for text in part):
                raise CannotTranslate(
                    ProblemKind.REFUSED,
                    f"{self._address} takes at most {limit} letters at once",
                    "use another engine for this sentence",
                )
            body: dict[str, Any] = {
                "q": part,
                "source": source,
                "target": target,
                "format": "text",
            }
            if self._api_key:
                body["api_key"] = self._api_key
            texts = self._ask("/translate", body).get("translatedText")
            if not _are_texts(texts, len(part)):
                raise self._nonsense()
            translated += [Translated(text) for text in texts]
        return Answer(translated, expected_provenance(self._address, options))

    def _check(self, source: str, target: str) -> None:
        if (source, target) not in self.languages():
            raise CannotTranslate(
                ProblemKind.MISSING_PACKAGE,
                f"{self._address} does not translate from {source} to {target}",
                "install a package, or name another server",
            )

    def _characters(self) -> int:
        """Return how many letters the server takes at once; a server may not tell."""
        with self._lock:
            if self._limit is None:
                try:
                    answer = self._ask("/frontend/settings")
                except CannotTranslate as problem:
                    if problem.kind is ProblemKind.UNREACHABLE:
                        raise
                    answer = {}
                limit = answer.get("charLimit") if isinstance(answer, dict) else None
                is_limit = isinstance(limit, int) and limit > 0  # -1 for none
                self._limit = limit if is_limit else _BATCH_LETTERS
            assert self._limit is not None
            return self._limit

    def _ask(self, path: str, body: dict[str, Any] | None = None) -> Any:  # noqa: ANN401 - JSON
        """Ask the server, as often as it asks for patience.

        Raises:
            CannotTranslate: it does not answer, refuses, or answers nonsense.
        """
        for attempt in range(_TRIES):
            try:
                return self._ask_once(path, body)
            except urllib.error.HTTPError as error:
                with error:
                    if error.code not in _TRY_AGAIN or attempt == _TRIES - 1:
                        raise self._refusal(error) from error
                    seconds = _patience(error.headers.get("Retry-After"), attempt)
                self._wait(seconds)
            except (OSError, HTTPException) as error:
                raise CannotTranslate(
                    ProblemKind.UNREACHABLE,
                    f"{self._address} does not answer ({_plain(error)})",
                    "check the address and the network",
                ) from error
        raise AssertionError("the last attempt returns or raises")

    def _ask_once(self, path: str, body: dict[str, Any] | None) -> Any:  # noqa: ANN401 - JSON
        data = None if body is None else json.dumps(body).encode("ascii")
        request = urllib.request.Request(  # noqa: S310 - the scheme was checked
            self._address + path,
            data=data,
            headers={"Content-Type": "application/json", "Accept": "application/json"},
        )
        with self._opener.open(request, timeout=self._timeout) as response:
            answer = response.read(_MAX_ANSWER + 1)
        if len(answer) > _MAX_ANSWER:
            raise CannotTranslate(
                ProblemKind.REFUSED, f"{self._address} answers with more than it should", ""
            )
        try:
            return json.loads(answer)
        except (ValueError, RecursionError) as error:
            raise self._nonsense() from error

    def _refusal(self, error: urllib.error.HTTPError) -> CannotTranslate:
        try:
            said = json.loads(error.read(10_000)).get("error", "")
        except (AttributeError, OSError, ValueError, RecursionError, HTTPException):
            said = ""
        problem = f"{self._address} refuses ({error.code}{': ' if said else ''}{_plain(said)})"
        advice = (
            "set LIBRETRANSLATE_API_KEY" if error.code in (400, 401, 403) else "try again later"
        )
        return CannotTranslate(ProblemKind.REFUSED, problem, advice)

    def _nonsense(self) -> CannotTranslate:
        return CannotTranslate(
            ProblemKind.REFUSED,
            f"{self._address} answers something else than LibreTranslate does",
            "check the address",
        )


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """The user named one server: the text goes to no other."""

    def redirect_request(  # noqa: PLR0917
        self,
        req: urllib.request.Request,  # noqa: ARG002 - the base class's
        fp: IO[bytes],  # noqa: ARG002
        code: int,  # noqa: ARG002
        msg: str,  # noqa: ARG002
        headers: HTTPMessage,  # noqa: ARG002
        newurl: str,  # noqa: ARG002
    ) -> None:
        """Follow none."""
        return


def _pairs(answer: object) -> set[tuple[str, str]]:
    pairs = set()
    for entry in answer if isinstance(answer, list) else ():
        if isinstance(entry, dict) and isinstance(entry.get("targets"), list):
            source = entry.get("code")
            pairs |= {
                (source, target)
                for target in entry["targets"]
                if isinstance(source, str) and isinstance(target, str) and source != target
            }
    return pairs


def _parts(batch: Sequence[str], letters: int) -> Iterator[list[str]]:
    part: list[str] = []
    for text in batch:
        if part and (len(part) == _BATCH_TEXTS or sum(map(len, part)) + len(text) > letters):
            yield part
            part = []
        part.append(text)
    if part:
        yield part


def _are_texts(texts: object, count: int) -> bool:
    return (
        isinstance(texts, list)
        and len(texts) == count
        and all(isinstance(text, str) for text in texts)
    )


def _patience(retry_after: str | None, attempt: int) -> float:
    """Return the seconds to wait: what the server asks for, else twice as long each time."""
    if retry_after is not None and retry_after.strip().isdecimal():
        return min(_LONGEST_WAIT, float(retry_after))
    return min(_LONGEST_WAIT, 2.0**attempt * random.uniform(0.5, 1.0))  # noqa: S311 - no secret


def _plain(said: object) -> str:
    return "".join(filter(str.isprintable, str(said)))[:200]
