"""HTTP with a proxy, certificates and timeouts, and nothing but HTTP; it can be cut off."""

from __future__ import annotations

import contextlib
import http.client
import socket
import ssl
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from http.client import HTTPMessage, HTTPResponse
from typing import IO, Final, Self

from seedreader import __version__
from seedreader.translation.packages._plain import plain
from seedreader.translation.packages.limits import Limits
from seedreader.translation.packages.problems import (
    Cancelled,
    IsCancelled,
    PackageProblem,
    never_cancelled,
)

MAX_REDIRECTS: Final = 5
_PIECE: Final = 2**17
_POLL: Final = 0.1  # seconds between two questions whether it is cancelled
_SHOWN: Final = 500
_TRY_LATER: Final = "try again later, or install from a file"


class CutShort(Exception):
    """The connection broke off in the middle of an answer."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A server's answer, whose body is still to come.

    Attributes:
        status: 200, 206 or 416.
        headers: as the server sent them.
    """

    status: int
    headers: Message
    _body: HTTPResponse | None
    _watch: _Watch

    def pieces(self) -> Iterator[bytes]:
        """Yield the body as it comes.

        Raises:
            CutShort: it broke off, as far as that can be told without knowing its length.
            Cancelled: the user stopped it.
        """
        while piece := self._read():
            yield piece

    def _read(self) -> bytes:
        try:
            piece = self._body.read1(_PIECE) if self._body is not None else b""
        except (OSError, http.client.HTTPException, ValueError) as error:
            self._watch.check()
            if isinstance(error, TimeoutError):
                raise CutShort("the server stopped answering") from error
            raise CutShort(f"the connection broke off ({_reason(error)})") from error
        self._watch.check()
        return piece


@contextlib.contextmanager
def opened(
    address: str,
    headers: dict[str, str],
    *,
    limits: Limits,
    is_cancelled: IsCancelled = never_cancelled,
) -> Iterator[Answer]:
    """Ask for an address and yield the answer.

    The variables `https_proxy`, `http_proxy` and `no_proxy` are heeded. Certificates are checked.
    Redirects lead to HTTP or HTTPS only, and from HTTPS to HTTPS only.

    Raises:
        PackageProblem: no usable answer came.
        Cancelled: the user stopped it; noticed within a fifth of a second once the connection is
            made, which takes `connect_timeout` at most.
    """
    with contextlib.ExitStack() as stack:
        watch = stack.enter_context(_Watch(is_cancelled))
        answer = _answer(address, headers, limits, watch)
        if answer._body is not None:  # noqa: SLF001
            stack.enter_context(answer._body)  # noqa: SLF001
        encoding = answer.headers.get("Content-Encoding", "").strip().lower()
        if encoding not in ("", "identity"):
            problem = f"the server sends it compressed ({plain(encoding, 40)}), unasked"
            raise PackageProblem(plain(address, _SHOWN), problem, _TRY_LATER)
        yield answer


def _answer(address: str, headers: dict[str, str], limits: Limits, watch: _Watch) -> Answer:
    """Return the answer to a request.

    Raises:
        PackageProblem: there is none, or it says that there is nothing.
    """
    shown = plain(address, _SHOWN)
    own = {"User-Agent": f"seedreader/{__version__}", "Accept-Encoding": "identity"}
    try:
        request = urllib.request.Request(address, headers={**own, **headers})  # noqa: S310 - see `_opener`
        response = _opener(watch, limits).open(request, timeout=limits.connect_timeout)
    except urllib.error.HTTPError as error:
        error.close()
        if error.code == http.client.REQUESTED_RANGE_NOT_SATISFIABLE:
            return Answer(error.code, error.headers, None, watch)
        raise PackageProblem(shown, *_status_problem(error)) from error
    except (OSError, http.client.HTTPException, ValueError) as error:
        watch.check()
        raise PackageProblem(shown, *_connection_problem(error)) from error
    return Answer(response.status, response.headers, response, watch)


def _connection_problem(error: BaseException) -> tuple[str, str]:
    reason = error.reason if isinstance(error, urllib.error.URLError) else error
    if isinstance(reason, ssl.SSLCertVerificationError):
        return (
            f"the server's certificate is not valid ({_reason(reason)})",
            "check the clock; a proxy may need its certificate in SSL_CERT_FILE",
        )
    if isinstance(reason, TimeoutError):
        return "the server does not answer", _TRY_LATER
    if isinstance(error, (http.client.HTTPException, ValueError)):
        return f"the server's answer makes no sense ({_reason(error)})", "check the address"
    return (
        f"cannot be reached ({_reason(reason) if isinstance(reason, BaseException) else reason})",
        "check the network, or install from a file",
    )


def _status_problem(error: urllib.error.HTTPError) -> tuple[str, str]:
    code = error.code
    if 300 <= code < 400:  # noqa: PLR2004 - redirection (RFC 9110, section 15.4)
        return "it leads in a circle, or to where it must not", "check the address"
    if code in (http.client.NOT_FOUND, http.client.GONE):
        return f"there is nothing ({code})", "check the address"
    if code == http.client.TOO_MANY_REQUESTS or code >= http.client.INTERNAL_SERVER_ERROR:
        return f"the server is overloaded or out of order ({code})", _TRY_LATER
    return f"the server refuses ({code} {plain(error.reason, 60)})", "check the address"


def _reason(error: BaseException) -> str:
    if isinstance(error, TimeoutError):
        return "no answer in time"
    text = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return plain(text or type(error).__name__, 200)


class _Watch:
    """Cuts connections off as soon as the user cancels: a read may else wait for long."""

    def __init__(self, is_cancelled: IsCancelled) -> None:
        self.is_cut = False
        self._is_cancelled = is_cancelled
        self._sockets: list[socket.socket] = []
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._poll, daemon=True)

    def check(self) -> None:
        """Raise `Cancelled` if it is."""
        if self.is_cut or self._is_cancelled():
            raise Cancelled

    def add(self, connection: socket.socket) -> None:
        """Cut off this one as well."""
        self._sockets.append(connection)

    def __enter__(self) -> Self:
        if self._is_cancelled is not never_cancelled:
            self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        if self._thread.ident is not None:
            self._thread.join()

    def _poll(self) -> None:
        while not self._done.wait(_POLL):
            if self._is_cancelled():
                self.is_cut = True
                for connection in list(self._sockets):
                    with contextlib.suppress(OSError):
                        # Not the method of SSLSocket, which is not meant for another thread.
                        socket.socket.shutdown(connection, socket.SHUT_RDWR)


def _opener(watch: _Watch, limits: Limits) -> urllib.request.OpenerDirector:
    """Return an opener that knows HTTP and HTTPS only: no files, no FTP, no `data:`."""

    class Connection(http.client.HTTPConnection):
        def connect(self) -> None:
            super().connect()
            _connected(self.sock)

    class SecureConnection(http.client.HTTPSConnection):
        def connect(self) -> None:
            super().connect()
            _connected(self.sock)

    def _connected(connection: socket.socket) -> None:
        connection.settimeout(limits.read_timeout)
        watch.add(connection)

    class Handler(urllib.request.HTTPHandler):
        def http_open(self, req: urllib.request.Request) -> HTTPResponse:
            return self.do_open(Connection, req)

    class SecureHandler(urllib.request.HTTPSHandler):
        def https_open(self, req: urllib.request.Request) -> HTTPResponse:
            return self.do_open(SecureConnection, req, context=ssl.create_default_context())

    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler(),
        urllib.request.UnknownHandler(),
        Handler(),
        SecureHandler(),
        urllib.request.HTTPDefaultErrorHandler(),
        _Redirects(),
        urllib.request.HTTPErrorProcessor(),
    ):
        opener.add_handler(handler)
    return opener


class _Redirects(urllib.request.HTTPRedirectHandler):
    max_redirections = MAX_REDIRECTS
    max_repeats = 2

    def redirect_request(  # noqa: PLR0917 - as the base class has it
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        allowed = ("https://",) if req.type == "https" else ("https://", "http://")
        if not newurl.lower().startswith(allowed):
            shown, target = plain(req.full_url, _SHOWN), plain(newurl, _SHOWN)
            raise PackageProblem(shown, f"it leads to {target}, which is refused")
        return super().redirect_request(req, fp, code, msg, headers, newurl)
