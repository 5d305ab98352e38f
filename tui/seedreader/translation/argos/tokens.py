"""The two tokenizers of Argos packages.

They are argostranslate's own classes: `argostranslate.tokenizer` needs none of what argostranslate
asks for beside sentencepiece and sacremoses, and has no effect when imported.
"""

from __future__ import annotations

import html
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from seedreader.translation.engine import CannotTranslate, ProblemKind

_SPACE = "▁"
_BYTE_LENGTH = len("<0x00>")
_KEPT_ENCODINGS = 8192
"""Sentences whose tokens are remembered: they are measured first and translated later."""


class _Tokenizer(Protocol):
    def encode(self, sentence: str) -> list[str]: ...
    def decode(self, tokens: list[str]) -> str: ...


class PackageTokenizer:
    """A package's tokenizer. May be used from any thread."""

    def __init__(
        self,
        encode: Callable[[str], list[str]],
        decode: Callable[[list[str]], str],
        plain: Callable[[Sequence[str]], list[str]],
    ) -> None:
        self._encode = encode
        self._decode = decode
        self._plain = plain
        self._encoded: dict[str, list[str]] = {}

    def encode(self, text: str) -> list[str]:
        """Return the tokens of a text."""
        tokens = self._encoded.get(text)
        if tokens is None:
            if len(self._encoded) >= _KEPT_ENCODINGS:
                self._encoded.clear()
            tokens = self._encoded[text] = self._encode(text)
        return tokens

    def decode(self, tokens: list[str], *, source: str) -> str:
        """Return the text of tokens.

        argostranslate makes every `_` a space, as some models write `_` for their sign of a space;
        where the source has a `_` itself, it is kept.
        """
        text = self._decode(tokens)
        return text if "_" in source else text.replace("_", " ")

    def plain(self, tokens: Sequence[str]) -> list[str]:
        """Return the letters that each token stands for, '' where it stands for none."""
        return self._plain(tokens)


def load_tokenizer(folder: Path, source: str, target: str) -> PackageTokenizer:
    """Load a package's tokenizer.

    Args:
        folder: the package's.
        source: its language, for Moses' rules.
        target: the other's, likewise.

    Raises:
        CannotTranslate: the folder has none, or it cannot be loaded.
    """
    sentencepiece, codes = folder / "sentencepiece.model", folder / "bpe.model"
    try:
        if sentencepiece.exists():
            return _sentencepiece(sentencepiece)
        if codes.exists():
            return _bpe(codes, source, target)
    except (OSError, RuntimeError, ValueError, SystemExit) as error:
        raise CannotTranslate(
            ProblemKind.BROKEN_PACKAGE,
            f"{folder}: the tokenizer cannot be loaded ({error})",
            "install the package again",
        ) from error
    raise CannotTranslate(
        ProblemKind.BROKEN_PACKAGE,
        f"{folder}: there is neither sentencepiece.model nor bpe.model",
        "install the package again",
    )


def _sentencepiece(path: Path) -> PackageTokenizer:
    from argostranslate.tokenizer import SentencePieceTokenizer  # noqa: PLC0415 - heavy

    tokenizer = SentencePieceTokenizer(path)
    processor = tokenizer.lazy_processor()

    def decode(tokens: list[str]) -> str:
        text: str = processor.decode_pieces(tokens)
        return text.replace(_SPACE, " ")

    return PackageTokenizer(tokenizer.encode, decode, _plain_pieces)


def _bpe(path: Path, source: str, target: str) -> PackageTokenizer:
    from argostranslate.tokenizer import BPETokenizer  # noqa: PLC0415 - heavy

    tokenizer: _Tokenizer = BPETokenizer(path, source, target)
    tokenizer.encode("")  # loads everything, while no other thread can see it
    lock = threading.Lock()  # subword-nmt keeps what it has seen in a plain dictionary

    def encode(text: str) -> list[str]:
        with lock:
            return tokenizer.encode(text)

    def decode(tokens: list[str]) -> str:
        with lock:
            return tokenizer.decode(tokens)

    return PackageTokenizer(encode, decode, _plain_words)


def _plain_pieces(tokens: Sequence[str]) -> list[str]:
    plain = []
    pending = bytearray()  # a character that the vocabulary lacks comes as its UTF-8 bytes
    for token in tokens:
        if len(token) == _BYTE_LENGTH and token.startswith("<0x") and token.endswith(">"):
            pending.append(int(token[3:5], 16))
            try:
                plain.append(pending.decode())
            except UnicodeDecodeError:
                plain.append("")
                continue
        else:
            plain.append(token.replace(_SPACE, ""))
        pending.clear()
    return plain


def _plain_words(tokens: Sequence[str]) -> list[str]:
    return [html.unescape(token.removesuffix("@@").replace("@-@", "-")) for token in tokens]
