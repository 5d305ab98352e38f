"""Packages in the reader: what an article needs, the screen of packages, and work on them."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import threading
import time

import pytest
from tests.fixtures.argos_packages import build_packages, install_unpacked
from tests.fixtures.package_server import serving
from tests.ui.conftest import STORY, lines_of, settle

from seedreader.library import Library, Scope
from seedreader.translation.packages import find_packages, own_folder
from seedreader.translation.packages.records import Record, write_record
from seedreader.ui.app import SeedreaderApp
from seedreader.ui.screens.confirm import ConfirmScreen
from seedreader.ui.screens.models import ModelsScreen
from seedreader.ui.settings import Settings

UK, IT = "translate-uk_en-1_9", "translate-it_en-1_0"
TIMEOUT = 20.0  # seconds
NAMES = {"uk": "Ukrainian", "it": "Italian"}


@pytest.fixture(scope="session")
def stick(tmp_path_factory):
    """A folder with package files."""
    folder = tmp_path_factory.mktemp("stick")
    build_packages(folder, ["uk", "it"])
    return folder


@pytest.fixture
def folder(tmp_path):
    """One article that nothing translates."""
    stories = tmp_path / "stories"
    stories.mkdir()
    (stories / "1.txt").write_text(f"{STORY}\nСтолтенберг відкрив офіс у Японії.\n", "utf-8")
    return stories


@pytest.fixture
def server(stick, monkeypatch):
    """A server with an index of the packages on the stick."""
    with serving() as served:
        for path in stick.iterdir():
            served.put(f"/{path.name}", path.read_bytes())
        served.put("/index.json", json.dumps(index_of(stick)).encode())
        monkeypatch.setenv("ARGOS_PACKAGE_INDEX", served.address)
        yield served


def index_of(stick):
    return [
        {
            "from_code": path.name[10:12],
            "from_name": NAMES[path.name[10:12]],
            "to_code": "en",
            "to_name": "English",
            "package_version": path.stem.rpartition("-")[2].replace("_", "."),
            "links": [path.name],
            "size": path.stat().st_size,
            "licence": "CC0 1.0",
        }
        for path in sorted(stick.iterdir())
    ]


def screen(pilot):
    return "\n".join(lines_of(pilot))


async def until(pilot, is_there):
    """Wait for a text on the screen, or for something to be true."""
    found = is_there if callable(is_there) else lambda: is_there in screen(pilot)
    deadline = time.monotonic() + TIMEOUT
    while time.monotonic() < deadline:
        await pilot.pause()
        if found():
            return
        await asyncio.sleep(0.02)
    raise AssertionError(f"{is_there!r} did not come about; the screen shows:\n{screen(pilot)}")


def toasts(pilot):
    return " ".join(note.message for note in pilot.app._notifications)


def installed(data):
    return [package.name for package in find_packages([own_folder(data)]).packages]


# In the article


async def test_what_an_article_needs_is_told_and_installed(run_reader, data, server):
    async with run_reader() as pilot:
        await until(pilot, "the list was not fetched yet")
        note = " ".join(line.partition("▕")[2].strip() for line in lines_of(pilot))
        assert "Press I to look for one in the list at 127.0.0.1" in note
        await pilot.press("I")
        await until(pilot, "Fetch the list of packages from 127.0.0.1?")
        assert server.requests == [], "nothing is fetched unasked"
        await pilot.press("enter")
        size = round((server.resources[f"/{UK}.argosmodel"].body.__len__()) / 1000)
        await until(pilot, f"Install {UK} from 127.0.0.1 ({size} kB)?")
        assert [request.path for request in server.requests] == ["/index.json"]
        assert "CC0 1.0" in screen(pilot)
        await pilot.press("enter")
        await until(pilot, "Stoltenberg")
        assert installed(data) == [UK]
        await until(pilot, lambda: "needs" not in screen(pilot))


async def test_saying_no_opens_nothing(run_reader, server):
    async with run_reader(size=(80, 24)) as pilot:
        await pilot.press("enter", "I")
        await until(pilot, "Fetch the list")
        await pilot.press("escape")
        await settle(pilot)
        assert not isinstance(pilot.app.screen, ConfirmScreen)
        assert server.requests == []


async def test_the_second_language_of_an_article_is_not_forgotten(
    run_reader, server, stick, folder
):
    italian = (
        "Il presidente del consiglio ha detto che non intende aprire un nuovo ufficio in questa "
        "città, perché il governo del paese ha già deciso di chiudere quello di prima."
    )
    ukrainian = (
        "Генеральний секретар підтвердив, що країни обговорюють можливість відкриття офісу, який "
        "має розпочати роботу наступного року."
    )
    article = folder / "mixed.txt"
    paragraphs = [italian.replace("nuovo", number) for number in ("primo", "secondo", "terzo")]
    article.write_text("\n\n".join([*paragraphs, ukrainian, italian]) + "\n", "utf-8")
    async with run_reader(paths=[article]) as pilot:
        await pilot.press("M", "f", *str(stick / f"{IT}.argosmodel"), "enter")
        await until(pilot, f"{IT} installed")
        await pilot.press("escape", "I")
        await until(pilot, "Fetch the list")
        await pilot.press("enter")
        await until(pilot, f"Install {UK}")


async def test_without_a_network_the_file_to_bring_is_told(run_reader, data, server):
    async with run_reader() as pilot:
        await pilot.press("M", "r")
        await until(pilot, "list of 20")
        await pilot.press("escape")
        server.resources.clear()
        await pilot.press("I")
        await until(pilot, f"Install {UK}")
        await pilot.press("enter")
        await until(pilot, lambda: "404" in toasts(pilot))
        assert f"bring {UK}.argosmodel ({server.url(f'/{UK}.argosmodel')})" in toasts(pilot)
        assert installed(data) == []


async def test_the_network_may_be_switched_off(run_reader, server, stick, data):
    async with run_reader(settings=Settings(offline=True)) as pilot:
        await until(pilot, "Without a network, bring a file such as translate-uk_en-")
        assert "Press I" not in screen(pilot)
        await pilot.press("I")
        await until(pilot, lambda: "bring a file such as" in toasts(pilot))
        await pilot.press("M", "r")
        await until(pilot, "switched off")
        await pilot.press("f", *"it", "enter")
        await until(pilot, "no such file")
        await pilot.press("f", *str(stick / f"{UK}.argosmodel"), "enter")
        await until(pilot, f"{UK} installed")
        await pilot.press("escape")
        await until(pilot, "Stoltenberg")
    assert server.requests == []


# The screen of packages


async def test_from_a_stick(run_reader, data, stick):
    async with run_reader(size=(80, 24)) as pilot:
        await pilot.press("M", "f", *str(stick), "enter")
        await until(pilot, "2 packages installed")
        await until(pilot, "Installed 2")
        assert isinstance(pilot.app.screen, ModelsScreen)
        text = screen(pilot)
        for words in ("Ukrainian → English", "1.4 MB", "CC0 1.0", "first use"):
            assert words in text
    assert installed(data) == [IT, UK]


async def test_from_the_list(run_reader, data, server):
    async with run_reader(size=(100, 30)) as pilot:
        await pilot.press("M")
        await until(pilot, "the list at 127.0.0.1 was not fetched yet")
        assert server.requests == []
        await pilot.press("r")
        await until(pilot, "Available 2 · list of 20")
        await pilot.press("slash", *"ital", "enter", "i")
        await until(pilot, f"Install {IT}?")
        text = screen(pilot)
        assert "Licence: CC0 1.0" in text
        assert f"Size: {server.resources[f'/{IT}.argosmodel'].body.__len__() / 1000:.0f} kB" in text
        assert [request.path for request in server.requests] == ["/index.json"]
        await pilot.press("enter")
        await until(pilot, f"{IT} installed")
        await pilot.press("escape")
        await until(pilot, "Available 2 ·")
        assert "Italian → English" in screen(pilot)
    assert installed(data) == [IT]


async def test_progress_stopping_and_going_on(run_reader, data, server):
    path = f"/{UK}.argosmodel"
    server.resources[path].waits = threading.Event()
    async with run_reader(size=(100, 30)) as pilot:
        await pilot.press("M", "f", *server.url(path), "enter")
        await until(pilot, "It is fetched from 127.0.0.1")
        await pilot.press("enter")
        await until(pilot, "0 % of 55 kB")
        assert "x stops" in screen(pilot)
        await pilot.press("x")
        await until(pilot, "Stopped; what was there is unchanged")
        assert installed(data) == []
        server.resources[path].waits.set()
        await pilot.press("f", *server.url(path), "enter")
        await until(pilot, "It is fetched from")
        await pilot.press("enter")
        await until(pilot, f"{UK} installed")
    assert server.requests[-1].range == "bytes=1-", "it goes on where it was"
    assert installed(data) == [UK]


async def test_work_goes_on_without_the_screen(run_reader, data, server):
    path = f"/{UK}.argosmodel"
    server.resources[path].waits = threading.Event()
    async with run_reader() as pilot:
        await pilot.press("M", "f", *server.url(path), "enter")
        await until(pilot, "It is fetched from")
        await pilot.press("enter")
        await until(pilot, "0 % of")
        await pilot.press("escape")
        await until(pilot, f"installing {UK}")
        assert "X stops" in screen(pilot)
        await pilot.press("X")
        await until(pilot, "Stopped")
        server.resources[path].waits.set()
    assert installed(data) == []


async def test_leaving_ends_what_goes_on(run_reader, data, server):
    path = f"/{UK}.argosmodel"
    server.resources[path].waits = threading.Event()
    async with run_reader() as pilot:
        await pilot.press("M", "f", *server.url(path), "enter")
        await until(pilot, "It is fetched from")
        await pilot.press("enter")
        await until(pilot, "0 % of")
    assert installed(data) == []
    assert not list(own_folder(data).glob(".installing-*"))


async def test_removing_asks_first(run_reader, data, stick):
    install_unpacked(stick / f"{UK}.argosmodel", own_folder(data))
    async with run_reader() as pilot:
        await until(pilot, "Stoltenberg")
        await pilot.press("M")
        await until(pilot, "Installed 1")
        await pilot.press("d")
        await until(pilot, f"Remove {UK}?")
        await pilot.press("escape", "d", "n")
        await settle(pilot)
        assert installed(data) == [UK]
        await pilot.press("d", "y")
        await until(pilot, f"{UK} removed")
        await until(pilot, "Installed 0")
    assert installed(data) == []


async def test_checking(run_reader, data, stick):
    async with run_reader(size=(80, 24)) as pilot:
        await pilot.press("M", "f", *str(stick), "enter")
        await until(pilot, "2 packages installed")
        await pilot.press("V")
        await until(pilot, "2 packages checked, in order")
        assert screen(pilot).count("checked") == 3
        with (own_folder(data) / IT / "model/model.bin").open("ab") as stream:
            stream.write(b"x")
        await pilot.press("home", "v")
        await until(pilot, "! changed")
        assert "its files have changed since it was installed" in screen(pilot)


async def test_what_another_program_installed_is_left(run_reader, stick, tmp_path, monkeypatch):
    path = install_unpacked(stick / f"{UK}.argosmodel", tmp_path / "theirs")
    shutil.copytree(path, path.parent / "broken")
    (path.parent / "broken/metadata.json").unlink()
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(path.parent))
    async with run_reader(size=(80, 24)) as pilot:
        await pilot.press("M")
        await until(pilot, "not recorded")
        assert "! broken" in screen(pilot)
        await pilot.press("d")
        await until(pilot, "Another program installed it")
        await pilot.press("j", "d")
        await until(pilot, "delete the folder yourself")
        await pilot.press("i")
        await until(pilot, "choose one below")
    assert path.is_dir()


async def test_a_file_named_like_a_language_is_a_file(run_reader, server, tmp_path, monkeypatch):
    """What the user typed is there: nothing is looked for on the network."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "uk").write_text("no package")
    async with run_reader() as pilot:
        await pilot.press("M", "f", *"uk", "enter")
        await until(pilot, "is damaged")
    assert server.requests == []


async def test_hostile_index(run_reader, server, data):
    entries = [
        {
            "from_code": "uk",
            "from_name": "\x1b[2J\x1b]0;x\x07\u202eevil [bold red]name[/]",
            "to_code": "en",
            "to_name": "\x9b31m" + "W" * 5000,
            "package_version": "1.9",
            "links": ["x\x1b[31m.argosmodel", f"{UK}.argosmodel"],
            "licence": "[link=file:///etc/passwd]\n\x1b[1m",
        },
        *({"from_code": "it", "to_code": "en", "package_version": str(n)} for n in range(3)),
        *(
            {"from_code": "it", "to_code": "en", "package_version": f"{n}", "links": ["a"]}
            for n in range(5000)
        ),
        {"from_code": "../../x", "to_code": "en", "package_version": "1", "links": ["a"]},
        None,
        [],
    ]
    server.put("/index.json", json.dumps(entries).encode())
    async with run_reader(size=(80, 24)) as pilot:
        await pilot.press("M", "r")
        await until(pilot, "Available 5,001")
        await pilot.press("slash", *"evil", "enter")
        await until(pilot, "[bold red]")
        await pilot.press("i")
        await until(pilot, f"Install {UK}?")
        for line in lines_of(pilot):
            assert line.isprintable(), line
            assert "\u202e" not in line
        assert "[link=" in screen(pilot)
        await pilot.press("escape", "escape")
        await until(pilot, "Available 5,001, the first 500 of them")


async def test_fetching_fails_in_words(run_reader, server):
    server.put("/index.json", b"<html>")
    async with run_reader(size=(80, 24)) as pilot:
        await pilot.press("M", "r")
        await until(pilot, lambda: "is no index of packages" in toasts(pilot))
        await until(pilot, "index.json: is no index of packages")


# Pictures


@pytest.fixture
def make_app(folder, data, stick, monkeypatch):
    """A reader in which nothing depends on where and when the test runs."""
    monkeypatch.chdir(folder.parent)
    for name in (UK, IT):
        path = install_unpacked(stick / f"{name}.argosmodel", own_folder(data))
        os.utime(path / "metadata.json", (1_700_000_000, 1_700_000_000))
        source = f"https://argos-net.com/v1/{name}.argosmodel"
        trust = "published" if name == IT else "first use"
        write_record(
            path, Record("0" * 64, "1" * 64, 50_000, source, "2023-11-14T00:00:00Z", trust)
        )
    monkeypatch.setenv("ARGOS_PACKAGE_INDEX", "https://example.org")
    cache = {
        "address": "https://example.org/index.json",
        "date": "2023-11-14T00:00:00Z",
        "entries": [
            *index_of(stick),
            {
                "from_code": "de",
                "from_name": "German",
                "to_code": "en",
                "to_name": "English",
                "package_version": "1.3",
                "links": ["translate-de_en-1_3.argosmodel"],
                "sha256": "2" * 64,
                "size": 123_456_789,
            },
        ],
    }
    (data / "package-index.json").write_text(json.dumps(cache))

    def make():
        library = Library(data.relative_to(folder.parent))
        return SeedreaderApp(library, Scope.of([folder]), Settings(theme="textual-dark"), [])

    return make


@pytest.mark.parametrize(
    ("size", "keys"),
    [
        pytest.param((80, 24), ("M",), id="list"),
        pytest.param((120, 30), ("M", "end"), id="wide"),
        pytest.param((50, 16), ("M",), id="narrow"),
        pytest.param((80, 24), ("M", "end", "i"), id="question"),
        pytest.param((80, 24), ("M", "f", *"/media/stick"), id="path"),
        pytest.param((80, 24), ("M", "slash", *"zzz"), id="nothing-found"),
    ],
)
def test_picture(snap_compare, make_app, size, keys):
    async def before(pilot):
        await settle(pilot)
        for key in keys:
            await pilot.press(key)
            await settle(pilot) if key == "M" else await pilot.pause()
        await pilot.pause()

    assert snap_compare(make_app(), terminal_size=size, run_before=before)
