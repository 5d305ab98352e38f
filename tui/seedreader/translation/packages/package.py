"""A package as it lies in a folder, and what its metadata say."""

from __future__ import annotations

import json
import os
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, Literal

from seedreader.translation.packages._plain import plain
from seedreader.translation.packages.licence import licence_in

Tokenizer = Literal["sentencepiece", "bpe"]

METADATA_NAME: Final = "metadata.json"
MODEL_NAME: Final = "model"
WEIGHTS_NAME: Final = "model.bin"
TOKENIZERS: Final[dict[str, Tokenizer]] = {
    "sentencepiece.model": "sentencepiece",
    "bpe.model": "bpe",
}
"""File name → kind. Where there are both, the first counts, as it does in argostranslate."""

READMES: Final = ("README.md", "README", "README.txt")

MAX_METADATA: Final = 2**20
"""Bytes of the largest metadata that are read; real ones have some hundred."""
_MAX_README: Final = 2**16
_MAX_NAME: Final = 60
_MAX_PREFIX: Final = 64
_MAX_LICENCE: Final = 80

LANGUAGE_CODE: Final = re.compile(r"[A-Za-z]{2,8}(?:[-_][A-Za-z0-9]{1,8}){0,3}")
VERSION: Final = re.compile(r"[0-9A-Za-z][0-9A-Za-z.+-]{0,31}")


class BrokenPackage(Exception):
    """A folder or file is no package that can be used. The text says why."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What `metadata.json`, or an entry of an index, says of a package.

    Attributes:
        from_code, to_code: the source and target language, as Argos writes their codes.
        from_name, to_name: their English names; the code where there is none.
        version: of the package, such as "1.9"; '' where it is not said.
        argos_version: of argostranslate, for which it was made; '' where it is not said.
        target_prefix: piece with which decoding has to begin, or ''.
    """

    from_code: str
    from_name: str
    to_code: str
    to_name: str
    version: str
    argos_version: str
    target_prefix: str = ""

    @property
    def name(self) -> str:
        """The package's name, such as "translate-uk_en-1_9"; safe as a file name."""
        return package_name(self.from_code, self.to_code, self.version)


@dataclass(frozen=True, slots=True)
class Package:
    """An installed package.

    Attributes:
        path: its folder.
        from_code, from_name, to_code, to_name, version, argos_version, target_prefix: see
            `Metadata`.
        tokenizer: what cuts text into pieces.
        tokenizer_file: the tokenizer's model.
        model: folder of the CTranslate2 model.
        size: bytes of model, tokenizer and metadata.
        licence: as its metadata or README state it, or None where they state none.
        date: day on which it was installed, as far as the files show, in ISO 8601.
    """

    path: Path
    from_code: str
    from_name: str
    to_code: str
    to_name: str
    version: str
    argos_version: str
    target_prefix: str
    tokenizer: Tokenizer
    tokenizer_file: Path
    model: Path
    size: int
    licence: str | None
    date: str

    @property
    def name(self) -> str:
        """The package's name, such as "translate-uk_en-1_9"."""
        return package_name(self.from_code, self.to_code, self.version)

    def matches(self, name: str) -> bool:
        """Return whether a name, with or without "translate-" and version, means this package."""
        pair = f"{self.from_code}_{self.to_code}"
        names = (self.name, f"translate-{pair}", pair, f"{self.from_code}-{self.to_code}")
        return name.removesuffix(".argosmodel") in names


def package_name(from_code: str, to_code: str, version: str) -> str:
    """Return a package's name as Argos writes it."""
    return f"translate-{from_code}_{to_code}" + (f"-{version.replace('.', '_')}" if version else "")


def version_key(version: str) -> tuple[tuple[int, str], ...]:
    """Return what versions are compared by: numbers as numbers, anything else before them."""
    parts = re.split(r"[._+-]", version)
    return tuple((int(part), "") if part.isdecimal() else (-1, part) for part in parts)


def parse_metadata(value: object) -> Metadata:
    """Return metadata from parsed JSON.

    Raises:
        BrokenPackage: they are not those of a translation package.
    """
    if not isinstance(value, dict):
        raise BrokenPackage("its metadata are no JSON object")
    kind = value.get("type", "translate")
    if kind != "translate":
        raise BrokenPackage(f"is for something else (“{plain(kind, _MAX_NAME)}”)")
    from_code, to_code = (_code(value, key) for key in ("from_code", "to_code"))
    version = plain(value.get("package_version", ""), _MAX_NAME)
    if version and VERSION.fullmatch(version) is None:
        raise BrokenPackage(f"its version “{version}” is none")
    prefix = value.get("target_prefix") or ""
    if not isinstance(prefix, str) or not prefix.isprintable() or len(prefix) > _MAX_PREFIX:
        raise BrokenPackage("its target_prefix is not a word")
    return Metadata(
        from_code=from_code,
        from_name=plain(value.get("from_name"), _MAX_NAME) or from_code,
        to_code=to_code,
        to_name=plain(value.get("to_name"), _MAX_NAME) or to_code,
        version=version,
        argos_version=plain(value.get("argos_version"), _MAX_NAME),
        target_prefix=prefix,
    )


def read_package(path: Path) -> Package:
    """Return the package in a folder; nothing heavy is imported and the model is not opened.

    Raises:
        BrokenPackage: something that is needed is missing or damaged.
    """
    folder = os.fspath(path)
    try:
        value, date = _read_metadata(f"{folder}/{METADATA_NAME}")
        metadata = parse_metadata(value)
        with os.scandir(folder) as entries:
            files = {entry.name: entry for entry in entries}
        tokenizer_name = next((name for name in TOKENIZERS if name in files), None)
        if tokenizer_name is None:
            raise BrokenPackage(f"has none of {', '.join(TOKENIZERS)}")
        size = files[METADATA_NAME].stat().st_size + files[tokenizer_name].stat().st_size
        size += _model_size(f"{folder}/{MODEL_NAME}")
        licence = _licence(folder, value, files.keys())
    except OSError as error:
        reason = (error.strerror or "cannot be read").lower()
        raise BrokenPackage(f"{reason}: {plain(error.filename, 1000)}") from error
    return Package(
        path=path,
        from_code=metadata.from_code,
        from_name=metadata.from_name,
        to_code=metadata.to_code,
        to_name=metadata.to_name,
        version=metadata.version,
        argos_version=metadata.argos_version,
        target_prefix=metadata.target_prefix,
        tokenizer=TOKENIZERS[tokenizer_name],
        tokenizer_file=path / tokenizer_name,
        model=path / MODEL_NAME,
        size=size,
        licence=licence,
        date=date,
    )


def _code(value: dict[str, Any], key: str) -> str:
    code = value.get(key)
    if not isinstance(code, str) or LANGUAGE_CODE.fullmatch(code) is None:
        raise BrokenPackage(f"its metadata have no usable {key}")
    return code


def _read_metadata(path: str) -> tuple[Any, str]:
    """Return the parsed metadata and the day on which they were written."""
    try:
        # A pipe or device in its place would keep us waiting for ever.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    except FileNotFoundError:
        raise BrokenPackage(f"has no {METADATA_NAME}") from None
    with os.fdopen(descriptor, "rb") as stream:
        content = stream.read(MAX_METADATA + 1) or b""
        written = os.fstat(stream.fileno()).st_mtime
    if len(content) > MAX_METADATA:
        raise BrokenPackage(f"its {METADATA_NAME} is too large")
    try:
        value = json.loads(content)
    except (ValueError, RecursionError):
        raise BrokenPackage(f"its {METADATA_NAME} is not JSON") from None
    return value, datetime.fromtimestamp(written, UTC).date().isoformat()


def _model_size(folder: str) -> int:
    """Return the bytes of a CTranslate2 model.

    Raises:
        BrokenPackage: it has no weights or no vocabulary.
    """
    try:
        with os.scandir(folder) as entries:
            sizes = {entry.name: entry.stat().st_size for entry in entries if entry.is_file()}
    except (FileNotFoundError, NotADirectoryError):
        raise BrokenPackage(f"has no folder “{MODEL_NAME}”") from None
    if not sizes.get(WEIGHTS_NAME):
        raise BrokenPackage(f"has no {MODEL_NAME}/{WEIGHTS_NAME}")
    vocabularies = {name.partition("_vocabulary.")[0] for name in sizes if "_vocabulary." in name}
    if "shared" not in vocabularies and not vocabularies >= {"source", "target"}:
        raise BrokenPackage("its model has no vocabulary")
    return sum(sizes.values())


def _licence(folder: str, metadata: dict[str, Any], names: Any) -> str | None:  # noqa: ANN401
    for key in ("license", "licence"):
        if stated := plain(metadata.get(key), _MAX_LICENCE):
            return stated
    readme = next((name for name in READMES if name in names), None)
    if readme is None:
        return None
    path = f"{folder}/{readme}"
    if not os.path.isfile(path):  # noqa: PTH113 - half the time of a Path
        return None
    with open(path, "rb") as stream:  # noqa: PTH123
        return licence_in(stream.read(_MAX_README).decode("utf-8", "replace"))
