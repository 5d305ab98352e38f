"""Package files made to harm: nothing leaves the folder, nothing is installed, all is told."""

from __future__ import annotations

import contextlib
import io
import stat
import struct
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.fixtures.argos_packages import RECIPES, package_files

from seedreader.translation.packages.limits import Limits
from seedreader.translation.packages.problems import PackageProblem
from seedreader.translation.packages.unpack import unpack

ROOT = "translate-uk_en-1_9"
LIMITS = Limits(disk_margin=0)


@pytest.fixture(scope="module")
def good():
    """The members of a good package."""
    return package_files(RECIPES["uk"])


def archive(members, *, comment=b"") -> bytes:
    """Return a zip; `members` are pairs of a name or `ZipInfo` and content."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in members:
            packed.writestr(name, content)
        packed.comment = comment
    return stream.getvalue()


def members(good, *more):
    return [*((f"{ROOT}/{name}", content) for name, content in good.items()), *more]


def info(name, *, mode=stat.S_IFREG | 0o644, **changes):
    made = zipfile.ZipInfo("placeholder")
    made.filename = made.orig_filename = name
    made.external_attr = mode << 16
    for key, value in changes.items():
        setattr(made, key, value)
    return made


def everything_below(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


def refused(content, tmp_path, limits=LIMITS):
    """Unpack what must be refused; return the problem. The disk outside is as it was."""
    folder = tmp_path / "outside/folder"
    folder.mkdir(parents=True)
    (tmp_path / "outside/witness").write_text("untouched")
    with pytest.raises(PackageProblem) as told:
        unpack(io.BytesIO(content), "it", folder, limits=limits)
    others = [path for path in everything_below(tmp_path) if not path.startswith("outside/folder/")]
    assert others == ["outside", "outside/folder", "outside/witness"]
    assert (tmp_path / "outside/witness").read_text() == "untouched"
    assert str(told.value).isprintable()
    return told.value


def test_a_good_package_is_unpacked_without_its_root(good, tmp_path):
    more = [
        (f"{ROOT}/", b""),
        (f"{ROOT}/model/", b""),
        (f"{ROOT}/stanza/uk/tokenize/iu.pt", b"pickled code"),
        (f"{ROOT}/stanza/", b""),
        (f"{ROOT}/minisbd/uk.onnx", b"more"),
    ]
    unpack(io.BytesIO(archive(members(good, *more))), "it", tmp_path, limits=LIMITS)
    assert everything_below(tmp_path) == sorted([*good, "model"])
    for name, content in good.items():
        assert (tmp_path / name).read_bytes() == content


NAMES = [
    "../evil",
    f"{ROOT}/../evil",
    f"{ROOT}/model/../../evil",
    "/evil",
    f"/{ROOT}/README",
    "//evil/x",
    "C:/evil",
    "C:evil",
    f"{ROOT}\\..\\evil",
    f"{ROOT}/model\\evil",
    f"{ROOT}/./README",
    f"{ROOT}//README",
    f"{ROOT}/model/model.bin/x",
    f"{ROOT}/model/..",
    "other/README.md",
    "README.md",
    f"{ROOT}/evil.py",
    f"{ROOT}/model/evil.so",
    f"{ROOT}/model/sub/model.bin",
    f"{ROOT}/metadata.json/",
    f"{ROOT}/stanza",
    f"{ROOT}/evil/",
    f"{ROOT}/README.md\x00.py",
    f"{ROOT}/README\n",
    f"{ROOT}/\u202egnp.README",
    f"{ROOT}/Metadata.json",
    f"{ROOT}/ＭETADATA.json",
    f"{ROOT}/model/MODEL.BIN",
    f"{ROOT}/stanza/../../evil",
    "",
    "/",
    ".",
    f"{ROOT}/seedreader.json",
    f"{ROOT}/.lock",
]


@pytest.mark.parametrize("name", NAMES)
def test_names(good, tmp_path, name):
    refused(archive(members(good, (info(name), b"evil"))), tmp_path)


@pytest.mark.filterwarnings("ignore:Duplicate name:UserWarning")
def test_a_name_twice(good, tmp_path):
    problem = refused(archive(members(good, (f"{ROOT}/metadata.json", b"{}"))), tmp_path)
    assert "twice" in problem.problem


@pytest.mark.parametrize(
    "kind", [stat.S_IFLNK, stat.S_IFCHR, stat.S_IFBLK, stat.S_IFIFO, stat.S_IFSOCK, stat.S_IFDIR]
)
def test_links_and_devices(good, tmp_path, kind):
    linked = {name: content for name, content in good.items() if name != "README.md"}
    entry = info(f"{ROOT}/README.md", mode=kind | 0o777)
    problem = refused(archive(members(linked, (entry, b"/etc/passwd"))), tmp_path)
    assert "link or a device" in problem.problem


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_unusual_packing(good, tmp_path, method):
    entry = info(f"{ROOT}/LICENSE", compress_type=method)
    assert "unusual" in refused(archive(members(good, (entry, b"x" * 99))), tmp_path).problem


def _patched(content, name, offset, value):
    """Return a zip with two bytes of the central entry of a member changed."""
    at = content.rfind(b"PK\x01\x02", 0, content.rfind(name.encode()))
    return content[: at + offset] + struct.pack("<H", value) + content[at + offset + 2 :]


def test_encrypted(good, tmp_path):
    content = archive(members(good))
    for flags in (0x1, 0x41, 0x2000):
        problem = refused(_patched(content, f"{ROOT}/README.md", 8, flags), tmp_path / str(flags))
        assert "encrypted" in problem.problem


def test_too_many_members(good, tmp_path):
    many = [(f"{ROOT}/stanza/{number}", b"") for number in range(1000)]
    assert "1000 members" in refused(archive(members(good, *many)), tmp_path).problem


def test_an_absurd_list_of_members_is_not_even_read(tmp_path):
    many = archive([(f"{ROOT}/{'x' * 5000}{number}", b"") for number in range(1000)])
    assert "absurdly" in refused(many, tmp_path).problem


def test_a_list_of_members_hidden_in_zip64_is_not_even_read(good, tmp_path):
    content = archive(members(good))
    end = content.rfind(b"PK\x05\x06")
    record = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, 1, 1, 2**40, 0)
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, end, 1)
    assert "absurdly" in refused(content[:end] + record + locator + content[end:], tmp_path).problem


def test_a_bomb_by_ratio(good, tmp_path):
    swollen = {**good, "model/model.bin": bytes(40_000_000)}
    assert "swell" in refused(archive(members(swollen)), tmp_path).problem


def test_a_bomb_by_size(good, tmp_path):
    limits = Limits(max_unpacked=1_000_000, disk_margin=0)
    problem = refused(archive(members(good)), tmp_path, limits)
    assert "unpack to" in problem.problem
    assert everything_below(tmp_path / "outside/folder") == []


def test_no_room(good, tmp_path):
    problem = refused(archive(members(good)), tmp_path, Limits(disk_margin=2**62))
    assert "needed" in problem.problem
    assert everything_below(tmp_path / "outside/folder") == []


def test_a_size_that_lies(good, tmp_path):
    """The list of members says 5 bytes; more is neither written nor taken for good."""
    content = archive(members(good))
    name = f"{ROOT}/sentencepiece.model"
    refused(_patched(content, name, 24, 5), tmp_path)
    path = tmp_path / "outside/folder/sentencepiece.model"
    assert not path.exists() or path.stat().st_size <= 5


def test_another_content_than_the_checksum_says(good, tmp_path):
    content = archive(members(good))
    assert "damaged" in refused(_patched(content, f"{ROOT}/README.md", 16, 7), tmp_path).problem


def test_another_name_in_front_than_in_the_list(good, tmp_path):
    content = archive(members(good))
    name = f"{ROOT}/README.md".encode()
    assert content.index(name) < content.rindex(name)
    changed = content.replace(name, b"../".ljust(len(name), b"x"), 1)
    assert "damaged" in refused(changed, tmp_path).problem


@pytest.mark.parametrize("missing", ["metadata.json", "model/model.bin", "sentencepiece.model"])
def test_what_a_package_needs(good, tmp_path, missing):
    rest = {name: content for name, content in good.items() if name != missing}
    assert "no translation package" in refused(archive(members(rest)), tmp_path).problem


@pytest.mark.parametrize(
    "content",
    [b"", b"PK", b"PK\x05\x06", b"<html>404</html>", bytes(22), b"PK\x05\x06" + bytes(18)],
)
def test_what_is_no_archive(tmp_path, content):
    refused(content, tmp_path)


def test_a_stream_that_cannot_be_read(good, tmp_path):
    with (tmp_path / "file").open("wb") as stream, pytest.raises(PackageProblem):
        unpack(stream, "it", tmp_path, limits=LIMITS)


COMPONENTS = st.sampled_from(
    ["..", ".", "", ROOT, "model", "model.bin", "metadata.json", "README.md", "stanza", "x", "C:"]
) | st.text(st.characters(exclude_categories=["Cs"]), max_size=4)
NAMED = st.tuples(
    st.lists(COMPONENTS, min_size=1, max_size=4).map("/".join),
    st.sampled_from([0, stat.S_IFREG, stat.S_IFDIR, stat.S_IFLNK]),
)
DAMAGE = st.tuples(st.floats(0, 1), st.integers(1, 255))
SMALL = {"metadata.json": b"{}" * 50, "model/model.bin": bytes(range(256)), "bpe.model": b"x y"}
FEW = settings(max_examples=100, deadline=None)


@FEW
@given(names=st.lists(NAMED, max_size=3))
@pytest.mark.filterwarnings("ignore:Duplicate name:UserWarning")
def test_whatever_the_names_only_known_files_are_written(names, tmp_path_factory):
    outside = tmp_path_factory.mktemp("names")
    folder = outside / "inner"
    folder.mkdir()
    more = [(info(name, mode=mode), b"evil") for name, mode in names]
    content = archive(members(SMALL, *more))
    with contextlib.suppress(PackageProblem):
        unpack(io.BytesIO(content), "it", folder, limits=LIMITS)
        assert (folder / "metadata.json").read_bytes() == SMALL["metadata.json"]
    written = everything_below(folder)
    assert set(written) <= {*SMALL, "model", "README.md"}
    assert everything_below(outside) == ["inner", *(f"inner/{name}" for name in written)]


@FEW
@given(damage=st.lists(DAMAGE, min_size=1, max_size=6), keep=st.floats(0.9, 1))
def test_damaged_archives_are_told_or_hold_what_they_held(damage, keep, tmp_path_factory):
    content = bytearray(archive(members(SMALL)))
    for where, change in damage:
        content[int(where * (len(content) - 1))] ^= change
    folder = tmp_path_factory.mktemp("damaged")
    with contextlib.suppress(PackageProblem):
        unpack(io.BytesIO(content[: int(len(content) * keep) + 1]), "it", folder, limits=LIMITS)
        for name in everything_below(folder):
            assert name == "model" or (folder / name).read_bytes() == SMALL[name]
    assert not any(path.is_symlink() for path in folder.rglob("*"))
