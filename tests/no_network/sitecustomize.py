"""Closes the network for a Python process and reports who tries to use it.

Python imports a module of this name at its start if its folder is on PYTHONPATH: thus programs
that a test starts are watched too. Loopback stays open, for servers that a test runs itself.
"""

from __future__ import annotations

import os
import socket
import sys
import traceback
from pathlib import Path

REPORT_VARIABLE = "SEEDREADER_TEST_NETWORK_REPORT"
_LOCAL = ("127.", "::1", "localhost")
_EVENTS = {"socket.connect": 1, "socket.sendto": 1, "socket.bind": 1, "socket.getaddrinfo": 0}


class NetworkClosedError(OSError):
    """Something tried to use the network."""


def install() -> None:
    """Watch this process from now on; it cannot be undone."""
    sys.addaudithook(_watch)


def _watch(event: str, arguments: tuple[object, ...]) -> None:
    if event not in _EVENTS:
        return
    if event != "socket.getaddrinfo":
        connection = arguments[0]
        if isinstance(connection, socket.socket) and connection.family == socket.AF_UNIX:
            return
    address = arguments[_EVENTS[event]]
    host = address[0] if isinstance(address, tuple) else address
    if host is None or str(host).startswith(_LOCAL):
        return
    report = os.environ.get(REPORT_VARIABLE)
    if report:
        with Path(report).open("a", encoding="utf-8") as stream:
            stream.write(f"{event} {address!r}\n{''.join(traceback.format_stack(limit=8))}\n")
    raise NetworkClosedError(f"the network is closed in tests: {event} {address!r}")


if __name__ == "sitecustomize":
    install()
