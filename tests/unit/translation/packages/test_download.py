"""Downloads from servers that work, break off, lie and dawdle."""

from __future__ import annotations

import random
import ssl
import threading

import pytest
from tests.fixtures.package_server import CERTIFICATE, serving

from seedreader.translation.packages import Cancelled, PackageProblem
from seedreader.translation.packages.download import download, fetch, part_path
from seedreader.translation.packages.limits import Limits

BODY = random.Random(7).randbytes(700_001)


@pytest.fixture
def get(tmp_path, limits):
    """Download an address and return what came."""

    def run(address, **options):
        part = part_path(tmp_path, address)
        download(address, part, **{"limits": limits, **options})
        return part.read_bytes()

    return run


def ranges(server):
    return [request.range for request in server.requests]


def test_fetches_and_tells_progress(server, get):
    told = []
    address = server.put("/a", BODY)
    assert get(address, progress=lambda *numbers: told.append(numbers)) == BODY
    assert told[-1] == (len(BODY), len(BODY))
    assert [done for done, _ in told] == sorted(done for done, _ in told)


def test_goes_on_where_the_connection_broke_off(server, get):
    address = server.put("/a", BODY, cuts=[100_000, 1, 300_000])
    assert get(address) == BODY
    assert ranges(server) == [None, "bytes=100000-", "bytes=100001-", "bytes=400001-"]
    assert [request.if_range for request in server.requests[1:]] == ['"1"'] * 3


def test_goes_on_in_another_attempt(server, get, tmp_path):
    address = server.put("/a", BODY, cuts=[100_000, 0, 0, 0, 0])
    with pytest.raises(PackageProblem, match="broke off after 100,000 of 700,001 bytes, 4 times"):
        get(address)
    assert part_path(tmp_path, address).stat().st_size == 100_000
    server.requests.clear()
    assert get(address) == BODY
    assert ranges(server) == ["bytes=100000-"]


def test_a_whole_file_is_not_fetched_again(server, get):
    address = server.put("/a", BODY)
    get(address)
    assert get(address) == BODY
    assert ranges(server) == [None, f"bytes={len(BODY)}-"]


def test_begins_anew_where_the_file_has_changed(server, get):
    address = server.put("/a", BODY, cuts=[100_000, 0, 0, 0, 0])
    with pytest.raises(PackageProblem):
        get(address)
    other = BODY[::-1]
    server.put("/a", other, etag='"2"')
    assert get(address) == other
    server.put("/a", BODY[:50_000], etag='"2"')
    assert get(address) == BODY[:50_000]


def test_begins_anew_where_nothing_tells_whether_it_has_changed(server, get):
    address = server.put("/a", BODY, etag=None, cuts=[100_000])
    assert get(address) == BODY
    assert ranges(server) == [None, None]
    address = server.put("/b", BODY, etag='W/"1"', cuts=[100_000])
    assert get(address) == BODY
    assert ranges(server)[2:] == [None, None]


def test_begins_anew_where_the_server_knows_no_parts(server, get):
    address = server.put("/a", BODY, ranges=False, cuts=[100_000])
    assert get(address) == BODY


def test_fetches_what_has_no_length(server, get):
    address = server.put("/a", BODY, headers={"Content-Length": ""})
    assert get(address) == BODY


def test_a_file_that_is_shorter_than_the_server_says(server, get):
    address = server.put("/a", BODY, headers={"Content-Length": "800000"}, ranges=False)
    with pytest.raises(PackageProblem, match="broke off after 700,001 of 800,000"):
        get(address)


def test_another_part_than_was_asked_for(server, get):
    address = server.put("/a", BODY, cuts=[1000])
    server.put("/a", BODY, cuts=[1000], headers={"Content-Range": "bytes 5-700000/700001"})
    with pytest.raises(PackageProblem, match="another part"):
        get(address)
    server.put("/a", BODY)
    assert get(address) == BODY


@pytest.mark.parametrize(
    ("limits_changed", "options", "problem"),
    [
        ({"max_download": 700_000}, {}, "more than"),
        ({}, {"expected_size": 700_000}, "instead of 700,000"),
        ({"disk_margin": 2**62}, {}, "MB are needed"),
    ],
)
@pytest.mark.parametrize("headers", [{}, {"Content-Length": ""}])
def test_limits(server, get, limits_changed, options, problem, headers):  # noqa: PLR0917
    address = server.put("/a", BODY, headers=headers)
    with pytest.raises(PackageProblem, match=problem):
        get(address, limits=Limits(**{"disk_margin": 0, **limits_changed}), **options)


@pytest.mark.parametrize("status", [401, 404, 410, 429, 500])
def test_refusals_are_told_at_once(server, get, status):
    address = server.put("/a", b"", status=status)
    with pytest.raises(PackageProblem, match=str(status)):
        get(address)
    assert len(server.requests) == 1


def test_follows_a_redirect(server, get):
    server.put("/b", BODY)
    assert get(server.put("/a", b"", status=302, headers={"Location": "/b"})) == BODY


@pytest.mark.parametrize(
    "target", ["/a", "file:///etc/passwd", "ftp://127.0.0.1/x", "data:,x", "//", "http://[::"]
)
def test_does_not_follow_just_any_redirect(server, get, target):
    address = server.put("/a", b"", status=302, headers={"Location": target})
    with pytest.raises(PackageProblem):
        get(address)
    assert len(server.requests) <= 6


def test_does_not_follow_redirects_for_ever(server, get):
    for number in range(20):
        server.put(f"/{number}", b"", status=302, headers={"Location": f"/{number + 1}"})
    with pytest.raises(PackageProblem):
        get(server.url("/0"))
    assert len(server.requests) == 6


def test_a_compressed_answer_is_refused(server, get):
    address = server.put("/a", BODY, headers={"Content-Encoding": "gzip"})
    with pytest.raises(PackageProblem, match="compressed"):
        get(address)


@pytest.mark.parametrize("status_line", [b"\x16\x03\x01 nonsense\r\n\r\n", b""])
def test_an_answer_without_sense(get, status_line):
    import socket

    with socket.create_server(("127.0.0.1", 0)) as listener:

        def answer():
            connection, _ = listener.accept()
            with connection:
                connection.recv(4096)
                connection.sendall(status_line)

        thread = threading.Thread(target=answer)
        thread.start()
        with pytest.raises(PackageProblem):
            get(f"http://127.0.0.1:{listener.getsockname()[1]}/a")
        thread.join()


def test_a_silent_server_is_given_up(server, get):
    address = server.put("/a", BODY, waits=threading.Event())
    with pytest.raises(PackageProblem, match="stopped answering"):
        get(address, limits=Limits(read_timeout=0.5, retries=1, retry_delay=0, disk_margin=0))
    assert len(server.requests) == 2


def test_a_slow_server_is_given_up(server, get):
    address = server.put("/a", BODY)
    with pytest.raises(PackageProblem, match="too slowly"):
        get(address, limits=Limits(stall_time=0, stall_size=2**30, disk_margin=0))


def test_is_cancelled_while_the_server_is_silent(server, get, limits):
    address = server.put("/a", BODY, waits=threading.Event())
    with pytest.raises(Cancelled):
        get(address, is_cancelled=lambda: bool(server.requests))


def test_what_was_fetched_is_kept_when_cancelled(server, get, tmp_path):
    done = []
    address = server.put("/a", BODY)
    with pytest.raises(Cancelled):
        get(
            address,
            progress=lambda size, _: done.append(size),
            is_cancelled=lambda: bool(done) and done[-1] >= 100_000,
        )
    kept = part_path(tmp_path, address).stat().st_size
    assert kept == done[-1] < len(BODY)
    assert get(address) == BODY
    assert ranges(server)[-1] == f"bytes={kept}-"


def test_an_error_of_who_is_told_is_not_taken_for_the_network_s(server, get):
    def broken(*_):
        raise BrokenPipeError

    with pytest.raises(BrokenPipeError):
        get(server.put("/a", BODY), progress=broken)
    assert len(server.requests) == 1


def test_goes_through_a_proxy(server, limits, monkeypatch):
    server.put("http://packages.example/a", BODY)
    monkeypatch.setenv("http_proxy", server.address)
    address = "http://packages.example/a"
    assert fetch(address, limits=limits, max_size=2**20) == BODY
    assert server.requests[0].path == address


def test_certificates_are_checked(limits, monkeypatch, server):
    with serving(tls=True) as secure:
        address = secure.put("/a", BODY)
        with pytest.raises(PackageProblem, match="certificate"):
            fetch(address, limits=limits, max_size=2**20)
        monkeypatch.setenv(ssl.get_default_verify_paths().openssl_cafile_env, str(CERTIFICATE))
        assert fetch(address, limits=limits, max_size=2**20) == BODY
        target = server.put("/plain", BODY)
        address = secure.put("/b", b"", status=302, headers={"Location": target})
        with pytest.raises(PackageProblem, match="refused"):
            fetch(address, limits=limits, max_size=2**20)
        assert server.requests == []
