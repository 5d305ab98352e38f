"""The engine of a LibreTranslate server, with a server that speaks its protocol."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from seedreader.translation.engine import RETRY_IN_PIECES, CannotTranslate, ProblemKind
from seedreader.translation.libretranslate import LibreTranslateEngine, expected_provenance

LANGUAGES = [
    {"code": "it", "name": "Italian", "targets": ["en", "it"]},
    {"code": "en", "name": "English", "targets": ["it"]},
]


class Server:
    """LibreTranslate's answers: `translate` is upper case; `replies` come before, once each."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, dict | None]] = []
        self.replies: list[tuple[int, dict[str, str], bytes]] = []
        self.settings: dict = {"charLimit": 100, "apiKeys": False}
        self.key: str | None = None
        owner = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                owner.asked.append((self.path, None))
                found = {"/languages": LANGUAGES, "/frontend/settings": owner.settings}
                self.answer(200, {}, json.dumps(found[self.path]).encode())

            def do_POST(self):
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                owner.asked.append((self.path, body))
                if owner.replies:
                    self.answer(*owner.replies.pop(0))
                elif owner.key is not None and body.get("api_key") != owner.key:
                    self.answer(403, {}, b'{"error": "Invalid API key"}')
                else:
                    texts = [text.upper() for text in body["q"]]
                    self.answer(200, {}, json.dumps({"translatedText": texts}).encode())

            def answer(self, status, headers, content):
                self.send_response(status)
                for name, value in {"Content-Length": str(len(content)), **headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *_):
                pass

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.http.server_port}"

    def bodies(self) -> list[dict]:
        return [body for path, body in self.asked if path == "/translate" and body is not None]


@pytest.fixture
def server():
    server = Server()
    thread = threading.Thread(target=server.http.serve_forever, args=(0.01,))
    thread.start()
    yield server
    server.http.shutdown()
    thread.join()
    server.http.server_close()


@pytest.fixture
def waited() -> list[float]:
    return []


@pytest.fixture
def engine(server, waited) -> LibreTranslateEngine:
    return LibreTranslateEngine(server.address, wait=waited.append, timeout=5)


def texts(engine, *sentences: str) -> list[str]:
    return [made.text for made in engine.translate(sentences, "it", "en").translated]


def test_what_it_says_is_remembered_under_the_server(engine, server):
    provenance = engine.translate(["uno"], "it", "en", RETRY_IN_PIECES).provenance
    assert provenance == expected_provenance(f"{server.address}/", RETRY_IN_PIECES)
    assert (provenance.engine, provenance.origin) == ("libretranslate", server.address)
    assert provenance.settings != expected_provenance(server.address).settings


@pytest.mark.parametrize("address", ["http://me:secret@example.org", "http://a/?api_key=secret"])
def test_a_secret_in_the_address_is_kept_nowhere(address):
    with pytest.raises(CannotTranslate, match="LIBRETRANSLATE_API_KEY") as caught:
        LibreTranslateEngine(address)
    assert "secret" not in str(caught.value)


def test_asks_nothing_before_it_is_used(server):
    LibreTranslateEngine(server.address)
    assert server.asked == []


def test_knows_the_languages_of_the_server(engine):
    assert engine.languages() == {("it", "en"), ("en", "it")}


def test_translates_several_sentences_at_once(engine, server):
    assert texts(engine, "uno", "due") == ["UNO", "DUE"]
    assert server.bodies() == [
        {"q": ["uno", "due"], "source": "it", "target": "en", "format": "text"}
    ]


def test_sends_no_more_than_the_server_takes(engine, server):
    sentences = [f"{number:02} " + "x" * 40 for number in range(5)]
    assert texts(engine, *sentences) == [sentence.upper() for sentence in sentences]
    assert [len(body["q"]) for body in server.bodies()] == [2, 2, 1]
    with pytest.raises(CannotTranslate, match="at most 100 letters"):
        texts(engine, "x" * 101)


@pytest.mark.parametrize("settings", [{"charLimit": -1}, {}, [], {"charLimit": "many"}])
def test_a_server_may_have_no_limit(engine, server, settings):
    server.settings = settings
    assert texts(engine, "x" * 3000) == ["X" * 3000]


def test_sends_the_key(server):
    server.key = "secret"
    engine = LibreTranslateEngine(server.address, api_key="secret")
    assert texts(engine, "uno") == ["UNO"]
    with pytest.raises(CannotTranslate, match="Invalid API key") as caught:
        texts(LibreTranslateEngine(server.address), "uno")
    assert caught.value.kind is ProblemKind.REFUSED


def test_slows_down_when_asked_to(engine, server, waited):
    server.replies = [(429, {"Retry-After": "7"}, b"{}"), (429, {}, b"{}"), (503, {}, b"")]
    assert texts(engine, "uno") == ["UNO"]
    assert waited[0] == 7
    assert 1 <= waited[1] <= 2
    assert 2 <= waited[2] <= 4


def test_does_not_try_for_ever(engine, server, waited):
    server.replies = [(429, {"Retry-After": "99999"}, b'{"error": "Slowdown"}')] * 9
    with pytest.raises(CannotTranslate, match="429: Slowdown") as caught:
        texts(engine, "uno")
    assert caught.value.kind is ProblemKind.REFUSED
    assert waited == [60] * 4


@pytest.mark.parametrize(
    ("status", "content"),
    [
        (200, b"<html>"),
        (200, b'{"translatedText": ["one", "two"]}'),
        (200, b'{"translatedText": [1]}'),
        (200, b"[" * 100_000),
        (200, b"x" * ((8 << 20) + 1)),
        (400, b'{"error": "bad"}'),
        (500, b"\xff"),
        (302, b""),
    ],
)
def test_nonsense_is_refused(engine, server, status, content):
    server.replies = [(status, {"Location": "http://127.0.0.1:1/"}, content)]
    with pytest.raises(CannotTranslate) as caught:
        texts(engine, "uno")
    assert caught.value.kind is ProblemKind.REFUSED


def test_says_what_the_server_does_not_translate(engine):
    with pytest.raises(CannotTranslate, match="from uk to en") as caught:
        engine.translate(["так"], "uk", "en")
    assert caught.value.kind is ProblemKind.MISSING_PACKAGE


def test_a_server_that_is_away(server):
    gone = Server()
    gone.http.server_close()
    with pytest.raises(CannotTranslate, match="does not answer") as caught:
        LibreTranslateEngine(gone.address).languages()
    assert caught.value.kind is ProblemKind.UNREACHABLE


@pytest.mark.parametrize("address", ["", "example.org", "file:///etc/passwd", "ftp://a", "http://"])
def test_only_http_addresses(address):
    with pytest.raises(CannotTranslate, match="not the address"):
        LibreTranslateEngine(address)
