"""One package in memory: its model, its tokenizer, and the translation of sentences with them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from seedreader.translation.alignment import WordLink, align, locate_tokens
from seedreader.translation.argos.folder import ModelFolder
from seedreader.translation.argos.pieces import cut, joint
from seedreader.translation.argos.tokens import PackageTokenizer
from seedreader.translation.batching import MAX_BATCH_TOKENS
from seedreader.translation.engine import CannotTranslate, Options, ProblemKind, Translated

if TYPE_CHECKING:
    import ctranslate2  # type: ignore[import-untyped, unused-ignore]

MAX_DECODING_LENGTH = 256
"""Tokens of a translation, CTranslate2's default, which argostranslate keeps. A translation that is
as long was cut off."""

_SMALLEST_PIECE = 8
"""Source tokens: what is shorter and still fills `MAX_DECODING_LENGTH` is a loop, not a text."""

_NO_MEMORY = re.compile("alloc|out of memory|Cannot allocate|Resource temporarily", re.IGNORECASE)

_SURROGATES = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class LoadedModel:
    """A package in memory. May be used from any thread.

    Attributes:
        folder: the package.
        tokenizer: its tokenizer.
        translator: its model.
        weight: memory that it takes, bytes: see `weight_of`.
        sha256: of the package's contents, or '' where nobody asked.
    """

    folder: ModelFolder
    tokenizer: PackageTokenizer
    translator: ctranslate2.Translator = field(repr=False)
    weight: int
    sha256: str = ""

    @classmethod
    def load(cls, folder: ModelFolder, tokenizer: PackageTokenizer, *, threads: int) -> LoadedModel:
        """Load a package.

        Args:
            folder: the package.
            tokenizer: its tokenizer.
            threads: batches that can be translated at a time.

        Raises:
            CannotTranslate: it cannot be loaded.
        """
        import ctranslate2  # noqa: PLC0415 - heavy

        try:
            translator = ctranslate2.Translator(
                str(folder.path / "model"),
                device="cpu",
                compute_type="auto",
                inter_threads=threads,
                intra_threads=1,
            )
        except (MemoryError, RuntimeError, ValueError) as error:
            raise _problem(folder, "the model cannot be loaded", error) from error
        return cls(folder, tokenizer, translator, weight_of(folder))

    def size(self, text: str) -> int:
        """Return the number of tokens of a sentence on one line."""
        return len(self.tokenizer.encode(_encodable(text)))

    def translate(self, sentences: Sequence[str], options: Options) -> list[Translated]:
        """Translate sentences, each on one line and without white space around it.

        Raises:
            CannotTranslate: there is not enough memory, or the model does not work.
        """
        texts = [_encodable(sentence) for sentence in sentences]
        extents = [cut(text, self.size, options.max_piece_tokens) for text in texts]
        pieces = [
            text[start:end]
            for text, parts in zip(texts, extents, strict=True)
            for start, end in parts
        ]
        try:
            made = iter(self._translate_pieces(pieces, options))
        except (MemoryError, RuntimeError, ValueError) as error:
            raise _problem(self.folder, "the model does not work", error) from error
        return [
            self._join(text, parts, [next(made) for _ in parts])
            for text, parts in zip(texts, extents, strict=True)
        ]

    def _translate_pieces(self, pieces: Sequence[str], options: Options) -> list[Translated]:
        tokens = [self.tokenizer.encode(piece) for piece in pieces]
        prefix = self.folder.target_prefix
        results = self.translator.translate_batch(
            tokens,
            target_prefix=[[prefix]] * len(tokens) if prefix else None,
            max_batch_size=MAX_BATCH_TOKENS,
            batch_type="tokens",
            beam_size=options.beam_size,
            num_hypotheses=1,
            length_penalty=options.length_penalty,
            replace_unknowns=options.replace_unknowns,
            repetition_penalty=options.repetition_penalty,
            no_repeat_ngram_size=options.no_repeat_ngram_size,
            max_input_length=0,  # pieces are short enough; a single long word may not be cut
            max_decoding_length=MAX_DECODING_LENGTH,
            return_scores=True,
            return_attention=True,
        )
        translated = []
        for piece, encoded, result in zip(pieces, tokens, results, strict=True):
            written = result.hypotheses[0]
            if len(written) >= MAX_DECODING_LENGTH and len(encoded) > _SMALLEST_PIECE:
                parts = cut(piece, self.size, max(_SMALLEST_PIECE, len(encoded) // 2))
                if len(parts) > 1:
                    made = self._translate_pieces([piece[a:b] for a, b in parts], options)
                    translated.append(self._join(piece, parts, made))
                    continue
            # CTranslate2 divides the sum of log-probabilities by the length to this power.
            mean = result.scores[0] * max(1, len(written)) ** (options.length_penalty - 1)
            translated.append(
                self._read(piece, encoded, written, result.attention[0], min(0.0, mean))
            )
        return translated

    def _read(
        self,
        piece: str,
        encoded: Sequence[str],
        written: list[str],
        attention: Sequence[Sequence[float]],
        score: float,
    ) -> Translated:
        if written and self.folder.target_prefix and written[0] == self.folder.target_prefix:
            written, attention = written[1:], attention[1:]
        text = self.tokenizer.decode(written, source=piece).removeprefix(" ")
        links = align(
            piece,
            text,
            locate_tokens(self.tokenizer.plain(encoded), piece),
            locate_tokens(self.tokenizer.plain(written), text),
            attention,
        )
        return Translated(text, score, links)

    def _join(
        self, text: str, extents: Sequence[tuple[int, int]], parts: Sequence[Translated]
    ) -> Translated:
        if len(parts) == 1:
            return parts[0]
        joined = ""
        links: list[WordLink] = []
        end = 0
        weighted = 0.0
        for (start, stop), part in zip(extents, parts, strict=True):
            if joined:
                joined += joint(text, end, start, self.folder.target)
            links += [link.moved(start, len(joined)) for link in part.alignment or ()]
            joined += part.text
            weighted += (part.score or 0.0) * (stop - start)
            end = stop
        covered = sum(stop - start for start, stop in extents)
        return Translated(joined, weighted / covered if covered else None, tuple(links))


def weight_of(folder: ModelFolder) -> int:
    """Return the bytes of memory that a package takes when loaded.

    Its files' size: CTranslate2 keeps 8-bit weights as they are and makes others 8-bit. What a
    translation needs beside it, some 50 MB a thread, is freed when the model is.
    """
    try:
        return sum(
            path.stat().st_size
            for place in (folder.path, folder.path / "model")
            for path in place.iterdir()
            if path.is_file()
        )
    except OSError:
        return 0


def _problem(folder: ModelFolder, what: str, error: Exception) -> CannotTranslate:
    """Return what an error of CTranslate2 means; its libraries tell of memory in many ways."""
    if isinstance(error, MemoryError) or _NO_MEMORY.search(str(error)):
        return CannotTranslate(
            ProblemKind.OUT_OF_MEMORY,
            f"{folder.path.name}: there is not enough memory",
            "close other programs and try again",
        )
    return CannotTranslate(
        ProblemKind.BROKEN_PACKAGE,
        f"{folder.path}: {what} ({error})",
        "install the package again",
    )


def _encodable(text: str) -> str:
    """Replace lone surrogates, which UTF-8 has no form for, by U+FFFD, one for one."""
    return _SURROGATES.sub("\ufffd", text)
